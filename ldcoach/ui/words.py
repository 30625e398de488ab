"""Dates, times and counts in the words that the app uses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

_WEEK = 7
_SPELLED = 10


def number(count: int) -> str:
    """Return a count, in words under ten."""
    spelled = (
        QCoreApplication.translate("words", "no"),
        QCoreApplication.translate("words", "one"),
        QCoreApplication.translate("words", "two"),
        QCoreApplication.translate("words", "three"),
        QCoreApplication.translate("words", "four"),
        QCoreApplication.translate("words", "five"),
        QCoreApplication.translate("words", "six"),
        QCoreApplication.translate("words", "seven"),
        QCoreApplication.translate("words", "eight"),
        QCoreApplication.translate("words", "nine"),
    )
    return spelled[count] if 0 <= count < _SPELLED else str(count)


def sentence(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def day(when: date, today: date) -> str:
    """Return a day as one says it: today, tomorrow, Friday, Friday 20 November, with the year if it differs."""
    distance = (when - today).days
    near = {
        0: QCoreApplication.translate("words", "today"),
        1: QCoreApplication.translate("words", "tomorrow"),
        -1: QCoreApplication.translate("words", "yesterday"),
    }
    if distance in near:
        return near[distance]
    if 1 < distance < _WEEK:
        return _formatted(when, "dddd")
    return full_day(when) if when.year == today.year else _formatted(when, "d MMMM yyyy")


def near_day(when: date, today: date) -> str:
    """Return a day in few letters: today, Friday, 20 November, with the year if it differs."""
    return day(when, today) if -1 <= (when - today).days < _WEEK else short_date(when, today)


def full_day(when: date) -> str:
    """Return weekday, day and month: Friday 20 November."""
    return _formatted(when, "dddd d MMMM")


def short_day(when: date) -> str:
    """Return short weekday and day, for rows under a month: Thu 19."""
    return _formatted(when, "ddd d")


def short_date(when: date, today: date) -> str:
    """Return day and month, with the year if it differs: 6 July."""
    return _formatted(when, "d MMMM" if when.year == today.year else "d MMMM yyyy")


def whole_date(when: date) -> str:
    """Return day, month and year, whichever the year: 6 July 2026."""
    return _formatted(when, "d MMMM yyyy")


def month(when: date, today: date) -> str:
    """Return the month's name, with its year unless it is this year."""
    return _formatted(when, "MMMM" if when.year == today.year else "MMMM yyyy")


def clock(when: datetime) -> str:
    """Return hours and minutes of a local moment: 14:00."""
    return f"{when:%H:%M}"


def moment(when: datetime, today: date) -> str:
    """Return a local moment: today at 14:00."""
    return _at(day(when.date(), today), when)


def near_moment(when: datetime, today: date) -> str:
    """Return a local moment in few letters: 20 November at 14:00."""
    return _at(near_day(when.date(), today), when)


def ago(when: date, today: date) -> str:
    """Return how long ago a day was, or today: 4 days ago."""
    days = (today - when).days
    if days <= 0:
        return QCoreApplication.translate("words", "today")
    return QCoreApplication.translate("words", "%n day(s) ago", "", days)


def minutes(count: int) -> str:
    """Return a number of minutes: 8 minutes."""
    return QCoreApplication.translate("words", "%n minute(s)", "", count)


def listed(parts: Sequence[str]) -> str:
    """Return parts as one says them: a, b and c."""
    if len(parts) < 2:  # noqa: PLR2004
        return "".join(parts)
    pattern = QCoreApplication.translate("words", "{most} and {last}")
    return pattern.format(most=", ".join(parts[:-1]), last=parts[-1])


def due(when: date, today: date) -> str:
    """Return until when something is promised, short enough for a pill: due Friday, or was due 12 November."""
    if when < today:
        return QCoreApplication.translate("words", "was due {day}").format(day=near_day(when, today))
    return QCoreApplication.translate("words", "due {day}").format(day=near_day(when, today))


def rhythm(days: int) -> str:
    """Return how often one talks: Every week, Every 2 weeks, Every 10 days."""
    if days == _WEEK:
        return QCoreApplication.translate("words", "Every week")
    weeks, rest = divmod(days, _WEEK)
    if weeks > 0 and rest == 0:
        return QCoreApplication.translate("words", "Every %n week(s)", "", weeks)
    return QCoreApplication.translate("words", "Every %n day(s)", "", days)


def _at(spoken: str, when: datetime) -> str:
    return QCoreApplication.translate("words", "{day} at {time}").format(day=spoken, time=clock(when))


def _formatted(when: date, pattern: str) -> str:
    return QLocale().toString(QDate(when.year, when.month, when.day), pattern)
