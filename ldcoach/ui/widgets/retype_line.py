"""A line into which a code is typed from paper, in groups of four."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit

GROUP = 4
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def plain(code: str) -> str:
    """Return a code's symbols alone: capitals, no spaces or dashes, letters that look like digits as digits."""
    return "".join(symbol for symbol in code.upper() if symbol.isalnum()).translate(_ALIKE)


def groups(code: str) -> list[str]:
    """Return a code's symbols in groups of four; the last may be shorter."""
    symbols = plain(code)
    return [symbols[at : at + GROUP] for at in range(0, len(symbols), GROUP)]


class RetypeLine(QLineEdit):
    """Puts the spaces in by itself and takes no paste, because pasting proves nothing about the paper."""

    def __init__(self) -> None:
        super().__init__()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.textEdited.connect(self._on_self_text_edited)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Refuse the keys that paste."""
        if event.matches(QKeySequence.StandardKey.Paste):
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Refuse the middle button, which pastes on Linux."""
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)

    def _on_self_text_edited(self, text: str) -> None:
        before = len(plain(text[: self.cursorPosition()]))
        spaced = " ".join(groups(text))
        if spaced != text:
            self.setText(spaced)
            self.setCursorPosition(before + max(before - 1, 0) // GROUP)
