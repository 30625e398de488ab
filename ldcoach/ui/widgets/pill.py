"""A short state in a rounded box."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from ldcoach.ui.theme.current import colour
from ldcoach.ui.theme.icons import paint_icon, require
from ldcoach.ui.widgets.drawn import Drawn

Tone = Literal["plain", "warn", "ok", "accent"]
_COLOURS: dict[Tone, tuple[str, str]] = {
    "plain": ("sunken", "muted"),
    "warn": ("prep_soft", "prep"),
    "ok": ("shared_soft", "shared"),
    "accent": ("accent_soft", "accent_text"),
}
_HEIGHT, _PAD, _ICON, _GAP = 22, 9, 14, 5
_POINTS = 8.5


class Pill(Drawn):
    """A state such as 'due Friday'; the tone only repeats what the words say."""

    def __init__(self, text: str, tone: Tone = "plain", icon_name: str = "") -> None:
        super().__init__(text, QSize(0, _HEIGHT))
        self._tone: Tone = tone
        if icon_name:
            require(icon_name)
        self._icon = icon_name
        self.show_state(text, tone)

    def show_state(self, text: str, tone: Tone = "plain") -> None:
        """Show another state."""
        self.setText(text)
        self._tone = tone
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for icon and text on one line."""
        words = QFontMetrics(self._letters()).horizontalAdvance(self.text())
        return QSize(words + 2 * _PAD + 2 + (_ICON + _GAP if self._icon else 0), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the room below which the text ends in an ellipsis."""
        return QSize(min(self.sizeHint().width(), 48), self._height())

    def _height(self) -> int:
        return max(_HEIGHT, QFontMetrics(self._letters()).height() + 6)

    def _letters(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(_POINTS)
        font.setWeight(QFont.Weight.Medium if self._tone == "plain" else QFont.Weight.DemiBold)
        return font

    def draw(self, painter: QPainter) -> None:
        """Draw ground, icon and words."""
        ground, ink = _COLOURS[self._tone]
        box = QRectF(0, 0, min(self.width(), self.sizeHint().width()), self._height())
        box.moveTop((self.height() - box.height()) / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        words = box.adjusted(_PAD, 0, -_PAD, 0)
        if self._icon:
            paint_icon(painter, self._icon, QRectF(words.left(), box.center().y() - _ICON / 2, _ICON, _ICON), ink)
            words.setLeft(words.left() + _ICON + _GAP)
        painter.setPen(colour(ink))
        painter.setFont(self._letters())
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()) + 1)
        painter.drawText(words.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
