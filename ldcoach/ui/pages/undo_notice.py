"""A bar that says what was done and offers to take it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.ui.widgets.notice import Notice, Tone


class UndoNotice(Notice):
    """`undone` carries what taking back changed."""

    undone = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._take_back: Callable[[], Change] | None = None
        self.undo = self.add_button(self.tr("Take it back"), self._on_undo_pressed)
        self.undo.hide()

    def say(self, tone: Tone, text: str) -> None:
        """Show a sentence with nothing to take back."""
        super().say(tone, text)
        self._take_back = None
        self.undo.hide()

    def offer(self, text: str, take_back: Callable[[], Change]) -> None:
        """Say what was done; the button calls `take_back`."""
        self.say("info", text)
        self._take_back = take_back
        self.undo.show()

    def _on_undo_pressed(self) -> None:
        if self._take_back is None:
            return
        try:
            change = self._take_back()
        except LDCoachError as error:
            self.say("error", str(error))
            return
        self.quiet()
        self.undone.emit(change)
