"""The command that writes everything about one person: the answer to an access request."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from ldcoach.cli.endings import require_ending
from ldcoach.cli.given import NAMED
from ldcoach.cli.parts import Call
from ldcoach.cli.progress import progress_shown
from ldcoach.cli.show import beginning, counted, print_json, print_rows
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.services.access_pack import REASON, AccessPacks, AccessView, Choice, Written

_NO_OUTPUT = "Give --output FILE, or --preview to see what would leave."


@click.command("access-pack")
@record_options
@click.option("--person", type=NAMED, required=True, metavar="P", help="Id, name, or how the name begins.")
@click.option("--output", type=NAMED, metavar="F.zip", help="Where to write it.")
@click.option("--preview", is_flag=True, help="List every item and the names of others in it; write nothing.")
@click.option("--withhold", multiple=True, metavar="ID", help="Leave an item out; may be given again.")
@click.option("--mask-names", is_flag=True, help="Take names of others out of the texts that leave.")
@click.option("--reason", default=REASON, show_default=True, help="Why something is withheld; it stands in the pack.")
@click.pass_obj
def access_pack(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    person: str,
    output: str | None,
    preview: bool,
    withhold: tuple[str, ...],
    mask_names: bool,
    reason: str,
) -> None:
    """Write everything in the record about one person: the answer to an access request. A receipt is kept.

    Prep notes, drafts, earlier wordings and reflections are in it. Look with --preview first: it lists the items that
    name somebody else, for you to decide on.

    Example: ldcoach access-pack --person Mairi --preview
    """
    if not preview and not output:
        raise click.UsageError(_NO_OUTPUT)
    require_ending(output, "zip")
    choice = Choice(frozenset(withhold), mask_names, reason)
    with open_desk(call, passphrase_file) as desk:
        packs, found = AccessPacks(desk, call.parts.rights), desk.people.named(person)
        if preview:
            _show_access(packs.preview(found.id, choice), as_json=as_json)
            return
        _, written = packs.export(found.id, Path(output or ""), choice, progress_shown())
    _tell_written(written, found.name, output or "", as_json=as_json)


def _show_access(view: AccessView, *, as_json: bool) -> None:
    if as_json:
        told = {"preview": True, "person_id": view.person.id, "name": view.person.name, "items": view.lines}
        print_json({**told, "naming_others": len(view.naming), "audit": view.audit, "mentions": view.mentions})
        return
    for part, many in Counter(line.part for line in view.lines if line.leaves).items():
        click.echo(f"{many:>6}  {part}")
    click.echo(f"{view.audit:>6}  What was done, and when")
    click.echo("")
    rows = [
        (
            line.id,
            line.on.isoformat() if line.on else "",
            line.title,
            beginning(line.words),
            ", ".join(line.names),
            "" if line.leaves else "withheld",
        )
        for line in view.naming
    ]
    print_rows(rows, "No item names anybody else of this record.")
    if rows:
        click.echo("These items name somebody else. Read them; --withhold ID leaves one out, --mask-names the names.")
    click.echo("People who are not in this record are not found by name. Nothing was written.")
    if view.mentions:
        click.echo(
            f"Texts about others with the same first name: {view.mentions}. They are not in the pack; "
            "find and read them yourself."
        )


def _tell_written(written: Written, name: str, output: str, *, as_json: bool) -> None:
    if as_json:
        told = {"output": output, "receipt": written.receipt, "files": written.files, "items": written.items}
        print_json({**told, "withheld": written.withheld, "readable": written.readable, "note": written.note})
        return
    click.echo(f"{counted(written.items, 'item')} about {name} written to {output}; withheld: {written.withheld}.")
    click.echo(f"Receipt {written.receipt.id}. The file is not locked: hand it over safely.")
    if written.note:
        click.echo(written.note, err=True)


COMMANDS = (access_pack,)
