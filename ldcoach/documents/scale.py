"""Fair axes: a value axis from zero with few round steps, a time axis with months."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["MONTHS", "Tick", "amount", "dates", "steps"]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ROUND = (1.0, 2.0, 4.0, 5.0)
DAYS_SHOWN_SINGLY = 45
YEAR = 12
FEWEST_STEPS, BEST_STEPS, MOST_STEPS = 2, 3, 4
GROUPED_FROM = 10_000
SHORTENED_FROM = 1e9
SHORTENED_BELOW = 1e-4
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the time axis and its label."""

    on: date
    label: str


def steps(values: Iterable[float]) -> tuple[float, ...]:
    """Return three to five evenly spaced round values that hold all `values` and zero."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    if low == high:
        high = 1.0
    step = min(_round_steps(high - low), key=lambda step: _unused(low, high, step))
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(number * step for number in range(first, last + 1))


def _round_steps(span: float) -> list[float]:
    power = math.floor(math.log10(span))
    return [size * 10.0**exponent for exponent in range(power - 1, power + 1) for size in ROUND]


def _unused(low: float, high: float, step: float) -> tuple[bool, float, int]:
    count = math.ceil(high / step) - math.floor(low / step)
    unused = (count * step - (high - low)) / (high - low)
    return not FEWEST_STEPS <= count <= MOST_STEPS, round(unused, 6), abs(count - BEST_STEPS)


def amount(value: float, step: float) -> str:
    """Write a value of an axis with the decimals that its step needs, and a true minus sign."""
    if value == 0:
        return "0"
    if abs(value) >= SHORTENED_FROM or step < SHORTENED_BELOW:
        return f"{value:.3g}".replace("-", "\u2212")
    decimals = next((places for places in range(5) if math.isclose(step, round(step, places), rel_tol=1e-9)), 5)
    text = f"{value:,.{decimals}f}" if abs(value) >= GROUPED_FROM else f"{value:.{decimals}f}"
    return text.replace(",", "\u202f").replace("-", "\u2212")


def dates(first: date, last: date, most: int, months: Sequence[str] = MONTHS) -> list[Tick]:
    """Return at most about `most` labels from `first` to `last`: days when close together, else months or years."""
    if (last - first).days <= DAYS_SHOWN_SINGLY:
        ends = [first] if first == last else [first, last]
        return [Tick(day, f"{day.day} {months[day.month - 1]}") for day in ends]
    begun = _months(first, last)
    step = next((step for step in MONTH_STEPS if len(begun) <= most * step), MONTH_STEPS[-1])
    starts = begun if step == 1 else [month for month in begun if _fits(month, step)]
    return [Tick(max(month, first), _label(month, step, starts, months)) for month in starts]


def _months(first: date, last: date) -> list[date]:
    month, found = first.replace(day=1), []
    while month <= last:
        found.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return found


def _fits(month: date, step: int) -> bool:
    return (month.month - 1) % step == 0 if step <= YEAR else month.month == 1 and month.year % (step // YEAR) == 0


def _label(month: date, step: int, starts: Sequence[date], months: Sequence[str]) -> str:
    if step >= YEAR:
        return str(month.year)
    several_years = starts[0].year != starts[-1].year
    named = months[month.month - 1]
    turning = month is starts[0] or month.month == 1
    return f"{named} {month.year}" if several_years and turning else named
