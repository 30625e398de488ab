"""Documents as Markdown (CommonMark with tables); what a person wrote stays data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatch

from ldcoach.documents.letters import clean_document, readable
from ldcoach.domain.document import Block, Chart, Document, Entry, Facts, Heading, Paragraph, Quote, Table

__all__ = ["render"]

_MEANING = re.compile(r"([\\`*_{}\[\]<>|~&$^])")
_OPENING = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))")
_ORDERED = re.compile(r"^(\d+)([.)])")
_ADDRESS = re.compile(r"(?i)(?<=:)(/)(?=/)|(?<=www)(\.)|(?<=\w)(@)(?=\w)|(?<=mailto)(:)|(?<=xmpp)(:)")


def render(document: Document) -> bytes:
    """Return UTF-8 Markdown."""
    document = clean_document(document, readable)
    parts = [f"*{_line(document.kicker)}*"] if document.kicker else []
    parts.append(f"# {_line(document.title)}")
    parts += [_line(document.subtitle)] if document.subtitle else []
    for block in document.blocks:
        parts += _told(block)
    parts += ["---", f"*{_line(document.footer)}*"] if document.footer else []
    return ("\n\n".join(parts) + "\n").encode()


@singledispatch
def _told(block: Block) -> Iterator[str]:
    raise TypeError(type(block).__name__)


@_told.register
def _(block: Heading) -> Iterator[str]:
    yield f"{'#' * block.level} {_line(block.text)}"


@_told.register
def _(block: Paragraph) -> Iterator[str]:
    yield _lines(block.text)


@_told.register
def _(block: Quote) -> Iterator[str]:
    source = f"\n>\n> — {_line(block.source)}" if block.source else ""
    yield f"> {_lines(block.text).replace(chr(10), chr(10) + '> ')}{source}"


@_told.register
def _(block: Facts) -> Iterator[str]:
    notes = ((fact, f" ({_line(fact.note)})" if fact.note else "") for fact in block.facts)
    yield "\n".join(f"- {_line(fact.label)}: **{_line(fact.value)}**{note}" for fact, note in notes)


@_told.register
def _(block: Table) -> Iterator[str]:
    rows = (_row(row) for row in block.rows)
    yield "\n".join([_row(block.head), f"|{' --- |' * len(block.head)}", *rows])


@_told.register
def _(block: Entry) -> Iterator[str]:
    yield f"**{_line(block.title)}**"
    if block.text.strip():
        yield _lines(block.text)
    if block.details:
        yield "\n".join(f"- {_line(label)}: {_line(words)}" for label, words in block.details)


@_told.register
def _(block: Chart) -> Iterator[str]:
    yield f"**{_line(block.title)}** ({_line(block.unit)})"
    if block.alt:
        yield _lines(block.alt)
    if block.points:
        rows = (_row((point.on.isoformat(), f"{point.value:.10g}", point.side.value)) for point in block.points)
        yield "\n".join([_row(("Date", "Value", "When")), "| --- | ---: | --- |", *rows])


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(_line(cell) or " " for cell in cells) + " |"


def _line(text: str) -> str:
    """Return a text as one line in which no character has a meaning for Markdown."""
    return _plain(" ".join(text.split()))


def _lines(text: str) -> str:
    """Return a text with its line breaks, which a backslash at the end keeps."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    kept = ([_plain(" ".join(line.split())) for line in paragraph.split("\n")] for paragraph in paragraphs)
    return "\n\n".join("\\\n".join(lines) for lines in kept)


def _plain(line: str) -> str:
    line = _ADDRESS.sub(lambda found: f"\\{found.group()}", _MEANING.sub(r"\\\1", line))
    line = _ORDERED.sub(r"\1\\\2", line)
    return _OPENING.sub(r"\1\\\2", line) if not line[:1].isdigit() else line
