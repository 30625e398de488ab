"""When the next 1-2-1 falls: the usual weekday and hour, in the rhythm of the two, on the clock on the wall."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

__all__ = ["USUAL_HOUR", "next_moment"]

USUAL_HOUR = time(10, 0)
"""Where there is no usual hour yet (our default)."""
_SATURDAY = 5


def next_moment(today: date, last: datetime | None, cadence_days: int) -> datetime:
    """Return the next moment, naive and local: never today, never a weekend by chance.

    `last` is the local moment of the last 1-2-1; its hour stays, also where the clocks change in between. After a
    pause the rhythm goes on from it: the first of its days after today.
    """
    if last is None:
        return datetime.combine(_first_working_day(today), USUAL_HOUR)
    every = max(cadence_days, 1)
    missed = max(0, (today - last.date()).days // every)
    day = last.date() + timedelta(days=every * (missed + 1))
    if last.weekday() < _SATURDAY <= day.weekday():
        day = _first_working_day(day)
    return datetime.combine(day, last.time().replace(second=0, microsecond=0))


def _first_working_day(after: date) -> date:
    day = after + timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day
