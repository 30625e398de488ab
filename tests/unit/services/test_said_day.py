"""Days as people say them; never one that lies ahead."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldcoach.errors import UnfitInput
from ldcoach.services.said_day import NoDaySaid, said_day

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("", date(2026, 11, 25)),
        ("now", date(2026, 11, 25)),
        (" Just  now ", date(2026, 11, 25)),
        ("Yesterday", date(2026, 11, 24)),
        ("the day before yesterday", date(2026, 11, 23)),
        ("last Tuesday", date(2026, 11, 24)),
        ("Tuesday", date(2026, 11, 24)),
        ("last Wednesday", date(2026, 11, 18)),
        ("on Thursday", date(2026, 11, 19)),
        ("fri", date(2026, 11, 20)),
        ("3 days ago", date(2026, 11, 22)),
        ("three days ago", date(2026, 11, 22)),
        ("a week ago", date(2026, 11, 18)),
        ("last night", date(2026, 11, 24)),
        ("this morning", date(2026, 11, 25)),
        ("an hour ago", date(2026, 11, 25)),
        ("20 November", date(2026, 11, 20)),
        ("20 Dec", date(2025, 12, 20)),
        ("20/11", date(2026, 11, 20)),
        ("29/2", date(2024, 2, 29)),
        ("20.11.2026", date(2026, 11, 20)),
        ("20.11", date(2026, 11, 20)),
        ("20/11/26", date(2026, 11, 20)),
        ("20/11/2026 14:30", date(2026, 11, 20)),
        ("Nov 20, 2026", date(2026, 11, 20)),
        ("November 20th", date(2026, 11, 20)),
        ("Friday 20 November", date(2026, 11, 20)),
        ("the 20th", date(2026, 11, 20)),
        ("2026-11-20", date(2026, 11, 20)),
    ],
)
def test_what_people_say(said: str, day: date) -> None:
    assert said_day(said, WEDNESDAY) == day


@pytest.mark.parametrize(
    "said",
    ["monkey", "may", "2025", "5", "last month", "last week", "31/2", "30 February 2026", "the other day", "a" * 500],
)
def test_what_names_no_one_day_is_refused(said: str) -> None:
    with pytest.raises(NoDaySaid, match="say it as yesterday"):
        said_day(said, WEDNESDAY)


@pytest.mark.parametrize("said", ["11/20", "11/20/2026", "3-31-26"])
def test_numbers_with_the_month_first_are_refused_and_say_why(said: str) -> None:
    with pytest.raises(NoDaySaid, match="day first, as in 20/11"):
        said_day(said, WEDNESDAY)


@pytest.mark.parametrize("said", ["tomorrow", "next Friday", "in 2 days", "2026-11-26", "26.11.2026"])
def test_a_day_ahead_is_refused(said: str) -> None:
    with pytest.raises(UnfitInput, match="lies ahead"):
        said_day(said, WEDNESDAY)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=70), st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_anything_said_is_a_day_that_was_or_refused(said: str, today: date) -> None:
    try:
        assert said_day(said, today) <= today
    except UnfitInput as refused:
        assert "Nothing was saved" in str(refused)  # noqa: PT017  # refusing is fine, any other error is not
