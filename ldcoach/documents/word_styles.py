"""The styles of a word processor document, so that whoever works on with it changes each look in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ldcoach.documents.look import COLOURS, PAPERS
from ldcoach.domain.document import Document

__all__ = [
    "AFTER_BIDI",
    "CARD",
    "CARD_TITLE",
    "CELL",
    "CELL_HEAD",
    "CHART",
    "CHART_TITLE",
    "KICKER",
    "MUTED",
    "SOURCE",
    "colour_of",
    "dress",
]

FONT = "Calibri"
KICKER, MUTED, SOURCE, CARD_TITLE, CARD = (
    "LDCoach Kicker",
    "LDCoach Muted",
    "LDCoach Source",
    "LDCoach Card Title",
    ("LDCoach Card"),
)
CHART, CHART_TITLE, CELL, CELL_HEAD = "LDCoach Chart", "LDCoach Chart Title", "LDCoach Cell", "LDCoach Cell Head"
PADDING = 7
"""Points between the edge of a card and its words."""
INSET = Pt(9)
GAP = 64
"""Eighths of a point between two cards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """A paragraph style: sizes and spaces in points."""

    size: float = 10.5
    colour: str = "text"
    bold: bool = False
    above: float = 0
    below: float = 4
    leading: float = 1.15
    next_too: bool = False
    whole: bool = False


_BUILT_IN = {
    "Normal": _Look(),
    "Title": _Look(size=24, bold=True, below=2, leading=1.0, next_too=True),
    "Subtitle": _Look(colour="muted", below=6),
    "Heading 1": _Look(size=14, bold=True, above=16, next_too=True),
    "Heading 2": _Look(size=11.5, bold=True, above=10, next_too=True),
    "Quote": _Look(size=11, above=4, below=0, next_too=True, whole=True),
}
_OWN = {
    KICKER: _Look(size=9.5, colour="accent", bold=True, below=0, next_too=True),
    MUTED: _Look(size=9.5, colour="muted"),
    SOURCE: _Look(size=9.5, colour="muted", below=8),
    CARD_TITLE: _Look(size=9.5, colour="muted", below=0, next_too=True, whole=True),
    CARD: _Look(below=0, whole=True),
    CHART: _Look(leading=1.0),
    CHART_TITLE: _Look(size=10, bold=True, above=6, below=2, next_too=True),
    CELL: _Look(size=10, above=3, below=3, leading=1.05),
    CELL_HEAD: _Look(size=9.5, bold=True, above=3, below=3, leading=1.05, next_too=True),
}


def dress(paper: Paper, document: Document) -> None:
    """Set page, styles and language; forget what the template says of its own author."""
    section = paper.sections[0]
    size = PAPERS[document.paper]
    section.page_width, section.page_height = Pt(size.width), Pt(size.height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance, section.footer_distance = Mm(10), Mm(9)
    styles: Any = paper.styles
    for name, look in _BUILT_IN.items():
        _wear(styles[name], look)
    for name, look in _OWN.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _wear(style, look)
    _box(styles)
    _speak(styles["Normal"], document.language)
    properties = paper.core_properties
    properties.title = " ".join(document.title.split())[:255]
    properties.language = document.language
    properties.author = properties.last_modified_by = "LDCoach"
    properties.comments = properties.keywords = properties.subject = ""


def colour_of(name: str) -> RGBColor:
    """Return one of the colours of paper."""
    return RGBColor.from_string(COLOURS[name].lstrip("#"))


def _wear(style: Any, look: _Look) -> None:  # noqa: ANN401  # the library has no type for it
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(look.size), look.bold, False
    font.color.rgb = colour_of(look.colour)
    shape.space_before, shape.space_after, shape.line_spacing = Pt(look.above), Pt(look.below), look.leading
    shape.keep_with_next, shape.keep_together, shape.widow_control = look.next_too, look.whole, True
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for wide in properties.findall(qn("w:spacing")):  # the template sets some titles apart letter by letter
        properties.remove(wide)
    shape_properties = style.element.get_or_add_pPr()
    for rule in shape_properties.findall(qn("w:pBdr")):
        shape_properties.remove(rule)


def _box(styles: Any) -> None:  # noqa: ANN401  # as above
    """Fill cards and quotes; what follows a title with other edges begins no card of its own.

    A broad edge in the colour of the page parts a card from the one above, which mere space does not in every program.
    """
    sides = dict.fromkeys(("left", "right"), ("canvas", 4))
    _fill(styles[CARD_TITLE], "canvas", sides | {"top": ("surface", GAP)})
    _fill(styles[CARD], "canvas", sides | {"bottom": ("canvas", 4)})
    for name, edges in (("Quote", ("top", "left", "right")), (SOURCE, ("left", "bottom", "right"))):
        sides = dict.fromkeys(edges, ("shared_soft", 4)) | {"left": ("shared_line", 18)}
        _fill(styles[name], "shared_soft", sides)


def _fill(style: Any, ground: str, sides: dict[str, tuple[str, int]]) -> None:  # noqa: ANN401  # as above
    """Fill a style's paragraphs; `sides` say each edge's colour and its width in eighths of a point."""
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = INSET
    edges, shade = OxmlElement("w:pBdr"), OxmlElement("w:shd")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            colour, width = sides[side]
            space = str(PADDING)
            edges.append(_element(side, val="single", sz=str(width), space=space, color=COLOURS[colour].lstrip("#")))
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", COLOURS[ground].lstrip("#"))):
        shade.set(qn(f"w:{name}"), value)
    properties = style.element.get_or_add_pPr()
    for made in (edges, shade):
        properties.insert_element_before(made, "w:tabs", "w:bidi", *AFTER_BIDI)


AFTER_BIDI = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")
"""What comes after the direction among the properties of a paragraph: their order is laid down."""


def _element(name: str, **values: str) -> Any:  # noqa: ANN401  # as above
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _speak(style: Any, language: str) -> None:  # noqa: ANN401  # as above
    style.element.get_or_add_rPr().append(_element("lang", val=language))
