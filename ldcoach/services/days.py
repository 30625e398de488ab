"""Which days can be meant: what lies centuries away is a slip of the keyboard."""

from __future__ import annotations

from datetime import date

from ldcoach.domain.roster_dates import EARLIEST
from ldcoach.errors import UnfitInput

__all__ = ["MOST_YEARS_AHEAD", "require_past", "require_target"]

MOST_YEARS_AHEAD = 50
"""Years in which a goal can be reached: longer than anybody works."""


def require_past(day: date | None, today: date, what: str) -> None:
    """Refuse the day of something that has happened when it lies ahead, or before anybody's working life.

    `what` says in the message which day is asked for, such as 'the day of the reading'.

    Raises:
        UnfitInput: it does.
    """
    if day is not None and day > today:
        message = f"That day lies ahead. Nothing was saved; give {what}."
        raise UnfitInput(message)
    if day is not None and day < EARLIEST:
        message = f"That day lies before {EARLIEST.year}. Nothing was saved; give {what}."
        raise UnfitInput(message)


def require_target(day: date | None, today: date) -> None:
    """Refuse a day by which nobody can want to reach a goal.

    Raises:
        UnfitInput: it lies too far back or too far ahead.
    """
    last = today.year + MOST_YEARS_AHEAD
    if day is not None and (day < EARLIEST or day.year > last):
        message = f"The day of a goal lies between {EARLIEST.year} and {last}. Nothing was saved; give another day."
        raise UnfitInput(message)
