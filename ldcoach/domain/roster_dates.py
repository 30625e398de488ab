"""Dates as people's lists write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import Enum

__all__ = ["EARLIEST", "DayOrder", "day_order", "order_is_open", "parsed_date"]

EARLIEST = date(1900, 1, 1)
"""What a list or a person dates earlier is a slip of the keyboard: nobody who works now was there."""

_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})")
_TIME = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z| ?[AP]M|[-+][0-9]{2}:?[0-9]{2})?$", re.IGNORECASE)
_MONTHS = 12
_EITHER = "/-"


class DayOrder(Enum):
    """Which comes first in dates such as 03/04/2025."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def day_order(values: Iterable[str]) -> DayOrder:
    """Return the order a column of dates uses: day first, unless a date in it can only be month first."""
    slashed = _either_way(values)
    month_first = any(int(found[3]) > _MONTHS for found in slashed)
    day_first = any(int(found[1]) > _MONTHS for found in slashed)
    return DayOrder.MONTH_FIRST if month_first and not day_first else DayOrder.DAY_FIRST


def order_is_open(values: Iterable[str]) -> bool:
    """Tell whether a column has dates that are days either way, and none that shows which comes first."""
    pairs = [(int(found[1]), int(found[3])) for found in _either_way(values)]
    return all(max(pair) <= _MONTHS for pair in pairs) and any(first != second for first, second in pairs)


def _either_way(values: Iterable[str]) -> list[re.Match[str]]:
    """Return the dates whose order depends on the country; with points between, the day always comes first."""
    return [found for value in values if (found := _DAY_FIRST.fullmatch(_without_time(value))) and found[2] in _EITHER]


def parsed_date(value: str, order: DayOrder = DayOrder.DAY_FIRST) -> date | None:
    """Return the date of 2025-03-04, 4.3.2025 or 04/03/2025 without its time; None if it is none, or too early."""
    found = _calendar_day(_without_time(value), order)
    return None if found is None or found < EARLIEST else found


def _calendar_day(text: str, order: DayOrder) -> date | None:
    try:
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[3]), int(found[4]))
        if found := _DAY_FIRST.fullmatch(text):
            day, month = int(found[1]), int(found[3])
            if found[2] in _EITHER and order is DayOrder.MONTH_FIRST:
                day, month = month, day
            return date(int(found[4]), month, day)
    except ValueError:
        return None
    return None


def _without_time(value: str) -> str:
    return _TIME.sub("", value.strip())
