"""A title that can be pressed and goes on in a second line where the room ends."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ldcoach.ui.theme.current import colour

_PAD = 4
_ROUNDING = 3
"""Letters take parts of pixels; without a little room the last word would go to a line of its own."""
_TALL = 10_000


class WrappingButton(QPushButton):
    """A button that reads like a line of text; the whole of its words is always shown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._words = text
        # The style sheet's least height for other buttons would leave a gap below a single line.
        self.setProperty("kind", "title")
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def words(self) -> str:
        """Return what is written on it."""
        return self._words

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that a narrow button is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words at a width, in pixels."""
        room = self._metrics().boundingRect(0, 0, max(width - 2 * _PAD, 40), _TALL, self._flags(), self._words)
        return max(room.height() + 2 * _PAD, 28)

    def sizeHint(self) -> QSize:
        """Return the room for all words on one line."""
        width = self._metrics().horizontalAdvance(self._words) + 2 * _PAD + _ROUNDING
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which words can be read."""
        return QSize(80, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, a ground while the pointer is there, and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        painter.setPen(QPen(colour("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken") if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 6, 6)
        painter.setFont(self._letters())
        painter.setPen(colour("text"))
        painter.drawText(self.rect().adjusted(_PAD, _PAD, -_PAD, -_PAD), self._flags(), self._words)
        painter.end()
        event.accept()

    def _letters(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Medium)
        return font

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._letters())

    def _flags(self) -> int:
        return int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
