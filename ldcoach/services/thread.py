"""A goal from the priority to the evidence, with the gaps in between named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ldcoach.domain.actions import Action
from ldcoach.domain.before_after import Average, Claim, Comparison, compare, improved, to_target
from ldcoach.domain.chain import ChainFacts, ChainGap, gaps_in
from ldcoach.domain.claims import DIGITS, Estimate, may_say
from ldcoach.domain.document import Chart, Mark, Side
from ldcoach.domain.gaps import PathStep
from ldcoach.domain.goals import Goal, GoalSkill, Measure, Outcome, Priority, Reading, Skill
from ldcoach.domain.ids import GoalId
from ldcoach.domain.kinds import ActionStatus, MeasureKind, TextKind
from ldcoach.domain.numerals import in_digits
from ldcoach.domain.people import Person
from ldcoach.domain.telling import day
from ldcoach.services.context import Context
from ldcoach.services.ports import Record
from ldcoach.services.views import GoalThread, GoalView
from ldcoach.services.views.goals import MeasureView


def thread_of(context: Context, goal_id: GoalId) -> GoalView:
    """Gather a goal's thread."""
    record = context.record
    goal = record.get(Goal, goal_id)
    outcome = record.find(Outcome, goal.outcome_id) if goal.outcome_id else None
    priority = record.find(Priority, outcome.priority_id) if outcome and outcome.priority_id else None
    rows = record.goal_thread(goal_id)
    began, today = began_on(rows), context.clock.today()
    said = _said(record, goal_id)
    estimate = Estimate.from_words(said.get("share", ""))
    main = _main_measure(rows.measures)
    measured = tuple(
        _measured(record, one, goal if one is main else None, began, today, estimate) for one in rows.measures
    )
    shown = next((one for one in measured if one.measure is main), None)
    comparison = shown.comparison if shown else None
    missing = _missing(goal, priority, rows, shown, today)
    return GoalView(
        goal=goal,
        person=record.get(Person, goal.person_id),
        outcome=outcome,
        priority=priority,
        measures=rows.measures,
        measure=main,
        comparison=comparison,
        chart=chart_of(goal, main, comparison) if main and comparison else None,
        feedback=rows.feedback,
        actions=rows.actions,
        learning=rows.learning,
        evidence=rows.evidence,
        plans=rows.plans,
        steps=_as_they_stand(record, rows.steps),
        gaps=tuple(gap.name for gap in missing),
        missing=missing,
        measured=measured,
        skills=_skills(record, goal_id),
        new_task=said.get("task", ""),
        what_else=said.get("else", ""),
        estimate=estimate,
    )


def began_on(rows: GoalThread) -> date | None:
    """Return the day on which practice towards the goal began: the first step, promise kept, learning or feedback.

    Learning of which a platform tells only the completion began by then.
    """
    days = [step.due_on for step in rows.steps if step.status is ActionStatus.DONE]
    days += [one.done_on for one in rows.actions if one.status is ActionStatus.DONE]
    days += [one.started_on or one.completed_on or one.applied_on for one in rows.learning]
    days += [piece.observed_on for piece in rows.feedback]
    return min((day for day in days if day), default=None)


def _as_they_stand(record: Record, steps: Sequence[PathStep]) -> tuple[PathStep, ...]:
    """Return steps of a path; one that became a promise stands as the promise does."""
    promised = {step.id: record.every(Action, path_step_id=step.id) for step in steps}
    return tuple(replace(step, status=made[-1].status) if (made := promised[step.id]) else step for step in steps)


def chart_of(goal: Goal, measure: Measure, comparison: Comparison) -> Chart:
    """Return the one chart of a goal's measure, for screen and paper."""
    marks = (Mark(comparison.began_on, "practice began"),) if comparison.began_on else ()
    return Chart(
        title=measure.name,
        unit=measure.unit,
        points=comparison.points,
        marks=marks,
        target=goal.target_value,
        target_label=f"target {in_digits(goal.target_value)}" if goal.target_value is not None else "",
        before_mean=comparison.before.mean if comparison.before else None,
        after_mean=comparison.after.mean if comparison.after else None,
        alt=told(measure, comparison),
    )


def told(measure: Measure, comparison: Comparison) -> str:
    """Say in words what the chart shows: means, unit, counts and dates, 'after' and never 'because'."""
    before, after = comparison.before, comparison.after
    if before and after:
        return (
            f"{measure.name}: {in_digits(before.mean, DIGITS)} {measure.unit} before "
            f"({before.count} readings, {_span(before)}) and {in_digits(after.mean, DIGITS)} {measure.unit} after "
            f"({after.count} readings, {_span(after)})."
        )
    if not comparison.points:
        return f"{measure.name}: no readings yet."
    if comparison.claim is Claim.BEFORE_AFTER:
        return _from_to(measure, comparison)
    last = comparison.points[-1]
    count = len(comparison.points)
    readings = "one reading" if count == 1 else f"{count} readings"
    return (
        f"{measure.name}: {readings}, the latest {in_digits(last.value)} {measure.unit} on {day(last.on)}. "
        "Too early to compare."
    )


def _from_to(measure: Measure, comparison: Comparison) -> str:
    """Tell the last reading before and the latest after, where a side has too few for an average."""
    then = [point for point in comparison.points if point.side is Side.BEFORE][-1]
    now = [point for point in comparison.points if point.side is Side.AFTER][-1]
    return (
        f"{measure.name}: {in_digits(then.value)} {measure.unit} on {day(then.on)}, before, "
        f"and {in_digits(now.value)} {measure.unit} on {day(now.on)}, after. Too few readings for an average."
    )


def _span(average: Average) -> str:
    return f"{day(average.first)} to {day(average.last)}"


def _main_measure(measures: Sequence[Measure]) -> Measure | None:
    lagging = [measure for measure in measures if measure.kind is MeasureKind.LAGGING]
    return next(iter(lagging or measures), None)


def has_baseline(readings: Sequence[Reading], began: date | None) -> bool:
    """Tell whether there is a reading from before practice began or of that day; before it begins, any is one."""
    return any(began is None or reading.on <= began for reading in readings)


def _measured(
    record: Record, measure: Measure, goal: Goal | None, began: date | None, today: date, estimate: Estimate | None
) -> MeasureView:
    """Return a measure with what its readings show; the goal's target and estimate belong to the main measure."""
    readings = tuple(record.readings(measure.id))
    comparison = compare(readings, began, today)
    baseline = _baseline(readings, goal, began)
    latest = readings[-1] if readings else None
    before, after = comparison.before, comparison.after
    target = goal.target_value if goal else None
    return MeasureView(
        measure=measure,
        readings=readings,
        baseline=baseline,
        latest=latest,
        comparison=comparison,
        sayable=may_say(measure, comparison, estimate=estimate if goal else None),
        improved=improved(measure, before.mean, after.mean) if before and after else None,
        to_target=to_target(baseline.value, latest.value, target)
        if baseline and latest and target is not None
        else None,
    )


def _baseline(readings: Sequence[Reading], goal: Goal | None, began: date | None) -> Reading | None:
    """Return the reading that the goal names, else the last before practice began or of that day, else the first."""
    if goal is not None and goal.baseline_reading_id is not None:
        named = next((reading for reading in readings if reading.id == goal.baseline_reading_id), None)
        if named is not None:
            return named
    if began is None:
        return next(iter(readings), None)
    earlier = [reading for reading in readings if reading.on < began]
    return next(iter(earlier[-1:] or (reading for reading in readings if reading.on == began)), None)


def _skills(record: Record, goal_id: GoalId) -> tuple[Skill, ...]:
    links = record.every(GoalSkill, goal_id=goal_id)
    return tuple(skill for link in links if (skill := record.find(Skill, link.skill_id)) is not None)


def _said(record: Record, goal_id: GoalId) -> dict[str, str]:
    """Return the texts beside a goal, by what follows the '#' in their owner's id."""
    owners = [f"{goal_id}#{name}" for name in ("task", "else", "share")]
    texts = record.texts_of(owners, kinds=[TextKind.GOAL])
    return {text.owner_id.partition("#")[2]: text.body for text in texts if text.body}


def _missing(
    goal: Goal, priority: Priority | None, rows: GoalThread, shown: MeasureView | None, today: date
) -> tuple[ChainGap, ...]:
    """Name the links of the chain that are missing, from top to bottom."""
    facts = ChainFacts(
        has_outcome=goal.outcome_id is not None,
        has_priority=priority is not None,
        has_measure=shown is not None,
        has_readings=shown is not None and bool(shown.readings),
        has_baseline=shown is not None and shown.baseline is not None,
        has_practice=bool(rows.feedback or rows.actions or rows.learning or rows.steps),
        last_evidence=max((one.on for one, _ in rows.evidence), default=None),
    )
    return gaps_in(facts, today)
