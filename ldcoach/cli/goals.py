"""Commands for the chain: goals, outcomes, measures, readings, threads."""

from __future__ import annotations

from datetime import datetime

import click

from ldcoach.cli.feedback import DAY
from ldcoach.cli.parts import Call
from ldcoach.cli.show import print_json, print_rows
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.ids import GoalId, MeasureId, OutcomeId, PriorityId
from ldcoach.domain.kinds import GoalKind, Polarity


@click.group()
def goal() -> None:
    """Goals, each tied to an outcome that matters."""


@goal.command("add")
@record_options
@click.option("--person", required=True, help="Id, name, or how the name begins.")
@click.argument("words", metavar="[TITLE]", required=False)
@click.option("--title", help="What they work towards; or give it as TITLE.")
@click.option("--kind", type=click.Choice([kind.value for kind in GoalKind]), default="behaviour", show_default=True)
@click.option("--outcome", help="The outcome it serves: id, name, or how it begins.")
@click.option("--behaviour", default="", help="What one would see.")
@click.option("--why", default="", help="Why it matters to them.")
@click.option("--target", type=float, help="Target value of the measure.")
@click.option("--by", type=DAY, help="Day of the target.")
@click.pass_obj
def add_goal(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    person: str,
    words: str | None,
    title: str | None,
    kind: str,
    outcome: str | None,
    behaviour: str,
    why: str,
    target: float | None,
    by: datetime | None,
) -> None:
    """Add a goal.

    Example: ldcoach goal add --person Mairi --title "Hand over line faults" --outcome "Fewer stops"
    """
    with open_desk(call, passphrase_file) as desk:
        found = desk.people.named(person)
        change = desk.goals.add(
            found.id,
            one_of(words, title, "TITLE"),
            kind=GoalKind(kind),
            outcome_id=desk.goals.outcome_named(outcome).id if outcome else None,
            critical_behaviour=behaviour,
            why_it_matters=why,
            target_value=target,
            target_on=by.date() if by else None,
        )
        view = desk.goals.view(GoalId(change.created))
    if as_json:
        print_json(view.goal)
    else:
        tie = f"tied to {view.outcome.name}" if view.outcome else "not linked to an outcome yet"
        click.echo(f"Added for {found.name}; {tie}.")


@goal.command("list")
@record_options
@click.option("--person", help="Only for this person.")
@click.option("--all", "every", is_flag=True, help="Closed goals too.")
@click.pass_obj
def list_goals(call: Call, passphrase_file: str | None, as_json: bool, person: str | None, every: bool) -> None:
    """List goals with what they hang on.

    Example: ldcoach goal list --json
    """
    with open_desk(call, passphrase_file) as desk:
        who = desk.people.named(person).id if person else None
        lines = desk.goals.lines(who, active_only=not every)
        outcomes = {line.goal_id: desk.goals.view(line.goal_id).goal.outcome_id for line in lines} if as_json else {}
    if as_json:
        print_json(
            [
                {
                    "id": line.goal_id,
                    "person_id": line.person_id,
                    "name": line.person_name,
                    "title": line.title,
                    "status": line.status,
                    "target_on": line.target_on,
                    "outcome_id": outcomes[line.goal_id],
                    "outcome": line.outcome_name,
                    "priority": line.priority_name,
                }
                for line in lines
            ]
        )
        return
    print_rows(((line.person_name, line.title, line.outcome_name or "unlinked") for line in lines), "No goals yet.")


@click.group()
def outcome() -> None:
    """Outcomes that someone outside would notice."""


@outcome.command("add")
@record_options
@click.argument("words", metavar="[NAME]", required=False)
@click.option("--name", help="The result; or give it as NAME.")
@click.option("--why", default="", help="Why it matters.")
@click.option("--priority", help="Name of the organisation priority it serves; made when it is new.")
@click.pass_obj
def add_outcome(
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    words: str | None,
    name: str | None,
    why: str,
    priority: str | None,
) -> None:
    """Add an outcome.

    Example: ldcoach outcome add --name "Fewer unplanned stops" --priority "Reliable delivery"
    """
    with open_desk(call, passphrase_file) as desk:
        served = None
        if priority:
            known = {one.name.casefold(): one.id for one in desk.goals.priorities()}
            served = known.get(priority.casefold()) or PriorityId(desk.goals.add_priority(priority).created)
        created = desk.goals.add_outcome(one_of(words, name, "NAME"), priority_id=served, why_it_matters=why).created
        made = desk.goals.outcome_named(created)
    if as_json:
        print_json(made)
    else:
        click.echo(f"Added the outcome {made.name}.")


@outcome.command("list")
@record_options
@click.pass_obj
def list_outcomes(call: Call, passphrase_file: str | None, as_json: bool) -> None:
    """List outcomes.

    Example: ldcoach outcome list
    """
    with open_desk(call, passphrase_file) as desk:
        outcomes = desk.goals.outcomes()
    if as_json:
        print_json(outcomes)
    else:
        print_rows(((one.name, one.why_it_matters) for one in outcomes), "No outcomes yet.")


@click.group()
def measure() -> None:
    """Measures and their dated readings."""


@measure.command("add")
@record_options
@click.argument("words", metavar="[NAME]", required=False)
@click.option("--name", help="What is measured; or give it as NAME.")
@click.option("--unit", required=True, help="Its unit, such as 'stops a week'.")
@click.option("--outcome", "outcome_name", help="The outcome it belongs to.")
@click.option("--goal", "goal_name", help="Or the goal it belongs to.")
@click.option(
    "--polarity", type=click.Choice([one.value for one in Polarity]), default="higher_is_better", show_default=True
)
@click.option("--lower", type=float, help="Lower end of the range, for in_range.")
@click.option("--upper", type=float, help="Upper end of the range, for in_range.")
@click.pass_obj
def add_measure(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    words: str | None,
    name: str | None,
    unit: str,
    outcome_name: str | None,
    goal_name: str | None,
    polarity: str,
    lower: float | None,
    upper: float | None,
) -> None:
    """Add a measure of an outcome or a goal.

    Example: ldcoach measure add --name "Unplanned stops" --unit "a week" --outcome "Fewer stops"
    """
    with open_desk(call, passphrase_file) as desk:
        created = desk.goals.add_measure(
            one_of(words, name, "NAME"),
            unit,
            outcome_id=desk.goals.outcome_named(outcome_name).id if outcome_name else None,
            goal_id=desk.goals.named(goal_name).id if goal_name else None,
            polarity=Polarity(polarity),
            lower=lower,
            upper=upper,
        ).created
        made = desk.goals.measure_named(created)
    if as_json:
        print_json(made)
    else:
        click.echo(f"Added the measure {made.name}.")


@measure.command("add-reading")
@record_options
@click.argument("words", metavar="[MEASURE]", required=False)
@click.option("--measure", "measure_name", help="Id, name, or how the name begins; or give it as MEASURE.")
@click.option("--value", type=float, required=True, help="The value, in the measure's unit.")
@click.option("--on", type=DAY, help="The day it holds for; default: today.")
@click.option("--n", type=click.IntRange(min=1), help="How many cases it rests on.")
@click.option("--note", default="", help="Where it comes from.")
@click.pass_obj
def add_reading(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    words: str | None,
    measure_name: str | None,
    value: float,
    on: datetime | None,
    n: int | None,
    note: str,
) -> None:
    """Add a dated reading.

    Example: ldcoach measure add-reading --measure "Unplanned stops" --value 5 --on 2026-11-09
    """
    with open_desk(call, passphrase_file) as desk:
        found = desk.goals.measure_named(one_of(words, measure_name, "MEASURE"))
        desk.goals.add_reading(found.id, value, on=on.date() if on else None, n=n, note=note)
        readings = desk.goals.readings(MeasureId(found.id))
    if as_json:
        print_json({"measure_id": found.id, "readings": readings})
    else:
        click.echo(f"{found.name}: {value:g} {found.unit}.")


@measure.command("list")
@record_options
@click.option("--outcome", "outcome_name", help="Only of this outcome.")
@click.pass_obj
def list_measures(call: Call, passphrase_file: str | None, as_json: bool, outcome_name: str | None) -> None:
    """List measures with their latest reading.

    Example: ldcoach measure list
    """
    with open_desk(call, passphrase_file) as desk:
        only = OutcomeId(desk.goals.outcome_named(outcome_name).id) if outcome_name else None
        found = [(one, desk.goals.readings(one.id)) for one in desk.goals.measures() if only in (None, one.outcome_id)]
    if as_json:
        keys = ("id", "name", "unit", "polarity", "outcome_id", "goal_id")
        print_json([{**{key: getattr(one, key) for key in keys}, "readings": readings} for one, readings in found])
        return
    rows = (
        (
            one.name,
            f"{readings[-1].value:g} {one.unit} on {readings[-1].on.isoformat()}" if readings else "no readings yet",
        )
        for one, readings in found
    )
    print_rows(rows, "No measures yet.")


@click.command()
@record_options
@click.option("--goal", "goal_name", required=True, help="Id, title, or how the title begins.")
@click.pass_obj
def thread(call: Call, passphrase_file: str | None, as_json: bool, goal_name: str) -> None:
    """Print a goal from the priority to the evidence, gaps included.

    Example: ldcoach thread --goal "Hand over line faults"
    """
    with open_desk(call, passphrase_file) as desk:
        view = desk.goals.view(desk.goals.named(goal_name).id)
    if as_json:
        print_json(view)
        return
    click.echo(f"Priority  {view.priority.name if view.priority else 'none yet'}")
    click.echo(f"Outcome   {view.outcome.name if view.outcome else 'not linked yet'}")
    click.echo(f"Measure   {view.chart.alt if view.chart else 'none yet'}")
    click.echo(f"Goal      {view.goal.title} ({view.person.name})")
    click.echo(f"Practice  {len(view.feedback)} feedback, {len(view.actions)} actions, {len(view.learning)} learning")
    click.echo(f"Evidence  {len(view.evidence) or 'none yet'}")
    if view.gaps:
        click.echo(f"Gaps      {', '.join(view.gaps)}")


def one_of(words: str | None, option: str | None, name: str) -> str:
    """Return what was given as an argument or as an option; raises UsageError for neither or both."""
    given = [value for value in (words, option) if value is not None]
    if len(given) != 1:
        message = f"Give {name} once, as an argument or as an option."
        raise click.UsageError(message)
    return given[0]


COMMANDS = (goal, outcome, measure, thread)
