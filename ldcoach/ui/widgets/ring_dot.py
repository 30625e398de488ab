"""One figure then and now on a line: a ring for before, a dot for now."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from ldcoach.ui.theme.current import colour
from ldcoach.ui.widgets.drawn import Drawn

_WIDTH, _HEIGHT, _LINE, _RADIUS, _TICKS = 200, 44, 12, 6, 3


class RingAndDot(Drawn):
    """A line from zero to `top`; no ring where nothing is known of before."""

    def __init__(self) -> None:
        super().__init__("", QSize(_WIDTH, _HEIGHT))
        self._now = 0.0
        self._before: float | None = None
        self._top = 1.0
        self._unit = ""

    def show_figures(self, now: float, before: float | None, top: float, unit: str, facts: str) -> None:
        """Show both; `unit` follows the numbers under the line, `facts` is what a screen reader hears."""
        self._now, self._before, self._top, self._unit = now, before, max(top, 1.0), unit
        self.setText(facts)
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw the line with three numbers under it, what changed, the ring and the dot."""
        painter.setPen(QPen(colour("border"), 2))
        painter.drawLine(QPointF(_RADIUS, _LINE), QPointF(self.width() - _RADIUS, _LINE))
        self._draw_numbers(painter)
        now = self._place(self._now)
        if self._before is not None:
            before = self._place(self._before)
            painter.setPen(QPen(colour("accent"), 3))
            painter.drawLine(QPointF(before, _LINE), QPointF(now, _LINE))
            painter.setPen(QPen(colour("muted"), 2))
            painter.setBrush(colour("surface"))
            painter.drawEllipse(QPointF(before, _LINE), _RADIUS - 1, _RADIUS - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawEllipse(QPointF(now, _LINE), _RADIUS, _RADIUS)

    def _place(self, value: float) -> float:
        return _RADIUS + (self.width() - 2 * _RADIUS) * min(max(value / self._top, 0.0), 1.0)

    def _draw_numbers(self, painter: QPainter) -> None:
        painter.setPen(colour("muted"))
        font = self.font()
        font.setPixelSize(12)
        painter.setFont(font)
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
        box = QRectF(0, _LINE + _RADIUS + 4, self.width(), _HEIGHT - _LINE - _RADIUS - 4)
        for tick, side in enumerate(sides):
            painter.drawText(box, side, f"{self._top * tick / (_TICKS - 1):g} {self._unit}".strip())
