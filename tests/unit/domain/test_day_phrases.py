"""Days around weekdays and weeks, in British and American words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldcoach.domain.day_phrases import NOT_ONE_DAY, phrased_day

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("today at 9", 0),
        ("9:30", 0),
        ("3pm", 0),
        ("this morning", 0),
        ("this afternoon.", 0),
        ("just before lunch", 0),
        ("over lunch", 0),
        ("half an hour ago", 0),
        ("10 mins ago", 0),
        ("yday", 1),
        ("yesterday at 3pm", 1),
        ("yesterday evening", 1),
        ("last night", 1),
        ("day before yesterday", 2),
        ("two days before yesterday", 3),
        ("a couple of days ago", 2),
        ("2d ago", 2),
        ("3 nights ago", 3),
        ("five days back", 5),
        ("a week ago today", 7),
        ("this time last week", 7),
        ("a fortnight ago", 14),
        ("last tues", 1),
        ("last thurs", 6),
        ("on weds", 7),
        ("last wednesday", 7),
        ("monday", 2),
        ("monday morning", 2),
        ("this past monday", 2),
        ("this monday", 2),
        ("monday this week", 2),
        ("last friday afternoon", 5),
        ("last friday at 15:10", 5),
        ("sunday night", 3),
        ("friday last week", 5),
        ("last week's monday", 9),
        ("last week on monday", 9),
        ("monday of last week", 9),
        ("a week last tuesday", 8),
        ("a week ago on tuesday", 8),
        ("the friday before last", 12),
        ("two fridays ago", 12),
    ],
)
def test_how_many_days_back(said: str, days: int) -> None:
    assert phrased_day(said, WEDNESDAY) == WEDNESDAY - timedelta(days=days)


def test_a_day_of_this_week_may_lie_ahead() -> None:
    assert phrased_day("this friday", WEDNESDAY) == date(2026, 11, 27)
    assert phrased_day("this wednesday", WEDNESDAY) == WEDNESDAY


@pytest.mark.parametrize(
    "said",
    [
        *sorted(NOT_ONE_DAY),
        "tuesday week",
        "at the weekend",
        "a few days ago",
        "20.11",
        "9",
        "monkey",
        "next friday",
        "earlier",
    ],
)
def test_what_is_no_such_phrase(said: str) -> None:
    assert phrased_day(said, WEDNESDAY) is None


@settings(max_examples=50)
@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["mon", "tuesday", "weds", "thurs", "friday", "sat", "sunday"]),
)
def test_weekdays_keep_their_distance(today: date, name: str) -> None:
    last = phrased_day(f"last {name}", today)
    assert last is not None
    assert 1 <= (today - last).days <= 7
    assert phrased_day(f"{name} before last", today) == last - timedelta(weeks=1)
    assert phrased_day(f"one {name}s ago", today) == last
    of_last_week = phrased_day(f"{name} last week", today)
    assert of_last_week is not None
    assert of_last_week.isocalendar()[1] == (today - timedelta(weeks=1)).isocalendar()[1]
