"""Commands for feedback: add, list, check."""

from __future__ import annotations

from datetime import datetime

import click

from ldcoach.cli.coach import check_feedback
from ldcoach.cli.parts import Call
from ldcoach.cli.show import print_json, print_rows
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.ids import FeedbackId
from ldcoach.domain.kinds import FeedbackKind, Visibility

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def feedback() -> None:
    """Feedback: captured soon, shared in time."""


@feedback.command("add")
@record_options
@click.option("--person", required=True, help="Id, name, or how the name begins.")
@click.option("--text", required=True, help="What you saw or heard.")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in FeedbackKind]), default="reinforcing", show_default=True
)
@click.option("--situation", default="", help="When and where it was.")
@click.option("--behaviour", default="", help="What was done or said.")
@click.option("--impact", default="", help="What followed.")
@click.option("--next-step", default="", help="What could come next.")
@click.option("--observed", type=DAY, help="The day you saw it; default: today.")
@click.option("--goal", help="The goal it belongs to: id, title, or how it begins.")
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
    observed: datetime | None,
    goal: str | None,
) -> None:
    """Keep a piece of feedback, to be shared in the next 1-2-1.

    Example: ldcoach feedback add --person Dele --text "Closed the plan with two drops open."
    """
    with open_desk(call, passphrase_file) as desk:
        found = desk.people.named(person)
        change = desk.feedback.capture(
            found.id,
            text,
            kind=FeedbackKind(kind),
            observed_on=observed.date() if observed else None,
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
        click.echo(f"Kept for {found.name}. It waits to be shared.")


@feedback.command("list")
@record_options
@click.option("--person", help="Only for this person.")
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


def _state(visibility: Visibility) -> str:
    return {Visibility.PREP: "prep", Visibility.TO_SHARE: "to share", Visibility.SHARED: "shared"}[visibility]


feedback.add_command(check_feedback)

COMMANDS = (feedback,)
