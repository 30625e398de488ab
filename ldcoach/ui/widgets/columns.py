"""Two columns that become one in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

_GAP, _BETWEEN_CARDS = 24, 16
_UNBOUND = 16777215


class Columns(QWidget):
    """`main` and `rail` are layouts; the rail stands right of main, or below it in a window under `collapse_at`.

    It also stands below where the two side by side would ask for more room than there is.
    """

    def __init__(self, collapse_at: int = 1000, rail_width: int = 368) -> None:
        super().__init__()
        self._collapse_at = collapse_at
        self._rail_width = rail_width
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP)
        self._main_side, self.main = _column()
        self._rail_side, self.rail = _column()
        self._box.addWidget(self._main_side, 1)
        self._box.addWidget(self._rail_side)
        self._reflow()

    @property
    def collapsed(self) -> bool:
        """Whether the rail stands below."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """Return the room for one column: two must not hold the page wider than the window, or they would stay two."""
        widest = max(side.minimumSizeHint().width() for side in (self._main_side, self._rail_side))
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reflow when the window passes the width."""
        super().resizeEvent(event)
        self._reflow()

    def _reflow(self) -> None:
        rail = min(self._rail_width, max(280, self.window().width() * 3 // 10))
        beside = self._main_side.minimumSizeHint().width() + _GAP + rail
        narrow = self.window().width() < self._collapse_at or self.width() < beside
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(_BETWEEN_CARDS if narrow else _GAP)
        if narrow:
            self._rail_side.setMinimumWidth(0)
            self._rail_side.setMaximumWidth(_UNBOUND)
        else:
            self._rail_side.setFixedWidth(rail)


def _column() -> tuple[QWidget, QVBoxLayout]:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_BETWEEN_CARDS)
    return side, column
