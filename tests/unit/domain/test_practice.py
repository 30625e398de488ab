"""Working days, windows and months, on which the manager's own measures stand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.insights import months, windows
from ldcoach.domain.practice import Dated, Window, working_days

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


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
    assert working_days(first, last) == between


@given(first=DAYS, length=st.integers(0, 400))
def test_working_days_are_those_one_counts(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    counted = sum((first + timedelta(days=day)).isoweekday() <= 5 for day in range(1, length + 1))
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


@given(facts=st.lists(DAYS), first=DAYS, last=DAYS)
def test_a_window_holds_its_first_and_last_day(facts: list[date], first: date, last: date) -> None:
    found = Dated(facts, lambda day: day).within(Window(first, last))
    assert list(found) == sorted(day for day in facts if first <= day <= last)
