"""A switch: a check box that is drawn as one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from ldcoach.ui.theme.current import colour

_TRACK = QSize(36, 20)
_GAP, _RING, _HEIGHT = 10, 3, 28


class Toggle(QCheckBox):
    """A check box to keyboard and screen reader, a switch to the eye; the whole width answers a click."""

    def sizeHint(self) -> QSize:
        """Return room for the track and the words."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        width = _TRACK.width() + 2 * _RING + (_GAP + words + 2 if words else 0)
        return QSize(width, max(_HEIGHT, self.fontMetrics().height() + 2 * _RING))

    def minimumSizeHint(self) -> QSize:
        """Return the same as the hint, so that the words are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Answer clicks on the words too."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, knob, words and focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(_RING + 1, (self.height() - _TRACK.height()) / 2, _TRACK.width() - 2, _TRACK.height())
        self._draw_track(painter, track)
        painter.setPen(colour("text" if self.isEnabled() else "muted"))
        words = self.rect().adjusted(_TRACK.width() + _RING + _GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
        event.accept()

    def _draw_track(self, painter: QPainter, track: QRectF) -> None:
        on = self.isChecked()
        painter.setPen(QPen(colour("accent" if on else "control"), 1.5))
        painter.setBrush(colour("accent" if on else "surface"))
        painter.drawRoundedRect(track.adjusted(0.75, 0.75, -0.75, -0.75), 9.25, 9.25)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("on_accent" if on else "control"))
        left = track.right() - 16 if on else track.left() + 4
        painter.drawEllipse(QRectF(left, track.center().y() - 6, 12, 12))
