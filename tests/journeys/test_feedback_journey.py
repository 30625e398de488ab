"""One piece of feedback from the moment it is seen to the summary that the person keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ldcoach.app.care import capture_at_any_time
from ldcoach.app.late import LatePreview
from ldcoach.app.reminding import remind
from ldcoach.domain.ids import PersonId
from ldcoach.services.desk import Desk
from ldcoach.ui.ask import DialogAsk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.page import Page
from ldcoach.ui.pages.feedback.capture import CaptureWindow
from ldcoach.ui.pages.feedback.page import FeedbackPage
from ldcoach.ui.pages.feedback.waiting import COMPLETE, WaitingRow
from ldcoach.ui.pages.prepare.page import PreparePage
from ldcoach.ui.pages.summary.page import SummaryPage
from ldcoach.ui.pages.write_feedback.page import WriteFeedbackPage
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.tray import Tray
from tests.fakes import FixedClock

P = TypeVar("P", bound=Page)
LINE = "You closed the plan with two drops open"
REPLY = "Tôi tưởng hai chuyến đó đã được xác nhận. 🙂"


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    desk.people.add("Dele Adeyemi")
    return PersonId(desk.people.add("Mairi Campbell").created)


@pytest.fixture
def tasks(qtbot: QtBot) -> Tasks:
    return Tasks()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, mairi: PersonId, tasks: Tasks, tmp_path: Path) -> MainWindow:
    pages: dict[Place, Callable[[], Page]] = {
        Place.FEEDBACK: lambda: FeedbackPage(desk),
        Place.WRITE_FEEDBACK: lambda: WriteFeedbackPage(desk, tasks),
        Place.PREPARE: lambda: PreparePage(desk),
        Place.SUMMARY: lambda: SummaryPage(desk, DialogAsk(), tasks, LatePreview(), tmp_path),
    }
    made = MainWindow(pages)
    qtbot.addWidget(made)
    capture_at_any_time(desk, tasks, made)
    made.resize(1240, 860)
    made.show()
    made.go(Go(Place.FEEDBACK))
    QTest.qWaitForWindowActive(made)
    return made


def here(window: MainWindow, kind: type[P]) -> P:
    page = window.stack.currentWidget()
    assert isinstance(page, kind)
    return page


def only_row(page: FeedbackPage) -> WaitingRow:
    (row,) = page.waiting.rows()
    return row


@pytest.fixture
def tray(window: MainWindow, desk: Desk) -> Tray:
    """The tray of a desktop that has one; the icon is Qt's own."""
    return remind(desk, window, Tray(window, available=lambda: True))


def capture_line(window: MainWindow, tray: Tray) -> None:
    """Begin in the tray while the window itself is put away, as in the middle of other work."""
    window.showMinimized()
    assert tray.icon is not None
    actions = tray.icon.contextMenu().actions()
    (capture_feedback,) = [each for each in actions if "feedback" in each.text()]
    capture_feedback.trigger()
    (capture,) = window.findChildren(CaptureWindow)
    QTest.qWaitForWindowActive(capture)
    QTest.keyClicks(capture.person.line, "mairi")
    QTest.keyClicks(capture.line, LINE)
    QTest.keyClicks(capture.when, "yesterday")
    QTest.keyClick(capture.when, Qt.Key.Key_Return)
    assert capture.isHidden()
    assert window.isMinimized()
    window.showNormal()


# The offscreen platform has its own remarks on lists that open and on trays; they are no warnings of ours.
@pytest.mark.qt_log_ignore("This plugin does not support", "QPlatformNativeInterface::systemTray", extend=True)
def test_captured_completed_planned_said_answered_and_told(
    window: MainWindow, tray: Tray, desk: Desk, mairi: PersonId, tasks: Tasks, clock: FixedClock, qtbot: QtBot
) -> None:
    desk.talks.plan(mairi, datetime(2026, 11, 24, 14, 0, tzinfo=UTC))
    goal = desk.goals.add(mairi, "Close the plan only once every drop is confirmed").created

    # Seconds after the moment, from the tray: a name, a line, Enter.
    capture_line(window, tray)
    page = here(window, FeedbackPage)
    assert only_row(page).open.text() == "Complete"
    page.waiting.queue.buttons()[1].click()
    assert page.waiting.queue.key() == COMPLETE

    # Later, with the coach.
    only_row(page).open.click()
    editor = here(window, WriteFeedbackPage)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    assert editor.form.typed().observed_on == date(2026, 11, 21)
    with qtbot.waitSignal(editor.coaching.read):
        editor.form.editor.setPlainText(f"On Friday's cut-off call at 15:10 you always hurry. {LINE}.")
        QTest.keyClicks(editor.form.impact, "Both drivers waited an hour.")
    QTest.keyClick(editor.form.editor, Qt.Key.Key_F8)
    asked = editor.coaching.rail.current()
    assert asked is not None
    with qtbot.waitSignal(editor.coaching.read):
        editor.form.editor.setPlainText(f"On Friday's cut-off call at 15:10 the phone rang. {LINE}.")
    assert asked not in [card.asked for card in editor.coaching.rail.questions()]
    editor.goal.goal.line.setText("every drop")
    QTest.keyClick(editor.goal.goal.line, Qt.Key.Key_Return)
    QTest.keyClicks(editor.skill.line, "confirms before closing")
    QTest.keyClick(editor.skill.line, Qt.Key.Key_Return)
    editor.sheet.ready.click()

    # Planned into the next talk, rehearsed.
    page = here(window, FeedbackPage)
    assert only_row(page).open.text() == "Open"
    only_row(page).plan.click()
    only_row(page).plan.click()
    agenda = here(window, PreparePage)
    assert any(LINE in row.accessibleName() for row in agenda.board.rows())
    window.go(Go(Place.FEEDBACK))

    # Said in the talk, with what the person answered.
    clock.set(datetime(2026, 11, 24, 14, 40, tzinfo=UTC))
    window.go(Go(Place.FEEDBACK))
    only_row(page).share.click()
    page.form.view.setPlainText(REPLY)
    page.form.save.click()
    assert page.waiting.rows() == []
    ((piece, words),) = desk.feedback.of(mairi)
    assert (piece.shared_on, piece.employee_view, piece.goal_id) == (date(2026, 11, 24), REPLY, goal)
    assert LINE in words
    assert [skill.name for skill in desk.skills.of_feedback(piece.id)] == ["confirms before closing"]

    # It is in what the person keeps.
    window.go(Go(Place.SUMMARY, mairi))
    summary = here(window, SummaryPage)
    qtbot.waitUntil(lambda: not tasks.busy, timeout=20_000)
    leaving = [row.item for row in summary.sheet.items.rows.values() if row.item.leaves]
    (told,) = [item for item in leaving if LINE in item.detail]
    assert REPLY in told.detail
