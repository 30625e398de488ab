"""Which day it was, by the clock of this machine, at very many moments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from ldcoach.store.mapping import from_micros, to_micros

__all__ = ["LocalDays", "written_day"]

_QUARTER = 15 * 60 * 1_000_000
"""Microseconds. Zones differ from each other by quarters of an hour, and change at one."""

_IN_A_DAY = 96
_PROBES = timedelta(days=7)
"""No zone changes its clocks and changes them back within a week."""

_SPAN = timedelta(days=4 * 366)
_FIRST = date(1970, 1, 1).toordinal()


class LocalDays:
    """Turns moments into days in the query itself, for the four years from one day on; days as `toordinal` counts."""

    def __init__(self, since: date) -> None:
        self._since = since

    def sql(self, moment: str) -> str:
        """Return the expression for the local day of a moment in microseconds."""
        return f"(({moment} / {_QUARTER} + {_offset_of(moment, self._spells)}) / {_IN_A_DAY} + {_FIRST})"

    @cached_property
    def _spells(self) -> list[tuple[int, int]]:
        return _spells(_quarter(self._since), _quarter(self._since + _SPAN))

    def at(self, micros: int) -> date:
        """Return the local day of one moment, whenever it was."""
        return from_micros(micros).astimezone().date()


def written_day(column: str) -> str:
    """Return the expression for the day of a date as the record writes it."""
    return f"(unixepoch({column}) / 86400 + {_FIRST})"


def _offset_of(moment: str, spells: Sequence[tuple[int, int]]) -> str:
    """Return the expression for the offset at a moment; spells are halved, since each comparison costs in every row."""
    if len(spells) == 1:
        return str(spells[0][1])
    middle = len(spells) // 2
    sooner, later = _offset_of(moment, spells[:middle]), _offset_of(moment, spells[middle:])
    return f"CASE WHEN {moment} < {spells[middle - 1][0] * _QUARTER} THEN {sooner} ELSE {later} END"


def _spells(first: int, last: int) -> list[tuple[int, int]]:
    """Return the offsets of the zone in quarters, each with the quarter at which it ends; the last one goes on."""
    step = _PROBES // timedelta(minutes=15)
    found: list[tuple[int, int]] = []
    offset = _offset(first)
    for probe in range(first, last, step):
        if _offset(probe + step) != offset:
            found.append((_change(probe, probe + step), offset))
            offset = _offset(probe + step)
    return [*found, (last, offset)]


def _change(sooner: int, later: int) -> int:
    """Return the first quarter after `sooner` that has the offset of `later`."""
    offset = _offset(later)
    while later - sooner > 1:
        middle = (sooner + later) // 2
        if _offset(middle) == offset:
            later = middle
        else:
            sooner = middle
    return later


def _offset(quarter: int) -> int:
    shift = from_micros(quarter * _QUARTER).astimezone().utcoffset() or timedelta()
    return shift // timedelta(minutes=15)


def _quarter(day: date) -> int:
    return to_micros(datetime.combine(day, time()).astimezone(UTC)) // _QUARTER
