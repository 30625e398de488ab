"""Pages of strips painted on a canvas, each piece marked with the element it belongs to or as decoration."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.graphics import renderPDF
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import standardFonts, stringWidth
from reportlab.pdfgen.canvas import Canvas

from ldcoach.documents.look import COLOURS, FOOTER, Paper, Style
from ldcoach.documents.strips import Card, Panel, Picture, Placed, Strip, Words
from ldcoach.documents.tagging import Mark, Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldcoach.documents.lines import Line
    from ldcoach.services.ports.documents import Step

__all__ = ["EmbeddedCanvas", "Footer", "Painter"]

ROUNDING = 6.0
BAR = 2.5
OVERHANG = 5.0
# Pages need no second coat of letters and digits over their packed bytes: no reader asks for it, and it takes time.
rl_config.useA85 = 0

_INKS = {name: HexColor(colour) for name, colour in COLOURS.items()}
FOOTER_RULE = 9.0
ABOVE_TEXT = 18.0
"""How high the head of a page stands above its text, in points."""


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands under every page: lines at the left, one page label for each page at the right.

    `head` stands above every page but the first, which has its title.
    """

    lines: tuple[Line, ...]
    labels: tuple[Line, ...]
    head: Line | None = None

    @property
    def height(self) -> float:
        """How much of the page it takes above the lower margin, in points."""
        return FOOTER_RULE * 2 + FOOTER.leading * max(len(self.lines), 1)


class EmbeddedCanvas(Canvas):
    """A canvas that never selects one of the standard fonts, which cannot be embedded.

    A drawing of reportlab begins by selecting Times, though every text in it names its own font.
    """

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:  # noqa: N802  reportlab's
        """Select a font unless it is a standard one."""
        if psfontname not in standardFonts:
            super().setFont(psfontname, size, leading)


class Painter:
    """Paints pages on a canvas of reportlab and records marks in the tree."""

    def __init__(self, canvas: Canvas, paper: Paper) -> None:
        """Begin with the first page."""
        self._canvas = canvas
        self._paper = paper
        self._page = 0
        self._marks = 0
        self._bookmarks = 0
        self._ink = ""  # that of the text before, while nothing else was filled since
        self._begun: set[Card] = set()

    def paint(self, pages: Sequence[Sequence[Placed]], footer: Footer, step: Step | None = None) -> None:
        """Paint all pages with their footers; `step` is told of each."""
        following = [page[0].strip.card for page in pages[1:]]
        for page, label, ahead in zip(pages, footer.labels, [*following, None], strict=True):
            if step is not None:
                step(self._page, len(pages))
            self._decoration(page, ahead)
            self._content(page)
            self._footer(footer, label)
            if footer.head is not None and self._page:
                self._head(footer.head)
            self._canvas.showPage()
            self._page += 1
            self._ink = ""
            self._marks = 0

    def _decoration(self, page: Sequence[Placed], ahead: Card | None) -> None:
        with self._artifact("/Type /Layout"):
            self._cards(page, ahead)
            for placed in page:
                for panel in placed.strip.panels:
                    self._panel(panel, placed)
                if placed.strip.rule:
                    rule, y = placed.strip.rule, self._y(placed.top + placed.strip.height)
                    self._line(y, rule.thickness, rule.colour)
        with self._artifact("/Type /Pagination"):
            for placed in page:
                for words in placed.strip.words if placed.repeated else ():
                    self._words(words, placed)

    def _content(self, page: Sequence[Placed]) -> None:
        self._ink = ""
        elements: dict[Node, list[tuple[Placed, Words | Picture]]] = {}
        for placed in page:
            self._bookmark(placed)
            for piece in () if placed.repeated else _pieces(placed.strip):
                elements.setdefault(piece.node, []).append((placed, piece))
        for node, pieces in elements.items():
            with self._element(node):
                for placed, piece in pieces:
                    self._piece(piece, placed)

    def _piece(self, piece: Words | Picture, placed: Placed) -> None:
        if isinstance(piece, Words):
            self._words(piece, placed)
            return
        left, top = self._paper.side, self._y(placed.top)
        drawing = piece.drawing
        piece.node.box = (left, top - drawing.height, left + drawing.width, top)
        renderPDF.draw(drawing, self._canvas, left, top - drawing.height)

    def _words(self, words: Words, placed: Placed) -> None:
        x, y = self._paper.side + words.x, self._y(placed.top + words.baseline)
        self._text(x, y, words.line, words.style)

    def _text(self, x: float, y: float, line: Line, style: Style) -> None:
        if self._ink != style.colour:
            self._canvas.setFillColor(_INKS[style.colour])
            self._ink = style.colour
        last = len(line.runs) - 1
        for number, run in enumerate(line.runs):
            with self._spelled(run.written):
                text = self._canvas.beginText(x + run.right * style.size, y + run.up * style.size)
                text.setFont(run.font, style.size)
                text.textOut(run.text)
                self._canvas.drawText(text)
            if number < last:
                x += stringWidth(run.text, run.font, style.size)

    def _cards(self, page: Sequence[Placed], ahead: Card | None) -> None:
        for card, group in groupby(page, key=lambda placed: placed.strip.card):
            strips = list(group)
            if card is not None:
                above = OVERHANG if card in self._begun else 0.0
                below = OVERHANG if card is ahead else 0.0
                self._begun.add(card)
                self._card(card, strips[0].top - above, strips[-1].top + strips[-1].strip.height + below)

    def _card(self, card: Card, top: float, bottom: float) -> None:
        x, y, width, height = self._paper.side, self._y(bottom), self._paper.line, bottom - top
        self._fill(card.colour)
        self._canvas.roundRect(x, y, width, height, ROUNDING, stroke=0, fill=1)
        if card.bar:
            self._canvas.rect(x, y, ROUNDING, height, stroke=0, fill=1)
            self._fill(card.bar)
            self._canvas.rect(x, y, BAR, height, stroke=0, fill=1)

    def _panel(self, panel: Panel, placed: Placed) -> None:
        self._fill(panel.colour)
        x, y = self._paper.side + panel.x, self._y(placed.top + placed.strip.height)
        self._canvas.roundRect(x, y, panel.width, placed.strip.height, ROUNDING, stroke=0, fill=1)

    def _footer(self, footer: Footer, label: Line) -> None:
        paper = self._paper
        with self._artifact("/Type /Pagination /Subtype /Footer"):
            self._line(paper.bottom + footer.height - FOOTER_RULE, 0.6, "border")
            y = paper.bottom + footer.height - 2 * FOOTER_RULE - FOOTER.baseline + 2
            self._text(paper.side + paper.line - label.width, y, label, FOOTER)
            for line in footer.lines:
                self._text(paper.side, y, line, FOOTER)
                y -= FOOTER.leading

    def _head(self, line: Line) -> None:
        with self._artifact("/Type /Pagination /Subtype /Header"):
            self._text(self._paper.side, self._paper.height - self._paper.top + ABOVE_TEXT, line, FOOTER)

    def _bookmark(self, placed: Placed) -> None:
        bookmark = placed.strip.bookmark
        if bookmark is None:
            return
        key = f"b{self._bookmarks}"
        self._bookmarks += 1
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=self._y(placed.top) + 6, zoom=0)
        self._canvas.addOutlineEntry(bookmark.title, key, level=bookmark.depth, closed=False)

    def _y(self, top: float) -> float:
        return self._paper.height - self._paper.top - top

    def _fill(self, colour: str) -> None:
        self._ink = ""
        self._canvas.setFillColor(HexColor(COLOURS[colour]))

    def _line(self, y: float, thickness: float, colour: str) -> None:
        self._canvas.setLineWidth(thickness)
        self._canvas.setStrokeColor(HexColor(COLOURS[colour]))
        self._canvas.line(self._paper.side, y, self._paper.side + self._paper.line, y)

    @contextmanager
    def _spelled(self, written: str) -> Iterator[None]:
        """Let readers find what was written where not all of it is drawn."""
        if written:
            self._canvas.addLiteral(f"/Span <</ActualText <FEFF{written.encode('utf-16-be').hex().upper()}>>> BDC")
        yield
        if written:
            self._canvas.addLiteral("EMC")

    @contextmanager
    def _element(self, node: Node) -> Iterator[None]:
        self._canvas.addLiteral(f"/{node.role} <</MCID {self._marks}>> BDC")
        node.children.append(Mark(self._page, self._marks))
        self._marks += 1
        yield
        self._canvas.addLiteral("EMC")

    @contextmanager
    def _artifact(self, properties: str) -> Iterator[None]:
        self._canvas.addLiteral(f"/Artifact <<{properties}>> BDC")
        yield
        self._canvas.addLiteral("EMC")


def _pieces(strip: Strip) -> list[Words | Picture]:
    return [*strip.words, *([strip.picture] if strip.picture else [])]
