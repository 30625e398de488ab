"""Colours stand out, icons follow the theme, and painting for long neither fails nor grows."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication

import ldcoach.ui
from ldcoach.paths import resources
from ldcoach.ui.theme.apply import apply
from ldcoach.ui.theme.current import tokens
from ldcoach.ui.theme.icons import icon, tile
from ldcoach.ui.theme.style import palette, style_sheet
from ldcoach.ui.theme.tokens import DARK, EDGE_PAIRS, LIGHT, TEXT_PAIRS, Tokens, contrast

BOTH = pytest.mark.parametrize("shown", [LIGHT, DARK], ids=lambda shown: shown["name"])


def test_contrast_agrees_with_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#2F5D8C", "#2F5D8C") == 1


@BOTH
def test_text_reaches_four_and_a_half(shown: Tokens) -> None:
    low = {(ink, ground) for ink, ground in TEXT_PAIRS if contrast(shown[ink], shown[ground]) < 4.5}
    assert low == set()


@BOTH
def test_edges_reach_three(shown: Tokens) -> None:
    low = {(ink, ground) for ink, ground in EDGE_PAIRS if contrast(shown[ink], shown[ground]) < 3}
    assert low == set()


def test_both_themes_name_the_same_tokens() -> None:
    assert set(LIGHT) == set(DARK)


@BOTH
def test_the_style_sheet_has_no_hole(shown: Tokens) -> None:
    made = style_sheet(shown, Path("/icons"))
    assert "$" not in made
    assert made.count("{") == made.count("}")


@BOTH
def test_the_pictures_of_the_style_sheet_are_bundled(shown: Tokens) -> None:
    named = re.findall(r'url\("([^"]+)"\)', style_sheet(shown, resources() / "icons"))
    assert named
    assert [name for name in named if not Path(name).is_file()] == []


@BOTH
def test_the_palette_comes_from_the_tokens(shown: Tokens) -> None:
    assert palette(shown).color(QPalette.ColorRole.Window) == QColor(shown["canvas"])


def test_apply_switches_the_theme(qapp: QApplication) -> None:
    apply(qapp, DARK)
    assert tokens() is DARK
    assert qapp.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK["text"])
    apply(qapp, LIGHT)
    assert tokens() is LIGHT


def _inks(picture: QImage) -> set[str]:
    solid = set()
    for x in range(picture.width()):
        for y in range(picture.height()):
            if picture.pixelColor(x, y).alpha() == 255:
                solid.add(picture.pixelColor(x, y).name().upper())
    return solid


def test_an_icon_is_drawn_in_the_colour_of_the_theme(qapp: QApplication) -> None:
    made = icon("circle", "accent")
    assert LIGHT["accent"] in _inks(made.pixmap(QSize(32, 32)).toImage())
    apply(qapp, DARK)
    assert DARK["accent"] in _inks(made.pixmap(QSize(32, 32)).toImage())


def test_an_icon_is_sharp_on_a_dense_screen() -> None:
    assert icon("circle").pixmap(QSize(18, 18), 2.0).size() == QSize(36, 36)


@BOTH
def test_the_mark_on_its_tile_is_the_same_in_every_theme_and_size(qapp: QApplication, shown: Tokens) -> None:
    apply(qapp, shown)
    for side in (16, 22, 64):
        picture = tile().pixmap(QSize(side, side)).toImage()
        assert (picture.width(), picture.height()) == (side, side)
        assert LIGHT["accent"] in _inks(picture)
        assert max(QColor(ink).lightness() for ink in _inks(picture)) > 200
        assert picture.pixelColor(0, 0).alpha() < 200
    apply(qapp, LIGHT)


def test_an_icon_that_is_not_bundled_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_every_icon_named_in_the_code_is_bundled() -> None:
    there = {path.stem for path in (resources() / "icons").glob("*.svg")}
    calls = re.compile(r'\b(?:icon|icon_button|Glyph|paint_icon|show_icon)\((?:painter, )?"([a-z0-9-]+)"')
    named = {
        name for path in Path(ldcoach.ui.__path__[0]).rglob("*.py") for name in calls.findall(path.read_text("utf-8"))
    }
    assert named
    assert named - there == set()


@pytest.mark.slow
def test_twenty_thousand_paintings_of_an_icon_do_not_grow() -> None:
    resource = pytest.importorskip("resource", reason="Windows does not count memory this way")
    made = icon("target", "accent")
    canvas = QImage(18, 18, QImage.Format.Format_ARGB32)

    def paint(times: int) -> None:
        for _ in range(times):
            painter = QPainter(canvas)
            QIcon(made).paint(painter, 0, 0, 18, 18)
            painter.end()

    paint(2000)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    paint(20_000)
    gc.collect()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 8 * 1024
