"""A list whose first rows come at once and the others little by little, so that the window answers meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldcoach.ui.widgets.clearing import clear, unseen

_BLOCKS = 16
"""How many blocks stand in a group. In a list without groups, each turn would ask all blocks for their height."""


class Growing(QWidget):
    """Parts below one another, `spacing` pixels apart: `first` of them at once, then `each` in every turn.

    It grows only while it is seen. `grew` says that what came in the turn before stands in its place now.
    """

    grew = Signal()

    def __init__(self, first: int, each: int, spacing: int = 4) -> None:
        super().__init__()
        self._first, self._each, self._spacing = first, each, spacing
        self._coming: Iterator[QWidget] | None = None
        self._told = True
        self._groups = _Measured(self, spacing)
        self._group: _Measured | None = None
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_turn_timeout)

    @property
    def complete(self) -> bool:
        """Whether every part was made."""
        return self._coming is None

    def fill(self, parts: Iterator[QWidget]) -> None:
        """Take away what stands there and show others; each is made when it is asked for."""
        with unseen(self):
            clear(self._groups)
            self._group = None
            self._coming = parts
            self._grow(self._first)
        self._told = self.complete
        self._go_on()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on where growing was left."""
        super().showEvent(event)
        self._go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the window to what is seen instead."""
        super().hideEvent(event)
        self._turn.stop()

    def _go_on(self) -> None:
        if not self._told and self.isVisible():
            self._turn.start()

    def _on_turn_timeout(self) -> None:
        if self.complete:
            self._told = True
            self._turn.stop()
        self.grew.emit()
        self._grow(self._each)
        # A picture drawn before all around made room would show rows squeezed into the room of those before them.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _grow(self, most: int) -> None:
        """Add a block of parts."""
        parts = list(islice(self._coming or (), most))
        if len(parts) < most:
            self._coming = None
        if parts:
            block = QWidget()
            rows = _Measured(block, self._spacing)
            for part in parts:
                rows.addWidget(part)
            self._place(block)

    def _place(self, block: QWidget) -> None:
        """Put a block at the end of the last group, or of a new one."""
        if self._group is None or self._group.count() == _BLOCKS:
            holder = QWidget()
            self._group = _Measured(holder, self._spacing)
            self._groups.addWidget(holder)
        self._group.addWidget(block)
        block.show()


class _Measured(QVBoxLayout):
    """A column that remembers how high it is at each width it was asked for.

    While the list grows, Qt asks at several widths in turn, and by itself remembers only the last of them: each turn
    would break all lines anew.
    """

    def __init__(self, holder: QWidget, spacing: int) -> None:
        super().__init__(holder)
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width, in pixels."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget the heights: something in here changed."""
        self._heights = {}
        super().invalidate()
