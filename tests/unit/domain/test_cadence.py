"""The next 1-2-1 keeps its hour on the wall, across changes of the clock and leap days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.cadence import USUAL_HOUR, next_moment

ZONES = st.sampled_from(
    ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca"]
)
DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
OFFICE = st.times(time(6, 0), time(20, 0)).map(lambda at: at.replace(second=0, microsecond=0))
CADENCE = st.sampled_from([7, 14, 28]) | st.integers(1, 60)


@given(DAYS, OFFICE, CADENCE, st.integers(0, 400), ZONES)
def test_the_hour_on_the_wall_stays_and_the_day_is_in_the_rhythm(
    day: date, at: time, cadence: int, later: int, zone: str
) -> None:
    last = datetime.combine(day, at)
    today = day + timedelta(days=later)
    following = next_moment(today, last, cadence)
    assert following.time() == at
    assert today < following.date() <= today + timedelta(days=cadence + 2)
    gone = (following.date() - day).days
    assert gone % cadence == 0 or following.weekday() == 0
    # As the record keeps it, in UTC, and back on the wall.
    kept = following.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert kept.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == following


@given(DAYS, OFFICE, st.sampled_from([7, 14, 28]), st.integers(0, 400))
def test_whole_weeks_keep_the_weekday(day: date, at: time, cadence: int, later: int) -> None:
    last = datetime.combine(day, at)
    assert next_moment(day + timedelta(days=later), last, cadence).weekday() == day.weekday()


@given(DAYS, st.none() | st.datetimes(datetime(2023, 1, 2), datetime(2029, 12, 31)), CADENCE)  # noqa: DTZ001
def test_it_is_never_today_and_never_a_weekend_by_chance(today: date, last: datetime | None, cadence: int) -> None:
    following = next_moment(today, last, cadence)
    assert following.date() > today or (last is not None and last.date() > today)
    if last is None or last.weekday() < 5:
        assert following.weekday() < 5


@pytest.mark.parametrize(
    ("last", "cadence", "expected"),
    [
        ("2028-02-22T14:00", 7, "2028-02-29T14:00"),
        ("2028-02-29T14:00", 28, "2028-03-28T14:00"),
        ("2026-03-26T09:30", 7, "2026-04-02T09:30"),
        ("2026-10-22T09:30", 7, "2026-10-29T09:30"),
    ],
    ids=["to the leap day", "from the leap day", "clocks go forward", "clocks go back"],
)
def test_by_hand(last: str, cadence: int, expected: str) -> None:
    then = datetime.fromisoformat(last)
    assert next_moment(then.date(), then, cadence) == datetime.fromisoformat(expected)


def test_after_a_pause_the_usual_weekday_comes_back() -> None:
    tuesday = datetime(2026, 10, 6, 14, 0)  # noqa: DTZ001
    assert next_moment(date(2026, 11, 20), tuesday, 7) == datetime(2026, 11, 24, 14, 0)  # noqa: DTZ001


def test_without_a_usual_hour_it_is_the_next_working_day() -> None:
    assert next_moment(date(2026, 11, 20), None, 7) == datetime.combine(date(2026, 11, 23), USUAL_HOUR)
