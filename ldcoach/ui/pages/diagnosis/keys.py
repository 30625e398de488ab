"""Alt+Left inside a card of the diagnosis: it goes to the question before, not to the page before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ldcoach.ui.widgets.card import Card


class SteppingCard(Card):
    """A card that says by `back_wanted` that Alt+Left was pressed inside it."""

    back_wanted = Signal()

    def event(self, event: QEvent) -> bool:
        """Take Alt+Left before the window does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_back(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Alt+Left; the area around, which scrolls, would swallow the key."""
        if _is_back(event):
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)


def _is_back(event: QKeyEvent) -> bool:
    return event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_Left
