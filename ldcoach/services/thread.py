"""A goal from the priority to the evidence, with the gaps in between named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ldcoach.domain.before_after import Average, Claim, Comparison, compare
from ldcoach.domain.document import Chart, Mark, Side
from ldcoach.domain.goals import Goal, Measure, Outcome, Priority
from ldcoach.domain.ids import GoalId
from ldcoach.domain.kinds import ActionStatus, MeasureKind
from ldcoach.domain.people import Person
from ldcoach.domain.telling import day
from ldcoach.services.context import Context
from ldcoach.services.views import GoalThread, GoalView


def thread_of(context: Context, goal_id: GoalId) -> GoalView:
    """Gather a goal's thread."""
    record = context.record
    goal = record.get(Goal, goal_id)
    outcome = record.find(Outcome, goal.outcome_id) if goal.outcome_id else None
    priority = record.find(Priority, outcome.priority_id) if outcome and outcome.priority_id else None
    rows = record.goal_thread(goal_id)
    measure = _main_measure(rows.measures)
    comparison = _comparison(context, measure, began_on(rows)) if measure else None
    return GoalView(
        goal=goal,
        person=record.get(Person, goal.person_id),
        outcome=outcome,
        priority=priority,
        measures=rows.measures,
        measure=measure,
        comparison=comparison,
        chart=chart_of(goal, measure, comparison) if measure and comparison else None,
        feedback=rows.feedback,
        actions=rows.actions,
        learning=rows.learning,
        evidence=rows.evidence,
        plans=rows.plans,
        steps=rows.steps,
        gaps=_gaps(goal, priority, comparison, rows),
    )


def began_on(rows: GoalThread) -> date | None:
    """Return the day on which practice towards the goal began: the first step, learning or feedback."""
    days = [step.due_on for step in rows.steps if step.status is ActionStatus.DONE]
    days += [one.started_on for one in rows.learning]
    days += [piece.observed_on for piece in rows.feedback]
    return min((day for day in days if day), default=None)


def chart_of(goal: Goal, measure: Measure, comparison: Comparison) -> Chart:
    """Return the one chart of a goal's measure, for screen and paper."""
    marks = (Mark(comparison.began_on, "practice began"),) if comparison.began_on else ()
    return Chart(
        title=measure.name,
        unit=measure.unit,
        points=comparison.points,
        marks=marks,
        target=goal.target_value,
        target_label=f"target {goal.target_value:g}" if goal.target_value is not None else "",
        before_mean=comparison.before.mean if comparison.before else None,
        after_mean=comparison.after.mean if comparison.after else None,
        alt=told(measure, comparison),
    )


def told(measure: Measure, comparison: Comparison) -> str:
    """Say in words what the chart shows: means, unit, counts and dates, 'after' and never 'because'."""
    before, after = comparison.before, comparison.after
    if before and after:
        return (
            f"{measure.name}: {before.mean:.1f} {measure.unit} before ({before.count} readings, {_span(before)}) "
            f"and {after.mean:.1f} {measure.unit} after ({after.count} readings, {_span(after)})."
        )
    if not comparison.points:
        return f"{measure.name}: no readings yet."
    if comparison.claim is Claim.BEFORE_AFTER:
        return _from_to(measure, comparison)
    last = comparison.points[-1]
    count = len(comparison.points)
    readings = "one reading" if count == 1 else f"{count} readings"
    return (
        f"{measure.name}: {readings}, the latest {last.value:g} {measure.unit} on {day(last.on)}. Too early to compare."
    )


def _from_to(measure: Measure, comparison: Comparison) -> str:
    """Tell the last reading before and the latest after, where a side has too few for an average."""
    then = [point for point in comparison.points if point.side is Side.BEFORE][-1]
    now = [point for point in comparison.points if point.side is Side.AFTER][-1]
    return (
        f"{measure.name}: {then.value:g} {measure.unit} on {day(then.on)}, before, "
        f"and {now.value:g} {measure.unit} on {day(now.on)}, after. Too few readings for an average."
    )


def _span(average: Average) -> str:
    return f"{day(average.first)} to {day(average.last)}"


def _main_measure(measures: Sequence[Measure]) -> Measure | None:
    lagging = [measure for measure in measures if measure.kind is MeasureKind.LAGGING]
    return next(iter(lagging or measures), None)


def _comparison(context: Context, measure: Measure, began: date | None) -> Comparison:
    return compare(context.record.readings(measure.id), began, context.clock.today())


def _gaps(goal: Goal, priority: Priority | None, comparison: Comparison | None, rows: GoalThread) -> tuple[str, ...]:
    """Name the nodes of the chain that are missing, from top to bottom."""
    missing = []
    if goal.outcome_id is None:
        missing.append("outcome")
    elif priority is None:
        missing.append("priority")
    if comparison is None or not comparison.points:
        missing.append("readings")
    if not (rows.feedback or rows.actions or rows.learning):
        missing.append("practice")
    if not rows.evidence:
        missing.append("evidence")
    return tuple(missing)
