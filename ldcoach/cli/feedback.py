"""Commands for feedback: add, list, complete, plan, share, check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click

from ldcoach.cli.coach import check_feedback
from ldcoach.cli.given import NAMED
from ldcoach.cli.parts import Call
from ldcoach.cli.show import print_json, print_rows
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.ids import FeedbackId
from ldcoach.domain.kinds import FeedbackKind, Visibility
from ldcoach.services.desk import Desk
from ldcoach.services.said_day import NoDaySaid

ONE = click.option(
    "--id", "feedback_id", type=NAMED, required=True, metavar="ID", help="The id that list --json shows."
)


@click.group()
def feedback() -> None:
    """Feedback: captured soon, shared in time."""


@feedback.command("add")
@record_options
@click.option("--person", type=NAMED, required=True, help="Id, name, or how the name begins.")
@click.option("--text", required=True, help="What you saw or heard.")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in FeedbackKind]), default="reinforcing", show_default=True
)
@click.option("--situation", default="", help="When and where it was.")
@click.option("--behaviour", default="", help="What was done or said.")
@click.option("--impact", default="", help="What followed.")
@click.option("--next-step", default="", help="What could come next.")
@click.option("--observed", default="", help="The day you saw it: yesterday, last Tuesday, 2026-11-20; default: today.")
@click.option("--goal", type=NAMED, help="The goal it belongs to: id, title, or how it begins.")
@click.pass_obj
def add_feedback(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    person: str,
    text: str,
    kind: str,
    situation: str,
    behaviour: str,
    impact: str,
    next_step: str,
    observed: str,
    goal: str | None,
) -> None:
    """Keep a piece of feedback, to be shared in the next 1-2-1.

    Example: ldcoach feedback add --person Dele --text "Closed the plan with two drops open." --observed yesterday
    """
    with open_desk(call, passphrase_file) as desk:
        found = desk.people.named(person)
        change = desk.feedback.capture(
            found.id,
            text,
            kind=FeedbackKind(kind),
            observed_on=_day(desk, observed, "--observed"),
            situation=situation,
            behaviour=behaviour,
            impact=impact,
            next_step=next_step,
            goal_id=desk.goals.named(goal, person_id=found.id).id if goal else None,
        )
        piece, _ = desk.feedback.get(FeedbackId(change.created))
    if as_json:
        print_json(piece)
    else:
        click.echo(f"Kept for {found.name}, seen {piece.observed_on}. It waits to be shared.")


@feedback.command("list")
@record_options
@click.option("--person", type=NAMED, help="Only for this person.")
@click.pass_obj
def list_feedback(call: Call, passphrase_file: str | None, as_json: bool, person: str | None) -> None:
    """List feedback, oldest first.

    Example: ldcoach feedback list --person Dele
    """
    with open_desk(call, passphrase_file) as desk:
        lines = (
            [desk.people.named(person)] if person else [desk.people.get(line.person_id) for line in desk.people.lines()]
        )
        pieces = [(who, piece, words) for who in lines for piece, words in desk.feedback.of(who.id)]
    if as_json:
        keys = (
            "id",
            "kind",
            "observed_on",
            "situation",
            "behaviour",
            "impact",
            "next_step",
            "goal_id",
            "visibility",
            "shared_on",
            "employee_view",
            "rules_seen",
        )
        print_json(
            [
                {"person_id": who.id, "person": who.name, "text": words, **{key: getattr(piece, key) for key in keys}}
                for who, piece, words in pieces
            ]
        )
        return
    rows = (
        (piece.observed_on.isoformat(), who.name, piece.kind.value, _state(piece.visibility), words)
        for who, piece, words in pieces
    )
    print_rows(rows, "No feedback yet.")


@feedback.command("complete")
@record_options
@ONE
@click.option("--text", help="What you saw or heard.")
@click.option("--kind", type=click.Choice([kind.value for kind in FeedbackKind]), help="What it is for.")
@click.option("--situation", help="When and where it was.")
@click.option("--behaviour", help="What was done or said.")
@click.option("--impact", help="What followed.")
@click.option("--ask", help="What you could ask to hear the other side.")
@click.option("--next-step", help="What could come next.")
@click.option("--observed", help="The day you saw it.")
@click.option("--goal", type=NAMED, help="The goal it belongs to: id, title, or how it begins.")
@click.pass_obj
def complete_feedback(
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    feedback_id: str,
    text: str | None,
    kind: str | None,
    situation: str | None,
    behaviour: str | None,
    impact: str | None,
    ask: str | None,
    next_step: str | None,
    observed: str | None,
    goal: str | None,
) -> None:
    """Add to a piece of feedback what was left for later; what is not named stays.

    Example: ldcoach feedback complete --id ID --impact "Both drivers waited an hour."
    """
    with open_desk(call, passphrase_file) as desk:
        before, words = desk.feedback.get(FeedbackId(feedback_id))
        piece = replace(
            before,
            kind=FeedbackKind(kind) if kind else before.kind,
            observed_on=_day(desk, observed, "--observed") if observed is not None else before.observed_on,
            goal_id=desk.goals.named(goal, person_id=before.person_id).id if goal else before.goal_id,
            situation=_given(situation, before.situation),
            behaviour=_given(behaviour, before.behaviour),
            impact=_given(impact, before.impact),
            ask=_given(ask, before.ask),
            next_step=_given(next_step, before.next_step),
        )
        desk.feedback.edit(piece, words if text is None else text)
        piece, words = desk.feedback.get(before.id)
        asked = desk.reviews.of(piece, words).questions
    if as_json:
        print_json(piece)
        return
    click.echo("Kept.")
    for one in asked:
        click.echo(f"{one.rule}  {one.question}")


@feedback.command("plan")
@record_options
@ONE
@click.pass_obj
def plan_feedback(call: Call, passphrase_file: str | None, as_json: bool, feedback_id: str) -> None:
    """Plan to say a piece of feedback in the next 1-2-1; its agenda sets minutes aside for it.

    Example: ldcoach feedback plan --id ID
    """
    with open_desk(call, passphrase_file) as desk:
        desk.delivery.plan(FeedbackId(feedback_id))
        piece, _ = desk.feedback.get(FeedbackId(feedback_id))
        (line,) = [one for one in desk.delivery.to_share(piece.person_id) if one.feedback.id == piece.id]
    planned_for = line.planned_for.astimezone() if line.planned_for else None
    if as_json:
        print_json({"id": piece.id, "conversation_id": line.planned_in, "planned_for": planned_for})
    elif planned_for is not None:
        click.echo(f"Planned for the 1-2-1 with {line.person_name} on {planned_for:%Y-%m-%d at %H:%M}.")


@feedback.command("share")
@record_options
@ONE
@click.option("--reply", default="", help="What the person said, in their words.")
@click.option("--on", "said_on", default="", help="The day you said it: today, yesterday, 2026-11-20; default: today.")
@click.pass_obj
def share_feedback(
    call: Call, passphrase_file: str | None, as_json: bool, feedback_id: str, reply: str, said_on: str
) -> None:
    """Mark a piece of feedback as said, with the person's reply.

    Example: ldcoach feedback share --id ID --reply "I thought the drops were confirmed."
    """
    with open_desk(call, passphrase_file) as desk:
        desk.feedback.share(FeedbackId(feedback_id), on=_day(desk, said_on, "--on"), employee_view=reply)
        piece, _ = desk.feedback.get(FeedbackId(feedback_id))
    if as_json:
        print_json(piece)
    else:
        click.echo(f"Noted as shared on {piece.shared_on}.")


def _given(part: str | None, before: str) -> str:
    return before if part is None else part.strip()


def _day(desk: Desk, said: str, option: str) -> date:
    try:
        return desk.capture.day(said)
    except NoDaySaid as error:
        raise click.BadParameter(str(error), param_hint=option) from None


def _state(visibility: Visibility) -> str:
    return {Visibility.PREP: "prep", Visibility.TO_SHARE: "to share", Visibility.SHARED: "shared"}[visibility]


feedback.add_command(check_feedback)

COMMANDS = (feedback,)
