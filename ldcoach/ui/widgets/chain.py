"""The chain from priority to evidence as five nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from ldcoach.ui.theme.current import colour
from ldcoach.ui.widgets.dots import Filling, draw_dot
from ldcoach.ui.widgets.drawn import Drawn

_RADIUS, _TOP, _HEIGHT = 5.0, 8.0, 38


@dataclass(frozen=True, slots=True)
class Node:
    """One node: its name, how far it is there, and whether the line to the next node is a gap."""

    name: str
    filling: Filling = "open"
    gap_after: bool = False


class Chain(Drawn):
    """Nodes joined by lines: solid where linked, dashed where there is a gap."""

    def __init__(self, nodes: Sequence[Node] = ()) -> None:
        super().__init__("", QSize(280, _HEIGHT))
        self._nodes: tuple[Node, ...] = ()
        self.show_nodes(nodes)

    def show_nodes(self, nodes: Sequence[Node]) -> None:
        """Show other nodes."""
        self._nodes = tuple(nodes)
        self.setText(", ".join(_in_words(node) for node in self._nodes))
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw the lines, then the nodes, then their names."""
        if not self._nodes:
            return
        centres = self._centres()
        for at in range(len(centres) - 1):
            gap = self._nodes[at].gap_after
            style = Qt.PenStyle.DashLine if gap else Qt.PenStyle.SolidLine
            painter.setPen(QPen(colour("gap" if gap else "accent"), 1.75, style))
            painter.drawLine(centres[at] + QPointF(_RADIUS + 1, 0), centres[at + 1] - QPointF(_RADIUS + 1, 0))
        font = QFont(self.font())
        font.setPointSizeF(8.5)
        painter.setFont(font)
        for at, (node, centre) in enumerate(zip(self._nodes, centres, strict=True)):
            draw_dot(painter, centre, _RADIUS, node.filling)
            painter.setPen(colour("muted"))
            painter.drawText(self._name_box(centre.x()), self._alignment(at), node.name)

    def _centres(self) -> list[QPointF]:
        first, last = _RADIUS + 1, self.width() - _RADIUS - 1
        step = (last - first) / max(len(self._nodes) - 1, 1)
        return [QPointF(first + at * step, _TOP) for at in range(len(self._nodes))]

    def _name_box(self, centre: float) -> QRectF:
        half = self.width() / 8
        left = min(max(centre - half, 0.0), self.width() - 2 * half)
        return QRectF(left, _TOP + 9, 2 * half, self.height() - _TOP - 9)

    def _alignment(self, at: int) -> Qt.AlignmentFlag:
        if at == 0:
            return Qt.AlignmentFlag.AlignLeft
        return Qt.AlignmentFlag.AlignRight if at == len(self._nodes) - 1 else Qt.AlignmentFlag.AlignHCenter


def _in_words(node: Node) -> str:
    state = {
        "open": QCoreApplication.translate("Chain", "open"),
        "half": QCoreApplication.translate("Chain", "partly"),
        "full": QCoreApplication.translate("Chain", "there"),
    }[node.filling]
    gap = QCoreApplication.translate("Chain", "then a gap")
    return f"{node.name}: {state}, {gap}" if node.gap_after else f"{node.name}: {state}"
