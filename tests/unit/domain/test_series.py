"""A series of 1-2-1s in a calendar: the same time by the clock, the same entry while nothing changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from ldcoach.domain.conversations import Conversation
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.people import Person
from ldcoach.domain.series import CalendarEntry, Said, entries_of, slot, slots

WARSAW = ZoneInfo("Europe/Warsaw")
ZONES = ["Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC", "Pacific/Apia"]
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
MAIRI = Person(id=PersonId("mairi"), name="Mairi Campbell", cadence_days=7)


def talk(number: int, at: datetime, minutes: int = 30) -> Conversation:
    return Conversation(
        id=ConversationId(f"t{number}"),
        person_id=MAIRI.id,
        guide_key="weekly",
        guide_version=1,
        planned_for=at,
        planned_minutes=minutes,
    )


def at(day: int, hour: int = 14, month: int = 3) -> datetime:
    return datetime(2027, month, day, hour, 0, tzinfo=WARSAW).astimezone(UTC)


def told(
    *planned: Conversation, said: dict[str, Said] | None = None, now: datetime = NOW, person: Person = MAIRI
) -> tuple[CalendarEntry, ...]:
    return entries_of(person, planned, WARSAW, said or {}, now)


def kept(entries: tuple[CalendarEntry, ...]) -> dict[str, Said]:
    return {entry.uid: Said.of(entry) for entry in entries}


@given(
    wall=st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31)),  # noqa: DTZ001  # the clock on the wall
    days=st.integers(1, 366),
    number=st.integers(0, 60),
    zone=st.sampled_from(ZONES),
)
def test_a_rhythm_keeps_the_clock_and_counts_days(wall: datetime, days: int, number: int, zone: str) -> None:
    """Over every change of the clock, and over 29 February."""
    place = ZoneInfo(zone)
    anchor = wall.replace(tzinfo=place).astimezone(UTC)
    seen = anchor.astimezone(place)
    moment = slot(anchor, days, number, place).astimezone(place)
    wished = seen.replace(tzinfo=None, fold=0) + timedelta(days=days * number)
    there = wished.replace(tzinfo=place)
    skipped = there.astimezone(UTC).astimezone(place).replace(tzinfo=None) != wished
    assert skipped or moment.replace(tzinfo=None, fold=0) == wished
    assert abs(moment.replace(tzinfo=None) - wished) <= (timedelta(days=1) if skipped else timedelta(0))


@given(
    days=st.integers(1, 60),
    zone=st.sampled_from(ZONES),
    wall=st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001  # the clock on the wall
)
def test_a_rhythm_rises_and_never_doubles(days: int, zone: str, wall: datetime) -> None:
    place = ZoneInfo(zone)
    moments = list(slots(wall.replace(tzinfo=place).astimezone(UTC), days, place, 30))
    assert moments == sorted(set(moments))


def test_leap_days_and_the_change_of_the_clock() -> None:
    leap = list(slots(datetime(2028, 2, 22, 13, 0, tzinfo=UTC), 7, WARSAW, 3))
    assert [one.date().isoformat() for one in leap] == ["2028-02-22", "2028-02-29", "2028-03-07"]
    over = [one.hour for one in slots(at(21), 7, WARSAW, 3)]
    assert over == [13, 12, 12]


def test_what_falls_on_the_rhythm_is_one_entry_and_the_rest_stand_beside_it() -> None:
    series, single = told(talk(1, at(9)), talk(2, at(16)), talk(3, at(17, 10)), talk(4, at(30)))
    assert (series.every_days, series.times, series.sequence) == (7, 53, 0)
    assert series.start == at(9)
    assert (single.uid, single.every_days, single.start) == ("t3@ldcoach.invalid", 0, at(17, 10))


def test_nothing_changes_while_the_next_ones_fall_on_the_rhythm() -> None:
    first = told(talk(1, at(9)))
    later = told(talk(2, at(30)), said=kept(first), now=at(24, 15))
    assert later == first


def test_a_moved_one_moves_the_series_and_counts() -> None:
    first = told(talk(1, at(9)))
    (moved,) = told(talk(1, at(10)), said=kept(first))
    assert (moved.uid, moved.sequence, moved.start) == (first[0].uid, 1, at(10))
    assert told(talk(1, at(10)), said=kept((moved,))) == (moved,)


def test_one_left_out_before_the_next_begins_the_series_anew() -> None:
    first = told(talk(1, at(9)))
    (anew,) = told(talk(2, at(16)), said=kept(first))
    assert (anew.start, anew.sequence) == (at(16), 1)


def test_another_rhythm_length_or_name_counts() -> None:
    first = told(talk(1, at(9)))
    others = (
        told(talk(1, at(9)), said=kept(first), person=Person(id=MAIRI.id, name="Mairi Campbell", cadence_days=14)),
        told(talk(1, at(9), minutes=45), said=kept(first)),
        told(talk(1, at(9)), said=kept(first), person=Person(id=MAIRI.id, name="Mairi Muir")),
    )
    assert [(entries[0].sequence, entries[0].uid) for entries in others] == [(1, first[0].uid)] * 3


def test_what_is_planned_no_more_is_cancelled_once() -> None:
    first = told(talk(1, at(9)), talk(2, at(11)))
    gone = told(said=kept(first))
    assert [(entry.cancelled, entry.sequence) for entry in gone] == [(True, 1), (True, 1)]
    assert told(said=kept(gone)) == gone
    series, *_ = told(talk(3, at(20)), said=kept(gone))
    assert (series.cancelled, series.sequence, series.start) == (False, 2, at(20))


def test_a_single_one_that_is_over_is_left_alone_and_an_overdue_one_does_not_lead() -> None:
    first = told(talk(1, at(9)), talk(2, at(11)))
    assert [entry.uid for entry in told(talk(3, at(16)), said=kept(first), now=at(12))] == [first[0].uid]
    (series, *_) = told(talk(1, at(2)), talk(2, at(9)), now=at(5))
    assert series.start == at(9)


@given(st.lists(st.integers(0, 60), unique=True, max_size=8), st.lists(st.integers(0, 60), unique=True, max_size=8))
@settings(max_examples=60)
def test_every_planned_one_is_in_the_calendar_and_numbers_never_fall(before: list[int], after: list[int]) -> None:
    days = [[talk(day, at(8) + timedelta(days=day)) for day in each] for each in (before, after)]
    first = told(*days[0])
    second = told(*days[1], said=kept(first))
    numbers = {entry.uid: entry.sequence for entry in first}
    assert all(entry.sequence >= numbers.get(entry.uid, 0) for entry in second)
    shown = {
        moment
        for entry in second
        if not entry.cancelled
        for moment in slots(entry.start.astimezone(UTC), entry.every_days, WARSAW, entry.times)
    }
    assert {one.planned_for for one in days[1]} <= shown
