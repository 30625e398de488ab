"""Days as they are said around weekdays and weeks: this Monday, Friday last week, a week last Tuesday, 9:30."""

from __future__ import annotations

import re
from datetime import date, timedelta

__all__ = ["NOT_ONE_DAY", "phrased_day"]

NOT_ONE_DAY = frozenset({"last week", "this week", "past week", "earlier this week", "the other day"})
"""What sounds like a day and names none."""

_NAMES = (
    ("monday", "mon"),
    ("tuesday", "tues", "tue"),
    ("wednesday", "weds", "wed"),
    ("thursday", "thurs", "thur", "thu"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
)
_WEEKDAYS = {name: at for at, names in enumerate(_NAMES) for name in names}
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: at for at, word in enumerate(_COUNTS, 1)} | {"a": 1, "an": 1, "couple of": 2, "a couple of": 2}
_UNITS = {"d": 1, "day": 1, "night": 1, "w": 7, "wk": 7, "week": 7, "fortnight": 14}
_MOST_BACK = 4000

_PART = r"(?:morning|afternoon|evening|night|noon|midday|lunch|lunchtime|lunch time|breakfast|coffee|tea|work|shift)"
_CLOCK = r"(?:\d{1,2}:\d{2}|\d{1,2}(?:[:.]\d{2})? ?(?:am|pm)|(?<=at )\d{1,2}(?:\.\d{2}|(?: ?o'?clock)?))"
_WHEN = r"(?:just |right |shortly )?(?:at|around|about|before|after|over|during|in the|this|early|late|mid-?)"
_HOUR = re.compile(rf"(?:^|,? )(?:{_WHEN} )*(?:{_PART}|{_CLOCK})$")
_MINUTES = re.compile(r"(?:\d{1,3}|half an|a few|a couple of|an?) (?:mins?|minutes?|hour)(?: or so)? ago")

_N = r"(?P<n>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_WD = rf"(?P<wd>{'|'.join(_WEEKDAYS)})"
_AGO = re.compile(rf"(?:{_N} ?)?(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})s? (?:ago|back)(?: today)?")
_BEFORE_YESTERDAY = re.compile(rf"(?:{_N} days?|(?:the )?day) before yesterday")
_WEEK_AGO_TODAY = re.compile(r"(?:this time|today) last week")
_PAST = re.compile(rf"(?:(?:this |the )?(?:past|last) )?{_WD}")
_ALSO = _WD.replace("wd", "also")
_THIS = re.compile(rf"(?:this|this week|this week on) {_WD}|{_ALSO}(?: of)? this week")
_LAST_WEEK = re.compile(rf"{_WD}(?: of)? last week|last week(?:'s)?(?: on)? {_ALSO}")
_WEEK_EARLIER = re.compile(rf"(?:the )?{_WD} before last|a week (?:ago )?(?:(?:on|last) ){{0,2}}{_ALSO}")
_SOME_AGO = re.compile(rf"{_N} {_WD}s ago")


def phrased_day(said: str, today: date) -> date | None:
    """Return the day that small letters with single spaces mean, or None; a day of this week may lie ahead.

    Weeks begin on Monday. A time of the day is set aside: what is left of *yesterday at 3pm* is yesterday.
    """
    said = said.rstrip(" .,!").removeprefix("on ").removeprefix("just ")
    if _MINUTES.fullmatch(said):
        return today
    if said == "last night":
        return today - timedelta(days=1)
    day = _HOUR.sub("", said).strip(" ,")
    if day in {"", "now", "now-ish", "this", "today", "earlier today", "later today", "tonight"}:
        return today
    back = _days_back(day)
    return today - timedelta(days=back) if back is not None else _weekday(day.removeprefix("on "), today)


def _days_back(said: str) -> int | None:
    if said in {"yesterday", "yday", "y'day", "yest", "yesterday,"}:
        return 1
    if _WEEK_AGO_TODAY.fullmatch(said):
        return 7
    if found := _BEFORE_YESTERDAY.fullmatch(said):
        return 1 + _number(found["n"])
    found = _AGO.fullmatch(said)
    back = _number(found["n"]) * _UNITS[found["unit"]] if found else None
    return back if back is None or back <= _MOST_BACK else None


def _weekday(said: str, today: date) -> date | None:
    """Return the day of a phrase with a weekday in it."""
    if found := _PAST.fullmatch(said):
        return _last(found, today)
    if found := _WEEK_EARLIER.fullmatch(said):
        return _last(found, today) - timedelta(weeks=1)
    if found := _SOME_AGO.fullmatch(said):
        return _last(found, today) - timedelta(weeks=_number(found["n"]) - 1)
    monday = today - timedelta(days=today.weekday())
    if found := _THIS.fullmatch(said):
        return monday + timedelta(days=_named(found))
    if found := _LAST_WEEK.fullmatch(said):
        return monday + timedelta(days=_named(found) - 7)
    return None


def _last(found: re.Match[str], today: date) -> date:
    """Return the last such day before today."""
    return today - timedelta(days=(today.weekday() - _named(found) - 1) % 7 + 1)


def _named(found: re.Match[str]) -> int:
    groups = found.groupdict()
    return _WEEKDAYS[groups["wd"] or groups["also"]]


def _number(said: str | None) -> int:
    return 1 if said is None else _NUMBERS.get(said) or int(said)
