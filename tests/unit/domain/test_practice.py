"""Working days, windows and months, on which the manager's own measures stand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.insights import months, windows
from ldcoach.domain.kinds import Side
from ldcoach.domain.practice import Day, Promises, Raised, Talks, Window, days_within, within, working_days

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
DAY_NUMBERS = DAYS.map(date.toordinal)


@pytest.mark.parametrize(
    ("first", "last", "between"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, MONDAY, 1),
        (MONDAY, FRIDAY, -1),
        (FRIDAY, date(2026, 11, 22), 0),
        (date(2026, 11, 22), MONDAY, 1),
        (MONDAY, date(2026, 11, 30), 5),
    ],
)
def test_a_weekend_has_no_working_days(first: date, last: date, between: int) -> None:
    assert working_days(first.toordinal(), last.toordinal()) == between


@given(first=DAY_NUMBERS, length=st.integers(0, 400))
def test_working_days_are_those_one_counts(first: Day, length: int) -> None:
    last = first + length
    counted = sum(date.fromordinal(day).isoweekday() <= 5 for day in range(first + 1, last + 1))
    assert working_days(first, last) == counted == -working_days(last, first)


@given(today=DAYS)
def test_windows_meet_without_overlap(today: date) -> None:
    now, before = windows(today)
    assert now.last == today
    assert (now.last - now.first).days == (before.last - before.first).days == 83
    assert before.last + timedelta(days=1) == now.first


@given(today=DAYS)
def test_months_follow_each_other_up_to_today(today: date) -> None:
    found = months(today)
    assert len(found) == 24
    assert found[-1] == Window(today.replace(day=1), today)
    for sooner, later in pairwise(found):
        assert sooner.last + timedelta(days=1) == later.first
        assert later.first.day == 1


@given(days=st.lists(DAYS), first=DAYS, last=DAYS)
def test_a_window_holds_its_first_and_last_day(days: list[date], first: date, last: date) -> None:
    window, inside = Window(first, last), sorted(day for day in days if first <= day <= last)
    numbers = days_within(sorted(map(date.toordinal, days)), window)
    assert list(map(date.fromordinal, numbers)) == inside
    assert [one.on for one in within([Raised(day, Side.EMPLOYEE, 1) for day in sorted(days)], window)] == inside


@given(day=DAY_NUMBERS, away=st.lists(st.integers(-20, 20)), working=st.integers(1, 8))
def test_held_near_a_day_is_what_one_finds_by_looking_at_every_one(day: Day, away: list[int], working: int) -> None:
    held = sorted(day + each for each in away)
    near = any(abs(working_days(day, each)) <= working for each in held)
    assert Talks(held=held).held_near(day, working) == near


@given(
    promises=st.lists(st.tuples(st.integers(0, 60), st.none() | st.integers(0, 30))),
    since=st.integers(0, 60),
    on=st.integers(0, 90),
)
def test_what_was_open_is_known_without_the_promises_from_before(
    promises: list[tuple[int, int | None]], since: int, on: int
) -> None:
    dated = [(made, None if took is None else made + took) for made, took in promises]
    begins, day = since, max(since, on)
    told = Promises(
        made=sorted(made for made, _ in dated if made >= begins),
        done=sorted(done for _, done in dated if done is not None and done >= begins),
        still_open=sum(done is None for _, done in dated),
    )
    assert told.open_before(day) == any(made < day and (done is None or done >= day) for made, done in dated)
    assert told.done_on(day) == any(done == day for _, done in dated)
