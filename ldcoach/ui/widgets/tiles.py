"""Cards in two equal columns, or one below the other in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

_GAP = 16


class Tiles(QWidget):
    """Rows of two cards; below `collapse_at` pixels of window every card has the whole width."""

    def __init__(self, collapse_at: int = 900) -> None:
        super().__init__()
        self._collapse_at = collapse_at
        self._rows: list[QHBoxLayout] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)

    def add_row(self, left: QWidget, right: QWidget) -> None:
        """Add two cards side by side, equally wide and high; one that is hidden leaves its room to the other."""
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        for card in (left, right):
            # Without a common least width the longer sentence would win the wider column.
            card.setMinimumWidth(1)
            row.addWidget(card, 1)
        self._rows.append(row)
        self._column.addLayout(row)
        self._reflow()

    def match_heights(self, card: QWidget, *, match: bool) -> None:
        """Let the two cards of the row that holds `card` be equally high, or each as high as its own words."""
        place = Qt.AlignmentFlag(0) if match else Qt.AlignmentFlag.AlignTop
        for row in self._rows:
            if row.indexOf(card) < 0:
                continue
            for at in range(row.count()):
                item = row.itemAt(at)
                if item is not None:
                    item.setAlignment(place)
            row.invalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reflow when the window passes the width."""
        super().resizeEvent(event)
        self._reflow()

    def _reflow(self) -> None:
        narrow = self.window().width() < self._collapse_at
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for row in self._rows:
            row.setDirection(direction)
