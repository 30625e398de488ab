"""The minutes of an agenda as one bar of parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from ldcoach.ui.theme.current import colour
from ldcoach.ui.widgets.drawn import Drawn

_HEIGHT, _GAP = 8, 2


@dataclass(frozen=True, slots=True)
class Part:
    """Some minutes of one group, in the colour of a ink."""

    name: str
    minutes: int
    ink: str


class MinutesBar(Drawn):
    """Parts side by side on a ground that stands for the planned time; too much is drawn to scale, with a mark."""

    def __init__(self) -> None:
        super().__init__("", QSize(160, _HEIGHT))
        self._parts: tuple[Part, ...] = ()
        self._total = 0

    def show_minutes(self, parts: Sequence[Part], total: int) -> None:
        """Show the parts of a 1-2-1 of `total` minutes."""
        self._parts = tuple(part for part in parts if part.minutes > 0)
        self._total = total
        planned = sum(part.minutes for part in self._parts)
        pieces = [self.tr("{name}: {minutes} min").format(name=p.name, minutes=p.minutes) for p in self._parts]
        whole = self.tr("{planned} of {total} minutes planned").format(planned=planned, total=total)
        self.setText(", ".join([whole, *pieces]))
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw the ground, the parts and, over time, where the time ends."""
        painter.setPen(Qt.PenStyle.NoPen)
        planned = sum(part.minutes for part in self._parts)
        scale = self.width() / max(self._total, planned, 1)
        top = (self.height() - _HEIGHT) / 2
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(QRectF(0, top, self.width(), _HEIGHT), 3, 3)
        left = 0.0
        for part in self._parts:
            painter.setBrush(colour(part.ink))
            painter.drawRoundedRect(QRectF(left, top, max(part.minutes * scale - _GAP, 1), _HEIGHT), 2, 2)
            left += part.minutes * scale
        if planned > self._total:
            painter.setBrush(colour("warn"))
            painter.drawRect(QRectF(self._total * scale - 1.5, 0, 3, self.height()))
