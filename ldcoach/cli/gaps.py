"""Commands for gaps: where each stands, and the brief to a sponsor."""

from __future__ import annotations

from pathlib import Path

import click

from ldcoach.cli.endings import require_ending
from ldcoach.cli.given import NAMED
from ldcoach.cli.parts import Call
from ldcoach.cli.show import print_json, print_rows, show_receipt
from ldcoach.cli.unlocking import open_desk, record_options


@click.group()
def gap() -> None:
    """Gaps in the work, and the paths that close them."""


@gap.command("list")
@record_options
@click.option("--person", type=NAMED, help="Only of this person: id, name, or how the name begins.")
@click.pass_obj
def list_gaps(call: Call, passphrase_file: str | None, as_json: bool, person: str | None) -> None:
    """List gaps with where each stands.

    Example: ldcoach gap list --person Mairi
    """
    with open_desk(call, passphrase_file) as desk:
        lines = desk.gaps.lines(desk.people.named(person).id if person else None)
    if not as_json:
        rows = ((line.person_name, line.gap.statement, line.stage.replace("_", " ")) for line in lines)
        print_rows(rows, "No gaps yet.")
        return
    print_json(
        [
            {
                "id": line.gap.id,
                "person_id": line.gap.person_id,
                "name": line.person_name,
                "statement": line.gap.statement,
                "stage": line.stage,
                "answers": line.gap.given,
                "causes": line.gap.causes,
                "outcome_id": line.gap.outcome_id,
                "agreed_on": line.gap.agreed_on,
                "review_on": line.gap.review_on,
                "steps": line.steps,
                "open_steps": line.still_open,
            }
            for line in lines
        ]
    )


@gap.command("brief")
@record_options
@click.option("--gap", "gap_name", type=NAMED, required=True, help="Id, or how its description begins.")
@click.option("--to", "to_whom", metavar="WHOM", default="", help="For whom it is; kept on the receipt.")
@click.option("--output", type=NAMED, metavar="FILE", help="Where to write the PDF.")
@click.option("--preview", is_flag=True, help="List every item that would leave; write nothing.")
@click.pass_obj
def write_brief(
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    gap_name: str,
    to_whom: str,
    output: str | None,
    preview: bool,
) -> None:
    """Write the one-page brief to whoever can act on an agreed path; a receipt is kept.

    Example: ldcoach gap brief --gap "Samples arrive" --to "Head of quality" --output brief.pdf
    """
    if not preview and not output:
        message = "Give --output FILE, or --preview to see what would leave."
        raise click.UsageError(message)
    require_ending(output, "pdf")
    with open_desk(call, passphrase_file) as desk:
        brief = desk.briefs.compose(desk.gaps.named(gap_name).id)
        if preview:
            items = desk.briefs.items(brief)
        else:
            _, receipt = desk.briefs.export(brief, Path(output or ""), to_whom=to_whom)
    if preview and as_json:
        print_json({"items": items, "always_stay": {"prep_notes": brief.prep_notes}})
    elif preview:
        print_rows(((one.group, one.title, "" if one.leaves else "stays") for one in items), "Nothing would leave.")
    elif as_json:
        print_json({"receipt": receipt, "output": output})
    else:
        show_receipt(receipt, receipt.to_whom)


COMMANDS = (gap,)
