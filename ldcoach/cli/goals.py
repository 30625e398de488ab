"""Commands for goals and the outcomes they serve."""

from __future__ import annotations

from datetime import datetime

import click

from ldcoach.cli.given import DAY, NAMED, NUMBER, one_of
from ldcoach.cli.parts import Call
from ldcoach.cli.show import print_json, print_rows
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.ids import GoalId
from ldcoach.domain.kinds import GoalKind
from ldcoach.services.around_goal import Aside, estimate_in


@click.group()
def goal() -> None:
    """Goals, each tied to an outcome that matters."""


@goal.command("add")
@record_options
@click.option("--person", type=NAMED, required=True, help="Id, name, or how the name begins.")
@click.argument("words", metavar="[TITLE]", required=False)
@click.option("--title", help="What they work towards; or give it as TITLE.")
@click.option("--kind", type=click.Choice([kind.value for kind in GoalKind]), default="behaviour", show_default=True)
@click.option("--outcome", type=NAMED, help="The outcome it serves: id, name, or how it begins.")
@click.option("--behaviour", default="", help="What one would see.")
@click.option("--why", default="", help="Why it matters to them.")
@click.option("--target", type=NUMBER, help="Target value of the measure.")
@click.option("--by", type=DAY, help="Day of the target.")
@click.option("--confidence", type=click.IntRange(0, 10), help="How confident they are, from 0 to 10, if they say.")
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
    confidence: int | None,
) -> None:
    """Add a goal.

    Example: ldcoach goal add --person Mairi --title "Hand over line faults" --outcome "Fewer stops"
    """
    said = one_of(words, title, "TITLE")
    with open_desk(call, passphrase_file) as desk:
        found = desk.people.named(person)
        change = desk.goals.add(
            found.id,
            said,
            kind=GoalKind(kind),
            outcome_id=desk.goals.outcome_named(outcome).id if outcome else None,
            critical_behaviour=behaviour,
            why_it_matters=why,
            target_value=target,
            target_on=by.date() if by else None,
            confidence=confidence,
        )
        view = desk.goals.view(GoalId(change.created))
    if as_json:
        print_json(view.goal)
    else:
        tie = f"tied to {view.outcome.name}" if view.outcome else "not linked to an outcome yet"
        click.echo(f"Added for {found.name}; {tie}.")


@goal.command("list")
@record_options
@click.option("--person", type=NAMED, help="Only for this person.")
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
@click.option("--priority", type=NAMED, help="Name of the organisation priority it serves; made when it is new.")
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
    said = one_of(words, name, "NAME")
    with open_desk(call, passphrase_file) as desk:
        created = desk.goals.add_outcome(said, serving=priority or "", why_it_matters=why).created
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


@goal.command("check")
@record_options
@click.option("--goal", "goal_name", type=NAMED, required=True, help="Id, title, or how the title begins.")
@click.pass_obj
def check_goal(call: Call, passphrase_file: str | None, as_json: bool, goal_name: str) -> None:
    """Ask about a goal what the editor asks; the answer is for you to find.

    Example: ldcoach goal check --goal "Hand over line faults"
    """
    with open_desk(call, passphrase_file) as desk:
        found = desk.goals.named(goal_name)
        asked = desk.goal_coach.questions(found.id)
    if as_json:
        print_json({"goal_id": found.id, "title": found.title, "questions": asked})
        return
    for one in asked:
        click.echo(f"{one.id}  {one.question}")
    if not asked:
        click.echo("Nothing to ask.")


@goal.command("plan")
@record_options
@click.option("--goal", "goal_name", type=NAMED, required=True, help="Id, title, or how the title begins.")
@click.option("--when", "cue", default="", help="The moment in which the obstacle turns up.")
@click.option("--then", "response", default="", help="What is done then.")
@click.option("--wish", default="", help="What one hopes for.")
@click.option("--obstacle", default="", help="What may get in the way.")
@click.option("--remove", type=NAMED, metavar="PLAN", help="Take away the plan with this id instead.")
@click.pass_obj
def plan_goal(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    goal_name: str,
    cue: str,
    response: str,
    wish: str,
    obstacle: str,
    remove: str | None,
) -> None:
    """Plan ahead for the likeliest obstacle: when this happens, then do that.

    Example: ldcoach goal plan --goal "Hand over" --when "the bell rings at ten to two" --then "I write the card first"
    """
    with open_desk(call, passphrase_file) as desk:
        found = desk.goals.named(goal_name)
        if remove:
            desk.plans.remove(remove)
        else:
            desk.plans.add(found.id, cue, response, wish=wish, obstacle=obstacle)
        plans = desk.plans.of(found.id)
    if as_json:
        print_json({"goal_id": found.id, "plans": plans})
    else:
        print_rows(((f"When {one.if_cue}, then {one.then_response}", one.id) for one in plans), "No plan yet.")


@goal.command("note")
@record_options
@click.option("--goal", "goal_name", type=NAMED, required=True, help="Id, title, or how the title begins.")
@click.option("--new-task", help="What is new or complex about it for them.")
@click.option("--what-else", help="What else changed in the time of the before and after.")
@click.option("--share", type=click.IntRange(0, 100), help="Own estimate: percent of the change that goes with it.")
@click.option("--sure", type=click.IntRange(0, 100), help="How sure one is of that, in percent.")
@click.option("--reasons", default="", help="What the estimate rests on.")
@click.pass_obj
def note_goal(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    goal_name: str,
    new_task: str | None,
    what_else: str | None,
    share: int | None,
    sure: int | None,
    reasons: str,
) -> None:
    """Note what a careful reader of the before and after has to know.

    Example: ldcoach goal note --goal "Hand over" --what-else "A new filler valve went in on 5 October"
    """
    if (share is None) != (sure is None):
        message = "An estimate takes both --share and --sure."
        raise click.UsageError(message)
    said = {Aside.NEW_TASK: new_task, Aside.WHAT_ELSE: what_else}
    if share is not None and sure is not None:
        said[Aside.ESTIMATE] = estimate_in(share, sure, reasons).as_words()
    with open_desk(call, passphrase_file) as desk:
        found = desk.goals.named(goal_name)
        desk.around.say_all(found.id, {aside: words for aside, words in said.items() if words is not None})
        view = desk.goals.view(found.id)
    if as_json:
        asides = {"new_task": view.new_task, "what_else": view.what_else, "estimate": view.estimate}
        print_json({"goal_id": found.id, **asides})
    else:
        click.echo("Noted.")


COMMANDS = (goal, outcome)
