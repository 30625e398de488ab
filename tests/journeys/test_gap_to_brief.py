"""A gap is noticed, its causes are found together, the path is walked over three 1-2-1s, and a brief leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldcoach.documents.preview import PdfiumPreview
from ldcoach.domain.gaps import Gap, GapStage
from ldcoach.domain.ids import ConversationId, GapId, OutcomeId, PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, PathKind
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.page import Page
from ldcoach.ui.pages.brief.page import BriefPage
from ldcoach.ui.pages.diagnosis.page import DiagnosisPage
from ldcoach.ui.pages.gap.page import GapPage
from ldcoach.ui.pages.goals.page import GoalsPage
from ldcoach.ui.pages.talk.page import TalkPage
from ldcoach.ui.pages.today.page import TodayPage
from ldcoach.ui.tasks import Tasks
from tests.fakes import FixedClock
from tests.ui.canned_ask import CannedAsk

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    # The offscreen platform's own remark is no warning of ours.
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]

P = TypeVar("P", bound=Page)

ANSWERS = {"N0": "y", "N1": "y", "N2": "n", "N3": "n", "N4": "y", "N5": "n", "N6": "y", "N7": "y", "N8": "u", "N9": "y"}
PERSON = {"N10": "no", "N11": "no", "N13": "no", "N13b": "doing"}
STEPS = (
    (PathKind.CLARIFY_EXPECTATIONS, "Agree one page: what a complete sheet is", ActionOwner.MANAGER),
    (PathKind.PROCESS_CHANGE, "Send the list 30 minutes earlier", ActionOwner.OTHER_ROLE),
    (PathKind.TRAINING_COURSE, "Half a day in the lab, then three real intakes", ActionOwner.EMPLOYEE),
)
CHECK = "Ask what happens to someone who does it right, and to someone who does not."


@pytest.fixture
def ask(tmp_path: Path) -> CannedAsk:
    return CannedAsk(path=tmp_path / "brief.pdf")


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, ask: CannedAsk, tmp_path: Path) -> MainWindow:
    tasks = Tasks()
    pages: dict[Place, Callable[[], Page]] = {
        Place.TODAY: lambda: TodayPage(desk),
        Place.GOALS: lambda: GoalsPage(desk),
        Place.TALK: lambda: TalkPage(desk),
        Place.DIAGNOSIS: lambda: DiagnosisPage(desk, ask),
        Place.GAP: lambda: GapPage(desk, ask),
        Place.BRIEF: lambda: BriefPage(desk, ask, tasks, PdfiumPreview(), tmp_path),
    }
    made = MainWindow(pages)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


def here(window: MainWindow, kind: type[P]) -> P:
    page = window.stack.currentWidget()
    assert isinstance(page, kind), window.notice.text()
    return page


def click(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def notice_the_gap(qtbot: QtBot, window: MainWindow, person: PersonId) -> None:
    window.go(Go(Place.GOALS, person))
    click(qtbot, here(window, GoalsPage).gaps.new)
    form = here(window, DiagnosisPage).form
    qtbot.keyClicks(form.statement, "9 incomplete samples a week, 2 wanted")
    qtbot.keyClicks(form.first, "12 November: three of nine came before the sheet")
    form.outcome.choice.setCurrentText("Fewer repeat tests")
    click(qtbot, form.save)


def find_the_causes(qtbot: QtBot, window: MainWindow, desk: Desk, gap: GapId) -> None:
    page = here(window, DiagnosisPage)
    for at, (node, key) in enumerate(ANSWERS.items(), 1):
        qtbot.keyClick(next(iter(page.card.rows.values())).choice, key)
        assert len(desk.context.record.get(Gap, gap).given) == at, node
        if node == "N3":
            page.card.seen.editor.setPlainText("What complete means was never written down")
        click(qtbot, page.card.go_on)
    for key in PERSON.values():
        click(qtbot, page.card.rows[key].choice)
        click(qtbot, page.card.go_on)
    assert page.closing.headline.text() == "Now the path"
    click(qtbot, page.closing.go_on)


def make_the_path(qtbot: QtBot, window: MainWindow, today: date) -> None:
    page = here(window, GapPage)
    for weeks, (kind, words, owner) in enumerate(STEPS, 1):
        click(qtbot, page.path.add)
        page.step.choose(kind)
        qtbot.keyClicks(page.step.words, words)
        page.step.owner.setCurrentIndex(page.step.owner.findData(owner))
        page.step.due.show_day(today + timedelta(weeks=weeks))
        click(qtbot, page.step.save)
    assert len(page.path.rows) == len(STEPS)
    click(qtbot, page.go_on)
    page.agree.day.show_day(today + timedelta(weeks=8))
    click(qtbot, page.agree.save)


def talk_it_over(qtbot: QtBot, window: MainWindow, desk: Desk, person: PersonId, words: str) -> None:
    talk = ConversationId(desk.talks.plan(person, desk.context.clock.now()).created)
    window.go(Go(Place.TALK, person, talk))
    page = here(window, TalkPage)
    row = next(row for row in page.promises.rows.rows() if row.box.accessibleName().startswith(words))
    row.box.click()
    desk.talks.close(talk, takeaway="It is easier now.")


def test_from_a_gap_to_a_brief(qtbot: QtBot, window: MainWindow, desk: Desk, clock: FixedClock, ask: CannedAsk) -> None:
    person = PersonId(desk.people.add("Mairi Campbell").created)
    outcome = OutcomeId(desk.goals.add_outcome("Fewer repeat tests").created)

    notice_the_gap(qtbot, window, person)
    (line,) = desk.gaps.lines(person)
    assert (line.gap.outcome_id, line.stage) == (outcome, GapStage.ASKING)
    find_the_causes(qtbot, window, desk, line.gap.id)
    assert desk.context.record.get(Gap, line.gap.id).causes == ("expectations", "workflow", "skill")
    make_the_path(qtbot, window, clock.today())

    promised = {promise.words for promise in desk.promises.open(person)}
    assert promised == {CHECK, *(words for _, words, _ in STEPS)}
    window.go(Go(Place.TODAY))
    assert STEPS[0][1] in {promise.words for promise in desk.today.view().promises}

    for weeks, (_, words, _) in enumerate(STEPS, 1):
        clock.advance(weeks=1)
        talk_it_over(qtbot, window, desk, person, words)
        view = desk.gaps.view(line.gap.id)
        assert [step.status for step in view.steps].count(ActionStatus.DONE) == weeks
    window.go(Go(Place.GAP, person, line.gap.id))
    page = here(window, GapPage)
    assert page.stage.text() == "Time to look again"
    assert all(row.box.isChecked() for row in page.path.rows)

    click(qtbot, page.brief)
    brief = here(window, BriefPage)
    qtbot.keyClicks(brief.asking.to_whom, "Head of quality")
    with qtbot.waitSignal(brief.saving.saved, timeout=20_000):
        click(qtbot, brief.save)

    assert ask.path is not None
    told = " ".join(PdfReader(BytesIO(ask.path.read_bytes())).pages[0].extract_text().split())
    for words in ("9 incomplete samples a week", "never written down", *(words for _, words, _ in STEPS)):
        assert words in told
    assert "Mairi" not in told
    assert len(desk.briefs.receipts(person, line.gap.id)) == 1
