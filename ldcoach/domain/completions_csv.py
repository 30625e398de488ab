"""Reads completions from a table that a learning platform saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ldcoach.domain.completions import LONGEST_TITLE, Completion, CompletionSheet, Learner, external_id_of, folded
from ldcoach.domain.roster import RefusedRow
from ldcoach.domain.roster_dates import DayOrder, day_order, parsed_date
from ldcoach.domain.roster_headers import folded_header
from ldcoach.domain.roster_table import Record, best_records, decoded
from ldcoach.errors import UnfitInput

__all__ = ["read_table"]

COLUMNS = ("person", "email", "title", "completed_on", "started_on", "provider", "id")
DAYS = ("completed_on", "started_on")


def read_table(data: bytes, aliases: Mapping[str, Sequence[str]], today: date) -> CompletionSheet:
    """Read the bytes of a CSV file; `aliases` are the headers of `resources/imports/completions.toml`.

    Raises:
        UnfitInput: no text, too large, or no columns of people and titles.
    """
    names = {folded_header(alias): name for name in COLUMNS for alias in aliases[name]}
    records = best_records(decoded(data), lambda cells: _known_in(cells, names))
    if not records:
        message = (
            "No columns with people and titles were found, so nothing was added. The first row should name them, "
            "such as Name, Course and Completed on."
        )
        raise UnfitInput(message)
    head = records[0].cells or ()
    places = {name: at for at, cell in reversed(list(enumerate(head))) if (name := names.get(folded_header(cell)))}
    left_out = tuple(" ".join(cell.split())[:60] for cell in head if cell.strip() and folded_header(cell) not in names)
    orders = {name: day_order(_column(records[1:], places[name])) for name in DAYS if name in places}
    taken: list[Completion] = []
    refused: list[RefusedRow] = []
    for record in records[1:]:
        found = _row(record, places, orders, today)
        if isinstance(found, RefusedRow):
            refused.append(found)
        else:
            taken.append(found)
    return CompletionSheet(completions=folded(taken), refused=tuple(refused), left_out=left_out)


def _known_in(cells: Iterable[str], names: Mapping[str, str]) -> int:
    found = {names.get(folded_header(cell)) for cell in cells} - {None}
    return len(found) if "title" in found and found & {"person", "email"} else 0


def _column(records: Iterable[Record], at: int) -> list[str]:
    return [record.cells[at] for record in records if record.cells and at < len(record.cells)]


def _row(
    record: Record, places: Mapping[str, int], orders: Mapping[str, DayOrder], today: date
) -> Completion | RefusedRow:
    if record.cells is None:
        return RefusedRow(record.line, record.fault)
    cells = {name: " ".join(record.cells[at].split()) if at < len(record.cells) else "" for name, at in places.items()}
    days = {name: parsed_date(cells[name], orders[name]) for name in orders if cells[name]}
    reason = _unfit(cells, days, today)
    if reason:
        return RefusedRow(record.line, reason)
    return Completion(
        place=record.line,
        learner=Learner(name=cells.get("person", ""), email=cells.get("email", "") or _address(cells)),
        external_id=cells.get("id", "") or external_id_of(cells),
        title=cells["title"],
        provider=cells.get("provider", ""),
        started_on=days.get("started_on"),
        completed_on=days.get("completed_on"),
    )


def _address(cells: Mapping[str, str]) -> str:
    """Return the address that stands where a name is expected, as some platforms write it."""
    return cells.get("person", "") if "@" in cells.get("person", "") else ""


def _unfit(cells: Mapping[str, str], days: Mapping[str, date | None], today: date) -> str:
    """Return why a row cannot be taken, or nothing."""
    faults = (
        (not 0 < len(cells["title"]) <= LONGEST_TITLE, f"its title is empty or longer than {LONGEST_TITLE} characters"),
        (not any(cells.get(name) for name in ("person", "email")), "it names nobody"),
        (
            any(len(cell) > LONGEST_TITLE for cell in cells.values()),
            "one of its cells is too long",
        ),
        (not any(cells.get(name) for name in DAYS), "it has no date"),
        (any(day is None for day in days.values()), "its date is no date that could be read"),
        (any(day is not None and day > today for day in days.values()), "its date lies ahead"),
    )
    return next((reason for unfit, reason in faults if unfit), "")
