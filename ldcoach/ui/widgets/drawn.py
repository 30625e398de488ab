"""Small pictures that are painted, and read out as text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ldcoach.ui.theme.icons import paint_icon, require
from ldcoach.ui.widgets.labels import PLAIN_TEXT


class Drawn(QLabel):
    """A painted picture whose facts a screen reader hears, because they are a label's text."""

    def __init__(self, facts: str, size: QSize) -> None:
        super().__init__()
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setText(facts)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the picture, whatever the length of its text."""
        return self._size

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the picture can be read."""
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture instead of the text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            self.draw(painter)
        finally:
            # A painter left open brings the whole program down, not only this picture.
            painter.end()
        event.accept()

    def draw(self, painter: QPainter) -> None:
        """Draw into the widget's rectangle, in logical pixels."""
        raise NotImplementedError


class Glyph(Drawn):
    """One icon in the colour of a token; follows the theme. `facts` is empty for an ornament."""

    def __init__(self, name: str, ink: str = "muted", size: int = 18, facts: str = "") -> None:
        super().__init__(facts, QSize(size, size))
        require(name)
        self._name = name
        self._ink = ink
        self.setFixedSize(size, size)

    def show_icon(self, name: str, ink: str) -> None:
        """Show another icon or colour."""
        self._name = name
        self._ink = ink
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw the icon."""
        paint_icon(painter, self._name, QRectF(self.rect()), self._ink)
