"""How paper looks: sizes in points, colours and text styles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from ldcoach.domain.document import PaperSize

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "A4",
    "BIG",
    "BODY",
    "COLOURS",
    "DETAIL",
    "FOOTER",
    "H1",
    "H2",
    "H3",
    "HEAD",
    "KICKER",
    "LABEL",
    "LETTER",
    "MUTED",
    "PAPERS",
    "TIGHT",
    "Paper",
    "Style",
    "Weight",
]

POINTS_PER_MM = 72 / 25.4


class Weight(StrEnum):
    """The bundled weights that documents use."""

    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"


@dataclass(frozen=True, slots=True)
class Paper:
    """A page in points, with the margins that text keeps."""

    width: float
    height: float
    side: float = 20 * POINTS_PER_MM
    top: float = 19 * POINTS_PER_MM
    bottom: float = 15 * POINTS_PER_MM

    @property
    def line(self) -> float:
        """The width of a full line of text, in points."""
        return self.width - 2 * self.side


@dataclass(frozen=True, slots=True)
class Style:
    """One way to set text; `size` and `leading` in points, `colour` a key of `COLOURS`."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    colour: str = "text"

    @property
    def baseline(self) -> float:
        """How far the baseline lies under the top of a line: capitals stand in its middle."""
        return (self.leading + 0.727 * self.size) / 2


A4 = Paper(210 * POINTS_PER_MM, 297 * POINTS_PER_MM)
LETTER = Paper(612, 792)
PAPERS: Mapping[PaperSize, Paper] = MappingProxyType({PaperSize.A4: A4, PaperSize.LETTER: LETTER})

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "text": "#16202C",
        "muted": "#566372",
        "border": "#DDE2E8",
        "control": "#858F9C",
        "accent": "#2F5D8C",
        "shared": "#1B6247",
        "shared_soft": "#E8F5EF",
        "shared_line": "#7FBFA3",
        "canvas": "#F6F7F9",
        "surface": "#FFFFFF",
    }
)

KICKER = Style(8.5, 12, Weight.SEMIBOLD, "accent")
H1 = Style(21, 26, Weight.SEMIBOLD)
H2 = Style(12.5, 17, Weight.SEMIBOLD)
H3 = Style(10.5, 15, Weight.SEMIBOLD)
BODY = Style(9.75, 14.5)
MUTED = Style(8.75, 12.5, colour="muted")
LABEL = Style(8.5, 12, colour="muted")
DETAIL = Style(8.5, 13.5, colour="muted")  # its baseline meets that of TIGHT beside it
BIG = Style(17, 22, Weight.SEMIBOLD)
HEAD = Style(8.75, 12.5, Weight.SEMIBOLD)
TIGHT = Style(9.25, 13)
FOOTER = Style(7.75, 10.5, colour="muted")
