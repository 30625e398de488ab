"""Turns the bytes of a table saved as text into records of cells, whatever program saved it."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from ldcoach.errors import UnfitInput

__all__ = ["Record", "best_records", "decoded"]

LARGEST_FILE = 2_000_000
"""Bytes."""

MOST_RECORDS = 5_100
"""A longer file is read no further than shows that it is too long."""

MOST_LINES_OF_A_CELL = 20
_UNMATCHED = "its quotation marks do not match"
_SEPARATORS = (",", ";", "\t")
_HEADER_WITHIN = 10
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_EXCEL_HINT = re.compile(r'"?sep=([,;\t])"?[\r\n]*')
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Record:
    """One row; `line` is where it begins, from 1; `cells` is None when it cannot be read, and `fault` says why."""

    line: int
    cells: tuple[str, ...] | None
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it."""
        return self.cells is not None and not any(cell.strip() for cell in self.cells)


def decoded(data: bytes) -> str:
    """Return the text: by its byte order mark, else UTF-8, else Windows-1252.

    Raises:
        UnfitInput: larger than 2 MB, a spreadsheet, or no text in one of these encodings.
    """
    if len(data) > LARGEST_FILE:
        message = "The file is larger than 2 MB, so nothing was read from it. Save only the columns you need as CSV."
        raise UnfitInput(message)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        message = "This is a spreadsheet file, so nothing was read from it. Save it as CSV UTF-8 and choose that file."
        raise UnfitInput(message)
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    message = "The file is no text that LDCoach can read, so nothing was read from it. Save it as CSV UTF-8."
    raise UnfitInput(message)


def best_records(text: str, known_in: Callable[[tuple[str, ...]], int]) -> list[Record]:
    """Return the records from the header on, split at the separator that makes the most of the header.

    `known_in` counts the known headers in a row. The header is the row among the first ten with the most
    known headers; the list is empty when no row has any.
    """
    lines = _LINE.findall(text)
    skipped = 0
    separators: tuple[str, ...] = _SEPARATORS
    if lines and (hint := _EXCEL_HINT.fullmatch(lines[0])):
        separators, skipped = (hint.group(1),), 1
    best: tuple[int, int, list[Record]] = (0, 0, [])
    for separator in separators:
        written = (record for record in _records(lines, separator, skipped) if not record.is_blank)
        records = list(islice(written, MOST_RECORDS))
        known, at = max(
            ((known_in(record.cells or ()), -index) for index, record in enumerate(records[:_HEADER_WITHIN])),
            default=(0, 0),
        )
        body = records[-at:]
        wide = sum(1 for record in body if record.cells and len(record.cells) > len(body[0].cells or ()))
        if known and (known, -wide) > best[:2]:
            best = (known, -wide, body)
    return best[2]


def _records(lines: list[str], separator: str, first: int) -> Iterator[Record]:
    """Read record by record, so that a stray quotation mark spoils one line and not the rest of the file."""
    at = first
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        reader = csv.reader(lines[at : at + MOST_LINES_OF_A_CELL], delimiter=separator, strict=True)
        try:
            cells = tuple(next(reader))
        except (csv.Error, StopIteration):
            yield Record(at + 1, None, _fault(lines[at]))
            at += 1
        else:
            yield Record(at + 1, cells)
            at += max(reader.line_num, 1)


def _fault(line: str) -> str:
    """Return why a row that begins with this line cannot be read."""
    longest = csv.field_size_limit()
    return f"one of its cells is longer than {longest:,} characters" if len(line) > longest else _UNMATCHED
