"""A person's initials in a circle."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

_LARGE, _SMALL = 56, 32


class Avatar(QLabel):
    """Initials, 56 pixels wide, or 32 when small; an ornament beside the written name."""

    def __init__(self, name: str = "", *, small: bool = False) -> None:
        super().__init__()
        side = _SMALL if small else _LARGE
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "avatar_small" if small else "avatar")
        self.setFixedSize(side, side)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_name(name)

    def show_name(self, name: str) -> None:
        """Show the initials of another name: of its first and last word."""
        words = name.split()
        ends = words[:1] + words[1:][-1:]
        self.setText("".join(word[0] for word in ends).upper())
