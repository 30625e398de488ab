"""A dot that is open, half or full."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from ldcoach.ui.theme.current import colour
from ldcoach.ui.widgets.drawn import Drawn

Filling = Literal["open", "half", "full"]


def draw_dot(painter: QPainter, centre: QPointF, radius: float, filling: Filling, ground: str = "surface") -> None:
    """Draw a dot; half is filled on its left."""
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(QPen(colour("control" if filling == "open" else "accent"), 1.5))
    painter.setBrush(colour("accent" if filling == "full" else ground))
    painter.drawEllipse(box)
    if filling == "half":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawPie(box, 90 * 16, 180 * 16)


class Dot(Drawn):
    """One dot beside its words, which say the same."""

    def __init__(self) -> None:
        super().__init__("", QSize(14, 14))
        self.setFixedSize(14, 14)
        self.filling: Filling = "open"

    def show_filling(self, filling: Filling) -> None:
        """Show another filling."""
        self.filling = filling
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw the dot."""
        draw_dot(painter, QRectF(self.rect()).center(), 5, self.filling)
