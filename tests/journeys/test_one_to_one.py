"""One 1-2-1 from the team list to the timeline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.domain.conversations import Conversation, Topic
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ActionOwner, ConversationStatus, Side, TextKind, TopicStatus, Visibility
from ldcoach.domain.texts import Text
from ldcoach.services.desk import Desk
from ldcoach.services.notes import PREPARE, stage_owner
from ldcoach.services.views import Happening
from ldcoach.ui.ask import DialogAsk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.page import Page
from ldcoach.ui.pages.close.page import ClosePage
from ldcoach.ui.pages.people.page import PeoplePage
from ldcoach.ui.pages.person.page import PersonPage
from ldcoach.ui.pages.prepare.page import PreparePage
from ldcoach.ui.pages.talk.page import TalkPage
from ldcoach.ui.pages.talks.page import TalksPage
from ldcoach.ui.pages.today.page import TodayPage
from tests.fakes import FixedClock
from tests.ui.file_doors import file_door
from tests.ui.pages.one_to_one import type_in

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    # The offscreen platform's own remark is no warning of ours.
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]

P = TypeVar("P", bound=Page)

ANH = "Nguyễn Thị Ánh"
NAMES = (
    ANH,
    "O'Brien-Sørensen",
    "عمر",
    "李小龍",
    "Ana Souza",
    "Mairi Campbell",
    "Tom Becker",
    "Zoë Müller",
    "Łukasz Żak",
    "Jean-Luc d'Arc",
    "Ingrid Åström",
    "Sam",
)
ROSTER = (
    "Name;Role;Team;FTE;Cadence\r\n"
    + "".join(f"{name};Technician;Line {at % 3};0,{at % 10};14\r\n" for at, name in enumerate(NAMES))
).encode("utf-8-sig")

PREPARED = "Hör zu, bevor du fragst. 🙂"
STAGES = ("G", "R", "O", "W")
SHARED = {
    "G": "Ánh: muốn tự quyết định khi nào thay van",
    "R": "Asked after, not before: two of three swaps",
    "O": "1. ring first\n2. a list at the line\n3. 李小龍 shows how",
    "W": "Rings before each swap, from Monday",
}
PREP = {code: f"Held back my own idea in {code}; عمر can help" for code in STAGES}
TAKEAWAY = "Tôi gọi trước khi thay van."
NEXT = datetime(2026, 12, 6, 14, 0, tzinfo=UTC)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    ask = DialogAsk()
    files = file_door(ask)
    pages: dict[Place, Callable[[], Page]] = {
        Place.TODAY: lambda: TodayPage(desk),
        Place.PEOPLE: lambda: PeoplePage(desk, ask),
        Place.PERSON: lambda: PersonPage(desk, ask, files),
        Place.TALKS: lambda: TalksPage(desk, files),
        Place.PREPARE: lambda: PreparePage(desk),
        Place.TALK: lambda: TalkPage(desk),
        Place.CLOSE: lambda: ClosePage(desk, files),
    }
    made = MainWindow(pages)
    qtbot.addWidget(made)
    made.resize(1240, 860)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


def here(window: MainWindow, kind: type[P]) -> P:
    page = window.stack.currentWidget()
    assert isinstance(page, kind)
    return page


def click(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def notes(desk: Desk, talk: ConversationId) -> dict[tuple[str, Visibility], str]:
    return {
        (text.owner_id, text.visibility): text.body
        for text in desk.context.record.conversation_texts(talk)
        if text.kind is TextKind.NOTE
    }


def prepare(qtbot: QtBot, window: MainWindow) -> None:
    page = here(window, PreparePage)
    {action.text(): action for action in page.guide.menu().actions()}["GROW coaching"].trigger()
    type_in(qtbot, page.board.add_topic.field, "Who decides when a valve is swapped?")
    click(qtbot, page.board.add_topic.side.buttons()[0])
    qtbot.keyClick(page.board.add_topic.field, Qt.Key.Key_Return)
    type_in(qtbot, page.board.add_topic.field, "Fault card for line 3")
    click(qtbot, page.board.add_topic.side.buttons()[1])
    click(qtbot, page.board.add_topic.add)
    click(qtbot, page.questions.lines[0].box)
    type_in(qtbot, page.notes.editor, PREPARED)
    qtbot.keyClick(page.notes.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def talk_through(qtbot: QtBot, window: MainWindow, topic: str) -> None:
    page = here(window, TalkPage)
    assert page.prepared.text() == f"From preparing: {PREPARED}"
    for step, code in enumerate(STAGES, 1):
        assert page.question.step.text() == f"Step {step} of 4"
        type_in(qtbot, page.shared.editor, SHARED[code])
        type_in(qtbot, page.prep.editor, PREP[code])
        if code == "W":
            promise(qtbot, page)
            click(qtbot, page.topics.lines[topic].box)
        click(qtbot, page.next)


def promise(qtbot: QtBot, page: TalkPage) -> None:
    click(qtbot, page.agreed)
    qtbot.keyClicks(page.promises.form.words, "Ring before each swap")
    page.promises.form.due.setDate(QDate(2026, 11, 30))
    qtbot.keyClick(page.promises.form.words, Qt.Key.Key_Return)
    qtbot.keyClicks(page.promises.form.words, "Clear it with the shift lead")
    click(qtbot, page.promises.form.who.buttons()[1])
    click(qtbot, page.promises.form.keep)


def close(qtbot: QtBot, window: MainWindow) -> None:
    page = here(window, ClosePage)
    type_in(qtbot, page.takeaway.editor, TAKEAWAY)
    for at in range(page.checklist.lines.count()):
        line = page.checklist.lines.itemAt(at).widget()
        assert line is not None
        click(qtbot, line)
    click(qtbot, page.close_talk)
    click(qtbot, page.reflection.skip)


def test_a_grow_1_2_1_from_the_team_list_to_the_timeline(
    qtbot: QtBot, window: MainWindow, desk: Desk, clock: FixedClock
) -> None:
    _, roster, new = desk.people.import_roster(ROSTER)
    assert [row.name for row in new] == [*NAMES]
    assert (roster.refused, roster.left_out) == ((), ("FTE",))
    anh = PersonId(desk.people.named(ANH).id)
    talk = ConversationId(desk.talks.plan(anh, datetime(2026, 11, 22, 14, 0, tzinfo=UTC)).created)

    window.go(Go(Place.PREPARE, anh, talk))
    prepare(qtbot, window)
    theirs, mine = desk.context.record.open_topics(anh)
    assert (theirs.raised_by, mine.raised_by) == (Side.EMPLOYEE, Side.MANAGER)
    talk_through(qtbot, window, theirs.topic_id)
    clock.advance(minutes=31)
    close(qtbot, window)

    record = desk.context.record
    held = record.get(Conversation, talk)
    assert (held.status, held.guide_key, held.takeaway) == (ConversationStatus.HELD, "grow", TAKEAWAY)
    found = notes(desk, talk)
    for code in STAGES:
        assert found[stage_owner(talk, code), Visibility.SHARED] == SHARED[code]
        assert found[stage_owner(talk, code), Visibility.PREP] == PREP[code]
    assert found[stage_owner(talk, PREPARE), Visibility.PREP] == PREPARED
    private = {PREPARED, *PREP.values()}
    assert [
        text for text in record.every(Text) if text.visibility is not Visibility.PREP and text.body in private
    ] == []
    promised = {(line.words, line.owner, line.due_on) for line in desk.promises.open(anh)}
    assert promised == {
        ("Ring before each swap", ActionOwner.EMPLOYEE, date(2026, 11, 30)),
        ("Clear it with the shift lead", ActionOwner.MANAGER, date(2026, 12, 6)),
    }
    assert record.get(Topic, theirs.topic_id).status is TopicStatus.DISCUSSED
    carried = record.get(Topic, mine.topic_id)
    assert (carried.status, carried.times_carried) == (TopicStatus.OPEN, 1)
    assert [line.planned_for for line in desk.talks.upcoming()] == [NEXT]

    page = here(window, PersonPage)
    entries = desk.people.timeline(anh, kinds=[Happening.CONVERSATION]).entries
    assert [(entry.id, entry.state) for entry in entries] == [(talk, ConversationStatus.HELD)]
    written = " ".join(each.text() for kind in (QLabel, QPushButton) for each in page.findChildren(kind))
    assert ANH in written
    assert TAKEAWAY in written
    shown = {entry.words: entry.visibility for entry in desk.people.timeline(anh, kinds=[Happening.NOTE]).entries}
    assert {shown[text] for text in private} == {Visibility.PREP}
    assert {shown[text] for text in SHARED.values()} == {Visibility.SHARED}
