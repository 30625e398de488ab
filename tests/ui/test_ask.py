"""Dialogs ask, can be answered by keyboard, and are gone afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.ui.ask import Ask, DialogAsk, Question
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def _when_asked(act: Callable[[Question], object]) -> None:
    def answer() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, Question)
        act(shown)

    QTimer.singleShot(0, answer)


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)])
def test_enter_confirms_and_esc_goes_back(window: QWidget, key: Qt.Key, *, answer: bool) -> None:
    _when_asked(lambda shown: QTest.keyClick(shown, key))
    assert DialogAsk().confirm(window, "Share it?", "Mairi will see it.", "Share it", "Not yet") is answer


def test_a_line_can_be_changed(window: QWidget) -> None:
    def answer(shown: Question) -> None:
        line = shown.findChild(QLineEdit)
        assert line.text() == "Valves"
        line.setText(" Pumps ")
        shown.yes.click()

    _when_asked(answer)
    assert DialogAsk().text(window, "Rename the topic", "Topic", "Valves") == "Pumps"


def test_going_back_gives_nothing(window: QWidget) -> None:
    for ask in (
        lambda: DialogAsk().text(window, "Topic", "Topic"),
        lambda: DialogAsk().secret(window, "Unlock", "Passphrase"),
        lambda: DialogAsk().date(window, "Put off", "Until", date(2026, 11, 20)),
        lambda: DialogAsk().choose(window, "Guide", "Guide", ["Check-in", "GROW"]),
    ):
        _when_asked(QDialog.reject)
        assert ask() is None


def test_a_day_and_a_choice_come_back(window: QWidget) -> None:
    _when_asked(QDialog.accept)
    assert DialogAsk().date(window, "Put off", "Until", date(2026, 11, 20)) == date(2026, 11, 20)
    _when_asked(lambda shown: (shown.findChild(QComboBox).setCurrentIndex(1), shown.accept()))
    assert DialogAsk().choose(window, "Guide", "Guide", ["Check-in", "GROW"]) == 1


def test_a_dialog_can_be_used_by_keyboard_and_dies(window: QWidget, qtbot: QtBot) -> None:
    findings: list[str] = []

    def answer(shown: Question) -> None:
        findings.extend(audit(shown))
        shown.accept()

    _when_asked(answer)
    DialogAsk().text(window, "Why", "Reason", lines=True)
    assert findings == []
    qtbot.waitUntil(lambda: not window.findChildren(Question))


def test_the_canned_answers_fit_the_same_door(window: QWidget) -> None:
    ask: Ask = CannedAsk(yes=False)
    assert not ask.confirm(window, "Share it?", "", "Share it", "Not yet")
