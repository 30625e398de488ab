"""Commands for the record's safety: backup, verify, restore, salvage, doctor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from ldcoach.cli.endings import require_ending
from ldcoach.cli.given import NAMED, place
from ldcoach.cli.parts import Call
from ldcoach.cli.progress import progress_shown
from ldcoach.cli.show import counted, print_json
from ldcoach.cli.stopping import noting_what_became_of_the_files
from ldcoach.cli.unlocking import open_record, read_code, read_passphrase, record_options
from ldcoach.errors import RecordDamaged
from ldcoach.services.backups import BackupFacts
from ldcoach.services.examination import findings
from ldcoach.services.managed_backups import Drill, ManagedBackups
from ldcoach.services.rescue import Rescue
from ldcoach.services.safety import Secret

F = TypeVar("F", bound=Callable[..., Any])
_MEGA = 1_000_000


def backup_options(command: F) -> F:
    """Add the options of a command that opens a backup, by either secret."""
    command = click.option(
        "--recovery-code-file",
        type=NAMED,
        metavar="FILE",
        help="Open the backup with the recovery code on the first line of FILE instead ('-': standard input).",
    )(command)
    return record_options(command)


@click.command()
@record_options
@click.option("--output", type=NAMED, metavar="FILE.ldcbak", help="An older backup of that name is replaced.")
@click.option("--managed", is_flag=True, help="Write the next of the automatic backups, into their own folder.")
@click.option("--drill", is_flag=True, help="Prove that the newest automatic backup opens; writes none.")
@click.pass_obj
def backup(
    call: Call, passphrase_file: str | None, as_json: bool, output: str | None, managed: bool, drill: bool
) -> None:
    """Write the whole record into one encrypted file, and check it by reading it back.

    Example: ldcoach backup --output record.ldcbak
    """
    if [bool(output), managed, drill].count(True) != 1:
        message = "Give one of --output FILE.ldcbak, --managed and --drill."
        raise click.UsageError(message)
    require_ending(output, "ldcbak")
    with open_record(call, passphrase_file) as opened:
        if drill:
            _show_drill(ManagedBackups(call.parts.safety, opened).drill(progress_shown()), as_json=as_json)
            return
        if managed:
            facts = ManagedBackups(call.parts.safety, opened).run(progress_shown()).made
        else:
            facts = call.parts.safety.back_up(opened, place(str(output)), progress_shown())
    if as_json:
        print_json(_told(facts))
        return
    click.echo(f"The backup is in {facts.file} and was read back page by page ({facts.size / _MEGA:,.1f} MB).")
    click.echo("It opens with the passphrase and the recovery code of today, also after you change them.")


@click.command()
@click.argument("file", required=False)
@backup_options
@click.pass_obj
def verify(
    call: Call, file: str | None, passphrase_file: str | None, recovery_code_file: str | None, as_json: bool
) -> None:
    """Check every page, structure and link of the record, or of the backup FILE.

    Example: ldcoach verify record.ldcbak
    """
    if file is None:
        if recovery_code_file:
            message = "--recovery-code-file goes with a backup; name its FILE."
            raise click.UsageError(message)
        _verify_record(call, passphrase_file, as_json=as_json)
        return
    secret = _secret(passphrase_file, recovery_code_file)
    with _damage_printed(as_json=as_json):
        facts = call.parts.safety.check(place(file), secret, progress_shown())
    if as_json:
        print_json({"sound": True, "faults": [], **_told(facts)})
        return
    click.echo(f"The backup of {facts.made_at:%Y-%m-%d %H:%M} UTC is sound ({facts.size / _MEGA:,.1f} MB).")


@click.command()
@click.argument("file", required=False)
@click.option("--newest", is_flag=True, help="Take the newest sound backup in the folder of the record or beside it.")
@backup_options
@click.pass_obj
def restore(
    call: Call,
    file: str | None,
    newest: bool,
    passphrase_file: str | None,
    recovery_code_file: str | None,
    as_json: bool,
) -> None:
    """Make the backup FILE the record; the present one is kept in a folder beside it.

    Example: ldcoach restore record.ldcbak
    """
    if newest == bool(file):
        message = "Name the FILE of a backup, or give --newest."
        raise click.UsageError(message)
    safety = call.parts.safety
    with noting_what_became_of_the_files(call):
        secret = _secret(passphrase_file, recovery_code_file)
        if file:
            restored = safety.restore(place(file), call.home, secret, progress_shown())
        else:
            restored = Rescue(safety).restore_newest(call.home, secret, progress_shown())
    aside = restored.kept_aside
    if as_json:
        home = {"home": str(call.home.folder), "kept_aside": str(aside) if aside else None}
        erased = {"erased_again": restored.erased_again, "warning": restored.warning}
        print_json({**_told(restored.backup), **home, **erased})
        return
    click.echo(f"The record of {restored.backup.made_at:%Y-%m-%d %H:%M} UTC is in {call.home.folder}.")
    click.echo("It opens with the passphrase and the recovery code of that day.")
    if aside:
        click.echo(f"What was there before is kept in {aside}; delete it once you are sure.")
    if restored.erased_again:
        click.echo(f"People erased since that day, and now from this record too: {restored.erased_again}.")
    if restored.warning:
        click.echo(restored.warning, err=True)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def doctor(call: Call, as_json: bool) -> None:
    """Say what can be seen of the record from outside; changes nothing and asks for nothing.

    Example: ldcoach doctor
    """
    facts = call.parts.safety.examine(call.home)
    found = findings(facts, call.parts.opening.clock.now())
    if as_json:
        newest = _told(facts.newest_backup) if facts.newest_backup else None
        print_json(
            {
                "home": str(facts.folder),
                "files": facts.sizes,
                "modes": {name: f"{mode:o}" for name, mode in facts.modes.items()},
                "key_copies_equal": facts.copies_equal,
                "keys_whole": facts.keys_whole,
                "schema": facts.schema,
                "newest_backup": newest,
                "free_bytes": facts.free_bytes,
                "findings": found,
            }
        )
        return
    for finding in found:
        click.echo(f"{'  ' if finding.fine else '! '}{finding.sentence}")


@click.command()
@backup_options
@click.option(
    "--output", type=NAMED, metavar="DIR", help="A folder that does not exist yet; default: in place of the record."
)
@click.pass_obj
def salvage(
    call: Call, passphrase_file: str | None, recovery_code_file: str | None, as_json: bool, output: str | None
) -> None:
    """Copy what can still be read of a damaged record into a new one; the damaged one is kept.

    Example: ldcoach salvage --output saved
    """
    secret = _secret(passphrase_file, recovery_code_file)
    target = place(output) if output else None
    saved = Rescue(call.parts.safety).salvage(call.home, secret, target, progress_shown())
    if as_json:
        told = {"kept": saved.kept, "missing": saved.missing, "left_out": saved.loose}
        print_json({"home": str(saved.folder), "kept_aside": _path(saved.kept_aside), **told})
        return
    click.echo(f"What could be read is in {saved.folder}: {counted(sum(saved.kept.values()), 'row')}.")
    for what, rows in (("Lost", saved.missing), ("Left out, because what they belong to is lost", saved.loose)):
        if rows:
            click.echo(f"{what}: {_listed(rows)}.")
    if saved.kept_aside:
        click.echo(f"The damaged record is kept in {saved.kept_aside}.")


def _show_drill(drill: Drill, *, as_json: bool) -> None:
    if as_json:
        print_json({"opened": True, "at": drill.at, **_told(drill.backup)})
        return
    click.echo(f"The backup of {drill.backup.made_at:%Y-%m-%d %H:%M} UTC opens and is complete.")


def _listed(rows: dict[str, int]) -> str:
    return ", ".join(f"{many} {name.replace('_', ' ')}" for name, many in rows.items())


def _path(path: Path | None) -> str | None:
    return str(path) if path else None


def _verify_record(call: Call, passphrase_file: str | None, *, as_json: bool) -> None:
    with _damage_printed(as_json=as_json), open_record(call, passphrase_file) as opened:
        faults = Rescue(call.parts.safety).verify(opened, progress_shown())
    if as_json:
        print_json({"sound": not faults, "faults": faults})
    if faults:
        message = (
            f"The record is damaged: {faults[0]} Nothing was changed; restore the newest backup with "
            "`ldcoach restore --newest`, or copy out what can be read with `ldcoach salvage`."
        )
        raise RecordDamaged(message)
    if not as_json:
        click.echo("The record is sound.")


@contextmanager
def _damage_printed(*, as_json: bool) -> Iterator[None]:
    """Print what is so damaged that it does not open like any other damage: as one JSON document, if asked for."""
    try:
        yield
    except RecordDamaged as damage:
        if as_json:
            print_json({"sound": False, "faults": [str(damage)]})
        raise


def _secret(passphrase_file: str | None, recovery_code_file: str | None) -> Secret:
    if passphrase_file and recovery_code_file:
        message = "Give --passphrase-file or --recovery-code-file, not both."
        raise click.UsageError(message)
    if recovery_code_file:
        return Secret(read_code(recovery_code_file), is_code=True)
    return Secret(read_passphrase(passphrase_file))


def _told(facts: BackupFacts) -> dict[str, Any]:
    """Return what is printed of a backup, the key slots left out."""
    return {
        "file": str(facts.file),
        "made_at": facts.made_at,
        "vault_id": facts.vault_id,
        "schema": facts.schema,
        "size": facts.size,
    }


COMMANDS = (backup, verify, restore, salvage, doctor)
