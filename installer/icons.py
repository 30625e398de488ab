"""Draws the program's icon in the sizes and containers of each system, from one drawing."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parent / "icon.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256)
LARGEST = 1024


def png(size: int, target: Path) -> Path:
    """Write the icon as PNG of so many pixels a side."""
    picture = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(target)):
        raise OSError(f"{target.name} could not be written.")
    # Qt dates its pictures; Pillow writes pixels and nothing else.
    Image.open(target).convert("RGBA").save(target, optimize=True)
    return target


def ico(target: Path) -> Path:
    """Write the icon of Windows, in all its sizes."""
    _largest(target).save(target, sizes=[(size, size) for size in SIZES])
    return target


def icns(target: Path) -> Path:
    """Write the icon of macOS."""
    _largest(target).save(target)
    return target


def _largest(target: Path) -> Image.Image:
    drawn = png(LARGEST, target.with_suffix(".drawn.png"))
    with Image.open(drawn) as picture:
        whole = picture.copy()
    drawn.unlink()
    return whole
