"""Reads a team list that another program saved: known columns only, sensitive ones never."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from ldcoach.domain.one_line import LONGEST_LINE, cannot_be_shown, is_email, one_line
from ldcoach.domain.roster_dates import DayOrder, day_order, parsed_date
from ldcoach.domain.roster_headers import Columns, Headers, matching_key
from ldcoach.domain.roster_table import Record, best_records, decoded
from ldcoach.errors import UnfitInput

__all__ = ["RefusedRow", "Remark", "Roster", "RosterRow", "read_roster", "same_person"]

MOST_ROWS = 5_000
LONGEST_CADENCE_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One person of the list; what the list does not say is empty or None. `line` counts from 1.

    `language` is a tag where the list names one that is known by name, else as it is written.
    """

    line: int
    name: str
    preferred_name: str = ""
    role_title: str = ""
    team: str = ""
    email: str = ""
    started_on: date | None = None
    cadence_days: int | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken, and why; the reason never repeats what the row says."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A row that was taken without one of its cells, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """What a list gave: people, rows not taken, columns left out as unknown, columns never read as sensitive."""

    rows: tuple[RosterRow, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[str, ...] = ()
    never_read: tuple[str, ...] = ()


class Known(Protocol):
    """Whoever has a name, a team and an e-mail address, such as a person on record."""

    @property
    def name(self) -> str:
        """The full name."""

    @property
    def team(self) -> str:
        """The team, or empty."""

    @property
    def email(self) -> str:
        """The e-mail address, or empty."""


def same_person(row: Known, existing: Known) -> bool:
    """Return whether both are one person: by e-mail if both have one, else by name, and team if both have one."""
    if row.email and existing.email:
        return matching_key(row.email) == matching_key(existing.email)
    if matching_key(row.name) != matching_key(existing.name):
        return False
    return not (row.team and existing.team) or matching_key(row.team) == matching_key(existing.team)


def read_roster(data: bytes, aliases: Mapping[str, Any]) -> Roster:
    """Read the bytes of a CSV file; `aliases` holds the known headers, as in `resources/roster/aliases.toml`.

    Separated by comma, semicolon or tab; UTF-8, UTF-16 with a byte order mark, or Windows-1252. Good rows are
    kept, the others are named with line and reason. A cell that looks like a formula is text like any other.

    Raises:
        UnfitInput: no text, too large, too many rows, or no column that names people.
    """
    headers = Headers(aliases)
    records = best_records(decoded(data), headers.known_in)
    columns = headers.columns(records[0].cells or ()) if records else Columns()
    if not columns.names_people:
        raise UnfitInput(headers.unknown_message)
    body = records[1:]
    if len(body) > MOST_ROWS:
        message = f"The list has more than {MOST_ROWS:,} rows, so nobody was added. Split it into smaller files."
        raise UnfitInput(message)
    return _Reading(columns, headers, _order_of_days(body, columns)).read(body)


def _order_of_days(records: Iterable[Record], columns: Columns) -> DayOrder:
    at = columns.places.get("started_on")
    cells = [record.cells for record in records if record.cells]
    return day_order(row[at] for row in cells if at is not None and at < len(row))


class _RefusedError(Exception):
    """A row cannot be taken; the argument is the reason."""


class _Reading:
    """One pass over the rows."""

    def __init__(self, columns: Columns, headers: Headers, order: DayOrder) -> None:
        self._columns = columns
        self._headers = headers
        self._order = order
        self._rows: list[RosterRow] = []
        self._refused: list[RefusedRow] = []
        self._remarks: list[Remark] = []
        self._seen = _Seen()

    def read(self, records: Iterable[Record]) -> Roster:
        for record in records:
            try:
                row = self._row(record)
                self._require_new(row)
            except _RefusedError as refusal:
                self._refused.append(RefusedRow(record.line, str(refusal)))
                continue
            self._seen.add(row)
            self._rows.append(row)
        return Roster(
            rows=tuple(self._rows),
            refused=tuple(self._refused),
            remarks=tuple(self._remarks),
            left_out=self._columns.left_out,
            never_read=self._columns.never_read,
        )

    def _require_new(self, row: RosterRow) -> None:
        line = self._seen.line_of(row)
        if line is None:
            return
        earlier = next(one for one in self._rows if one.line == line)
        is_other = matching_key(earlier.name) != matching_key(row.name)
        raise _RefusedError(f"its e-mail address is that of line {line}" if is_other else f"same as line {line}")

    def _row(self, record: Record) -> RosterRow:
        if record.cells is None:
            raise _RefusedError(record.fault)
        if any(cell.strip() for cell in record.cells[self._columns.width :]):
            reason = "it has more cells than there are headers"
            raise _RefusedError(reason)
        texts = {
            name: _clean(record.cells[at], name) if at < len(record.cells) else ""
            for name, at in self._columns.places.items()
        }
        name = _full_name(texts)
        if not name:
            reason = "it has no name"
            raise _RefusedError(reason)
        if len(name) > LONGEST_LINE:
            reason = f"its name is longer than {LONGEST_LINE} characters"
            raise _RefusedError(reason)
        return RosterRow(
            line=record.line,
            name=name,
            preferred_name=texts.get("preferred_name", ""),
            role_title=texts.get("role_title", ""),
            team=texts.get("team", ""),
            email=_email(texts.get("email", "")),
            started_on=self._date(record.line, texts.get("started_on", "")),
            cadence_days=self._cadence(record.line, texts.get("cadence_days", "")),
            language=self._language(texts.get("language", "")),
        )

    def _language(self, value: str) -> str:
        return self._headers.languages.get(matching_key(value), value)

    def _date(self, line: int, value: str) -> date | None:
        parsed = parsed_date(value, self._order)
        if value and parsed is None:
            self._remarks.append(Remark(line, "its start date is no date that could be read, so it was left empty"))
        return parsed

    def _cadence(self, line: int, value: str) -> int | None:
        if not value:
            return None
        days = self._headers.cadences.get(matching_key(value))
        if days is None and value.isascii() and value.isdigit():
            days = int(value)
        if days is None or not 1 <= days <= LONGEST_CADENCE_DAYS:
            self._remarks.append(Remark(line, "its cadence is no number of days, so it was left empty"))
            return None
        return days


def _clean(cell: str, name: str) -> str:
    """Return the cell composed (NFC) with single spaces, or refuse it."""
    value = one_line(cell)
    shown = name.replace("_", " ")
    if len(value) > LONGEST_LINE:
        reason = f"its {shown} is longer than {LONGEST_LINE} characters"
        raise _RefusedError(reason)
    if cannot_be_shown(value):
        reason = f"its {shown} has characters that cannot be shown"
        raise _RefusedError(reason)
    return value


def _email(value: str) -> str:
    if value and not is_email(value):
        reason = "its e-mail address is not one"
        raise _RefusedError(reason)
    return value


def _full_name(texts: Mapping[str, str]) -> str:
    """Join the parts; beside a column of first (last) names, one called "name" may hold only the last (first)."""
    whole, first, last = (texts.get(key, "") for key in ("name", "first_name", "last_name"))
    leading = texts.get("family_name_first", "")
    if leading:
        between = "" if _is_unspaced(leading + first) else " "
        return whole or f"{leading}{between}{first}".strip()
    if whole and first and not last and "last_name" not in texts:
        return whole if _has_words(whole, first) else f"{first} {whole}"
    if whole and last and not first and "first_name" not in texts:
        return whole if _has_words(whole, last) else f"{whole} {last}"
    return whole or f"{first} {last}".strip()


def _has_words(whole: str, part: str) -> bool:
    return f" {matching_key(part)} " in f" {matching_key(whole)} "


def _is_unspaced(value: str) -> bool:
    """Whether a name is written in Chinese, Japanese or Korean characters, without a space inside."""
    return bool(value) and all(
        unicodedata.name(letter, "").startswith(("CJK UNIFIED", "HANGUL", "HIRAGANA", "KATAKANA")) for letter in value
    )


class _Seen:
    """The people read so far, found again by `same_person` without comparing each with each."""

    def __init__(self) -> None:
        self._by_email: dict[str, int] = {}
        self._teams: dict[tuple[str, bool], dict[str, int]] = {}

    def line_of(self, row: RosterRow) -> int | None:
        """Return the line of the same person, None if new."""
        name, team = matching_key(row.name), matching_key(row.team)
        if row.email and matching_key(row.email) in self._by_email:
            return self._by_email[matching_key(row.email)]
        for with_email in (False,) if row.email else (False, True):
            teams = self._teams.get((name, with_email), {})
            found = teams.get(team) or teams.get("") or (next(iter(teams.values()), None) if not team else None)
            if found:
                return found
        return None

    def add(self, row: RosterRow) -> None:
        """Remember the row."""
        if row.email:
            self._by_email.setdefault(matching_key(row.email), row.line)
        self._teams.setdefault((matching_key(row.name), bool(row.email)), {}).setdefault(
            matching_key(row.team), row.line
        )
