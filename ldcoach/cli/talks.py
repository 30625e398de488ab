"""Commands around the 1-2-1: note, agenda, search."""

from __future__ import annotations

from datetime import date

import click

from ldcoach.cli.given import NAMED
from ldcoach.cli.parts import Call
from ldcoach.cli.show import counted, print_json, print_rows
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.agenda import AgendaItem, Reason
from ldcoach.domain.kinds import Visibility

LANES = {"shared": Visibility.SHARED, "prep": Visibility.PREP}
REASONS = {
    Reason.EMPLOYEE_TOPIC: "their topic",
    Reason.CARRIED_TOPIC: "carried over",
    Reason.MANAGER_TOPIC: "your topic",
    Reason.YOUR_PROMISE: "your promise",
    Reason.THEIR_PROMISE: "their promise",
    Reason.FEEDBACK_PLANNED: "feedback planned for this 1-2-1",
    Reason.FEEDBACK_WAITING: "feedback captured, not shared yet",
    Reason.GOAL_STILL: "nothing happened for this goal in four weeks",
    Reason.READING_DUE: "a reading is due",
    Reason.GAP_REVIEW: "a gap to look at again",
    Reason.CAREER_TALK: "no career conversation for six months",
    Reason.QUESTION: "a question not asked lately",
}


PROMISES = frozenset({Reason.YOUR_PROMISE, Reason.THEIR_PROMISE})


@click.group()
def note() -> None:
    """Notes on a person."""


@note.command("add")
@record_options
@click.option("--person", type=NAMED, required=True, help="Id, name, or how the name begins.")
@click.option("--lane", type=click.Choice(list(LANES)), required=True, help="shared, or prep (may be disclosed).")
@click.option("--text", required=True, help="What to note.")
@click.pass_obj
def add_note(call: Call, passphrase_file: str | None, as_json: bool, person: str, lane: str, text: str) -> None:
    """Keep one note; the id is printed only once the note is safe.

    Example: ldcoach note add --person Mairi --lane shared --text "Agreed to try the walk-over."
    """
    with open_desk(call, passphrase_file) as desk:
        found = desk.people.named(person)
        created = desk.notes.add(found.id, text, LANES[lane]).created
        if as_json:
            print_json({"id": created, "person_id": found.id, "lane": lane})
        else:
            click.echo(f"Noted for {found.name}.")


@click.command()
@record_options
@click.option("--person", type=NAMED, required=True, help="Id, name, or how the name begins.")
@click.option("--minutes", type=click.IntRange(5, 240), help="Another length than the planned one.")
@click.pass_obj
def agenda(call: Call, passphrase_file: str | None, as_json: bool, person: str, minutes: int | None) -> None:
    """Print the agenda of the next 1-2-1, each item with its reason: order, minutes and what waits as prepared.

    With --json an array: kind, group, title, reason in words, minutes, source_id (the topic, promise, feedback, goal,
    measure, gap or question), since, times_carried, and whether it fits the planned minutes.

    Example: ldcoach agenda --person Mairi
    """
    with open_desk(call, passphrase_file) as desk:
        found = desk.people.named(person)
        made = desk.preparation.agenda(found.id, minutes)
        today = desk.context.clock.today()
    if as_json:
        print_json(
            [_as_item(item, today, fits=True) for item in made.items]
            + [_as_item(item, today, fits=False) for item in made.left_out]
        )
        return
    click.echo(f"{found.name}: {made.minutes} of {made.planned_minutes} minutes")
    print_rows(
        ((f"{item.minutes} min", item.title, _reason(item, today)) for item in made.items if not _is_asked(item)),
        "Nothing waits. Ask what they would like to talk about.",
    )
    for item in made.left_out:
        if not _is_asked(item):
            click.echo(f"Does not fit: {item.title} ({_reason(item, today)})")
    if made.minutes > made.planned_minutes:
        click.echo(f"{counted(made.minutes - made.planned_minutes, 'minute')} too many. What can wait?")
    for item in filter(_is_asked, (*made.items, *made.left_out)):
        click.echo(f"To have ready: {item.title} ({_reason(item, today)})")


@click.command()
@record_options
@click.argument("query")
@click.option("--person", type=NAMED, help="Only texts on this person.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@click.pass_obj
def search(call: Call, query: str, passphrase_file: str | None, as_json: bool, person: str | None, limit: int) -> None:
    """Find texts with all the words, newest first; hand* finds what begins so.

    Example: ldcoach search "hand-over night"
    """
    with open_desk(call, passphrase_file) as desk:
        who = desk.people.named(person).id if person else None
        result = desk.finding.find(query, person_id=who, limit=limit)
    if as_json:
        hits = [{"id": hit.text_id, "person": hit.person_name, **_hit(hit)} for hit in result.hits]
        print_json(hits)
    else:
        rows = (
            (hit.at.date().isoformat(), hit.person_name, hit.kind.value, " ".join(hit.snippet.split()))
            for hit in result.hits
        )
        print_rows(rows, "Nothing found.")
    if result.more:
        click.echo(f"More than {limit}; add a word, or --limit.", err=True)


def _hit(hit: object) -> dict[str, object]:
    names = ("person_id", "kind", "visibility", "at", "conversation_id", "owner_id", "snippet", "marks")
    return {name: getattr(hit, name) for name in names}


def _is_asked(item: AgendaItem) -> bool:
    """Tell whether it is a question to have ready, which takes no minutes of its own."""
    return item.reason is Reason.QUESTION


def _as_item(item: AgendaItem, today: date, *, fits: bool) -> dict[str, object]:
    return {
        "kind": item.reason,
        "group": item.group,
        "title": item.title,
        "reason": _reason(item, today),
        "minutes": item.minutes,
        "source_id": item.id,
        "since": item.since,
        "times_carried": item.times,
        "fits": fits,
    }


def _reason(item: AgendaItem, today: date) -> str:
    words = REASONS[item.reason]
    if item.times:
        carried = "over once" if item.times == 1 else f"{item.times} times: decide, park or drop"
        return f"{words}, carried {carried}"
    return words if item.since is None else f"{words}{_since(item.reason, item.since, today)}"


def _since(reason: Reason, since: date, today: date) -> str:
    """Return what the date of a reason says."""
    if reason in PROMISES:
        return f", {'was due' if since < today else 'due'} {since.isoformat()}"
    if reason is Reason.READING_DUE:
        return f"; the last was {since.isoformat()}"
    if reason is Reason.FEEDBACK_WAITING:
        days = (today - since).days
        return f"; seen {'today' if days <= 0 else 'yesterday' if days == 1 else f'{days} days ago'}"
    return f", since {since.isoformat()}"


COMMANDS = (note, agenda, search)
