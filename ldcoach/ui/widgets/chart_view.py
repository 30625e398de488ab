"""Shows a chart that was drawn elsewhere, with the same facts in words."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy

from ldcoach.ui.widgets.drawn import Drawn


class ChartView(Drawn):
    """An SVG that keeps its proportions and is sharp on every screen."""

    def __init__(self, svg: bytes = b"", facts: str = "") -> None:
        super().__init__("", QSize(0, 0))
        self._renderer = QSvgRenderer(self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if svg:
            self.show_svg(svg, facts)

    def show_svg(self, svg: bytes, facts: str) -> None:
        """Show another picture; `facts` says in words what it shows.

        Raises:
            ValueError: the bytes are no SVG.
        """
        if not self._renderer.load(QByteArray(svg)):
            message = "the chart is no SVG"
            raise ValueError(message)
        self.setText(facts)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the picture's own size."""
        return self._renderer.defaultSize()

    def minimumSizeHint(self) -> QSize:
        """Return half of the picture's own size."""
        return self._renderer.defaultSize() / 2

    def hasHeightForWidth(self) -> bool:
        """Tell layouts to keep the proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that keeps the proportions, at most the picture's own."""
        own = self._renderer.defaultSize()
        if own.width() <= 0:
            return 0
        return min(own.height(), width * own.height() // own.width())

    def draw(self, painter: QPainter) -> None:
        """Draw the picture into the widget."""
        self._renderer.render(painter, self.rect().toRectF())
