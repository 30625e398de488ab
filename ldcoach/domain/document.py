"""A document that leaves, before any format: title, blocks in reading order, one chart model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ldcoach.domain.reply import Reply

__all__ = [
    "Block",
    "Chart",
    "Cited",
    "Document",
    "Entry",
    "Fact",
    "Facts",
    "Format",
    "Heading",
    "Mark",
    "PaperSize",
    "Paragraph",
    "Point",
    "Quote",
    "Side",
    "Table",
]


class Format(StrEnum):
    """The files a document can become; the value is also the file's suffix."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "md"
    JSON = "json"


class PaperSize(StrEnum):
    """The paper that a document is laid out for."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Cited:
    """The row of the record that a sentence rests on, and its day where it has one."""

    id: str
    on: date | None = None


class Side(StrEnum):
    """Where a reading lies relative to the dated change (content specification 3.6)."""

    BEFORE = "before"
    LAG = "lag"
    AFTER = "after"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Point:
    """One dated reading, in the measure's unit."""

    on: date
    value: float
    side: Side


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated vertical line with a few words, such as 'path began 31 Aug'."""

    on: date
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Readings of one measure before and after a dated change.

    `before_mean` and `after_mean` are None when a side has too few readings to average; `alt`
    tells the same facts in words. The axis starts at zero unless a value lies below it. `months` are the twelve
    short names on the axis of time, English where there are none.
    """

    title: str
    unit: str
    points: tuple[Point, ...]
    marks: tuple[Mark, ...]
    target: float | None
    target_label: str
    before_mean: float | None
    after_mean: float | None
    alt: str
    months: tuple[str, ...] = ()
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 for a section of the story, 3 inside one; some begin a page where there are pages."""

    text: str
    level: int = 2
    opens_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text; `muted` for a caption or caveat."""

    text: str
    muted: bool = False
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, set apart; `source` says whose and when."""

    text: str
    source: str = ""
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A small number with its label and what it counts."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Up to three facts side by side."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under header cells; `widths` are shares of the line, one for each column; `sources` one for each row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated piece that was shared, drawn as one card: feedback or a note."""

    title: str
    text: str
    details: tuple[tuple[str, str], ...] = ()
    sources: tuple[Cited, ...] = ()


Block = Heading | Paragraph | Quote | Facts | Table | Entry | Chart


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `language` is a BCP 47 tag; `footer` stands on every page; `reply` is answered in a PDF."""

    kicker: str
    title: str
    subtitle: str
    language: str
    footer: str
    page_label: str
    blocks: tuple[Block, ...]
    paper: PaperSize = PaperSize.A4
    reply: Reply | None = None
