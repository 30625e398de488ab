"""Around a goal: plans for obstacles, what else changed, an estimate, the editor's questions, and loose ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ldcoach.domain.before_after import Claim
from ldcoach.domain.claims import Estimate
from ldcoach.domain.goals import Goal, IfThenPlan
from ldcoach.domain.ids import ActionId, GapId, GoalId, LearningId, MeasureId, OutcomeId, PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, EvidenceKind, GoalKind, MeasureKind, PathKind
from ldcoach.domain.texts import Revision, Text
from ldcoach.errors import HeldText, NotFound, UnfitInput
from ldcoach.services.around_goal import Aside
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from tests.fakes import FixedClock

HELD = "His depression is back"


@pytest.fixture
def goal(desk: Desk, mairi: PersonId) -> GoalId:
    return GoalId(desk.goals.add(mairi, "Hand over at the machine").created)


def ids(desk: Desk, goal: GoalId) -> set[str]:
    return {one.id for one in desk.goal_coach.questions(goal)}


def test_a_plan_is_added_changed_and_removed(desk: Desk, goal: GoalId) -> None:
    made = desk.plans.add(goal, "the bell  rings", "I write the card", obstacle="The bus leaves").created
    (plan,) = desk.goals.view(goal).plans
    assert (plan.id, plan.if_cue, plan.obstacle) == (made, "the bell rings", "The bus leaves")
    desk.plans.edit(replace(plan, then_response="I ring the lead"))
    assert desk.plans.of(goal)[0].then_response == "I ring the lead"
    desk.plans.remove(made)
    assert desk.plans.of(goal) == []
    with pytest.raises(NotFound):
        desk.plans.remove(made)


@pytest.mark.parametrize(("cue", "response"), [("", "I write"), ("the bell rings", "  ")])
def test_half_a_plan_is_refused(desk: Desk, goal: GoalId, cue: str, response: str) -> None:
    with pytest.raises(UnfitInput, match="needs both"):
        desk.plans.add(goal, cue, response)
    assert desk.context.record.count(IfThenPlan) == 0


def test_held_words_reach_neither_a_plan_nor_what_is_said_beside_a_goal(desk: Desk, goal: GoalId) -> None:
    texts = desk.context.record.count(Text)
    acts: tuple[Callable[[], Change], ...] = (
        lambda: desk.plans.add(goal, "it rains", "I go in", obstacle=HELD),
        lambda: desk.around.say(goal, Aside.WHAT_ELSE, HELD),
        lambda: desk.around.say_estimate(goal, 10, 10, HELD),
    )
    for act in acts:
        with pytest.raises(HeldText):
            act()
    assert (desk.context.record.count(IfThenPlan), desk.context.record.count(Text)) == (0, texts)


def test_what_else_changed_is_kept_with_its_earlier_words(desk: Desk, goal: GoalId) -> None:
    assert desk.around.say(goal, Aside.WHAT_ELSE, " ").kinds == frozenset()
    desk.around.say(goal, Aside.WHAT_ELSE, "A new valve")
    desk.around.say(goal, Aside.WHAT_ELSE, "A new valve on 5 October")
    assert desk.goals.view(goal).what_else == "A new valve on 5 October"
    assert [kept.body for kept in desk.context.record.every(Revision)] == ["A new valve"]
    desk.around.say(goal, Aside.WHAT_ELSE, "")
    assert desk.goals.view(goal).what_else == ""


def test_an_estimate_needs_percentages_and_reasons(desk: Desk, goal: GoalId) -> None:
    for share, sure, reasons in ((101, 50, "x"), (50, -1, "x"), (50, 50, " ")):
        with pytest.raises(UnfitInput):
            desk.around.say_estimate(goal, share, sure, reasons)
    desk.around.say_estimate(goal, 30, 60, "Both shifts used it")
    assert desk.goals.view(goal).estimate == Estimate(share=30, sure=60, reasons="Both shifts used it")
    desk.around.forget_estimate(goal)
    assert desk.around.estimate(goal) is None


def test_an_estimate_lifts_a_change_to_its_rung_and_no_baseline_does_not(
    desk: Desk, mairi: PersonId, goal: GoalId, clock: FixedClock
) -> None:
    began = clock.today() - timedelta(weeks=6)
    desk.feedback.capture(mairi, "Began.", goal_id=goal, observed_on=began)
    measure = MeasureId(desk.goals.add_measure("Stops", "a week", goal_id=goal).created)
    desk.around.say_estimate(goal, 30, 60, "Both shifts used it")
    for week in (2, 3, 4):
        desk.goals.add_reading(measure, 4, on=began + timedelta(weeks=week))
    view = desk.goals.view(goal)
    assert {one.claim for one in view.measured[0].sayable} == {Claim.OBSERVATION}
    assert "baseline" in view.gaps
    for week in (-3, -2, -1):
        desk.goals.add_reading(measure, 9, on=began + timedelta(weeks=week))
    view = desk.goals.view(goal)
    assert view.measured[0].sayable[-1].claim is Claim.ESTIMATE
    assert view.measured[0].baseline is not None
    assert view.measured[0].baseline.on == began - timedelta(weeks=1)


def test_the_editor_asks_less_as_the_goal_fills(desk: Desk, mairi: PersonId, goal: GoalId, clock: FixedClock) -> None:
    assert ids(desk, goal) == {f"GS{n:02}" for n in (1, 2, 3, 5, 7, 8, 9, 11)}
    outcome = OutcomeId(desk.goals.add_outcome("Fewer stops").created)
    kept = desk.context.record.get(Goal, goal)
    behaviour = "Writes the cause, what was tried and the next check before leaving"
    filled = replace(
        kept,
        outcome_id=outcome,
        critical_behaviour=behaviour,
        why_it_matters="I want to take a holiday",
        target_value=4.0,
        target_on=clock.today() + timedelta(days=30),
    )
    desk.goals.edit(filled)
    desk.plans.add(goal, "the bell rings", "I write the card")
    measure = desk.goals.add_measure("Complete notes", "%", goal_id=goal, kind=MeasureKind.LEADING, data_source="Lead")
    desk.goals.add_reading(MeasureId(measure.created), 20)
    assert ids(desk, goal) == set()
    asked = desk.goal_coach.questions_about(replace(filled, kind=GoalKind.PERFORMANCE), "The first of its kind")
    assert [one.id for one in asked] == ["GS06"]
    for number in range(3):
        desk.goals.add(mairi, f"Goal {number}", outcome_id=outcome)
    assert ids(desk, goal) == {"GS10"}


def test_a_goal_that_is_not_kept_yet_is_asked_about_and_nothing_is_written(desk: Desk, mairi: PersonId) -> None:
    draft = Goal(id=GoalId(""), person_id=mairi, title="Complete the Excel course")
    assert "GS04" in {one.id for one in desk.goal_coach.questions_about(draft)}
    assert desk.context.record.count(Goal) == 0


def test_loose_ends_are_goals_feedback_promises_and_learning(
    desk: Desk, mairi: PersonId, goal: GoalId, clock: FixedClock
) -> None:
    outcome = OutcomeId(desk.goals.add_outcome("Fewer stops").created)
    tied = GoalId(desk.goals.add(mairi, "Tied", outcome_id=outcome).created)
    desk.feedback.capture(mairi, "Loose.")
    desk.feedback.capture(mairi, "Old.", observed_on=clock.today() - timedelta(days=120))
    desk.feedback.capture(mairi, "Tied.", goal_id=tied)
    desk.learning.add(mairi, "A course")
    desk.learning.add(mairi, "Shadowing", goal_id=tied)
    found = [(one.kind, one.words) for one in desk.loose_ends.all()]
    assert found == [("goal", "Hand over at the machine"), ("feedback", "Loose."), ("learning", "A course")]
    wen = PersonId(desk.people.add("Wen Li").created)
    assert desk.loose_ends.all(wen) == ()


def test_old_evidence_is_named_by_its_month(desk: Desk, goal: GoalId, clock: FixedClock) -> None:
    desk.goals.add_evidence(goal, EvidenceKind.WORK_PRODUCT, "The card", on=clock.today() - timedelta(days=190))
    assert "no evidence since May" in [gap.words for gap in desk.goals.view(goal).missing]


@pytest.mark.parametrize("number", [-1, 11])
def test_how_sure_they_are_goes_from_nought_to_ten(desk: Desk, mairi: PersonId, goal: GoalId, number: int) -> None:
    assert desk.around.say_sure(goal, 0).touches(Goal)
    assert [(one.goal_id, one.confidence) for one in desk.around.sure(mairi)] == [(goal, 0)]
    with pytest.raises(UnfitInput, match="from 0 to 10"):
        desk.around.say_sure(goal, number)
    assert desk.context.record.get(Goal, goal).confidence == 0
    desk.around.say_sure(goal, None)
    assert desk.context.record.get(Goal, goal).confidence is None


def test_practice_begins_with_the_first_promise_kept_or_the_first_learning(
    desk: Desk, mairi: PersonId, goal: GoalId, clock: FixedClock
) -> None:
    today = clock.today()
    measure = MeasureId(desk.goals.add_measure("Stops", "a week", goal_id=goal).created)
    desk.goals.add_reading(measure, 9, on=today - timedelta(days=7))
    promise = ActionId(
        desk.promises.make(mairi, "Try the card", ActionOwner.EMPLOYEE, due_on=today, goal_id=goal).created
    )
    clock.advance(days=2)
    assert began(desk, goal) is None
    desk.promises.keep(promise)
    assert began(desk, goal) == today + timedelta(days=2)
    desk.promises.reopen(promise)
    assert began(desk, goal) is None

    course = LearningId(desk.learning.add(mairi, "Finding faults", goal_id=goal).created)
    desk.learning.complete(course, today - timedelta(days=1))
    assert began(desk, goal) == today - timedelta(days=1)


def began(desk: Desk, goal: GoalId) -> date | None:
    comparison = desk.goals.view(goal).comparison
    assert comparison is not None
    return comparison.began_on


def test_a_step_of_a_path_stands_in_the_thread_as_its_promise_does(desk: Desk, mairi: PersonId, goal: GoalId) -> None:
    gap = GapId(desk.gaps.begin(mairi, "9 incomplete samples a week, 2 wanted").created)
    desk.gaps.answer(gap, "N5", "no")
    due = desk.context.clock.today() + timedelta(days=3)
    desk.path.add(gap, PathKind.CHECKLIST, "Card on the bench", ActionOwner.MANAGER, due, goal_id=goal)
    assert [step.status for step in desk.goals.view(goal).steps] == [ActionStatus.OPEN]
    desk.path.agree(gap, due + timedelta(days=30))
    (promise,) = desk.promises.open(mairi)
    desk.promises.keep(promise.action_id)
    assert [step.status for step in desk.goals.view(goal).steps] == [ActionStatus.DONE]
