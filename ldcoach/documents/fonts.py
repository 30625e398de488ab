"""The fonts a document is set in: the bundled weights, emoji, and packs for scripts that these lack."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, groupby, islice
from operator import itemgetter
from struct import unpack_from
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from ldcoach.documents.emoji import UNDRAWN, visible
from ldcoach.documents.letters import settable
from ldcoach.documents.look import Style, Weight
from ldcoach.errors import LDCoachError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["FAMILY", "FILES", "Fonts", "Run", "fonts_in"]

MARKS = re.compile("[\u0300-\u036f]")
LETTERS = re.compile("([^\u0300-\u036f]*)([\u0300-\u036f]*)")
ABOVE = 230
"""The combining class of a mark that stands above its letter."""
CAPITALS_RISE = 0.18
"""How much higher capitals are than small letters, as a share of the size."""
MARK_HEIGHT = 0.16

FAMILY = "LDCoach Sans"
FILES = "LDCoachSans"
EMOJI_FILE = "NotoEmoji-Regular.ttf"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that one font draws; `font` is the name it is registered by.

    A combining mark is a run of its own, moved `right` and `up` from the end of its letter, in
    shares of the type size. `written` is what stands there where not all of it is drawn, else empty.
    """

    font: str
    text: str
    right: float = 0.0
    up: float = 0.0
    written: str = ""


@lru_cache(maxsize=4)
def fonts_in(folder: Path) -> Fonts:
    """Return the fonts of a folder, read once."""
    return Fonts(folder)


class Fonts:
    """The bundled weights and emoji of a folder, and the packs in its `packs`."""

    def __init__(self, folder: Path) -> None:
        """Read the bundled weights.

        Raises:
            LDCoachError: a font file is missing or damaged.

        """
        self._packs_folder = folder / "packs"
        self._weights = {weight: _registered(folder / f"{FILES}-{weight}.ttf") for weight in Weight}
        self._advances = {weight: _Advances(self, weight) for weight in Weight}

    @cached_property
    def _packs(self) -> list[TTFont]:
        emoji = _registered(self._packs_folder.parent / EMOJI_FILE)
        return [emoji, *(_registered(file) for file in sorted(self._packs_folder.glob("*.ttf")))]

    def name(self, weight: Weight) -> str:
        """Return the name that a bundled weight is registered by."""
        return str(self._weights[weight].fontName)

    def missing(self, texts: Iterable[str]) -> set[str]:
        """Return the characters that no font here can set."""
        characters = visible("".join(set().union(*texts) - {"\n"}))
        return {c for c in characters if self._font_for(c, Weight.REGULAR) is None}

    def runs(self, text: str, weight: Weight) -> list[Run]:
        """Split text by the fonts that draw it; what none can draw is left to the bundled one."""
        base = self._weights[weight]
        if MARKS.search(text):
            return [run for letter, marks in LETTERS.findall(text) for run in self._stacked(letter, marks, weight)]
        if base.face.charToGlyph.keys() >= set(map(ord, text)):
            return [Run(base.fontName, text)] if text else []
        names = accumulate(text, lambda name, c: name if UNDRAWN.match(c) else self._font_name(c, weight), initial="")
        named = groupby(zip(text, islice(names, 1, None), strict=True), itemgetter(1))
        return [_run(name or base.fontName, "".join(c for c, _ in pairs)) for name, pairs in named]

    def _stacked(self, letters: str, marks: str, weight: Weight) -> Iterator[Run]:
        yield from self.runs(letters, weight)
        up = CAPITALS_RISE if letters[-1:].isupper() else 0.0
        for mark in marks:
            font = self._weights[weight]
            above = unicodedata.combining(mark) == ABOVE
            middle = self.width(letters[-1:], Style(1, 1, weight)) / 2
            yield Run(font.fontName, mark, -middle - _centre(font, mark), up if above else 0.0)
            up += MARK_HEIGHT if above else 0.0

    def width(self, text: str, style: Style) -> float:
        """Return how wide text is in points."""
        return style.size * sum(map(self._advances[style.weight].__getitem__, text))

    def _font_name(self, character: str, weight: Weight) -> str:
        font = self._font_for(character, weight) or self._weights[weight]
        return str(font.fontName)

    def _font_for(self, character: str, weight: Weight) -> TTFont | None:
        code = ord(character)
        if code in self._weights[weight].face.charToGlyph:
            return self._weights[weight]
        if not settable(character):
            return None
        return next((font for font in self._packs if code in font.face.charToGlyph), None)


class _Advances(dict[str, float]):
    """How far each character moves the pen, as a share of the size; filled as characters appear."""

    def __init__(self, fonts: Fonts, weight: Weight) -> None:
        super().__init__()
        self._fonts, self._weight = fonts, weight

    def __missing__(self, character: str) -> float:
        runs = self._fonts.runs(character, self._weight)
        self[character] = sum(pdfmetrics.stringWidth(run.text, run.font, 1) for run in runs)
        return self[character]


def _run(font: str, written: str) -> Run:
    drawn = visible(written)
    return Run(font, drawn, written="" if drawn == written else written)


def _registered(file: Path) -> TTFont:
    try:
        font = TTFont(file.stem, str(file))
    except (TTFError, OSError) as error:
        message = "A font of LDCoach is missing or damaged. Install LDCoach again; the record is not affected."
        raise LDCoachError(message) from error
    pdfmetrics.registerFont(font)
    return font


def _centre(font: TTFont, character: str) -> float:
    """Return where the middle of a glyph lies right of its origin, as a share of the size."""
    face = font.face
    glyph = face.charToGlyph.get(ord(character), 0)
    left, _, right, _ = unpack_from(">4h", _table(font, "glyf"), _glyph_start(font, glyph) + 2)
    return float(left + right) / 2 / float(face.unitsPerEm)


def _glyph_start(font: TTFont, glyph: int) -> int:
    long_offsets = unpack_from(">h", _table(font, "head"), 50)[0]
    places = _table(font, "loca")
    start = unpack_from(">L", places, 4 * glyph)[0] if long_offsets else 2 * unpack_from(">H", places, 2 * glyph)[0]
    return int(start)


def _table(font: TTFont, name: str) -> bytes:
    return bytes(font.face.get_table(name))  # type: ignore[no-untyped-call]
