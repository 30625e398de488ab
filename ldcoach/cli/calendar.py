"""Commands for the 1-2-1s in a calendar, out and in."""

from __future__ import annotations

from pathlib import Path

import click

from ldcoach.cli.endings import require_ending
from ldcoach.cli.forms import SAID, read_whole
from ldcoach.cli.given import NAMED
from ldcoach.cli.parts import Call
from ldcoach.cli.show import counted, print_json, print_rows
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.series import CalendarEntry
from ldcoach.services.calendars import LARGEST_FILE
from ldcoach.services.views.travel import CalendarView, MeetingLine, Taking


@click.group()
def calendar() -> None:
    """The 1-2-1s in a calendar."""


@calendar.command("export")
@record_options
@click.option("--output", type=NAMED, metavar="FILE.ics", help="Where to write it.")
@click.option("--person", type=NAMED, help="Only the 1-2-1s with this person.")
@click.option("--preview", is_flag=True, help="List what would leave; write nothing.")
@click.pass_obj
def export_calendar(
    call: Call, passphrase_file: str | None, as_json: bool, output: str | None, person: str | None, preview: bool
) -> None:
    """Write planned 1-2-1s for a calendar: when and with whom, nothing else.

    Example: ldcoach calendar export --output talks.ics
    """
    if not preview and not output:
        message = "Give --output FILE, or --preview to see what would leave."
        raise click.UsageError(message)
    require_ending(output, "ics")
    with open_desk(call, passphrase_file) as desk:
        who = desk.people.named(person).id if person else None
        if preview:
            entries = desk.calendars.entries(who)
        else:
            _, entries = desk.calendars.export(Path(output or ""), who)
    if as_json:
        print_json({"preview": preview, "output": output, "entries": [_as_entry(one) for one in entries]})
        return
    print_rows((_told(entry) for entry in entries), "No 1-2-1 is planned.")
    click.echo(f"{len(entries)} {'would leave' if preview else 'left'}.")


@calendar.command("import")
@click.argument("file", metavar="FILE.ics")
@record_options
@click.option(
    "--person", type=NAMED, help="Only 1-2-1s with this person; with --title, link what it finds to this person."
)
@click.option("--title", help="Only meetings whose title holds these words.")
@click.option("--preview", is_flag=True, help="Show what would be planned; change nothing.")
@click.pass_obj
def import_calendar(
    call: Call,
    file: str,
    passphrase_file: str | None,
    as_json: bool,
    person: str | None,
    title: str | None,
    preview: bool,
) -> None:
    """Plan the 1-2-1s of the next three months that stand in a calendar, known by attendee or by title.

    Example: ldcoach calendar import work.ics --preview
    """
    data = read_whole(Path(file), LARGEST_FILE, "5 MB")
    with open_desk(call, passphrase_file) as desk:
        who = desk.people.named(person).id if person else None
        links = desk.calendars.links_for(data, person_id=who, title=title or "") if who or title else {}
        view = desk.calendars.preview(data, links) if preview else desk.calendars.take_over(data, links)[1]
    if as_json:
        print_json(_as_view(view, preview=preview))
    else:
        _tell_view(view, preview=preview)


def _as_entry(entry: CalendarEntry) -> dict[str, object]:
    names = ("uid", "person_id", "title", "start", "minutes", "every_days", "times", "sequence", "cancelled")
    return {name: getattr(entry, name) for name in names}


def _told(entry: CalendarEntry) -> tuple[str, ...]:
    rhythm = f"every {entry.every_days} days" if entry.every_days else "once"
    return (entry.title, f"{entry.start:%Y-%m-%d %H:%M}", "cancelled" if entry.cancelled else rhythm)


def _as_view(view: CalendarView, *, preview: bool) -> dict[str, object]:
    return {
        "preview": preview,
        "added": view.count(Taking.NEW),
        "changed": view.count(Taking.CHANGED),
        "already_there": view.count(Taking.KNOWN) + view.ours,
        "left_out": view.count(Taking.LEFT_OUT),
        "others": view.others,
        "meetings": [_as_line(line) for line in view.lines],
    }


def _as_line(line: MeetingLine) -> dict[str, object]:
    return {
        "title": line.title,
        "start": line.start,
        "minutes": line.minutes,
        "person_id": line.person_id,
        "person": line.person_name,
        "matched_by": line.matched_by,
        "state": line.taking,
        "cancelled": line.cancelled,
    }


def _tell_view(view: CalendarView, *, preview: bool) -> None:
    verb = "Would plan" if preview else "Planned"
    known = view.count(Taking.KNOWN) + view.ours
    click.echo(f"{verb} {view.count(Taking.NEW)}, {view.count(Taking.CHANGED)} changed, {known} here already.")
    rows = (
        (SAID[line.taking], f"{line.start.astimezone():%Y-%m-%d %H:%M}", line.title, line.person_name or "with whom?")
        for line in view.lines
    )
    print_rows(rows, "No other 1-2-1 was found in the next three months.")
    if view.others:
        click.echo(f"{counted(view.others, 'meeting')} of other kinds left alone.")


COMMANDS = (calendar,)
