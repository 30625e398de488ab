"""A box for writing that says when typing has paused."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit

PAUSE_MS = 600
LATEST_MS = 900
"""Who types without a pause is kept all the same: what is typed is in the record within a second."""
_ROOM = 96


class Editor(QPlainTextEdit):
    """Plain text only.

    `edited` carries the text 600 ms after typing stops, and 900 ms after it began; `left` says the caret went away.
    """

    edited = Signal(str)
    left = Signal()

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_ROOM)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        self._latest = QTimer(self)
        self._latest.setSingleShot(True)
        self._latest.setInterval(LATEST_MS)
        self._latest.timeout.connect(self._on_pause_timeout)
        self.textChanged.connect(self._on_self_text_changed)
        self._filling = False

    def show_text(self, text: str) -> None:
        """Show a text that is kept already: nothing is emitted, and the caret stays where it was."""
        if text == self.toPlainText():
            return
        place = self.textCursor().position()
        self._filling = True
        self.setPlainText(text)
        self._filling = False
        caret = self.textCursor()
        caret.setPosition(min(place, len(self.toPlainText())))
        self.setTextCursor(caret)

    def flush(self) -> None:
        """Emit what is still waiting for a pause, now."""
        if self._pause.isActive():
            self._stop_waiting()
            self.edited.emit(self.toPlainText())

    @property
    def waiting(self) -> bool:
        """Tell whether something was typed that `edited` has not carried yet."""
        return self._pause.isActive()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand over the text before the caret leaves."""
        super().focusOutEvent(event)
        self.flush()
        self.left.emit()

    def _on_self_text_changed(self) -> None:
        if self._filling:
            return
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def _stop_waiting(self) -> None:
        self._pause.stop()
        self._latest.stop()

    def _on_pause_timeout(self) -> None:
        self._stop_waiting()
        self.edited.emit(self.toPlainText())
