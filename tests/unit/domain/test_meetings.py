"""Which meetings of a calendar are 1-2-1s, and with whom."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ldcoach.domain.ids import PersonId
from ldcoach.domain.meetings import MatchedBy, meeting_of
from ldcoach.domain.people import Person
from ldcoach.domain.series import FoundEvent

TEAM = [
    Person(id=PersonId("mairi"), name="Mairi Campbell", email="Mairi@Example.org"),
    Person(id=PersonId("anh"), name="Nguyễn Thị Ánh", preferred_name="Ánh"),
    Person(id=PersonId("tom1"), name="Tom Becker", email="tom@example.org"),
    Person(id=PersonId("tom2"), name="Tom Adams"),
]


def found(title: str, *attendees: str) -> tuple[str | None, str] | None:
    event = FoundEvent("uid", "", title, datetime(2026, 12, 1, 9, 0, tzinfo=UTC), 30, attendees)
    meeting = meeting_of(event, TEAM)
    return (meeting.person_id, meeting.matched_by.value) if meeting else None


@pytest.mark.parametrize(
    "title", ["1-2-1", "1:1", "1on1 weekly", "One-to-one", "121", "1 : 1", "1/1", "1-1", "anything"]
)
def test_one_person_of_the_team_is_invited(title: str) -> None:
    expected = ("mairi", MatchedBy.ATTENDEE)
    assert found(title, "mairi@example.org", "sam@example.org") == expected


def test_a_meeting_of_many_is_none_unless_it_says_so() -> None:
    many = ("mairi@example.org", "a@example.org", "b@example.org")
    assert found("Planning", *many) is None
    assert found("1:1 Mairi (with room)", *many) == ("mairi", MatchedBy.ATTENDEE)
    assert found("1:1", "mairi@example.org", "tom@example.org") is None


@pytest.mark.parametrize(
    ("title", "person"),
    [
        ("1:1 Mairi", "mairi"),
        ("1-2-1: Mairi Campbell", "mairi"),
        ("Sam / Mairi", "mairi"),
        ("Sam <> Mairi", "mairi"),
        ("check-in with Ánh", "anh"),
        ("CHECK-IN WITH ANH", "anh"),
        ("catch up Tom Becker", "tom1"),
    ],
)
def test_the_title_names_one(title: str, person: str) -> None:
    assert found(title) == (person, MatchedBy.TITLE)


@pytest.mark.parametrize("title", ["1:1 Tom", "1:1", "1-2-1 Somebody", "1:1 Mairi and Tom Becker"])
def test_between_two_nobody_is_guessed(title: str) -> None:
    assert found(title) == (None, MatchedBy.NOBODY)


@pytest.mark.parametrize(
    "title", ["Mairi's birthday", "Line 1 review", "Room 121b", "Q1/Q2 numbers", "", "11:15 stand-up", "Mairi"]
)
def test_other_meetings_are_left_alone(title: str) -> None:
    assert found(title) is None
