"""1-2-1s as an iCalendar file, and the meetings of a calendar that came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event
from tzlocal import get_localzone_name, reload_localzone

from ldcoach.documents.calendar_reading import meetings_in
from ldcoach.documents.reading_in_child import Limits, read_in_child
from ldcoach.domain.letter import one_line
from ldcoach.domain.series import CalendarEntry, FoundEvent, Window

__all__ = ["IcsCalendars"]

WEEK = 7
YEAR = timedelta(days=366)
LIMITS = Limits(cpu_seconds=15, wall_seconds=25)
"""The heaviest honest calendar, five thousand entries of which a third repeat for ever, takes some ten seconds."""
TOO_MUCH = "This calendar takes too long to read. Nothing was changed. Export a shorter stretch of time."


class IcsCalendars:
    """Writes and reads iCalendar (RFC 5545)."""

    def zone(self) -> str:
        """Return the name of the time zone where the manager is, or UTC if the computer does not tell."""
        try:
            reload_localzone()  # a laptop travels
            return ZoneInfo(get_localzone_name() or "UTC").key
        except (ZoneInfoNotFoundError, ValueError):
            return "UTC"

    def render(self, entries: Sequence[CalendarEntry], made_at: datetime) -> bytes:
        """Return a calendar with these entries and the rules of their time zones."""
        calendar = Calendar()
        calendar.add("prodid", "-//LDCoach//1-2-1s//EN")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        for entry in entries:
            calendar.add_component(_event(entry, made_at))
        days = [entry.start.date() for entry in entries]
        if days:  # the rules of all years would be longer than the calendar
            calendar.add_missing_timezones(min(days) - YEAR, max(days) + 3 * YEAR)
        return bytes(calendar.to_ical())

    def read(self, data: bytes, window: Window) -> tuple[FoundEvent, ...]:
        """Return the meetings of a calendar that fall in a window, repeated ones one by one.

        Raises:
            UnfitInput: no calendar, damaged, or more than a calendar can be.
        """
        bounds = (window.since.isoformat(), window.until.isoformat(), window.zone)
        found = read_in_child(meetings_in, data, *bounds, too_much=TOO_MUCH, limits=LIMITS)
        return tuple(
            FoundEvent(
                uid=one["uid"],
                occurrence=one["occurrence"],
                title=one_line(one["title"]),
                start=datetime.fromisoformat(one["start"]),
                minutes=one["minutes"],
                attendees=tuple(one["attendees"]),
                cancelled=one["cancelled"],
                repeats=one["repeats"],
            )
            for one in found
        )


def _event(entry: CalendarEntry, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("dtstart", entry.start)
    event.add("dtend", _end(entry))
    event.add("summary", one_line(entry.title))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    if entry.every_days:
        event.add("rrule", _rule(entry))
    return event


def _end(entry: CalendarEntry) -> datetime:
    """Return the end by the clock, which a change of the clock in between does not move."""
    end = entry.start.astimezone(UTC) + timedelta(minutes=entry.minutes)
    return end.astimezone(entry.start.tzinfo)


def _rule(entry: CalendarEntry) -> dict[str, object]:
    weeks, rest = divmod(entry.every_days, WEEK)
    every = ("DAILY", entry.every_days) if rest else ("WEEKLY", weeks)
    return {"freq": every[0], "interval": every[1], "count": entry.times}
