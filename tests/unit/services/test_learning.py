"""Learning: imported once, started by its completion, and proven by its use."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from ldcoach.domain.goals import Evidence, Learning
from ldcoach.domain.ids import GoalId, LearningId, PersonId
from ldcoach.domain.kinds import Provenance
from ldcoach.errors import HeldText, NotFound, UnfitInput
from ldcoach.services.desk import Desk

TABLE = b"Name,Course,Completed on\nMairi Campbell,Finding faults,2026-03-12\nSomebody Else,Finding faults,2026-03-12\n"


def statements(verb: str, on: str) -> bytes:
    return json.dumps(
        {
            "actor": {"name": "Mairi Campbell"},
            "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
            "object": {"id": "https://learn.example.org/1", "definition": {"name": {"en": "Finding faults"}}},
            "timestamp": f"{on}T10:00:00Z",
        }
    ).encode()


def test_a_file_is_previewed_taken_over_and_not_taken_twice(desk: Desk, mairi: PersonId) -> None:
    preview = desk.learning.preview(TABLE, "list.csv")
    assert (len(preview.new), len(preview.strangers)) == (1, 1)
    assert desk.learning.lines(mairi) == []
    desk.learning.take_over(TABLE, "list.csv")
    (kept,) = desk.learning.lines(mairi)
    assert (kept.title, kept.completed_on, kept.applied_on) == ("Finding faults", date(2026, 3, 12), None)
    assert kept.provenance is Provenance.IMPORTED_CSV
    again = desk.learning.take_over(TABLE, "list.csv")[1]
    assert (again.new, [one.known for one in again.arriving]) == ((), [True])
    assert desk.context.record.count(Learning) == 1


def test_a_later_file_adds_the_completion_to_what_was_begun(desk: Desk, mairi: PersonId) -> None:
    desk.learning.take_over(statements("launched", "2026-03-01"), "one.JSON")
    desk.learning.take_over(statements("completed", "2026-03-12"), "two.jsonl")
    (kept,) = desk.learning.lines(mairi)
    assert (kept.started_on, kept.completed_on) == (date(2026, 3, 1), date(2026, 3, 12))
    assert kept.provenance is Provenance.IMPORTED_XAPI


def test_a_title_about_health_is_left_out_and_named(desk: Desk, mairi: PersonId) -> None:
    data = b"Name,Course,Completed on\nMairi Campbell,She was diagnosed with depression,2026-03-12\n"
    preview = desk.learning.take_over(data, "list.csv")[1]
    assert (preview.new, preview.held) == ((), (2,))
    assert desk.learning.lines(mairi) == []


def test_use_at_work_is_evidence_of_the_goal(desk: Desk, mairi: PersonId) -> None:
    goal = GoalId(desk.goals.add(mairi, "Hand over line faults").created)
    made = LearningId(desk.learning.add(mairi, "Finding faults", kind="course", goal_id=goal).created)
    desk.learning.complete(made, date(2026, 3, 12))
    desk.learning.apply(made, date(2026, 4, 1), "Handed over two faults with cause and next check")
    (kept,) = desk.learning.lines(mairi)
    assert (kept.completed_on, kept.applied_on) == (date(2026, 3, 12), date(2026, 4, 1))
    (evidence,) = desk.context.record.every(Evidence, goal_id=goal)
    assert evidence.on == date(2026, 4, 1)


def test_words_without_a_goal_and_days_ahead_change_nothing(desk: Desk, mairi: PersonId) -> None:
    made = LearningId(desk.learning.add(mairi, "Finding faults").created)
    with pytest.raises(UnfitInput, match="tied to no goal"):
        desk.learning.apply(made, date(2026, 4, 1), "Handed over two faults")
    for act in (desk.learning.apply, desk.learning.complete):
        with pytest.raises(UnfitInput, match="lies ahead"):
            act(made, date(2027, 1, 1))
    assert desk.learning.lines(mairi)[0].applied_on is None


def test_it_is_tied_to_a_goal_later(desk: Desk, mairi: PersonId) -> None:
    made = LearningId(desk.learning.add(mairi, "Finding faults").created)
    goal = GoalId(desk.goals.add(mairi, "Hand over line faults").created)
    desk.learning.link(made, goal)
    assert [one.id for one in desk.goals.view(goal).learning] == [made]


@pytest.mark.parametrize("title", ["", " \n", "x" * 301])
def test_a_title_has_its_bounds(desk: Desk, mairi: PersonId, title: str) -> None:
    with pytest.raises(UnfitInput, match="between 1 and 300"):
        desk.learning.add(mairi, title)


def test_nothing_is_added_for_nobody_or_with_held_words(desk: Desk, mairi: PersonId) -> None:
    with pytest.raises(NotFound):
        desk.learning.add(PersonId("nobody"), "Finding faults")
    with pytest.raises(HeldText):
        desk.learning.add(mairi, "Living with her depression")
    assert desk.context.record.count(Learning) == 0


def test_one_person_named_in_two_ways_has_learned_it_once(desk: Desk, mairi: PersonId) -> None:
    desk.people.edit(replace(desk.people.get(mairi), email="mairi@example.org"))
    data = (
        b"Name,Email,Course,Started on,Completed on\n"
        b"Mairi Campbell,,Finding faults,2026-03-01,\n"
        b",mairi@example.org,Finding faults,,2026-03-12\n"
    )
    taken = desk.learning.take_over(data, "list.csv")[1]
    (kept,) = desk.learning.lines(mairi)
    assert len(taken.new) == 1
    assert (kept.started_on, kept.completed_on) == (date(2026, 3, 1), date(2026, 3, 12))
    assert desk.learning.take_over(data, "list.csv")[1].new == ()


def test_a_statement_is_a_line_whatever_its_title_holds_and_its_time_is_when_it_was_stored(
    desk: Desk, mairi: PersonId
) -> None:
    one = statements("completed", "2026-03-12").replace(b"Finding faults", "Finding\u2028faults".encode())
    two = statements("completed", "2026-03-13").replace(b"example.org/1", b"example.org/2")
    taken = desk.learning.take_over(one + b"\n" + two.replace(b"timestamp", b"stored"), "some.jsonl")[1]
    assert taken.sheet.refused == ()
    assert [line.completed_on for line in desk.learning.lines(mairi)] == [date(2026, 3, 12), date(2026, 3, 13)]


def test_an_address_that_two_share_stands_for_neither(desk: Desk, mairi: PersonId) -> None:
    desk.people.edit(replace(desk.people.get(mairi), email="line2@example.org"))
    desk.people.add("Dele Adeyemi", email="line2@example.org")
    data = b"Name,Email,Course,Completed on\n,line2@example.org,Finding faults,2026-03-12\n"
    data += b"Mairi Campbell,line2@example.org,Reading gauges,2026-03-12\n"
    preview = desk.learning.preview(data, "list.csv")
    assert [(one.person_id, one.learning.title) for one in preview.arriving] == [(mairi, "Reading gauges")]
    assert len(preview.strangers) == 1
