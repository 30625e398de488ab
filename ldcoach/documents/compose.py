"""A document's blocks as strips to lay on pages, and as a tree to read aloud."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from ldcoach.documents.charts import drawn
from ldcoach.documents.lines import Line, broken
from ldcoach.documents.look import (
    BIG,
    BODY,
    COLOURS,
    DETAIL,
    H1,
    H2,
    H3,
    HEAD,
    KICKER,
    LABEL,
    MUTED,
    TIGHT,
    Style,
)
from ldcoach.documents.strips import Bookmark, Card, Panel, Picture, Rule, Strip, Words
from ldcoach.documents.tagging import Node
from ldcoach.domain.document import Block, Chart, Document, Entry, Facts, Heading, Paragraph, Quote, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ldcoach.documents.fonts import Fonts
    from ldcoach.services.ports.documents import Step

__all__ = ["Composer"]

PAD = 12.0
CELL = 5.0
COLUMN_GAP = 12.0
FACT_GAP = 10.0
FACTS_ABREAST = 3
DETAIL_LABEL = 0.19
"""The share of a card's width that the labels of details take."""
CHART_HEIGHT = 152.0
EMPTY_CHART_HEIGHT = 40.0
KEPT_WHOLE = 14
"""Rows and cards of up to so many lines are not split between pages."""


HEADINGS = {2: (H2, 10.0), 3: (H3, 7.0)}
"""The style of each level and the space above it, in points."""

Cell = tuple[Node, str, tuple[float, float], Style]
"""Whose text it is, the text, its left edge and width in points, and its style."""


class Composer:
    """Turns one document into strips `width` points wide; the tree grows alongside in `root`."""

    def __init__(self, fonts: Fonts, width: float) -> None:
        """Begin an empty tree."""
        self.root = Node("Document")
        self._fonts = fonts
        self._width = width
        self._depth = 1

    def strips(self, document: Document, step: Step | None = None) -> Iterator[Strip]:
        """Yield the whole document from its title on; `step` is told of each block."""
        yield from self._opening(document)
        for number, block in enumerate(document.blocks):
            if step is not None:
                step(number, len(document.blocks))
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Strip]:
        match block:
            case Heading():
                yield from self._heading(block)
            case Paragraph():
                yield from self._paragraph(block)
            case Quote():
                yield from self._quote(block)
            case Facts():
                yield from self._facts(block)
            case Table():
                yield from self._table(block)
            case Entry():
                yield from self._entry(block)
            case Chart():
                yield from self._chart(block)

    def _opening(self, document: Document) -> Iterator[Strip]:
        if document.kicker:
            yield from _chained(self._prose(self.root.child("P"), document.kicker, KICKER))
        title = _chained(self._prose(self.root.child("H1"), document.title, H1))
        yield from _marked(title, Bookmark(_one_line(document.title), 0))
        if document.subtitle:
            yield from self._prose(self.root.child("P"), document.subtitle, MUTED)
        yield _gap(6)

    def _heading(self, heading: Heading) -> Iterator[Strip]:
        level = min(max(heading.level, min(HEADINGS)), self._depth + 1, max(HEADINGS))
        self._depth = level
        style, above = HEADINGS[level]
        yield replace(_gap(above, with_next=True), opens_page=heading.opens_page)
        strips = _chained(self._prose(self.root.child(f"H{level}"), heading.text, style))
        yield from _marked(strips, Bookmark(_one_line(heading.text), level - 1))
        yield _gap(3, with_next=True)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Strip]:
        style = MUTED if paragraph.muted else BODY
        for part in _parts(paragraph.text):
            yield from self._prose(self.root.child("P"), part, style)
            yield _gap(4)

    def _quote(self, quote: Quote) -> Iterator[Strip]:
        node = self.root.child("BlockQuote")
        texts = [(part, BODY) for part in _parts(quote.text)]
        if quote.source:
            texts.append((quote.source, MUTED))
        yield from self._card(Card("shared_soft", bar="shared_line"), self._inside(node, texts))

    def _entry(self, entry: Entry) -> Iterator[Strip]:
        node = self.root.child("Sect")
        texts = [(entry.title, LABEL), *((part, BODY) for part in _parts(entry.text))]
        pieces = self._inside(node, texts)
        pieces += [self._detail(node, label, text) for label, text in entry.details]
        yield from self._card(Card("canvas"), pieces)

    def _inside(self, node: Node, texts: list[tuple[str, Style]]) -> list[list[Strip]]:
        width = self._width - 2 * PAD
        return [self._prose(node.child("P"), text, style, x=PAD, width=width) for text, style in texts if text]

    def _detail(self, node: Node, label: str, text: str) -> list[Strip]:
        wide = DETAIL_LABEL * self._width
        cells = [
            (node.child("P"), label, (PAD, wide - PAD), DETAIL),
            (node.child("P"), text, (wide + PAD, self._width - wide - 2 * PAD), TIGHT),
        ]
        return self._beside(cells, TIGHT.leading, 0)

    def _card(self, card: Card, pieces: list[list[Strip]]) -> Iterator[Strip]:
        strips = [Strip(8, with_next=True)]
        for piece in pieces:
            strips += [*piece, _gap(2)]
        strips = [*strips[:-1], Strip(8)] if pieces else [Strip(16)]
        loose = 1 if len(strips) <= KEPT_WHOLE else len(strips) - 3
        strips = [*strips[:1], *strips[1:loose], *_chained(strips[loose:-1]), strips[-1]]
        yield _gap(3, with_next=True)
        yield from (replace(strip, card=card) for strip in strips)
        yield _gap(6)

    def _facts(self, facts: Facts) -> Iterator[Strip]:
        if not facts.facts:
            return
        node, count = self.root.child("L"), len(facts.facts)
        columns = count if count > 1 else FACTS_ABREAST
        width = (self._width - FACT_GAP * (columns - 1)) / columns
        words, panels, height = [], [], 0.0
        for number, fact in enumerate(facts.facts):
            x, top = number * (width + FACT_GAP), 9.0
            item = node.child("LI").child("LBody")
            panels.append(Panel(x, width, "canvas"))
            for text, style in ((fact.label, LABEL), (fact.value, BIG), (fact.note, LABEL)):
                lines = broken(text, style, width - 2 * PAD, self._fonts) if text else []
                words += _stacked(item.child("P"), lines, style, x + PAD, top)
                top += style.leading * len(lines)
            height = max(height, top + 9)
        yield _gap(4, with_next=True)
        yield Strip(height, words=tuple(words), panels=tuple(panels))
        yield _gap(6)

    def _chart(self, chart: Chart) -> Iterator[Strip]:
        caption = " \u00b7 ".join(part for part in (chart.title, chart.unit) if part)
        if caption:
            yield _gap(4, with_next=True)
            yield from _chained(self._prose(self.root.child("P"), caption, HEAD))
        node = self.root.child("Figure", alt=chart.alt or caption)
        height = CHART_HEIGHT if chart.points else EMPTY_CHART_HEIGHT
        yield Strip(height, picture=Picture(node, drawn(chart, COLOURS, (self._width, height), self._fonts)))
        yield _gap(6)

    def _table(self, table: Table) -> Iterator[Strip]:
        node, spans = self.root.child("Table"), self._columns(table.widths)
        row = node.child("TR")
        heads = tuple(_chained(self._row([row.child("TH", scope="Column") for _ in spans], table.head, spans, HEAD)))
        heads = (*heads[:-1], replace(heads[-1], rule=Rule(0.9, "control")))
        yield _gap(2, with_next=True)
        yield from heads
        for texts in table.rows:
            row = node.child("TR")
            strips = self._row([row.child("TD") for _ in spans], texts, spans, TIGHT)
            strips[-1] = replace(strips[-1], rule=Rule(0.5, "border"))
            yield from (replace(strip, heads=heads) for strip in strips)
        yield _gap(8)

    def _columns(self, widths: tuple[float, ...]) -> list[tuple[float, float]]:
        share = (self._width - COLUMN_GAP * (len(widths) - 1)) / sum(widths)
        spans, x = [], 0.0
        for width in widths:
            spans.append((x, width * share))
            x += width * share + COLUMN_GAP
        return spans

    def _row(
        self, nodes: list[Node], texts: tuple[str, ...], spans: list[tuple[float, float]], style: Style
    ) -> list[Strip]:
        cells = [(node, text, span, style) for node, text, span in zip(nodes, texts, spans, strict=True)]
        return self._beside(cells, style.leading, CELL)

    def _beside(self, cells: list[Cell], leading: float, padding: float) -> list[Strip]:
        columns = [
            [Words(node, x, style.baseline, line, style) for line in broken(text, style, width, self._fonts)]
            for node, text, (x, width), style in cells
        ]
        across = list(zip_longest(*columns))
        kept = len(across) <= KEPT_WHOLE
        strips = []
        for number, row in enumerate(across):
            above, below = padding * (number == 0), padding * (number == len(across) - 1)
            words = tuple(replace(w, baseline=w.baseline + above) for w in row if w and w.line.runs)
            with_next = number < len(across) - 1 and (kept or number == 0)
            strips.append(Strip(above + leading + below, words=words, with_next=with_next))
        return strips

    def _prose(self, node: Node, text: str, style: Style, x: float = 0.0, width: float | None = None) -> list[Strip]:
        lines = broken(text, style, width or self._width, self._fonts)
        last = len(lines) - 1
        return [
            Strip(
                style.leading,
                words=(Words(node, x, style.baseline, line, style),) if line.runs else (),
                with_next=number < last and (number == 0 or number == last - 1),
            )
            for number, line in enumerate(lines)
        ]


def _stacked(node: Node, lines: list[Line], style: Style, x: float, top: float) -> list[Words]:
    return [
        Words(node, x, top + number * style.leading + style.baseline, line, style) for number, line in enumerate(lines)
    ]


def _chained(strips: Iterable[Strip]) -> list[Strip]:
    return [replace(strip, with_next=True) for strip in strips]


def _marked(strips: list[Strip], bookmark: Bookmark) -> list[Strip]:
    return [replace(strips[0], bookmark=bookmark), *strips[1:]]


def _gap(height: float, *, with_next: bool = False) -> Strip:
    return Strip(height, gap=True, with_next=with_next)


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text.strip()) if part]


def _one_line(text: str) -> str:
    return " ".join(text.split())
