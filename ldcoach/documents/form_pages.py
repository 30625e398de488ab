"""The preparation form laid out: words, and under each question the boxes that become fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from ldcoach.documents.fonts import Fonts
from ldcoach.documents.lines import broken
from ldcoach.documents.look import BODY, COLOURS, H1, H3, KICKER, MUTED, Paper, Style
from ldcoach.documents.paint import Painter
from ldcoach.documents.strips import Bookmark, Card, Placed, Strip, Words
from ldcoach.documents.tagging import Box, Node
from ldcoach.domain.prep_form import TOPIC_FIELDS, FormSheet, Question, field_names

__all__ = ["FormComposer", "FormField", "FormPainter", "PlacedField"]

LINE_HEIGHT, LINE_GAP = 23.0, 5.0
TEXT_HEIGHTS = {
    Question.WINS: 112.0,
    Question.OBSTACLES: 112.0,
    Question.WORKLOAD: 112.0,
    Question.HELP: 112.0,
    Question.FEEDBACK: 112.0,
}
MOST_TYPED = {True: 4_000, False: 300}
"""Characters that a field takes, of many lines and of one."""

ROUNDING = 4.0


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: its name, what a screen reader says there, and its place in the structure."""

    name: str
    tooltip: str
    node: Node
    lines: bool

    @property
    def longest(self) -> int:
        """How many characters it takes."""
        return MOST_TYPED[self.lines]


@dataclass(frozen=True, slots=True)
class PlacedField:
    """A field on a page, from 0."""

    field: FormField
    page: int
    box: Box


class FormComposer:
    """Turns a form into strips `width` points wide; `fields` maps the identity of a strip to its field."""

    def __init__(self, fonts: Fonts, width: float) -> None:
        """Begin an empty tree."""
        self.root = Node("Document")
        self.fields: dict[int, FormField] = {}
        self._fonts = fonts
        self._width = width

    def strips(self, sheet: FormSheet) -> Iterator[Strip]:
        """Yield the whole form."""
        words = sheet.words
        yield from self._prose(self.root.child("P"), words.kicker, KICKER)
        title = self._prose(self.root.child("H1"), words.title, H1)
        yield replace(title[0], bookmark=Bookmark(words.title, 0))
        yield from title[1:]
        if subtitle := self._drawable(sheet):
            yield from self._prose(self.root.child("P"), subtitle, MUTED)
        yield Strip(8, gap=True)
        for part in words.introduction.split("\n\n"):
            yield from self._prose(self.root.child("P"), part.strip(), BODY)
            yield Strip(4, gap=True)
        for question in Question:
            yield Strip(9, gap=True)
            yield from self._question(sheet, question)

    def _drawable(self, sheet: FormSheet) -> str:
        """Return for whom the form is; a name that no font here can draw is left out, since it is theirs anyway."""
        if not self._fonts.missing([sheet.subtitle]):
            return sheet.subtitle
        return sheet.words.day(sheet.on) if sheet.on else ""

    def _question(self, sheet: FormSheet, question: Question) -> Iterator[Strip]:
        words, section = sheet.words.questions[question], self.root.child("Sect")
        yield from _chained(self._prose(section.child("H2"), words.label, H3))
        yield from _chained(self._prose(section.child("P"), words.hint, MUTED))
        yield Strip(3, with_next=True)
        names = field_names(question)
        for number, name in enumerate(names, start=1):
            last = number == len(names)
            lines = question is not Question.TOPICS
            strip = Strip(TEXT_HEIGHTS.get(question, LINE_HEIGHT), with_next=not last)
            self.fields[id(strip)] = FormField(name, sheet.tooltip(question, number), section.child("Form"), lines)
            yield strip
            if not last:
                yield Strip(LINE_GAP, with_next=number < TOPIC_FIELDS)

    def _prose(self, node: Node, text: str, style: Style) -> list[Strip]:
        lines = broken(text, style, self._width, self._fonts)
        return [
            Strip(style.leading, words=(Words(node, 0.0, style.baseline, line, style),) if line.runs else ())
            for line in lines
        ]


class FormPainter(Painter):
    """Paints a form and records where its fields came to lie."""

    def __init__(self, canvas: Canvas, paper: Paper, fields: dict[int, FormField]) -> None:
        """Begin with the first page."""
        super().__init__(canvas, paper)
        self._fields = fields
        self.placed: list[PlacedField] = []

    def _decoration(self, page: Sequence[Placed], ahead: Card | None) -> None:
        super()._decoration(page, ahead)
        with self._artifact("/Type /Layout"):
            for placed in page:
                field = self._fields.get(id(placed.strip))
                if field is not None:
                    self._box(field, placed)

    def _box(self, field: FormField, placed: Placed) -> None:
        left, top = self._paper.side, self._y(placed.top)
        bottom = top - placed.strip.height
        self._canvas.setLineWidth(0.8)
        self._canvas.setStrokeColor(HexColor(COLOURS["control"]))
        self._canvas.setFillColor(HexColor(COLOURS["surface"]))
        self._canvas.roundRect(left, bottom, self._paper.line, placed.strip.height, ROUNDING, stroke=1, fill=1)
        box = (left + 3, bottom + 2, left + self._paper.line - 3, top - 2)
        self.placed.append(PlacedField(field, self._page, box))


def _chained(strips: list[Strip]) -> list[Strip]:
    return [replace(strip, with_next=True) for strip in strips]
