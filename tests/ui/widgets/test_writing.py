"""Editors, lanes, held cards and fields."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ldcoach.ui.widgets.editor import Editor
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.lane import Lane
from ldcoach.ui.widgets.retype_line import RetypeLine, groups, plain
from tests.ui.audit import audit, name_of


@pytest.fixture
def lane(qtbot: QtBot) -> Lane:
    made = Lane("shared", "S&hared notes", "Mairi sees these.")
    qtbot.addWidget(made)
    made.resize(480, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_typing_is_told_once_after_a_pause(lane: Lane, qtbot: QtBot) -> None:
    heard: list[str] = []
    lane.edited.connect(heard.append)
    with qtbot.waitSignal(lane.edited):
        qtbot.keyClicks(lane.editor, "agreed")
    assert heard == ["agreed"]


def test_leaving_hands_over_at_once(lane: Lane, qtbot: QtBot) -> None:
    heard: list[str] = []
    lane.edited.connect(heard.append)
    lane.activateWindow()
    lane.editor.setFocus()
    qtbot.waitUntil(lane.editor.hasFocus)
    qtbot.keyClicks(lane.editor, "now")
    with qtbot.waitSignal(lane.left):
        lane.editor.clearFocus()
    assert heard == ["now"]
    assert not lane.editor.waiting


def test_showing_a_kept_text_is_no_edit_and_keeps_the_caret(qtbot: QtBot) -> None:
    editor = Editor("Notes")
    qtbot.addWidget(editor)
    editor.show_text("first words")
    caret = editor.textCursor()
    caret.setPosition(5)
    editor.setTextCursor(caret)
    editor.show_text("first words and more")
    assert editor.textCursor().position() == 5
    editor.show_text("one")
    assert editor.textCursor().position() == 3
    assert not editor.waiting


def test_a_held_text_stays_and_offers_two_ways(lane: Lane, qtbot: QtBot) -> None:
    lane.show_text("was off sick")
    lane.hold("This looks like health information.", "What needs noting without the reason?")
    assert lane.text() == "was off sick"
    assert audit(lane) == []
    with qtbot.waitSignal(lane.confirmed):
        qtbot.mouseClick(lane.held.keep, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(lane.held.change, Qt.MouseButton.LeftButton)
    assert lane.editor.hasFocus()
    lane.release()
    assert lane.held.isHidden()


def test_what_must_not_be_kept_cannot_be_confirmed(lane: Lane) -> None:
    lane.hold("This does not belong in a coaching record.", can_confirm=False)
    assert lane.held.keep.isHidden()


def test_a_field_names_its_control_and_says_what_is_wrong(qtbot: QtBot) -> None:
    line = QLineEdit()
    field = Field("&Where", line, "A place both know")
    qtbot.addWidget(field)
    field.show()
    assert name_of(line) == "Where"
    field.show_error("Name a place.")
    assert QAccessible.queryAccessibleInterface(line).text(QAccessible.Text.Description) == "Name a place."
    field.clear_error()
    assert field.error() == ""
    assert QAccessible.queryAccessibleInterface(line).text(QAccessible.Text.Description) == "A place both know"


def test_a_code_is_compared_without_looks() -> None:
    assert plain("7kqm-3xwd ol") == "7KQM3XWD01"
    assert groups("7kqm3xw") == ["7KQM", "3XW"]


def test_the_retype_line_spaces_groups_and_takes_no_paste(qtbot: QtBot) -> None:
    line = RetypeLine()
    qtbot.addWidget(line)
    line.show()
    qtbot.keyClicks(line, "7kqm3xwd9")
    assert line.text() == "7KQM 3XWD 9"
    assert line.cursorPosition() == len(line.text())
    line.selectAll()
    line.copy()
    line.clear()
    qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""
