"""Commands for learning: what was begun and completed elsewhere, and what was used at work."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ldcoach.cli.given import DAY, NAMED
from ldcoach.cli.parts import Call
from ldcoach.cli.reading import read_up_to
from ldcoach.cli.show import counted, print_json, print_rows, there_already
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.completions_xapi import LARGEST_FILE
from ldcoach.domain.goals import Learning
from ldcoach.domain.ids import LearningId
from ldcoach.errors import UnfitInput
from ldcoach.services.learning import CompletionPreview


@click.group()
def learning() -> None:
    """Learning on the path to a goal; completing it is where it starts."""


@learning.command("add")
@record_options
@click.argument("title")
@click.option("--person", type=NAMED, required=True, help="Id, name, or how the name begins.")
@click.option("--kind", default="", help="Course, book, shadowing, practice.")
@click.option("--provider", default="", help="Where it comes from.")
@click.option("--goal", "goal_name", type=NAMED, help="The goal it is for.")
@click.pass_obj
def add(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    title: str,
    person: str,
    kind: str,
    provider: str,
    goal_name: str | None,
) -> None:
    """Add learning for a person.

    Example: ldcoach learning add "Shadow the night shift" --person Mairi --kind shadowing --goal "Hand over"
    """
    with open_desk(call, passphrase_file) as desk:
        found = desk.people.named(person)
        goal = desk.goals.named(goal_name, person_id=found.id).id if goal_name else None
        made = desk.learning.add(found.id, title, kind=kind, provider=provider, goal_id=goal).created
    _tell({"id": made, "person_id": found.id, "title": title}, "Added.", as_json=as_json)


@learning.command("list")
@record_options
@click.option("--person", type=NAMED, required=True, help="Id, name, or how the name begins.")
@click.pass_obj
def list_learning(call: Call, passphrase_file: str | None, as_json: bool, person: str) -> None:
    """List a person's learning and where it stands.

    Example: ldcoach learning list --person Mairi
    """
    with open_desk(call, passphrase_file) as desk:
        lines = desk.learning.lines(desk.people.named(person).id)
    if as_json:
        print_json(lines)
    else:
        print_rows(((line.title, _stands(line), line.id) for line in lines), "No learning yet.")


@learning.command("applied")
@record_options
@click.argument("learning_id", metavar="ID")
@click.option("--on", type=DAY, required=True, help="The day on which it was used.")
@click.option("--words", default="", help="What was seen; becomes evidence of the goal.")
@click.pass_obj
def applied(call: Call, passphrase_file: str | None, as_json: bool, learning_id: str, on: datetime, words: str) -> None:
    """Note that learning was used at work.

    Example: ldcoach learning applied 0192… --on 2026-11-09 --words "Handed over two faults with cause and next check"
    """
    with open_desk(call, passphrase_file) as desk:
        desk.learning.apply(LearningId(learning_id), on.date(), words)
    _tell({"id": learning_id, "applied_on": on.date()}, "Noted.", as_json=as_json)


@learning.command("import")
@record_options
@click.argument("file", metavar="FILE")
@click.option("--preview", is_flag=True, help="Show what would be added; change nothing.")
@click.pass_obj
def import_learning(call: Call, passphrase_file: str | None, as_json: bool, file: str, preview: bool) -> None:
    """Add completions from xAPI statements (.json, .jsonl) or a CSV file; what is there is not added twice.

    Example: ldcoach learning import completions.csv --preview
    """
    path = Path(file)
    data = _read(path)
    with open_desk(call, passphrase_file) as desk:
        found = desk.learning.preview(data, path.name) if preview else desk.learning.take_over(data, path.name)[1]
    if as_json:
        print_json(_whole(found, preview=preview))
        return
    for one in found.new:
        click.echo(f"{one.person_name}  {one.learning.title}  {_stands(one.learning)}")
    for refused in found.sheet.refused:
        click.echo(f"Number {refused.line} was not taken: {refused.reason}.", err=True)
    for place in found.held:
        click.echo(f"Number {place} was not taken: its title may tell of health or belief.", err=True)
    if found.sheet.left_out:
        click.echo(f"Left out: {', '.join(found.sheet.left_out)}.", err=True)
    if found.sheet.passed_over:
        told = counted(found.sheet.passed_over, "statement")
        click.echo(f"Passed over: {told} of something other than a beginning or a completion.", err=True)
    click.echo(
        f"{len(found.new)} {'would be added' if preview else 'added'}, "
        f"{there_already(len(found.arriving) - len(found.new))}, "
        f"{len(found.strangers)} of people who are not in the record."
    )


def _whole(found: CompletionPreview, *, preview: bool) -> dict[str, object]:
    return {
        "added": 0 if preview else len(found.new),
        "items": [{"person": one.person_name, "known": one.known, "learning": one.learning} for one in found.arriving],
        "strangers": len(found.strangers),
        "held": found.held,
        "refused": found.sheet.refused,
        "passed_over": found.sheet.passed_over,
        "left_out": found.sheet.left_out,
    }


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return read_up_to(file, LARGEST_FILE, "export a shorter period")
    except OSError as error:
        message = "The file cannot be read. Nothing was changed; check its path and whether it may be opened."
        raise UnfitInput(message) from error


def _stands(line: Learning) -> str:
    """Return where learning stands; completing it is where it starts."""
    if line.applied_on:
        return f"used at work on {line.applied_on.isoformat()}"
    begun = line.completed_on or line.started_on
    return f"started, {begun.isoformat()}" if begun else "not started"


def _tell(document: dict[str, object], words: str, *, as_json: bool) -> None:
    if as_json:
        print_json(document)
    else:
        click.echo(words)


COMMANDS = (learning,)
