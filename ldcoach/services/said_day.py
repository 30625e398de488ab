"""Understands a day as people say it: today, yesterday, last Tuesday, 3 days ago, 20 November."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from ldcoach.domain.day_phrases import NOT_ONE_DAY, phrased_day
from ldcoach.domain.roster_dates import EARLIEST, parsed_date
from ldcoach.errors import UnfitInput

__all__ = ["NoDaySaid", "said_day", "warm_up"]

_NUMBERS = re.compile(r"[\d\s./-]+")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[./-](\d{1,2})\.?")
_SHORT_YEAR = re.compile(r"(\d{1,2}[./-]\d{1,2}[./-])(\d{2})")
_MONTH_FIRST = re.compile(r"\d{1,2}([./-])(?:1[3-9]|2\d|3[01])(?:\1(?:\d{2}){1,2})?")
_VAGUE = {"month", "year"}
_LONGEST = 60
_NOON = time(12)
"""Hours that are said, as in 'two hours ago', stay within the day."""
_YEARS = 8
"""Far enough back for a 29 February, also around 1900 or 2100."""


class NoDaySaid(UnfitInput):
    """The words are not understood as a day."""


def said_day(words: str, today: date) -> date:
    """Return the day that is meant, never one that lies ahead; `today` is the day where the manager is.

    A weekday or a date without a year is the last one that was; weeks begin on Monday. Numbers are read day first, as
    in 20/11.

    Raises:
        NoDaySaid: the words are not understood as one day.
        UnfitInput: the day lies ahead.
    """
    said = " ".join(words.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()).casefold().rstrip("?!")
    if _MONTH_FIRST.fullmatch(said):
        message = "Numbers are read day first, as in 20/11. Nothing was saved; give the day again, or as 2026-11-20."
        raise NoDaySaid(message)
    day = _plain(said, today) if len(said) <= _LONGEST else None
    if day is None or day < EARLIEST:
        message = (
            "That is not understood as a day. Nothing was saved; say it as yesterday, last Tuesday, 3 days ago, "
            "20 November or 2026-11-20."
        )
        raise NoDaySaid(message)
    if day > today:
        message = "That day lies ahead. Nothing was saved; give the day on which you saw it."
        raise UnfitInput(message)
    return day


def warm_up() -> None:
    """Load what understands days, so that the first one asked about comes at once; meant for another thread."""
    _understood("3 January", date(2000, 1, 3))


def _plain(said: str, today: date) -> date | None:
    if said in NOT_ONE_DAY:
        return None
    if (day := phrased_day(said, today)) is not None:
        return day
    if found := _DAY_AND_MONTH.fullmatch(said):
        return _last(int(found[1]), int(found[2]), today)
    if _NUMBERS.fullmatch(said):
        return parsed_date(f"{found[1]}20{found[2]}" if (found := _SHORT_YEAR.fullmatch(said)) else said)
    return _understood(said, today)


def _last(day: int, month: int, today: date) -> date | None:
    """Return the last day of that day and month up to today; None if there is no such day."""
    for year in range(today.year, today.year - _YEARS, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    return None


def _understood(said: str, today: date) -> date | None:
    # It takes about a second to load, which nobody waits for who says today, yesterday or a date.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    base = datetime.combine(today, _NOON)
    settings = {"PREFER_DATES_FROM": "past", "RELATIVE_BASE": base, "DATE_ORDER": "DMY"}
    try:
        found = DateDataParser(languages=["en"], settings=settings).get_date_data(said)
    except (OverflowError, ValueError):
        return None
    if found.date_obj is None or found.period in _VAGUE:
        return None
    return found.date_obj.date()
