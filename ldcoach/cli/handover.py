"""The commands for the next manager: handing a person over, and taking one over."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ldcoach.cli.endings import require_ending
from ldcoach.cli.given import NAMED, require_folders
from ldcoach.cli.parts import Call
from ldcoach.cli.reading import read_up_to
from ldcoach.cli.show import beginning, counted, print_json, print_rows
from ldcoach.cli.unlocking import open_desk, read_first_line, record_options
from ldcoach.errors import LDCoachError, UnfitInput, WrongSecret
from ldcoach.services.handover import Handovers, HandoverView
from ldcoach.services.taking_over import LARGEST_FILE, State, TakenView, TakingOver

_NO_OUTPUT = "Give --output FILE, or --preview to see what would leave."
_STATES = {State.NEW: "new", State.KNOWN: "here already", State.HELD: "held, left out"}
_PERSON = "Id, name, or how the name begins."


@click.group(invoke_without_command=True)
@record_options
@click.option("--person", type=NAMED, metavar="P", help=_PERSON)
@click.option("--output", type=NAMED, metavar="F.ldhandover", help="Where to write it.")
@click.option("--preview", is_flag=True, help="List every item that would leave; write nothing.")
@click.option("--code-file", type=NAMED, metavar="FILE", help="Write the code there instead of standard output.")
@click.option("--withhold", multiple=True, metavar="ID", help="Leave out what the person objects to; this is kept.")
@click.option(
    "--to-read", type=NAMED, metavar="F.pdf", help="Write what would leave as a PDF for the person to read first."
)
@click.pass_context
def handover(  # one parameter for each option of the command
    context: click.Context,
    passphrase_file: str | None,
    as_json: bool,
    person: str | None,
    output: str | None,
    preview: bool,
    code_file: str | None,
    withhold: tuple[str, ...],
    to_read: str | None,
) -> None:
    """Hand a person over to the next manager: only what the person has seen and did not object to.

    The file opens only with the code that is printed once. Tell the code by voice; never send it with the file.

    Example: ldcoach handover --person Mairi --output mairi.ldhandover
    """
    if context.invoked_subcommand is not None:
        return
    if person is None:
        message = "Give --person P, or `handover import FILE` to take somebody over."
        raise click.UsageError(message)
    if not (preview or output or to_read):
        raise click.UsageError(_NO_OUTPUT)
    _require_apart(output, code_file, to_read)
    require_ending(output, "ldhandover")
    require_ending(to_read, "pdf", option="--to-read")
    if not preview:
        require_folders(output, code_file, to_read)
    call: Call = context.obj
    with open_desk(call, passphrase_file) as desk:
        handovers, found = Handovers(desk, call.parts.rights), desk.people.named(person)
        if preview:
            _show_handover(handovers.preview(found.id, withheld=withhold), as_json=as_json)
            return
        if to_read:
            _, receipt = handovers.show_to_employee(found.id, Path(to_read), withhold)
            if not output:
                _tell_to_read(receipt.id, to_read, as_json=as_json)
                return
        _, done = handovers.export(found.id, Path(output or ""), withhold)
    code = done.code if code_file is None else _kept_code(call, done.code, code_file)
    if as_json:
        told = {"output": output, "receipt": done.receipt, "items": done.items, "code": code, "code_file": code_file}
        print_json(told)
    else:
        items = counted(done.items, "item")
        click.echo(f"{items} that {found.name} has seen written to {output}. Receipt {done.receipt.id}.")
        if code:
            click.echo(f"code: {code}")
        click.echo("Tell the next manager the code by voice. It is kept nowhere and not shown again.")


def _require_apart(*files: str | None) -> None:
    """Refuse one name for two files: the second would take the place of the first."""
    named = [Path(file).resolve() for file in files if file]
    if len(set(named)) < len(named):
        message = "--output, --code-file and --to-read name the same file; give each its own."
        raise click.UsageError(message)


def _tell_to_read(receipt_id: str, to_read: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"to_read": to_read, "receipt_id": receipt_id})
    else:
        click.echo(f"What would leave is in {to_read}, to be read first. Receipt {receipt_id}.")


def _kept_code(call: Call, code: str, code_file: str) -> str:
    """Write the code into a file; return it where that fails, since it is shown only once."""
    try:
        call.parts.rights.files.write(Path(code_file), f"{code}\n".encode())
    except LDCoachError as error:
        click.echo(f"The code file could not be written, so the code is shown here. {error}", err=True)
        return code
    return ""


def _show_handover(view: HandoverView, *, as_json: bool) -> None:
    if as_json:
        told = {"preview": True, "person_id": view.person.id, "name": view.person.name, "items": view.lines}
        print_json({**told, "leaving": view.leaving, "always_stay": view.stays})
        return
    rows = (
        (
            line.id,
            line.seen_on.isoformat(),
            line.title,
            beginning(line.words),
            "" if line.leaves else "objected to, stays",
            f"names {', '.join(line.names)}" if line.names else "",
        )
        for line in view.lines
    )
    print_rows(rows, "There is nothing yet that the person has seen.")
    click.echo(f"{view.leaving} would leave. Prep notes, drafts and reflections always stay: {view.stays}.")
    click.echo("Let the person read the list first; --withhold ID leaves out what they object to.")


@handover.command("import")
@click.argument("file", metavar="F.ldhandover")
@record_options
@click.option(
    "--code-file", type=NAMED, metavar="FILE", help="Read the code from the first line of FILE ('-': standard input)."
)
@click.option(
    "--person", type=NAMED, metavar="P", help="Join somebody who is in this record already; else a new person is made."
)
@click.option("--preview", is_flag=True, help="Show what would come; change nothing.")
@click.option("--about-work", is_flag=True, help="Take held texts too: they are about the work, not about a person.")
@click.pass_obj
def take_over(  # one parameter for each option of the command
    call: Call,
    file: str,
    passphrase_file: str | None,
    as_json: bool,
    code_file: str | None,
    person: str | None,
    preview: bool,
    about_work: bool,
) -> None:
    """Take a person over from the former manager, with the code they told you. Twice adds nothing twice.

    Example: ldcoach handover import mairi.ldhandover --preview
    """
    sealed = _whole(Path(file))
    call.parts.rights.sealer.inspect(sealed)  # before a passphrase is asked for in vain
    with open_desk(call, passphrase_file) as desk:
        taking = TakingOver(desk, call.parts.rights)
        whole = taking.unsealed(sealed, _code(code_file))
        join = desk.people.named(person).id if person else None
        if preview:
            view, key = taking.preview(whole, join, about_work=about_work), ""
        else:
            change, view = taking.take_over(whole, join, about_work=about_work)
            key = change.created
    _tell_taken(view, key, preview=preview, as_json=as_json)


def _whole(path: Path) -> bytes:
    try:
        with path.open("rb") as source:
            return read_up_to(source, LARGEST_FILE, "check whether it is the right one")
    except OSError as error:
        message = "The file cannot be read. Nothing was changed; check its path and whether it may be opened."
        raise UnfitInput(message) from error


def _code(file: str | None) -> str:
    if file is not None:
        return read_first_line(file, "code")
    if not sys.stdin.isatty():
        message = "The file is sealed. Nothing was changed; give --code-file, or run this in a terminal."
        raise WrongSecret(message)
    return str(click.prompt("Code", err=True))


def _tell_taken(view: TakenView, person_id: str, *, preview: bool, as_json: bool) -> None:
    if as_json:
        told = {
            "preview": preview,
            "name": view.name,
            "from": view.manager,
            "made_at": view.made_at,
            "person_id": person_id or (view.joins.id if view.joins else None),
            "joins": view.joins,
            "imported_before": view.before,
            "candidates": view.candidates,
            "added": len(view.new),
            "items": view.lines,
        }
        print_json(told)
        return
    source = view.manager or "the former manager"
    rows = ((line.on.isoformat(), line.title, _STATES[line.state], beginning(line.words)) for line in view.lines)
    print_rows(rows, "There is nothing in it.")
    verb = "Would take over" if preview else "Took over"
    where = f"for {view.joins.name}" if view.joins else "for a new person"
    click.echo(f"{verb} {len(view.new)} of {len(view.lines)} about {view.name} from {source}, {where}.")
    for one in view.candidates:
        click.echo(f"Somebody of that name is here already: {one.name} ({one.id}). --person joins them.")


COMMANDS = (handover,)
