"""The page of a summary that is answered on: laid out as strips, painted, and made into fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from ldcoach.documents.fonts import Fonts
from ldcoach.documents.form_fields import PRINTED, annotate, field_tree, tag_fields, text_widget, uid_widget
from ldcoach.documents.form_pages import FormField, FormPainter, PlacedField
from ldcoach.documents.lines import broken
from ldcoach.documents.look import BODY, COLOURS, H2, H3, MUTED, Paper, Style
from ldcoach.documents.strips import Bookmark, Placed, Strip, Words
from ldcoach.documents.tagging import Box, Node
from ldcoach.domain.reply import ANSWER_FIELD, COMMENT_FIELD, READ_FIELD, Reply, ReplyItem, Verdict

__all__ = ["ReplyComposer", "ReplyPainter", "attach_fields"]

LINE_HEIGHT, COMMENT_HEIGHT = 19.0, 96.0
TICK, TICK_ROW, INDENT = 11.0, 19.0, 20.0
CHECKED = "Yes"
RADIO = (1 << 15) | (1 << 14)
"""Buttons of which one is pressed, and which cannot all be let go."""


@dataclass(frozen=True, slots=True)
class TickField:
    """A button: its field, the state it stands for when pressed, what a screen reader says, and its place."""

    name: str
    state: str
    tooltip: str
    node: Node
    round: bool


@dataclass(frozen=True, slots=True)
class PlacedTick:
    """A button on a page, from 0."""

    field: TickField
    page: int
    box: Box


class ReplyComposer:
    """Turns a reply page into strips `width` points wide under `root`; fields by the identity of their strip."""

    def __init__(self, root: Node, fonts: Fonts, width: float) -> None:
        self._root = root
        self._fonts = fonts
        self._width = width
        self.lines: dict[int, FormField] = {}
        self.ticks: dict[int, TickField] = {}

    def strips(self, reply: Reply) -> Iterator[Strip]:
        """Yield the page, which begins anew."""
        yield Strip(1, gap=True, with_next=True, opens_page=True)
        heading = _chained(self._prose(self._root.child("H2"), reply.heading, H2))
        yield replace(heading[0], bookmark=Bookmark(reply.heading, 1))
        yield from heading[1:]
        yield Strip(3, gap=True)
        yield from self._prose(self._root.child("P"), reply.introduction, BODY)
        yield Strip(10, gap=True)
        yield from self._tick(reply.read, TickField(READ_FIELD, CHECKED, reply.read, self._root, round=False))
        yield from self._question(reply)
        yield from self._items(reply)
        yield from self._comment(reply)

    def _question(self, reply: Reply) -> Iterator[Strip]:
        section = self._root.child("Sect")
        yield Strip(8, gap=True, with_next=True)
        yield from _chained(self._prose(section.child("H3"), reply.question, H3))
        for verdict, words in ((Verdict.AGREE, reply.agree), (Verdict.DIFFER, reply.differ)):
            tooltip = f"{reply.question} {words}"
            yield from self._tick(words, TickField(ANSWER_FIELD, verdict.value, tooltip, section, round=True))

    def _items(self, reply: Reply) -> Iterator[Strip]:
        if not reply.items:
            return
        section = self._root.child("Sect")
        yield Strip(8, gap=True, with_next=True)
        yield from _chained(self._prose(section.child("H3"), reply.items_heading, H3))
        for item in reply.items:
            yield from self._item(item, section)

    def _item(self, item: ReplyItem, section: Node) -> Iterator[Strip]:
        yield Strip(3, gap=True, with_next=True)
        yield from _chained(self._prose(section.child("P"), item.label, MUTED))
        yield self._line(FormField(item.field, item.tooltip, section.child("Form"), lines=False), LINE_HEIGHT)

    def _comment(self, reply: Reply) -> Iterator[Strip]:
        section = self._root.child("Sect")
        yield Strip(10, gap=True, with_next=True)
        yield from _chained(self._prose(section.child("H3"), reply.comment, H3))
        yield from _chained(self._prose(section.child("P"), reply.hint, MUTED))
        yield Strip(3, with_next=True)
        yield self._line(FormField(COMMENT_FIELD, reply.comment, section.child("Form"), lines=True), COMMENT_HEIGHT)

    def _line(self, field: FormField, height: float) -> Strip:
        strip = Strip(height)
        self.lines[id(strip)] = field
        return strip

    def _tick(self, words: str, field: TickField) -> Iterator[Strip]:
        above = field.node
        field = replace(field, node=above.child("Form"))
        node = above.child("P")
        lines = broken(words, BODY, self._width - INDENT, self._fonts)
        strips = [Strip(TICK_ROW, words=(Words(node, INDENT, BODY.baseline + 2, line, BODY),)) for line in lines]
        self.ticks[id(strips[0])] = field
        yield from strips

    def _prose(self, node: Node, text: str, style: Style) -> list[Strip]:
        lines = broken(text, style, self._width, self._fonts)
        return [
            Strip(style.leading, words=(Words(node, 0.0, style.baseline, line, style),) if line.runs else ())
            for line in lines
        ]


class ReplyPainter(FormPainter):
    """Paints a document whose last pages hold fields, and records where these came to lie, in reading order."""

    def __init__(self, canvas: Canvas, paper: Paper, composer: ReplyComposer) -> None:
        super().__init__(canvas, paper, composer.lines)
        self._ticks = composer.ticks
        self.found: list[PlacedField | PlacedTick] = []

    def _decoration(self, page: Sequence[Placed], ahead: object) -> None:
        known = len(self.placed)
        super()._decoration(page, ahead)  # type: ignore[arg-type]  # what lies ahead is a card or nothing
        lines = iter(self.placed[known:])
        with self._artifact("/Type /Layout"):
            for placed in page:
                tick = self._ticks.get(id(placed.strip))
                if tick is not None:
                    self.found.append(self._button(tick, placed))
                elif id(placed.strip) in self._fields:
                    self.found.append(next(lines))

    def _button(self, field: TickField, placed: Placed) -> PlacedTick:
        left, bottom = self._paper.side + 1, self._y(placed.top + 3 + TICK)
        self._canvas.setLineWidth(0.9)
        self._canvas.setStrokeColor(HexColor(COLOURS["control"]))
        self._canvas.setFillColor(HexColor(COLOURS["surface"]))
        self._canvas.roundRect(left, bottom, TICK, TICK, TICK / 2 if field.round else 2, stroke=1, fill=1)
        return PlacedTick(field, self._page, (left, bottom, left + TICK, bottom + TICK))


def attach_fields(pdf: pikepdf.Pdf, found: Sequence[PlacedField | PlacedTick], uid: str, font: pikepdf.Object) -> None:
    """Make the boxes of a painted page into fields, and add the unseen one that tells which summary it is."""
    widgets, fields = [], []
    radios: pikepdf.Object | None = None
    for one in found:
        if isinstance(one, PlacedField):
            widgets.append(text_widget(pdf, one))
            fields.append(widgets[-1])
            continue
        widgets.append(_tick_widget(pdf, one))
        if not one.field.round:
            widgets[-1].update(Dictionary(T=String(one.field.name), FT=Name.Btn, V=Name.Off))
            fields.append(widgets[-1])
            continue
        if radios is None:
            radios = _radios(pdf, one.field.name)
            fields.append(radios)
        widgets[-1].Parent = radios
        radios.Kids.append(widgets[-1])
    tag_fields(pdf, widgets)
    pdf.Root.AcroForm = field_tree(pdf, [*fields, uid_widget(pdf, uid)], font)


def _radios(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    radios = Dictionary(FT=Name.Btn, T=String(name), TU=String(name), Ff=RADIO, V=Name.Off, Kids=Array())
    return pdf.make_indirect(radios)


def _tick_widget(pdf: pikepdf.Pdf, placed: PlacedTick) -> pikepdf.Object:
    page, field = pdf.pages[placed.page], placed.field
    looks = Dictionary({f"/{field.state}": _mark(pdf, round_=field.round), "/Off": _mark(pdf, drawn=False)})
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            TU=String(field.tooltip),
            Rect=Array([round(edge, 2) for edge in placed.box]),
            F=PRINTED,
            AS=Name.Off,
            AP=Dictionary(N=looks),
            MK=Dictionary(CA=String("l" if field.round else "4")),
            P=page.obj,
        )
    )
    annotate(pdf, page, widget)
    return widget


def _mark(pdf: pikepdf.Pdf, *, round_: bool = False, drawn: bool = True) -> pikepdf.Object:
    """Return how a button looks: a tick or a dot drawn by lines, so that no font is needed, or nothing."""
    red, green, blue = (int(COLOURS["accent"][at : at + 2], 16) / 255 for at in (1, 3, 5))
    colour = f"{red:.3f} {green:.3f} {blue:.3f}"
    tick = f"q {colour} RG 1.6 w 1 J 1 j 2.6 5.6 m 4.6 3.4 l 8.5 8 l S Q"
    dot = f"q {colour} RG 5.4 w 1 J 5.5 5.5 m 5.5 5.5 l S Q"
    content = (dot if round_ else tick) if drawn else ""
    stream = pdf.make_stream(content.encode())
    stream.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, TICK, TICK])))
    return stream


def _chained(strips: list[Strip]) -> list[Strip]:
    return [replace(strip, with_next=True) for strip in strips]
