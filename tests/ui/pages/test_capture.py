"""Noting feedback in seconds: a name, a line, Enter."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ldcoach.app.care import capture_at_any_time
from ldcoach.domain.ids import FeedbackId, PersonId
from ldcoach.domain.kinds import FeedbackKind, Visibility
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.pages.feedback.capture import CaptureWindow
from ldcoach.ui.pages.feedback.page import FeedbackPage
from ldcoach.ui.pages.write_feedback.page import WriteFeedbackPage
from ldcoach.ui.tasks import Tasks
from tests.ui.audit import audit

SEEN = "Walked the new starter through the handover sheet"


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    desk.people.add("Dele Adeyemi")
    desk.people.add("Maria Silva")
    return PersonId(desk.people.add("Mairi Campbell").created)


@pytest.fixture
def tasks(qtbot: QtBot) -> Tasks:
    return Tasks()


@pytest.fixture
def window(desk: Desk, mairi: PersonId, tasks: Tasks, qtbot: QtBot) -> CaptureWindow:
    made = CaptureWindow(desk, tasks)
    qtbot.addWidget(made)
    made.capture()
    QTest.qWaitForWindowActive(made)
    qtbot.waitUntil(lambda: not tasks.busy)
    return made


# The offscreen platform's own remarks on the list that opens are no warnings of ours.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_name_a_line_and_enter(window: CaptureWindow, desk: Desk, mairi: PersonId, qtbot: QtBot) -> None:
    QTest.keyClicks(window.person.line, "camp")
    QTest.keyClicks(window.line, SEEN)
    QTest.keyClicks(window.when, "last Tuesday")
    with qtbot.waitSignals([window.changed, window.kept]):
        QTest.keyClick(window.when, Qt.Key.Key_Return)

    assert window.isHidden()
    ((piece, words),) = desk.feedback.of(mairi)
    assert words == SEEN
    assert (piece.observed_on, piece.visibility) == (date(2026, 11, 17), Visibility.TO_SHARE)
    window.capture()
    assert (window.line.text(), window.person.currentText()) == ("", "")


def test_the_day_is_said_back_while_one_types(window: CaptureWindow, qtbot: QtBot) -> None:
    field = window._when_field
    QTest.keyClicks(window.when, "3 days ago")
    qtbot.waitUntil(lambda: field._hint.text() == "Thursday 19 November, 3 days ago")
    window.when.setText("tomorrow")
    qtbot.waitUntil(lambda: "lies ahead" in field.error())


@pytest.mark.parametrize(
    ("person", "line", "when"), [("", SEEN, ""), ("Ma", SEEN, ""), ("Mairi", "", ""), ("Mairi", SEEN, "monkey")]
)
def test_what_is_missing_is_said_and_nothing_kept(
    window: CaptureWindow, desk: Desk, mairi: PersonId, person: str, line: str, when: str
) -> None:
    window.person.line.setText(person)
    window.line.setText(line)
    window.when.setText(when)
    window.keep.click()

    assert window.isVisible()
    assert desk.feedback.of(mairi) == []
    errors = [field.error() for field in (window._person_field, window._line_field, window._when_field)]
    assert sum(map(bool, errors)) == 1
    assert window.line.text() == line


def test_a_held_line_is_kept_only_once_confirmed(window: CaptureWindow, desk: Desk, mairi: PersonId) -> None:
    window.person.choose(mairi)
    window.line.setText("You were off sick with depression.")
    window.keep.click()

    assert window.isVisible()
    assert not window.held.isHidden()
    assert desk.feedback.of(mairi) == []
    window.held.keep.click()
    assert len(desk.feedback.of(mairi)) == 1


def test_esc_loses_nothing(window: CaptureWindow, desk: Desk, mairi: PersonId) -> None:
    window.person.choose(mairi)
    window.line.setText(SEEN)
    QTest.keyClick(window.line, Qt.Key.Key_Escape)
    assert window.isHidden()

    window.capture()

    assert (window.line.text(), window.person.key()) == (SEEN, mairi)
    assert desk.feedback.of(mairi) == []


def test_before_the_record_is_closed_a_whole_entry_is_kept(window: CaptureWindow, desk: Desk, mairi: PersonId) -> None:
    window.person.choose(mairi)
    window.line.setText(SEEN)
    window.leave()
    assert [words for _, words in desk.feedback.of(mairi)] == [SEEN]


def test_ctrl_enter_goes_on_in_the_editor(window: CaptureWindow, desk: Desk, mairi: PersonId, qtbot: QtBot) -> None:
    window.person.choose(mairi)
    window.line.setText(SEEN)
    window.kind.buttons()[1].click()
    with qtbot.waitSignal(window.asked) as asked:
        QTest.keyClick(window.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ((piece, _),) = desk.feedback.of(mairi)
    assert asked.args == [Go(Place.WRITE_FEEDBACK, mairi, piece.id)]
    assert piece.kind is FeedbackKind.REDIRECTING


def test_what_is_not_understood_is_said_in_full(window: CaptureWindow, qtbot: QtBot) -> None:
    window.when.setText("Friday last week")
    qtbot.waitUntil(lambda: window._when_field._hint.text() == "Friday 13 November, 9 days ago")
    window.when.setText("11/20")
    qtbot.waitUntil(lambda: "day first" in window._when_field.error())

    def whole() -> None:
        said = window._when_field._error
        assert said.height() >= said.heightForWidth(said.width())
        assert window._when_field._hint.isHidden()
        assert audit(window) == []

    qtbot.waitUntil(whole)


def test_the_window_is_fit_for_keyboard_and_screen_reader(window: CaptureWindow) -> None:
    assert audit(window) == []


def test_ctrl_shift_f_opens_it_anywhere(desk: Desk, mairi: PersonId, tasks: Tasks, qtbot: QtBot) -> None:
    main = MainWindow({Place.FEEDBACK: lambda: FeedbackPage(desk)})
    qtbot.addWidget(main)
    capture_at_any_time(desk, tasks, main)
    main.show()
    main.go(Go(Place.FEEDBACK, mairi))
    QTest.qWaitForWindowActive(main)

    QTest.keyClick(main, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)

    (window,) = main.findChildren(CaptureWindow)
    qtbot.waitUntil(window.isVisible)
    assert window.person.key() == mairi
    window.line.setText(SEEN)
    window.keep.click()
    assert "Kept for Mairi Campbell" in main.notice.text()
    page = main.stack.currentWidget()
    assert isinstance(page, FeedbackPage)
    assert page.waiting.row(FeedbackId(desk.feedback.of(mairi)[0][0].id)) is not None


# The offscreen platform's own remarks on the window that comes forward are no warnings of ours.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_from_the_tray_it_comes_alone_and_completing_brings_the_window_back(
    desk: Desk, mairi: PersonId, tasks: Tasks, qtbot: QtBot
) -> None:
    main = MainWindow(
        {Place.FEEDBACK: lambda: FeedbackPage(desk), Place.WRITE_FEEDBACK: lambda: WriteFeedbackPage(desk, tasks)}
    )
    qtbot.addWidget(main)
    capture_at_any_time(desk, tasks, main)
    main.show()
    main.go(Go(Place.FEEDBACK))
    main.showMinimized()

    main.capture_wanted.emit("")

    (window,) = main.findChildren(CaptureWindow)
    qtbot.waitUntil(window.isVisible)
    assert main.isMinimized()
    assert window.windowHandle().transientParent() is None
    window.person.choose(mairi)
    window.line.setText(SEEN)
    window.more.click()
    assert not main.isMinimized()
    page = main.stack.currentWidget()
    assert isinstance(page, WriteFeedbackPage)
    assert page.form.editor.toPlainText() == SEEN
    qtbot.waitUntil(page.form.editor.hasFocus)
    main.capture_wanted.emit("")
    assert window.windowHandle().transientParent() is main.windowHandle()
