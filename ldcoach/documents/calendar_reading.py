"""Reads the meetings of an iCalendar file that came from outside; runs in a process of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import takewhile
from math import prod
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr
from icalendar import Calendar

from ldcoach.errors import UnfitInput

__all__ = ["meetings_in"]

MOST_EVENTS = 5_000
MOST_MEETINGS = 20_000
MOST_ATTENDEES = 200
MOST_A_DAY = 24
"""Occurrences of one repetition on one day."""
DEEPEST = 6
LONGEST_TITLE = 300
USUAL_MINUTES = 30
YEARS = range(1970, 2200)

NOTHING = "Nothing was changed."
DAMAGED = f"This calendar is damaged or is no calendar. {NOTHING} Export it again and use the new file."
TOO_OFTEN = f"An entry of this calendar repeats more often than daily, which no 1-2-1 does. {NOTHING} Take it out."
WRONG_ZONE = f"A time in this calendar is in a time zone that nobody knows. {NOTHING} Export it again."
TOO_MANY = f"This calendar holds too many entries. {NOTHING} Export a shorter stretch of time."

_FOLD = re.compile(r"\r?\n[ \t]")
_TOO_OFTEN = re.compile(r"^RRULE[;:].*FREQ\s*=\s*(?:SECONDLY|MINUTELY|HOURLY)", re.IGNORECASE | re.MULTILINE)
_NEVER_ON = re.compile(r"^RRULE[;:].*INTERVAL\s*=\s*[+-]?0*\s*(?:;|\r?$)", re.IGNORECASE | re.MULTILINE)
"""A repetition that stays on its first day for ever."""
_OPENS_OR_CLOSES = re.compile(r"^(BEGIN|END):", re.IGNORECASE | re.MULTILINE)
_EVENT = re.compile(r"^BEGIN:VEVENT\s*$", re.IGNORECASE | re.MULTILINE)

Meeting = dict[str, Any]
Component = Any
"""An event as the parser gives it; its types say nothing of what stands in a property."""


def meetings_in(data: bytes, since: str, until: str, zone: str) -> list[Meeting]:
    """Return the meetings that begin in [since, until), both ISO 8601 with an offset; floating times are in `zone`.

    Each is a dict of JSON data: uid, occurrence, title, start (UTC), minutes, attendees, cancelled, repeats.
    Descriptions, places and attachments are never read. Whole days are no meetings.

    Raises:
        UnfitInput: no calendar, damaged, or more than a calendar can be.
    """
    text = _checked(data)
    reader = _Reader(datetime.fromisoformat(since), datetime.fromisoformat(until), ZoneInfo(zone))
    try:
        events = [event for calendar in Calendar.from_ical(text, multiple=True) for event in calendar.walk("VEVENT")]
        return reader.meetings(events)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, ArithmeticError) as error:
        raise UnfitInput(DAMAGED) from error


def _checked(data: bytes) -> str:
    """Return the text of a calendar that a parser can be trusted with."""
    try:
        text = _FOLD.sub("", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnfitInput(DAMAGED) from error
    if not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        raise UnfitInput(DAMAGED)
    depth = 0
    for mark in _OPENS_OR_CLOSES.finditer(text):
        depth += 1 if mark[1].upper() == "BEGIN" else -1
        if not 0 <= depth <= DEEPEST:
            raise UnfitInput(DAMAGED)
    if depth:
        raise UnfitInput(DAMAGED)
    if len(_EVENT.findall(text)) > MOST_EVENTS:
        raise UnfitInput(TOO_MANY)
    if _TOO_OFTEN.search(text):
        raise UnfitInput(TOO_OFTEN)
    if _NEVER_ON.search(text):
        raise UnfitInput(DAMAGED)
    return text


class _Reader:
    """Reads events into meetings of one window."""

    def __init__(self, since: datetime, until: datetime, zone: tzinfo) -> None:
        self._since, self._until, self._zone = since, until, zone
        self._found: dict[tuple[str, str], Meeting] = {}

    def meetings(self, events: Iterable[Component]) -> list[Meeting]:
        """Return the meetings by their beginning; a changed occurrence stands for the one it replaces."""
        timed = [event for event in events if self._is_timed(event)]
        for event in sorted(timed, key=lambda event: "RECURRENCE-ID" in event):
            for meeting in self._meetings_of(event):
                self._found[meeting["uid"], meeting["occurrence"]] = meeting
                if len(self._found) > MOST_MEETINGS:
                    raise UnfitInput(TOO_MANY)
        inside = (one for one in self._found.values() if self._is_inside(datetime.fromisoformat(one["start"])))
        return sorted(inside, key=lambda one: (one["start"], one["uid"]))

    def _is_timed(self, event: Component) -> bool:
        if event.errors or "DTSTART" not in event or "UID" not in event:
            raise UnfitInput(DAMAGED)
        return isinstance(event["DTSTART"].dt, datetime)

    def _meetings_of(self, event: Component) -> Iterator[Meeting]:
        start = self._moment(event["DTSTART"])
        if "RECURRENCE-ID" in event:
            yield self._meeting(event, start, self._moment(event["RECURRENCE-ID"]), repeats=True)
        elif "RRULE" in event or "RDATE" in event:
            for at in self._repeated(event, start):
                yield self._meeting(event, at, at, repeats=True)
        else:
            yield self._meeting(event, start, start, repeats=False)

    def _meeting(self, event: Component, start: datetime, planned: datetime, *, repeats: bool) -> Meeting:
        uid = _first(event, "UID")
        return {
            "uid": uid,
            # A single meeting that is moved stays the same meeting.
            "occurrence": planned.astimezone(UTC).isoformat() if repeats else "",
            "title": " ".join(_first(event, "SUMMARY").split())[:LONGEST_TITLE],
            "start": start.astimezone(UTC).isoformat(),
            "minutes": self._minutes(event),
            "attendees": _addresses(event),
            "cancelled": _first(event, "STATUS").upper() == "CANCELLED",
            "repeats": repeats,
        }

    def _minutes(self, event: Component) -> int:
        length = timedelta(minutes=USUAL_MINUTES)
        if "DTEND" in event and isinstance(event["DTEND"].dt, datetime):
            length = self._moment(event["DTEND"]) - self._moment(event["DTSTART"])
        elif "DURATION" in event:
            length = event["DURATION"].dt
        return round(length.total_seconds() / 60)

    def _repeated(self, event: Component, start: datetime) -> Iterator[datetime]:
        """Yield the occurrences of the window, by the clock on the wall of the event's own zone."""
        zone = start.tzinfo or self._zone
        wall = start.replace(tzinfo=None)
        left_out = {moment.astimezone(UTC) for moment in self._listed(event, "EXDATE")}
        walls = [moment.astimezone(zone).replace(tzinfo=None) for moment in self._listed(event, "RDATE")] + [wall]
        last = self._until.astimezone(zone).replace(tzinfo=None) + timedelta(days=1)
        for rule in _listed(event.get("RRULE")):
            walls += takewhile(lambda at: at < last, _rule(rule, wall, zone))
        for at in sorted(set(walls)):
            moment = at.replace(tzinfo=zone)
            if moment.astimezone(UTC) not in left_out and self._near(moment):
                yield moment

    def _listed(self, event: Component, name: str) -> list[datetime]:
        dates = (one for group in _listed(event.get(name)) for one in group.dts)
        return [self._moment(one) for one in dates if isinstance(one.dt, datetime)]

    def _moment(self, value: Any) -> datetime:  # noqa: ANN401  # a property of the parser
        """Return the aware moment of a property.

        Raises:
            UnfitInput: it names a zone that nobody knows, or lies outside of the calendar's years.
        """
        at = value.dt
        if not isinstance(at, datetime) or at.year not in YEARS:
            raise UnfitInput(DAMAGED)
        if at.tzinfo is None and value.params.get("TZID"):
            raise UnfitInput(WRONG_ZONE)
        return at if at.tzinfo else at.replace(tzinfo=self._zone)

    def _is_inside(self, moment: datetime) -> bool:
        return self._since <= moment < self._until

    def _near(self, moment: datetime) -> bool:
        """Tell whether an occurrence may matter: a changed one may have been moved into the window."""
        return self._since - timedelta(days=31) <= moment < self._until + timedelta(days=31)


def _rule(rule: Any, wall: datetime, zone: tzinfo) -> rrule:  # noqa: ANN401  # a property of the parser
    """Return a repetition by the clock on the wall; an end that is given in UTC is read there too."""
    parts = dict(rule)
    if prod(len(_listed(parts.get(key))) or 1 for key in ("BYHOUR", "BYMINUTE", "BYSECOND")) > MOST_A_DAY:
        raise UnfitInput(TOO_OFTEN)
    until = next(iter(_listed(parts.pop("UNTIL", None))), None)
    told = [f"{key}={','.join(_told(value) for value in _listed(values))}" for key, values in parts.items()]
    if isinstance(until, datetime):
        end = until.astimezone(zone).replace(tzinfo=None) if until.tzinfo else until
        told.append(f"UNTIL={end:%Y%m%dT%H%M%S}")
    elif isinstance(until, date):
        told.append(f"UNTIL={until:%Y%m%d}T235959")
    made = rrulestr(";".join(told), dtstart=wall)
    if not isinstance(made, rrule):
        raise UnfitInput(DAMAGED)
    return made


def _told(value: Any) -> str:  # noqa: ANN401  # as above
    return str(value.to_ical().decode() if hasattr(value, "to_ical") else value)


def _first(event: Component, name: str) -> str:
    """Return a property that should stand once; of several the first."""
    return str(next(iter(_listed(event.get(name))), ""))


def _addresses(event: Component) -> list[str]:
    """Return who is invited or invites, as addresses in small letters, each once."""
    people = [*_listed(event.get("ATTENDEE")), *_listed(event.get("ORGANIZER"))][:MOST_ATTENDEES]
    plain = (re.sub(r"^mailto:", "", str(one).strip(), flags=re.IGNORECASE).casefold() for one in people)
    return list(dict.fromkeys(one for one in plain if one))


def _listed(value: Any) -> list[Any]:  # noqa: ANN401  # a property that stands once, or several times
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
