"""Bundled line icons, tinted by a token when they are drawn, so that they follow the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ldcoach.paths import resources
from ldcoach.ui.theme.current import tokens

_FADED = 0.6
_TILE, _ROUND, _EDGE = "#2F5D8C", 0.22, 0.12
"""The ground of the mark where it stands outside the window, how round it is, and what it leaves free at each edge."""


def icon(name: str, ink: str = "muted", on_ink: str | None = None, *, trailing: bool = False) -> QIcon:
    """Return the icon `name` in the colour of `ink`, or of `on_ink` while its button is on.

    In a box wider than high it keeps to the left, or to the right when `trailing`.

    Raises:
        FileNotFoundError: no such icon is bundled.
    """
    require(name)
    return QIcon(_TintedEngine(name, ink, on_ink, trailing=trailing))


def tile() -> QIcon:
    """Return LDCoach's mark on a ground of its own, as it stands on panels of any colour; no theme changes it."""
    return QIcon(_TileEngine())


def require(name: str) -> None:
    """Fail where an icon is named rather than where it is painted.

    Raises:
        FileNotFoundError: no such icon is bundled.
    """
    _drawing(name)


def paint_icon(painter: QPainter, name: str, box: QRectF, ink: str) -> None:
    """Draw the icon `name` into `box`, in logical pixels."""
    _renderer(name, tokens()[ink]).render(painter, box)


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8").replace('stroke-width="2"', 'stroke-width="1.75"')


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))


class _SharpEngine(QIconEngine):
    """Draws each size anew; an icon says how by `paint`."""

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # `size` is in logical pixels: without the scale icons are blurred on dense screens.
        picture = QPixmap(size * scale)
        picture.fill(QColor(0, 0, 0, 0))
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), picture.size()), mode, state)
        painter.end()
        picture.setDevicePixelRatio(scale)
        return picture


class _TileEngine(_SharpEngine):
    def paint(self, painter: QPainter, rect: QRect, _mode: QIcon.Mode, _state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        box = QRectF(rect.left(), rect.top(), side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        ground.addRoundedRect(box, side * _ROUND, side * _ROUND)
        painter.fillPath(ground, QColor(_TILE))
        edge = round(side * _EDGE)
        _renderer("ldcoach", "#FFFFFF").render(painter, box.adjusted(edge, edge, -edge, -edge))

    def clone(self) -> QIconEngine:
        return _TileEngine()


class _TintedEngine(_SharpEngine):
    def __init__(self, name: str, ink: str, on_ink: str | None, *, trailing: bool) -> None:
        super().__init__()
        self._name = name
        self._ink = ink
        self._on_ink = on_ink
        self._trailing = trailing

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ink = self._on_ink if self._on_ink and state == QIcon.State.On else self._ink
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(_FADED)
            ink = "muted"
        side = min(rect.width(), rect.height())
        left = rect.left() + rect.width() - side if self._trailing else rect.left()
        paint_icon(painter, self._name, QRectF(left, rect.top(), side, side), ink)

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._ink, self._on_ink, trailing=self._trailing)
