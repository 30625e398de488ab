"""The series of 1-2-1s with a person as calendars know it: one repeated entry, and single ones beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo

from ldcoach.domain.conversations import Conversation
from ldcoach.domain.people import Person

__all__ = ["CalendarEntry", "FoundEvent", "Said", "Window", "entries_of", "slot", "slots"]

DOMAIN = "ldcoach.invalid"
"""Ends every UID; `.invalid` is reserved, so it is nobody's."""

YEAR_DAYS = 364


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, both ends aware; times without a zone are read in `zone`."""

    since: datetime
    until: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry of a calendar that leaves.

    `start` is aware, in the manager's zone. It repeats `times` times, every `every_days` days, at the same time by
    the clock on the wall; `every_days` 0 is a single meeting. `sequence` grows with every change.
    """

    uid: str
    person_id: str
    title: str
    start: datetime
    minutes: int
    every_days: int = 0
    times: int = 1
    sequence: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a calendar was told last about a UID, without the words; `start` is in UTC."""

    person_id: str
    title_hash: str
    start: datetime
    minutes: int
    every_days: int
    times: int
    sequence: int
    cancelled: bool

    @classmethod
    def of(cls, entry: CalendarEntry) -> Said:
        """Keep what an entry says."""
        return cls(
            person_id=entry.person_id,
            title_hash=hashlib.sha256(entry.title.encode()).hexdigest()[:16],
            start=entry.start.astimezone(UTC),
            minutes=entry.minutes,
            every_days=entry.every_days,
            times=entry.times,
            sequence=entry.sequence,
            cancelled=entry.cancelled,
        )


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """One meeting of a calendar that came in; `start` is in UTC, `attendees` are addresses in small letters.

    `occurrence` tells the meetings of one `uid` apart: when it was planned at first.
    """

    uid: str
    occurrence: str
    title: str
    start: datetime
    minutes: int
    attendees: tuple[str, ...]
    cancelled: bool = False
    repeats: bool = False


def slot(anchor: datetime, every_days: int, number: int, zone: tzinfo) -> datetime:
    """Return the moment, in UTC, of a place in a rhythm, from 0: the clock on the wall shows the same time.

    A time that the clock skips is read as if it had not been put forward yet (RFC 5545, 3.3.5).
    """
    wall = anchor.astimezone(zone).replace(tzinfo=None, fold=0) + timedelta(days=every_days * number)
    return wall.replace(tzinfo=zone).astimezone(UTC)


def slots(anchor: datetime, every_days: int, zone: tzinfo, times: int) -> Iterator[datetime]:
    """Yield the moments of a rhythm in UTC."""
    for number in range(times):
        yield slot(anchor, every_days, number, zone)


def entries_of(
    person: Person, planned: Sequence[Conversation], zone: tzinfo, said: Mapping[str, Said], now: datetime
) -> tuple[CalendarEntry, ...]:
    """Return what a calendar should be told of a person's 1-2-1s, after what it was told before.

    The rhythm keeps its beginning for as long as the next 1-2-1 falls on it, so that a series that did not change is
    the same entry every time. What was told before and is planned no more is cancelled.
    """
    waiting = sorted(planned, key=lambda talk: (talk.planned_for, talk.id))
    ahead = [talk for talk in waiting if talk.planned_for >= now] or waiting
    series_uid = f"{person.id}@{DOMAIN}"
    entries: list[CalendarEntry] = []
    if ahead:
        series = _series(person, ahead[0], zone, said.get(series_uid), now)
        entries.append(series)
        entries += [_single(person, talk, zone) for talk in ahead[1:] if _place(series, talk, zone) is None]
    entries = [_counted(entry, said.get(entry.uid)) for entry in entries]
    entries += _cancelled(person, {entry.uid for entry in entries}, zone, said, now)
    return tuple(entries)


def _series(person: Person, first: Conversation, zone: tzinfo, before: Said | None, now: datetime) -> CalendarEntry:
    fresh = CalendarEntry(
        uid=f"{person.id}@{DOMAIN}",
        person_id=person.id,
        title=_title(person),
        start=first.planned_for.astimezone(zone),
        minutes=first.planned_minutes,
        every_days=person.cadence_days,
        times=YEAR_DAYS // person.cadence_days + 1,
    )
    if before is None or before.cancelled or before.every_days != fresh.every_days:
        return fresh
    kept = replace(fresh, start=before.start.astimezone(zone))
    place = _place(kept, first, zone)
    if place is None or (place > 0 and slot(kept.start, kept.every_days, place - 1, zone) >= now):
        return fresh  # moved, or one was left out before it
    return kept


def _single(person: Person, talk: Conversation, zone: tzinfo) -> CalendarEntry:
    return CalendarEntry(
        uid=f"{talk.id}@{DOMAIN}",
        person_id=person.id,
        title=_title(person),
        start=talk.planned_for.astimezone(zone),
        minutes=talk.planned_minutes,
    )


def _title(person: Person) -> str:
    """Name the meeting in a calendar that others may see: nothing but who."""
    return f"1-2-1: {person.name}"


def _place(series: CalendarEntry, talk: Conversation, zone: tzinfo) -> int | None:
    """Return which slot of a series a 1-2-1 falls on, or None."""
    days = (talk.planned_for.astimezone(zone).date() - series.start.astimezone(zone).date()).days
    number, rest = divmod(days, series.every_days)
    if rest or not 0 <= number < series.times:
        return None
    return number if slot(series.start, series.every_days, number, zone) == talk.planned_for else None


def _counted(entry: CalendarEntry, before: Said | None) -> CalendarEntry:
    """Give the entry its number: the same as before if it says the same, else one more."""
    if before is None:
        return entry
    same = replace(entry, sequence=before.sequence)
    return same if Said.of(same) == before else replace(entry, sequence=before.sequence + 1)


def _cancelled(
    person: Person, present: set[str], zone: tzinfo, said: Mapping[str, Said], now: datetime
) -> Iterator[CalendarEntry]:
    """Yield what was told before and is no more; a single meeting that is over is left alone."""
    for uid, before in said.items():
        over = before.start < now and not before.every_days
        if before.person_id != person.id or uid in present or over:
            continue
        yield CalendarEntry(
            uid=uid,
            person_id=person.id,
            title=_title(person),
            start=before.start.astimezone(zone),
            minutes=before.minutes,
            every_days=before.every_days,
            times=before.times,
            sequence=before.sequence + (not before.cancelled),
            cancelled=True,
        )
