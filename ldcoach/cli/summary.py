"""The command for the development summary."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ldcoach.cli.given import DAY
from ldcoach.cli.parts import Call
from ldcoach.cli.show import print_json, print_rows
from ldcoach.cli.unlocking import open_desk, read_passphrase, record_options
from ldcoach.domain.document import Format
from ldcoach.services.views import LeavingItem

FORMATS = [each.value for each in Format]


@click.command()
@record_options
@click.option("--person", required=True, help="Id, name, or how the name begins.")
@click.option("--from", "from_day", type=DAY, required=True, help="First day.")
@click.option("--to", "to_day", type=DAY, required=True, help="Last day.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="pdf", show_default=True)
@click.option("--output", metavar="FILE", help="Where to write it.")
@click.option("--password-file", metavar="FILE", help="Lock a PDF with the password on the first line of FILE.")
@click.option("--preview", is_flag=True, help="List every item that would leave; write nothing.")
@click.pass_obj
def summary(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    person: str,
    from_day: datetime,
    to_day: datetime,
    format_: str,
    output: str | None,
    password_file: str | None,
    preview: bool,
) -> None:
    """Make a development summary of what is shared; a receipt is kept.

    Example: ldcoach summary --person Mairi --from 2026-07-01 --to 2026-11-24 --output mairi.pdf
    """
    if not preview and not output:
        message = "Give --output FILE, or --preview to see what would leave."
        raise click.UsageError(message)
    with open_desk(call, passphrase_file) as desk:
        found = desk.people.named(person)
        story = desk.summaries.story(found.id, from_day.date(), to_day.date())
        items = desk.summaries.items(story)
        if preview:
            _show(items, prep_notes=story.prep_notes, drafts=story.drafts, as_json=as_json)
            return
        password = read_passphrase(password_file) if password_file else None
        _, receipt = desk.summaries.export(story, Path(output or ""), file_format=Format(format_), password=password)
    if as_json:
        print_json({"receipt": receipt, "format": format_, "output": output})
    else:
        click.echo(f"{len(receipt.item_ids)} items left for {found.name}. Receipt {receipt.id}.")


def _show(items: tuple[LeavingItem, ...], *, prep_notes: int, drafts: int, as_json: bool) -> None:
    if as_json:
        print_json({"items": items, "always_stay": {"prep_notes": prep_notes, "drafts": drafts}})
        return
    rows = ((item.group, item.title, f"names {item.finding}" if item.finding else "") for item in items)
    print_rows(rows, "Nothing is marked shared in this period.")
    click.echo(f"{len(items)} would leave. Always stay: {prep_notes} prep notes, {drafts} drafts.")


COMMANDS = (summary,)
