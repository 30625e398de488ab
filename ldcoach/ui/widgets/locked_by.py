"""A line with a lock that says who decides a setting instead of the manager."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import small

_SIZE, _GAP = 16, 8


class LockedBy(QWidget):
    """Hidden while the manager may choose."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(_GAP)
        self._words = small("")
        row.addWidget(Glyph("lock", "muted", _SIZE))
        row.addWidget(self._words, 1)
        self.hide()

    def show_locked(self, by_whom: str) -> None:
        """Show the sentence; an empty one takes the line away."""
        self._words.setText(by_whom)
        self.setVisible(bool(by_whom))

    def text(self) -> str:
        """Return what is shown, or nothing while hidden."""
        return "" if self.isHidden() else self._words.text()
