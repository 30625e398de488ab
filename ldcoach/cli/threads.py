"""The command that prints the chain from a priority to the evidence, and what hangs on nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from ldcoach.cli.given import NAMED
from ldcoach.cli.parts import Call
from ldcoach.cli.show import as_data, print_json
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.before_after import Average
from ldcoach.domain.claims import DIGITS, claim_of
from ldcoach.domain.goals import CONFIDENCE, Learning
from ldcoach.domain.numerals import in_digits
from ldcoach.services.views import GoalView
from ldcoach.services.views.goals import Loose, MeasureView

LONGEST_LINE = 100
_LOOSE = {
    "goal": "Goals without an outcome yet. Which result would move if this works?",
    "feedback": "Feedback without a goal, from the last three months. Which goal does it speak to?",
    "action": "Promises without a goal. Which goal do they serve?",
    "learning": "Learning without a goal. What will be done differently at work?",
}


@click.command()
@record_options
@click.option("--goal", "goal_name", type=NAMED, help="Id, title, or how the title begins.")
@click.option("--unlinked", is_flag=True, help="List effort that hangs on nothing yet instead.")
@click.option("--person", type=NAMED, help="With --unlinked: only of this person.")
@click.pass_obj
def thread(
    call: Call, passphrase_file: str | None, as_json: bool, goal_name: str | None, unlinked: bool, person: str | None
) -> None:
    """Print a goal from the priority to the evidence, gaps included.

    Example: ldcoach thread --goal "Hand over line faults"
    """
    if unlinked == (goal_name is not None):
        message = "Give --goal, or --unlinked."
        raise click.UsageError(message)
    with open_desk(call, passphrase_file) as desk:
        if goal_name is None:
            loose = desk.loose_ends.all(desk.people.named(person).id if person else None)
            _show_loose(loose, as_json=as_json)
            return
        view = desk.goals.view(desk.goals.named(goal_name).id)
    if as_json:
        print_json(_whole(view))
    else:
        for line in _lines(view):
            click.echo(line)


def _show_loose(loose: tuple[Loose, ...], *, as_json: bool) -> None:
    if as_json:
        print_json(loose)
        return
    for kind, question in _LOOSE.items():
        mine = [one for one in loose if one.kind == kind]
        if mine:
            click.echo(question)
        for one in mine:
            on = f"  {one.on.isoformat()}" if one.on else ""
            click.echo(f"  {one.person_name}: {_short(one.words)}{on}")
    if not loose:
        click.echo("Everything hangs on something.")


def _whole(view: GoalView) -> dict[str, Any]:
    data: dict[str, Any] = as_data(view)
    main = next((one for one in view.measured if one.measure is view.measure), None)
    data["missing"] = [gap.words for gap in view.missing]
    data["measures"] = [_measure(one, view) for one in view.measured]
    data["claim"] = claim_of(main.comparison, estimate=view.estimate).value if main else None
    data["learning"] = [{**as_data(one), "stands": _stands(one)} for one in view.learning]
    del data["measured"]
    return data


def _measure(one: MeasureView, view: GoalView) -> dict[str, Any]:
    main = one.measure is view.measure
    target = {"value": view.goal.target_value, "on": view.goal.target_on} if main else None
    return {
        **as_data(one.measure),
        "baseline": one.baseline,
        "target": target if target and target["value"] is not None else None,
        "latest": one.latest,
        "readings": one.readings,
        "began_on": one.comparison.began_on,
        "before": one.comparison.before,
        "after": one.comparison.after,
        "change": one.comparison.change,
        "improved": one.improved,
        "to_target": one.to_target,
        "claim": claim_of(one.comparison, estimate=view.estimate if main else None),
        "may_say": one.sayable,
        "caveats": one.comparison.caveats,
    }


def _lines(view: GoalView) -> Iterator[str]:
    yield f"Priority  {view.priority.name if view.priority else 'none yet'}"
    yield f"Outcome   {view.outcome.name if view.outcome else 'not linked yet'}"
    for one in view.measured:
        yield from _measure_lines(one, view)
    if not view.measured:
        yield "Measure   none yet"
    if view.what_else:
        yield f"          What else changed: {view.what_else}"
    yield f"Goal      {view.goal.title} ({view.person.name})"
    yield from (
        f"          One would see: {line}" for line in view.goal.critical_behaviour.splitlines() if line.strip()
    )
    if view.goal.confidence is not None:
        yield f"          How sure they are, by their own number: {view.goal.confidence} of {CONFIDENCE[-1]}"
    yield from (f"          Builds: {skill.name}" for skill in view.skills)
    yield from (f"Plan      When {plan.if_cue}, then {plan.then_response}" for plan in view.plans)
    yield from _practice(view)
    yield from _evidence(view)
    if view.missing:
        yield f"Gaps      {'; '.join(gap.words for gap in view.missing)}"


def _measure_lines(one: MeasureView, view: GoalView) -> Iterator[str]:
    measure = one.measure
    yield f"Measure   {measure.name}, {measure.unit} ({measure.kind.value})"
    for name, reading in (("Baseline", one.baseline), ("Latest", one.latest)):
        if reading is not None:
            source = ", ".join(part for part in (measure.data_source, reading.note) if part)
            told = f"{in_digits(reading.value)} on {reading.on.isoformat()}"
            yield f"          {name}: {told} ({source})" if source else f"          {name}: {told}"
    if measure is view.measure and view.goal.target_value is not None:
        by = f" by {view.goal.target_on.isoformat()}" if view.goal.target_on else ""
        yield f"          Target: {in_digits(view.goal.target_value)}{by}"
    for name, side in (("Before", one.comparison.before), ("After", one.comparison.after)):
        if side is not None:
            yield f"          {name}: {_side(side, measure.unit)}"
    yield from (f"          {said.words}" for said in one.sayable)


def _side(side: Average, unit: str) -> str:
    span = f"{side.first.isoformat()} to {side.last.isoformat()}"
    mean, median = in_digits(side.mean, DIGITS), in_digits(side.median, DIGITS)
    return f"mean {mean}, median {median} {unit}, {side.count} readings, {span}"


def _practice(view: GoalView) -> Iterator[str]:
    told: list[tuple[date | None, str, str]] = []
    told += [(piece.observed_on, "feedback", piece.words) for piece in view.feedback]
    told += [(one.done_on or one.due_on, f"{one.status.value} promise", one.words) for one in view.actions]
    told += [(one.applied_on or one.started_on or one.completed_on, _stands(one), one.title) for one in view.learning]
    told += [(step.due_on, f"{step.status.value} step", step.description) for step in view.steps]
    for on, what, words in sorted(told, key=lambda one: one[0] or date.max):
        yield f"Practice  {on.isoformat() if on else 'no date   '}  {what}: {_short(words)}"
    if not told:
        yield "Practice  none yet"


def _evidence(view: GoalView) -> Iterator[str]:
    for one, words in view.evidence:
        yield f"Evidence  {one.on.isoformat()}  {one.kind.value.replace('_', ' ')}: {_short(words)}"
    if not view.evidence:
        yield "Evidence  none yet"


def _stands(learning: Learning) -> str:
    """Say where learning stands: use at work is its result, completion only its start."""
    if learning.applied_on:
        return "used at work"
    return "started" if learning.started_on or learning.completed_on else "planned"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"


COMMANDS = (thread,)
