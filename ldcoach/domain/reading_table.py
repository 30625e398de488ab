"""Reads dated values of one measure from a table that another program saved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ldcoach.domain.numerals import DecimalMark, decimal_mark, read_numeral
from ldcoach.domain.roster import RefusedRow
from ldcoach.domain.roster_dates import DayOrder, day_order, order_is_open, parsed_date
from ldcoach.domain.roster_headers import folded_header
from ldcoach.domain.roster_table import Record, best_records, decoded
from ldcoach.errors import UnfitInput

__all__ = ["ReadingRow", "ReadingSheet", "read_readings"]

MOST_ROWS = 5_000
LONGEST_NOTE = 200
MOST_CASES = 10**9
LARGEST_VALUE = 1e15
"""Either side of zero; beyond it a number loses its last digits."""
_DIGITS = len(str(MOST_CASES))
_COLUMNS = ("on", "value", "unit", "n", "note")
_IN_BRACKETS = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]\s*")
_PERCENT = frozenset({"%", "percent", "percentage", "pct", "prozent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One dated value in the measure's unit; `line` counts from 1."""

    line: int
    on: date
    value: float
    n: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSheet:
    """What a file gave: new readings by date, rows not taken and why, days known already, columns left out.

    `order` says how slashed dates were read; `order_is_open` that the file itself does not show it.
    """

    rows: tuple[ReadingRow, ...]
    refused: tuple[RefusedRow, ...]
    known: tuple[date, ...]
    left_out: tuple[str, ...]
    mark: DecimalMark
    order: DayOrder = DayOrder.DAY_FIRST
    order_is_open: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    places: Mapping[str, int]
    left_out: tuple[str, ...]
    unit: str = ""


def read_readings(
    data: bytes,
    aliases: Mapping[str, Sequence[str]],
    *,
    unit: str,
    today: date,
    known: Mapping[date, float],
    mark: DecimalMark | None = None,
    order: DayOrder | None = None,
) -> ReadingSheet:
    """Read the bytes of a CSV file; `aliases` are the headers of `resources/imports/readings.toml`.

    `unit` is the measure's; `known` are the readings that are there already. `mark` says what stands before
    decimals, `order` what comes first in slashed dates, where the file leaves that open.

    Raises:
        UnfitInput: no text, too large, no column of dates and values, values in another unit, or numbers that can be
            read in two ways.
    """
    names = {folded_header(alias): name for name in _COLUMNS for alias in aliases[name]}
    records = best_records(decoded(data), lambda cells: _known_in(cells, names))
    columns = _columns(records[0].cells or (), names) if records else _Columns({}, ())
    if not {"on", "value"} <= columns.places.keys():
        message = (
            "No columns with dates and values were found, so nothing was added. The first row should name them, "
            "such as Date and Value."
        )
        raise UnfitInput(message)
    if columns.unit and not _is_unit(columns.unit, unit):
        message = (
            f"The values are in {columns.unit!r}, and the measure is counted in {unit!r}, so nothing was added. "
            "Choose the measure that they belong to, or give them in its unit."
        )
        raise UnfitInput(message)
    if len(records) - 1 > MOST_ROWS:
        message = f"The file has more than {MOST_ROWS:,} rows, so nothing was added. Split it into smaller files."
        raise UnfitInput(message)
    chosen = mark or decimal_mark(_column(records[1:], columns.places["value"]))
    if chosen is None:
        message = (
            "A number such as 1,234 could be one thousand or one and a bit, so nothing was added. "
            "Say what stands before the decimals: a comma or a point."
        )
        raise UnfitInput(message)
    days = _column(records[1:], columns.places["on"])
    is_open = order is None and order_is_open(days)
    sheet = _Reading(columns, order or day_order(days), chosen, unit, today, known).read(records[1:])
    return replace(sheet, order_is_open=is_open)


def _known_in(cells: Iterable[str], names: Mapping[str, str]) -> int:
    found = {_named(cell, names)[0] for cell in cells}
    return len(found - {""}) if {"on", "value"} <= found else 0


def _columns(cells: Sequence[str], names: Mapping[str, str]) -> _Columns:
    places: dict[str, int] = {}
    left_out = []
    unit = ""
    for at, cell in enumerate(cells):
        name, told = _named(cell, names)
        if name and name not in places:
            places[name] = at
            unit = told if name == "value" else unit
        elif cell.strip():
            left_out.append(" ".join(cell.split())[:60])
    return _Columns(places, tuple(left_out), unit)


def _named(cell: str, names: Mapping[str, str]) -> tuple[str, str]:
    """Return the column that a header names, and the unit in brackets after it; both empty where there is none."""
    whole = names.get(folded_header(cell), "")
    found = _IN_BRACKETS.fullmatch(cell.strip())
    if whole or found is None:
        return whole, ""
    return names.get(folded_header(found[1]), ""), " ".join(found[2].split())[:60]


def _column(records: Iterable[Record], at: int) -> list[str]:
    return [record.cells[at] for record in records if record.cells and at < len(record.cells)]


class _RefusedError(Exception):
    """A row cannot be taken; the argument is the reason."""


@dataclass(slots=True)
class _Reading:
    columns: _Columns
    order: DayOrder
    mark: DecimalMark
    unit: str
    today: date
    known: Mapping[date, float]

    def read(self, records: Iterable[Record]) -> ReadingSheet:
        rows: dict[date, ReadingRow] = {}
        refused: list[RefusedRow] = []
        known: list[date] = []
        for record in records:
            try:
                row = self._row(record)
                self._require_one_a_day(row, rows)
            except _RefusedError as refusal:
                refused.append(RefusedRow(record.line, str(refusal)))
                continue
            if row.on in self.known:
                known.append(row.on)
            else:
                rows.setdefault(row.on, row)
        new = tuple(rows[on] for on in sorted(rows))
        return ReadingSheet(
            rows=new,
            refused=tuple(refused),
            known=tuple(known),
            left_out=self.columns.left_out,
            mark=self.mark,
            order=self.order,
        )

    def _require_one_a_day(self, row: ReadingRow, rows: Mapping[date, ReadingRow]) -> None:
        if row.on in self.known and self.known[row.on] != row.value:
            message = "there is another reading of that day in the record, which stays"
            raise _RefusedError(message)
        if row.on in rows and rows[row.on].value != row.value:
            message = f"line {rows[row.on].line} has another value for the same day"
            raise _RefusedError(message)

    def _row(self, record: Record) -> ReadingRow:
        if record.cells is None:
            raise _RefusedError(record.fault)
        cells = {
            name: record.cells[at].strip() if at < len(record.cells) else "" for name, at in self.columns.places.items()
        }
        on, value = self._day(cells["on"]), self._value(cells["value"])
        if cells.get("unit"):
            self._require_unit(cells["unit"])
        note = " ".join("".join(c if c.isprintable() else " " for c in cells.get("note", "")).split())
        if len(note) > LONGEST_NOTE:
            message = f"its note is longer than {LONGEST_NOTE} characters"
            raise _RefusedError(message)
        return ReadingRow(line=record.line, on=on, value=value, n=_count(cells.get("n", "")), note=note)

    def _day(self, cell: str) -> date:
        on = parsed_date(cell, self.order)
        if on is None:
            message = "its date is no date that could be read"
            raise _RefusedError(message)
        if on > self.today:
            message = "its date lies ahead"
            raise _RefusedError(message)
        return on

    def _value(self, cell: str) -> float:
        found = read_numeral(cell, self.mark)
        if found is None:
            message = "its value is no number that could be read"
            raise _RefusedError(message)
        if found.unit:
            self._require_unit(found.unit)
        if abs(found.value) > LARGEST_VALUE:
            message = "its value is larger than a number that can be kept"
            raise _RefusedError(message)
        return found.value

    def _require_unit(self, told: str) -> None:
        if not _is_unit(told, self.unit):
            message = "its value has another unit than the measure"
            raise _RefusedError(message)


def _is_unit(told: str, unit: str) -> bool:
    """Tell whether a file's unit is the measure's, or one of the words of it."""
    units = {_plain(unit), *map(_plain, unit.split())}
    return _plain(told) in units or bool(_PERCENT & units and _plain(told) in _PERCENT)


def _plain(unit: str) -> str:
    return re.sub(r"[\s.]", "", unit).casefold()


def _count(cell: str) -> int | None:
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit() and len(cell) <= _DIGITS and 0 < int(cell) <= MOST_CASES):
        message = "its number of cases is no whole number"
        raise _RefusedError(message)
    return int(cell)
