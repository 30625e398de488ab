"""What the goal editor asks: each prompt asks when it should, and is quiet when it need not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ldcoach.domain.goal_prompts import Asked, GoalContext, ask_about
from ldcoach.domain.goals import Goal, Measure
from ldcoach.domain.ids import GoalId, MeasureId, OutcomeId, PersonId
from ldcoach.domain.kinds import GoalKind, MeasureKind
from ldcoach.domain.wording.rules import Severity
from ldcoach.library.file_library import FileLibrary

OUTCOME = OutcomeId("o")
GOAL = Goal(
    id=GoalId("g"),
    person_id=PersonId("p"),
    title="Hand over line faults so that the next shift can act",
    outcome_id=OUTCOME,
    critical_behaviour="Writes the cause, what was tried and the next check before leaving",
    why_it_matters="I do not want to be the only one who knows the line",
    target_value=4.0,
    target_on=date(2027, 1, 8),
)
LEADING = Measure(
    id=MeasureId("m"),
    name="Complete fault notes",
    unit="%",
    kind=MeasureKind.LEADING,
    goal_id=GOAL.id,
    data_source="The shift lead counts on Fridays",
)
WHOLE = GoalContext(goal=GOAL, measures=(LEADING,), has_baseline=True, plans=1)


def asked(shipped: FileLibrary, context: GoalContext) -> tuple[Asked, ...]:
    return ask_about(shipped.goal_prompts(), context, shipped.coaching_rules())


def goal(**changes: object) -> GoalContext:
    return replace(WHOLE, goal=replace(GOAL, **changes))  # type: ignore[arg-type]


def test_there_are_thirteen_prompts_and_four_examples(shipped: FileLibrary) -> None:
    prompts = shipped.goal_prompts()
    assert [prompt.id for prompt in prompts.prompts] == [f"GS{number:02}" for number in range(1, 14)]
    assert len(prompts.examples) == 4


def test_a_goal_with_everything_is_asked_nothing(shipped: FileLibrary) -> None:
    assert asked(shipped, WHOLE) == ()


@pytest.mark.parametrize(
    ("context", "prompt"),
    [
        (goal(outcome_id=None), "GS01"),
        (goal(critical_behaviour=""), "GS02"),
        (goal(critical_behaviour="Be more proactive"), "GS02"),
        (replace(WHOLE, has_baseline=False), "GS03"),
        (goal(title="Complete the advanced Excel course"), "GS04"),
        (goal(title="Attend the negotiation training"), "GS04"),
        (replace(WHOLE, measures=(replace(LEADING, name="Course completion", unit="%"),)), "GS04"),
        (goal(target_value=None), "GS05"),
        (goal(target_on=None), "GS05"),
        (
            replace(WHOLE, goal=replace(GOAL, kind=GoalKind.PERFORMANCE), new_task="The first release with this tool"),
            "GS06",
        ),
        (replace(WHOLE, measures=(replace(LEADING, kind=MeasureKind.LAGGING),)), "GS07"),
        (replace(WHOLE, plans=0), "GS08"),
        (replace(WHOLE, measures=(replace(LEADING, data_source=" "),)), "GS09"),
        (replace(WHOLE, active_goals=4), "GS10"),
        (goal(why_it_matters=""), "GS11"),
        (replace(WHOLE, measures=(replace(LEADING, goal_id=None, outcome_id=OUTCOME),)), "GS12"),
    ],
)
def test_each_prompt_asks_its_question_and_no_other_does(
    shipped: FileLibrary, context: GoalContext, prompt: str
) -> None:
    (one,) = asked(shipped, context)
    assert one.id == prompt
    assert one.question.endswith("?")


def test_the_wording_rules_are_passed_on_with_their_own_severity(shipped: FileLibrary) -> None:
    found = asked(
        shipped, goal(why_it_matters="His depression is better now", title="Avoid the performance improvement plan")
    )
    assert [(one.id, one.rule, one.field) for one in found[:2]] == [("GS13", "FB17", "why"), ("GS13", "FB20", "title")]
    assert found[0].severity is Severity.STOP


def test_the_gravest_come_first(shipped: FileLibrary) -> None:
    bare = GoalContext(goal=Goal(id=GoalId(""), person_id=PersonId("p"), title="Grow"))
    severities = [one.severity for one in asked(shipped, bare)]
    assert severities == sorted(severities, key=[*Severity].index)


@pytest.mark.parametrize("at", range(4))
def test_the_examples_pass_their_own_prompts(shipped: FileLibrary, at: int) -> None:
    example = shipped.goal_prompts().examples[at]
    ids = {one.id for one in asked(shipped, goal(title=example.learning, critical_behaviour=example.behaviour))}
    assert ids <= {"GS02"} if at == 3 else not ids
