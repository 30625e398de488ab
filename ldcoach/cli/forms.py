"""Commands for the employee's preparation form, out and back, and for the follow-up of a 1-2-1."""

from __future__ import annotations

from pathlib import Path

import click

from ldcoach.cli.endings import ending_of, require_ending
from ldcoach.cli.given import NAMED
from ldcoach.cli.parts import Call
from ldcoach.cli.show import print_json, print_rows, show_receipt
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.prep_form import Question
from ldcoach.errors import UnfitInput
from ldcoach.services.follow_up import FollowUpKind
from ldcoach.services.forms import LARGEST_FILE, all_fields
from ldcoach.services.views.travel import AnswerLine, FollowUpItem, FormView, Taking

FOLLOW_UPS = [kind.value for kind in FollowUpKind]
SAID = {
    Taking.NEW: "new",
    Taking.CHANGED: "changed since",
    Taking.KNOWN: "here already",
    Taking.HELD: "held, left out",
    Taking.LEFT_OUT: "left out",
}


@click.group("prep-form")
def prep_form() -> None:
    """The employee's preparation form."""


@prep_form.command("export")
@record_options
@click.option("--person", type=NAMED, required=True, help="Id, name, or how the name begins.")
@click.option(
    "--output", metavar="FILE", type=NAMED, required=True, help="Where to write it: .pdf, or .eml for an e-mail draft."
)
@click.option("--language", default="", metavar="TAG", help="Language of the form; the person's by default.")
@click.pass_obj
def export_form(
    call: Call, passphrase_file: str | None, as_json: bool, person: str, output: str, language: str
) -> None:
    """Write a form for the next 1-2-1, as a PDF to fill in or as an e-mail draft that holds it.

    Example: ldcoach prep-form export --person Mairi --output form.pdf
    """
    require_ending(output, "pdf", "eml")
    with open_desk(call, passphrase_file) as desk:
        found = desk.people.named(person)
        _, form = desk.forms.export(found.id, Path(output), language=language)
    if as_json:
        print_json({"id": form.id, "uid": form.uid, "person_id": found.id, "output": output})
    else:
        click.echo(f"A form for {found.name} is ready. Send it; what comes back goes in with `prep-form import`.")


@prep_form.command("import")
@click.argument("file", metavar="FILE.pdf")
@record_options
@click.option("--preview", is_flag=True, help="Show what would be taken over; change nothing.")
@click.option("--about-work", is_flag=True, help="Take held answers too: they are about the work, not about a person.")
@click.pass_obj
def import_form(
    call: Call, file: str, passphrase_file: str | None, as_json: bool, preview: bool, about_work: bool
) -> None:
    """Take over a form that came back: topics, and the employee's own words.

    Example: ldcoach prep-form import form.pdf --preview
    """
    data = read_whole(Path(file), LARGEST_FILE, "10 MB")
    confirmed = all_fields() if about_work else frozenset[str]()
    with open_desk(call, passphrase_file) as desk:
        view = desk.forms.preview(data, confirmed) if preview else desk.forms.take_over(data, confirmed)[1]
    if as_json:
        print_json(_as_view(view, preview=preview))
    else:
        _tell_view(view, preview=preview)


@click.command("follow-up")
@record_options
@click.option("--person", type=NAMED, required=True, help="Id, name, or how the name begins.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FOLLOW_UPS),
    help="By default what the name of --output ends in, else eml.",
)
@click.option("--output", type=NAMED, metavar="FILE", help="Where to write it.")
@click.option("--preview", is_flag=True, help="List every item that would leave; write nothing.")
@click.option("--language", default="", metavar="TAG", help="Language of the follow-up; the person's by default.")
@click.pass_obj
def follow_up(
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    person: str,
    format_: str | None,
    output: str | None,
    preview: bool,
    language: str,
) -> None:
    """Write the follow-up of the last 1-2-1: what both saw, never prep notes; a receipt is kept.

    Example: ldcoach follow-up --person Mairi --format md --output follow-up.md
    """
    if not preview and not output:
        message = "Give --output FILE, or --preview to see what would leave."
        raise click.UsageError(message)
    require_ending(output, *([format_] if format_ else FOLLOW_UPS), chosen=format_ or "")
    kind = FollowUpKind(format_ or ending_of(output or "") or FollowUpKind.MAIL)
    with open_desk(call, passphrase_file) as desk:
        found = desk.people.named(person)
        told = desk.follow_ups.compose(desk.follow_ups.last_of(found.id), language=language)
        items = desk.follow_ups.items(told)
        if preview:
            _tell_items(items, as_json=as_json)
            return
        _, receipt = desk.follow_ups.export(told, Path(output or ""), kind)
    if as_json:
        print_json({"receipt": receipt, "format": kind, "output": output})
    else:
        show_receipt(receipt, found.name)


def read_whole(path: Path, most: int, told: str) -> bytes:
    """Return a file's bytes, at most so many; `told` says that in words. Raises UnfitInput."""
    try:
        if path.stat().st_size > most:
            message = f"The file is larger than {told}. Nothing was changed; check whether it is the right one."
            raise UnfitInput(message)
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        message = "The file cannot be read. Nothing was changed; check its path and whether it may be opened."
        raise UnfitInput(message) from error


def _as_view(view: FormView, *, preview: bool) -> dict[str, object]:
    topics = [line for line in view.lines if line.answer.question is Question.TOPICS]
    return {
        "preview": preview,
        "uid": view.uid,
        "person_id": view.person.id,
        "person": view.person.name,
        "imported_before": view.imported_at is not None,
        "added": len(view.taken),
        "topics": [_as_line(line) for line in topics],
        "answers": [_as_line(line) for line in view.lines if line not in topics],
    }


def _as_line(line: AnswerLine) -> dict[str, object]:
    return {
        "field": line.answer.field,
        "question": line.label,
        "text": line.answer.words,
        "state": line.taking,
        "rules": line.rules,
        "asked": line.question,
    }


def _tell_view(view: FormView, *, preview: bool) -> None:
    click.echo(
        f"{'Would take over' if preview else 'Took over'} {len(view.taken)} from the form of {view.person.name}."
    )
    rows = ((SAID[line.taking], line.label, " ".join(line.answer.words.split())) for line in view.lines)
    print_rows(rows, "Nothing was filled in.")
    for question in dict.fromkeys(line.question for line in view.lines if line.taking is Taking.HELD):
        click.echo(f"Held: {question} If it is about the work, import again with --about-work.")


def _tell_items(items: tuple[FollowUpItem, ...], *, as_json: bool) -> None:
    if as_json:
        print_json({"items": items})
        return
    print_rows(((item.group, item.title, item.detail) for item in items), "Nothing was noted for both.")
    click.echo(f"{len(items)} would leave. Prep notes and drafts always stay.")


COMMANDS = (prep_form, follow_up)
