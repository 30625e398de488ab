"""Commands for the team: list, add, import."""

from __future__ import annotations

from pathlib import Path

import click

from ldcoach.cli.parts import Call
from ldcoach.cli.reading import read_up_to
from ldcoach.cli.show import print_json, print_rows
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.ids import PersonId
from ldcoach.domain.roster import Roster, RosterRow
from ldcoach.errors import UnfitInput
from ldcoach.services.views import PersonLine

LARGEST_FILE = 2_000_000


@click.group()
def people() -> None:
    """The team of this record."""


@people.command("list")
@record_options
@click.option("--archived", is_flag=True, help="List those who left the team instead.")
@click.pass_obj
def list_people(call: Call, passphrase_file: str | None, as_json: bool, archived: bool) -> None:
    """List the team by name.

    Example: ldcoach people list --json
    """
    with open_desk(call, passphrase_file) as desk:
        lines = [line for line in desk.people.lines(archived=archived) if line.archived is archived]
    if as_json:
        print_json([_as_person(line) for line in lines])
    else:
        print_rows(
            ((line.name, line.role_title, line.team) for line in lines), "Nobody yet. `people add` adds the first."
        )


@people.command()
@click.argument("name")
@record_options
@click.option("--role", default="", help="What they do.")
@click.option("--team", default="", help="Their team.")
@click.option("--email", default="", help="Their address.")
@click.option("--language", default="", metavar="TAG", help="Language of forms and summaries for them; English: en.")
@click.pass_obj
def add(
    call: Call,
    name: str,
    passphrase_file: str | None,
    as_json: bool,
    role: str,
    team: str,
    email: str,
    language: str,
) -> None:
    """Add one person.

    Example: ldcoach people add "Mairi Campbell" --role "Maintenance fitter"
    """
    with open_desk(call, passphrase_file) as desk:
        created = desk.people.add(name, role_title=role, team=team, email=email, language=language).created
        person = desk.people.get(PersonId(created))
    if as_json:
        print_json(person)
    else:
        click.echo(f"Added {person.name}.")


@people.command("import")
@click.argument("file", metavar="FILE.csv")
@record_options
@click.option("--preview", is_flag=True, help="Show what would be added; change nothing.")
@click.pass_obj
def import_people(call: Call, file: str, passphrase_file: str | None, as_json: bool, preview: bool) -> None:
    """Add the people of a list exported from a spreadsheet.

    Example: ldcoach people import team.csv --preview
    """
    data = read_file(Path(file))
    with open_desk(call, passphrase_file) as desk:
        if preview:
            roster, new = desk.people.preview_roster(data)
        else:
            _, roster, new = desk.people.import_roster(data)
    if as_json:
        print_json(_as_import(roster, new, preview=preview))
    else:
        _tell_import(roster, new, preview=preview)


def read_file(path: Path) -> bytes:
    """Return a file's bytes, at most 2 MB; raises UnfitInput."""
    try:
        with path.open("rb") as file:
            return read_up_to(file, LARGEST_FILE, "export only the columns that are needed")
    except OSError as error:
        message = "The file cannot be read. Nothing was changed; check its path and whether it may be opened."
        raise UnfitInput(message) from error


def _as_person(line: PersonLine) -> dict[str, object]:
    return {
        "id": line.person_id,
        "name": line.name,
        "role": line.role_title,
        "team": line.team,
        "email": line.email,
        "cadence_days": line.cadence_days,
        "last_held": line.last_held,
        "next_planned": line.next_planned,
    }


def _as_import(roster: Roster, new: tuple[RosterRow, ...], *, preview: bool) -> dict[str, object]:
    known = [row for row in roster.rows if row not in new]
    return {
        "preview": preview,
        "added": [row.name for row in new],
        "already_there": [row.name for row in known],
        "refused": roster.refused,
        "remarks": roster.remarks,
        "left_out": roster.left_out,
        "never_read": roster.never_read,
    }


def _tell_import(roster: Roster, new: tuple[RosterRow, ...], *, preview: bool) -> None:
    click.echo(
        f"{'Would add' if preview else 'Added'} {len(new)}; {len(roster.rows) - len(new)} in the record already."
    )
    for row in new:
        click.echo(f"  {row.name}")
    for refused in roster.refused:
        click.echo(f"  line {refused.line} left out: {refused.reason}")
    for remark in roster.remarks:
        click.echo(f"  line {remark.line}: {remark.reason}")
    if roster.left_out:
        click.echo(f"Columns not used: {', '.join(roster.left_out)}")
    if roster.never_read:
        click.echo(f"Columns never read: {', '.join(roster.never_read)}")


COMMANDS = (people,)
