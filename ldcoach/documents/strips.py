"""A document as strips from margin to margin, and the strips laid on pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlab.graphics.shapes import Drawing

    from ldcoach.documents.lines import Line
    from ldcoach.documents.look import Style
    from ldcoach.documents.tagging import Node

__all__ = ["Bookmark", "Card", "Panel", "Picture", "Placed", "Rule", "Strip", "Words", "paginate"]


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `x` from the left margin and `baseline` from the strip's top, in points."""

    node: Node
    x: float
    baseline: float
    line: Line
    style: Style


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing whose upper left corner is that of its strip."""

    node: Node
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Panel:
    """A filled box behind a strip, as high as the strip; `x` from the left margin."""

    x: float
    width: float
    colour: str


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A filled box behind all strips that name it, one for each page that they reach; `bar` colours its left edge."""

    colour: str
    bar: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line under a strip, from margin to margin."""

    thickness: float
    colour: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the file's outline; `depth` 0 is the outermost."""

    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a page that is never broken.

    `with_next` keeps it on the page of the strip that follows. An empty `gap` is left out where a
    page begins. `heads` are set again, unread, above a strip that begins a page. `opens_page` begins one.
    """

    height: float
    words: tuple[Words, ...] = ()
    picture: Picture | None = None
    panels: tuple[Panel, ...] = ()
    card: Card | None = None
    rule: Rule | None = None
    bookmark: Bookmark | None = None
    with_next: bool = False
    gap: bool = False
    heads: tuple[Strip, ...] = ()
    opens_page: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip on a page, `top` points under the upper margin; `repeated` when it has been read before."""

    strip: Strip
    top: float
    repeated: bool = False


def paginate(strips: Iterable[Strip], room: float) -> list[list[Placed]]:
    """Lay strips on pages with `room` points of height; there is always one page, and no empty one after it."""
    pages = _Pages(room)
    for chain in _chains(strips):
        height = sum(strip.height for strip in chain)
        if chain[0].opens_page:
            pages.end()
        if pages.left < height <= room - sum(head.height for head in chain[0].heads):
            pages.end()
        for strip in chain:
            pages.place(strip)
    return pages.pages


def _chains(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    chain: list[Strip] = []
    for strip in strips:
        chain.append(strip)
        if not strip.with_next:
            yield chain
            chain = []
    if chain:
        yield chain


class _Pages:
    def __init__(self, room: float) -> None:
        self.pages: list[list[Placed]] = [[]]
        self._room = room
        self._top = 0.0

    @property
    def left(self) -> float:
        return self._room - self._top

    def end(self) -> None:
        """Leave the rest of this page empty."""
        if self.pages[-1]:
            self._top = self._room

    def place(self, strip: Strip) -> None:
        fits = strip.height <= self.left
        if strip.gap and not (fits and self.pages[-1]):
            self.end()
            return
        if not fits and self.pages[-1]:
            self.pages.append([])
            self._top = 0.0
        if not self.pages[-1]:
            for head in strip.heads:
                self._put(head, repeated=True)
        self._put(strip, repeated=False)

    def _put(self, strip: Strip, *, repeated: bool) -> None:
        self.pages[-1].append(Placed(strip, self._top, repeated))
        self._top += strip.height
