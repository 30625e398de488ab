"""Reads a framework of skills as it is downloaded: ESCO, O*NET, or an organisation's own list."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ldcoach.domain.roster import RefusedRow
from ldcoach.errors import UnfitInput

__all__ = ["ATTRIBUTION", "LARGEST_FILE", "Framework", "SkillRow", "SkillSheet", "folded_skill", "read_skills"]

LARGEST_FILE = 64_000_000
"""Bytes; the largest file of O*NET has about a quarter of this."""

MOST_ROWS = 400_000
LONGEST_NAME, LONGEST_CODE = 300, 300
MOST_REFUSED = 100
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
STEP = 1_000
"""After so many rows progress is told, and a stop is heard."""


class Framework(StrEnum):
    """Where a skill's name and code come from."""

    ESCO = "esco"
    ONET = "onet"
    OWN = "own"


_COLUMNS = {
    Framework.ESCO: ("concepturi", "preferredlabel"),
    Framework.ONET: ("element id", "element name"),
    Framework.OWN: ("id", "label"),
}
ATTRIBUTION = {
    Framework.ESCO: "This uses the ESCO classification of the European Commission.",
    Framework.ONET: (
        "This page includes information from the O*NET Database{release} by the U.S. Department of Labor, Employment "
        "and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license."
    ),
    Framework.OWN: "",
}
"""What the licences ask to show; `{release}` takes the version."""


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill of a framework."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillSheet:
    """What a file gave: each code once. Of the rows that were not taken, `refused` names the first hundred."""

    framework: Framework
    rows: tuple[SkillRow, ...]
    refused: tuple[RefusedRow, ...]
    refused_count: int
    repeated: int


def folded_skill(name: str) -> str:
    """Return a name as it is searched: small letters without accents, single spaces."""
    if name.isascii():
        return " ".join(name.casefold().split())
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def read_skills(
    data: bytes, framework: Framework | None = None, progress: Callable[[int, int], None] | None = None
) -> SkillSheet:
    """Read the bytes of a table; the framework is told by its header unless one is named.

    `progress` is called with (rows read, rows expected) and may raise to stop.

    Raises:
        UnfitInput: no text, too large, or without the columns of a framework.
    """
    text = _text(data)
    reader = _Reader(text)
    found, at_code, at_name = _header(reader.header, framework)
    expected = text.count("\n")
    names: dict[str, str] = {}
    refused: list[RefusedRow] = []
    count = refused_count = repeated = 0
    for count, (line, cells) in enumerate(reader.rows(), 1):
        if count > MOST_ROWS:
            message = f"The file has more than {MOST_ROWS:,} rows, so nothing was added. Keep only what you use."
            raise UnfitInput(message)
        code, name, reason = _taken(cells, at_code, at_name)
        if reason:
            refused_count += 1
            if len(refused) < MOST_REFUSED:
                refused.append(RefusedRow(line, reason))
        elif code in names:
            repeated += 1
        else:
            names[code] = name
        if progress is not None and count % STEP == 0:
            progress(min(count, expected), expected)
    return SkillSheet(
        framework=found,
        rows=tuple(SkillRow(code, name) for code, name in names.items()),
        refused=tuple(refused),
        refused_count=refused_count,
        repeated=repeated,
    )


def _taken(cells: list[str] | None, at_code: int, at_name: int) -> tuple[str, str, str]:
    """Return code, name and an empty reason, or a reason why the row cannot be taken."""
    if cells is None:
        return "", "", "it cannot be read as a row of a table"
    code = cells[at_code].strip() if at_code < len(cells) else ""
    name = _plain(cells[at_name]) if at_name < len(cells) else ""
    if not code or not name:
        return "", "", "it has no code or no name"
    if len(code) > LONGEST_CODE or len(name) > LONGEST_NAME or not code.isprintable():
        return "", "", "its code or its name is longer than one can be"
    return code, name, ""


def _plain(cell: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in cell).split())


def _header(cells: list[str], framework: Framework | None) -> tuple[Framework, int, int]:
    names = [" ".join(cell.split()).casefold() for cell in cells]
    for one in (framework,) if framework else Framework:
        code, name = _COLUMNS[one]
        if code in names and name in names:
            return one, names.index(code), names.index(name)
    message = (
        "No columns of skills were found, so nothing was added. ESCO has conceptUri and preferredLabel, O*NET has "
        "Element ID and Element Name, an own list has id and label."
    )
    raise UnfitInput(message)


def _text(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        message = f"The file is larger than {LARGEST_FILE // 1_000_000} MB, so nothing was read from it."
        raise UnfitInput(message)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        message = (
            "This is a spreadsheet or an archive, so nothing was read from it. Unpack it, or save it as CSV UTF-8, "
            "and choose that file."
        )
        raise UnfitInput(message)
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    message = "The file is no text that LDCoach can read, so nothing was read from it. Save it as CSV UTF-8."
    raise UnfitInput(message)


class _Reader:
    """The rows of a table with their lines, from 1; a row that cannot be read is None."""

    def __init__(self, text: str) -> None:
        start = len(text) - len(text.lstrip("\r\n \t"))
        first = text[start : start + 10_000].split("\n", 1)[0]
        separator = max("\t,;", key=first.count)
        self._skipped = text.count("\n", 0, start)
        lines = (found[0] for found in _LINE.finditer(text, start))
        if separator == "\t" and '"' not in first:
            # O*NET quotes nothing and leaves quotation marks alone in its texts.
            self._reader = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
        else:
            self._reader = csv.reader(lines, delimiter=separator)
        self.header = self._next() or []

    def rows(self) -> Iterator[tuple[int, list[str] | None]]:
        """Yield the rows after the header that are not blank."""
        while True:
            line = self._reader.line_num + 1 + self._skipped
            try:
                cells = self._next()
            except StopIteration:
                return
            if cells is None or any(cells):
                yield line, cells

    def _next(self) -> list[str] | None:
        try:
            return next(self._reader)
        except csv.Error:
            return None
        except StopIteration:
            if self._reader.line_num == 0:
                return None
            raise
