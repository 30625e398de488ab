"""Somebody who has only a keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

FARTHEST = 150
PLAIN = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Hands:
    """Presses keys wherever the keyboard is; never a mouse."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self._qtbot = qtbot
        self._window = window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press one key, once what came of the key before is shown."""
        QApplication.processEvents()
        self._qtbot.keyClick(QApplication.focusWidget() or self._window, key, modifiers)

    def write(self, text: str) -> None:
        """Type a text."""
        QApplication.processEvents()
        QTest.keyClicks(QApplication.focusWidget() or self._window, text)

    def go_to(self, wanted: QWidget) -> None:
        """Press Tab until the keyboard is there."""
        for _ in range(FARTHEST):
            if wanted.hasFocus():
                return
            self.press(Qt.Key.Key_Tab)
        message = f"{FARTHEST} tabs did not reach {wanted.accessibleName() or wanted.metaObject().className()}"
        raise AssertionError(message)

    def use(self, button: QWidget) -> None:
        """Go to a button and press it."""
        self.go_to(button)
        self.press(Qt.Key.Key_Space)
