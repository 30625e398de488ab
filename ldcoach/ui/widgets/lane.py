"""One lane of notes: shared with the person, or prep that stays here."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal

from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.editor import Editor
from ldcoach.ui.widgets.held import HeldCard
from ldcoach.ui.widgets.labels import muted

Tone = Literal["shared", "prep"]
_ICONS = {"shared": "users", "prep": "file-text"}


class Lane(Card):
    """A toned card with an editor.

    `edited` carries the text as that of `Editor` does, `left` says that the caret went away,
    `confirmed` that the manager says a held text is about the work.
    """

    edited = Signal(str)
    left = Signal()
    confirmed = Signal()

    def __init__(self, tone: Tone, title: str, caption: str = "", placeholder: str = "") -> None:
        super().__init__(title.replace("&", ""), _ICONS[tone], tone, tight=True)
        self.editor = Editor(title.replace("&", ""), placeholder)
        self.editor.setAccessibleDescription(caption)
        self.title.setText(title)
        self.title.setBuddy(self.editor)
        self.caption = muted(caption)
        if not caption:
            self.caption.hide()
        self.held = HeldCard()
        self.body.addWidget(self.caption)
        self.body.addWidget(self.editor, 1)
        self.body.addWidget(self.held)
        self.editor.edited.connect(self.edited)
        self.editor.left.connect(self.left)
        self.held.confirmed.connect(self.confirmed)
        self.held.change_wanted.connect(self._on_held_change_wanted)

    def text(self) -> str:
        """Return what stands in the editor."""
        return self.editor.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a kept text; nothing is emitted and the caret stays."""
        self.editor.show_text(text)

    def flush(self) -> None:
        """Emit typed text that still waits for a pause."""
        self.editor.flush()

    def hold(self, message: str, question: str = "", *, can_confirm: bool = True) -> None:
        """Say that the text is not kept, why, and what to do; the text stays in the editor."""
        self.held.say(message, question, can_confirm=can_confirm)

    def release(self) -> None:
        """Take the held card away."""
        self.held.hide()

    def _on_held_change_wanted(self) -> None:
        self.editor.setFocus()
