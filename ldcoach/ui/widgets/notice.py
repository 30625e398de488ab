"""A bar inside a page that says what happened and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import body
from ldcoach.ui.widgets.look import set_look

Tone = Literal["info", "warn", "error"]
_ICONS = {"info": ("info", "accent_text"), "warn": ("triangle-alert", "prep"), "error": ("circle-alert", "danger")}


class Notice(QFrame):
    """Hidden while it has nothing to say; what it says is announced to a screen reader."""

    def __init__(self, tone: Tone = "info", text: str = "") -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 10, 10, 10)
        self._row.setSpacing(10)
        self._glyph = Glyph(*_ICONS[tone])
        self._words = body("")
        self._row.addWidget(self._glyph)
        self._row.addWidget(self._words, 1)
        self.setProperty("notice", tone)
        self.setVisible(False)
        if text:
            self.say(tone, text)

    def say(self, tone: Tone, text: str) -> None:
        """Show a sentence; the tone only repeats what it says."""
        set_look(self, "notice", tone)
        self._glyph.show_icon(*_ICONS[tone])
        self._words.setText(text)
        self.setVisible(True)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def text(self) -> str:
        """Return what is shown, or nothing while hidden."""
        return self._words.text() if not self.isHidden() else ""

    def add_button(self, text: str, act: Callable[[], object]) -> QPushButton:
        """Add a button that does `act`, which takes nothing."""
        button = secondary(text, small=True)
        button.clicked.connect(lambda _checked: act())
        self._row.addWidget(button)
        return button

    def quiet(self) -> None:
        """Take the bar away."""
        self._words.setText("")
        self.setVisible(False)
