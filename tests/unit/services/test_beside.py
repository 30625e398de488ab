"""A change beside a similar matter without it: never one person beside another, never two units."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ldcoach.domain.before_after import Claim
from ldcoach.domain.claims import Estimate
from ldcoach.domain.goals import Measure
from ldcoach.domain.ids import GoalId, MeasureId, OutcomeId, PersonId
from ldcoach.errors import UnfitInput
from ldcoach.services.desk import Desk

SINCE = date(2026, 8, 3)


def measure(desk: Desk, name: str, *, unit: str = "a week", goal: GoalId | None = None, weeks: int = 8) -> MeasureId:
    """Return a measure of a goal, or else of an outcome, that falls by one after the day."""
    outcome = None if goal else OutcomeId(desk.goals.add_outcome(f"Outcome of {name}").created)
    made = MeasureId(desk.goals.add_measure(name, unit, goal_id=goal, outcome_id=outcome).created)
    for week in range(-weeks, weeks):
        desk.goals.add_reading(made, 5 if week < 0 else 4, on=SINCE + timedelta(weeks=week))
    return made


def goal(desk: Desk, name: str) -> GoalId:
    return GoalId(desk.goals.add(PersonId(desk.people.add(name).created), "Hand over").created)


def test_an_outcome_of_a_similar_team_stands_beside_a_goal(desk: Desk) -> None:
    mine, other = measure(desk, "Stops", goal=goal(desk, "Mairi Campbell")), measure(desk, "Stops, line 3")
    told = desk.readings.compare(mine, SINCE, other)
    assert told.claim is Claim.COMPARISON
    assert "more than Stops, line 3 over the same days" in told.sayable[-1].words
    guessed = desk.readings.compare(mine, SINCE, other, estimate=Estimate(share=30, sure=50, reasons="a new card"))
    assert [said.claim for said in guessed.sayable][-2:] == [Claim.COMPARISON, Claim.ESTIMATE]


def test_only_what_can_stand_beside_it_is_offered(desk: Desk) -> None:
    mairi = goal(desk, "Mairi Campbell")
    mine, again = measure(desk, "Stops", goal=mairi), measure(desk, "Calls", goal=mairi)
    other = measure(desk, "Stops, line 3")
    measure(desk, "Waiting", unit="minutes")
    measure(desk, "Stops, line 4", weeks=2)
    theirs = measure(desk, "Stops of Dele", goal=goal(desk, "Dele Adeyemi"))
    assert {one.id for one in desk.readings.similar(mine, SINCE)} == {again, other}
    assert [one.id for one in desk.readings.similar(other, SINCE)] == []
    assert theirs not in {one.id for one in desk.readings.similar(mine, SINCE)}


def test_people_are_not_compared(desk: Desk) -> None:
    mine, theirs = (measure(desk, name, goal=goal(desk, name)) for name in ("Mairi Campbell", "Dele Adeyemi"))
    for first, second in ((mine, theirs), (measure(desk, "Stops, line 3"), theirs)):
        with pytest.raises(UnfitInput, match="people are not compared here"):
            desk.readings.compare(first, SINCE, second)


def test_neither_itself_nor_another_unit(desk: Desk) -> None:
    mine, minutes = measure(desk, "Stops"), measure(desk, "Waiting", unit="minutes")
    with pytest.raises(UnfitInput, match="beside itself"):
        desk.readings.compare(mine, SINCE, mine)
    with pytest.raises(UnfitInput, match="same unit"):
        desk.readings.compare(mine, SINCE, minutes)
    assert desk.context.record.count(Measure) == 2
