"""Commands for a person's erasure and for what has been kept long: erase, retention."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from ldcoach.cli.given import NAMED
from ldcoach.cli.parts import Call
from ldcoach.cli.progress import progress_shown
from ldcoach.cli.show import print_json
from ldcoach.cli.unlocking import open_record, record_options
from ldcoach.domain.kept_long import KeptLong
from ldcoach.services.erasing import Erased, ErasePreview, Erasing
from ldcoach.services.managed_backups import ManagedBackups
from ldcoach.services.retention import OldNotes, OldPerson, OldRows, Retention, RetentionView

_UNCOUNTED = frozenset({"feedback", "evidence", "learning"})
_DELETING = {
    "delete_notes": (KeptLong.PREP_NOTES, "Prep notes"),
    "delete_missed": (KeptLong.NOT_HELD, "1-2-1s"),
    "delete_themes": (KeptLong.THEMES, "1-2-1s"),
    "delete_goals": (KeptLong.GOALS, "Goals"),
    "delete_summaries": (KeptLong.SUMMARIES, "Summaries"),
    "delete_receipts": (KeptLong.RECEIPTS, "Receipts"),
}
"""What each option deletes, and how that is told."""
_ELSEWHERE = "These copies still hold the person; delete them yourself, and any copy you made elsewhere:"


@click.command()
@record_options
@click.option(
    "--person", type=NAMED, required=True, metavar="P", help="Id, full name, or an unambiguous beginning of it."
)
@click.option("--preview", is_flag=True, help="Say what would go; changes nothing.")
@click.option("--yes", is_flag=True, help="Erase. There is no way back.")
@click.pass_obj
def erase(call: Call, passphrase_file: str | None, as_json: bool, person: str, preview: bool, yes: bool) -> None:
    """Erase a person: every row, every trace in the record's file, and the older managed backups.

    Example: ldcoach erase --person "Ada Lind" --preview
    """
    if not (preview or yes):
        message = "Erasing cannot be undone. Look with --preview first, then give --yes."
        raise click.UsageError(message)
    with open_record(call, passphrase_file) as opened:
        found = opened.desk.people.named(person)
        erasing = Erasing(ManagedBackups(call.parts.safety, opened))
        if preview:
            _show_preview(erasing.preview(found.id), as_json=as_json)
        else:
            _show_erased(erasing.erase(found.id, progress_shown()), found.name, as_json=as_json)


@click.command()
@record_options
@click.option(
    "--hold", type=NAMED, metavar="P", help="Put this person under a legal hold: nothing of theirs is erased."
)
@click.option("--release", type=NAMED, metavar="P", help="End the legal hold of this person.")
@click.option(
    "--delete-notes",
    type=NAMED,
    metavar="P",
    help="Delete this person's prep notes that are old; the list says of how many days.",
)
@click.option(
    "--delete-missed",
    type=NAMED,
    metavar="P",
    help="Delete this person's old 1-2-1s that were not held, without a word.",
)
@click.option(
    "--delete-themes", type=NAMED, metavar="P", help="Delete old stay and skip-level 1-2-1s, with their notes."
)
@click.option("--delete-goals", type=NAMED, metavar="P", help="Delete this person's goals that were finished long ago.")
@click.option("--delete-summaries", type=NAMED, metavar="P", help="Delete this person's old summaries.")
@click.option("--delete-receipts", type=NAMED, metavar="P", help="Delete this person's old receipts.")
@click.option("--delete-audit", is_flag=True, help="Delete old entries of the list of acts, save under a hold.")
@click.option("--span", nargs=2, type=(str, int), metavar="NAME N", help="Say from which age: goal_months 24, for one.")
@click.pass_obj
def retention(
    call: Call,
    /,
    passphrase_file: str | None,
    as_json: bool,
    hold: str | None,
    release: str | None,
    delete_audit: bool,
    span: tuple[str, int] | None,
    **deleting: str | None,
) -> None:
    """List what has been kept for long and who is under a legal hold; deletes nothing by itself.

    Example: ldcoach retention --json
    """
    if sum(bool(option) for option in (hold, release, delete_audit, span, *deleting.values())) > 1:
        message = "Give one of --hold, --release, --span and the options that delete at a time."
        raise click.UsageError(message)
    with open_record(call, passphrase_file) as opened:
        keeper = Retention(opened.desk.context, call.parts.safety.ageing)
        people = opened.desk.people
        if hold or release:
            keeper.hold(people.named(str(hold or release)).id, on=hold is not None)
        if span:
            keeper.spans.choose(*span)
        done = ("Entries of the list of acts", keeper.delete_audit()[1]) if delete_audit else None
        for option, person in deleting.items():
            if person:
                kind, what = _DELETING[option]
                done = what, keeper.delete(kind, people.named(person).id)[1]
        _show_retention(keeper.view(), done, as_json=as_json)


def _show_preview(seen: ErasePreview, *, as_json: bool) -> None:
    if as_json:
        print_json({"erased": False, **_told(seen), "legal_hold": seen.legal_hold})
        return
    click.echo(f"Erasing {seen.name} would take out: {_rows(seen.rows)}. Nothing was changed.")
    if seen.legal_hold:
        click.echo("The person is under a legal hold; nothing can be erased until it ends.")
    _show_rest(seen)


def _show_erased(done: Erased, name: str, *, as_json: bool) -> None:
    if as_json:
        backup = str(done.backup.file) if done.backup else None
        more = {
            "on": done.on,
            "backup": backup,
            "backups_removed": [str(file) for file in done.removed],
            "warning": done.warning,
        }
        print_json({"erased": True, **_told(done), **more})
        return
    click.echo(f"{name} is erased: {_rows(done.rows)}.")
    if done.backup:
        click.echo(f"A new backup is in {done.backup.file}; older ones removed: {len(done.removed)}.")
    if done.warning:
        click.echo(done.warning, err=True)
    _show_rest(done)


def _show_rest(seen: ErasePreview | Erased) -> None:
    if seen.mentions:
        click.echo(
            f"Texts about others with the same first name: {seen.mentions}. They stay; find and read them yourself."
        )
    if seen.elsewhere:
        click.echo(_ELSEWHERE)
        for path in seen.elsewhere:
            click.echo(f"  {path}")


def _show_retention(view: RetentionView, done: tuple[str, int] | None, *, as_json: bool) -> None:
    if as_json:
        print_json({"deleted": done[1], "retention": view} if done else view)
        return
    if done:
        click.echo(f"{done[0]} deleted: {done[1]}.")
    if view.suspended:
        click.echo(f"Nothing is proposed: the clock stands before {view.last_seen:%Y-%m-%d}, when the record was used.")
    for line in _proposals(view):
        click.echo(line)
    if view.empty:
        click.echo("Nothing has been kept for long.")


def _proposals(view: RetentionView) -> Iterator[str]:
    spans = view.spans
    for old in view.notes:
        notes = _counted(old.notes, "prep note", "prep notes")
        since = f"the oldest of {old.oldest:%Y-%m-%d}{_held(old)}"
        yield f"{old.name}: {notes} older than {_counted(view.days, 'day', 'days')}, {since}"
    for rows, one, several, span in (
        (view.missed, "missed or cancelled 1-2-1", "missed or cancelled 1-2-1s", "not_held_months"),
        (view.shared, "shared text", "shared texts", "shared_months"),
        (view.themes, "stay or skip-level 1-2-1", "stay or skip-level 1-2-1s", "theme_months"),
        (view.goals, "goal finished and untouched since", "goals finished and untouched since", "goal_months"),
        (view.summaries, "summary", "summaries", "summary_months"),
        (view.receipts, "receipt", "receipts", "summary_months"),
    ):
        for row in rows:
            yield f"{row.name}: {_counted(row.many, one, several)}, older than {_months(spans[span])}{_held(row)}"
    if view.audit:
        entries = _counted(view.audit.many, "entry", "entries")
        yield f"List of acts: {entries} older than {_months(spans['audit_months'])}"
    for gone in view.people:
        yield f"{gone.name} left the team and is still in the record{_held(gone)}"
    for person in view.holds:
        yield f"{person.name} is under a legal hold"


def _months(many: int) -> str:
    return _counted(many, "month", "months")


def _counted(many: int, one: str, several: str) -> str:
    return f"{many} {one if many == 1 else several}"


def _held(old: OldNotes | OldRows | OldPerson) -> str:
    return ", under a legal hold" if old.legal_hold else ""


def _told(seen: ErasePreview | Erased) -> dict[str, Any]:
    told = {"person_id": seen.person_id, "rows": seen.rows, "mentions": seen.mentions}
    return {**told, "elsewhere": [str(path) for path in seen.elsewhere]}


def _rows(rows: Any) -> str:  # noqa: ANN401 - a mapping of table to count
    return ", ".join(f"{many} {_many(table.replace('_', ' '), many)}" for table, many in rows.items())


def _many(kind: str, many: int) -> str:
    """Return a kind of row in the singular or the plural."""
    if many == 1 or kind in _UNCOUNTED:
        return kind
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


COMMANDS = (erase, retention)
