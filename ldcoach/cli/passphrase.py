"""Commands for what opens the record: passphrase change, rotate, remember, forget, list."""

from __future__ import annotations

import click

from ldcoach.cli.given import NAMED
from ldcoach.cli.parts import Call
from ldcoach.cli.recovery import kit_target, telling_code, warn
from ldcoach.cli.show import print_json, print_rows
from ldcoach.cli.stopping import noting_what_became_of_the_files
from ldcoach.cli.unlocking import open_record, read_passphrase, record_options, tell
from ldcoach.errors import RecordMissing
from ldcoach.services.ports import WayIn
from ldcoach.services.ways_in import WaysIn

_FORMER = "Backups and copies of the key file made before still open with the former one."
_COPIES = (
    "Backups and copies of the record made before are under the former key: they open with the passphrase and the "
    "recovery code of their day. Make a new backup, then delete those that you do not need."
)
_WORDS = {"passphrase": "passphrase", "recovery": "recovery code", "keyring": "remembered on a device"}
_HERE = {True: "this device", False: "another device", None: ""}


@click.group()
def passphrase() -> None:
    """The passphrase of the record, and what else opens it."""


@passphrase.command("change")
@record_options
@click.option(
    "--new-passphrase-file",
    type=NAMED,
    metavar="FILE",
    help="Read the new passphrase from the first line of FILE ('-': standard input, the next line).",
)
@click.pass_obj
def change_passphrase(call: Call, passphrase_file: str | None, as_json: bool, new_passphrase_file: str | None) -> None:
    """Replace the passphrase; the recovery code stays.

    Example: ldcoach passphrase change --passphrase-file old.txt --new-passphrase-file new.txt
    """
    with noting_what_became_of_the_files(call):
        present = read_passphrase(passphrase_file)
        new = read_passphrase(new_passphrase_file, twice=True, label="New passphrase")
        warnings = call.parts.safety.change_passphrase(call.home, present, new)
    warn(call.parts, new, warnings)
    if as_json:
        print_json({"home": str(call.home.folder), "changed": True, "note": _FORMER})
        return
    click.echo("The passphrase was changed; the recovery code stays.")
    click.echo(_FORMER)
    click.echo("`ldcoach passphrase rotate` makes them useless for what is written from now on.")


@passphrase.command()
@record_options
@click.option(
    "--recovery-kit", type=NAMED, metavar="FILE.pdf", help="Write the recovery kit here instead of printing the code."
)
@click.pass_obj
def rotate(call: Call, passphrase_file: str | None, as_json: bool, recovery_kit: str | None) -> None:
    """Encrypt the record anew under a new key; makes a new recovery code, the passphrase stays.

    Example: ldcoach passphrase rotate --passphrase-file secret.txt --recovery-kit kit.pdf
    """
    kit = kit_target(call.parts, recovery_kit)
    with noting_what_became_of_the_files(call):
        secret = read_passphrase(passphrase_file)
        rotated = _ways_in(call).rotate(call.home, secret)
    tell(rotated.warnings)
    failure = call.parts.kits.failure(rotated.code, kit) if kit else None
    shown = {} if kit and failure is None else {"recovery_code": rotated.code}
    with telling_code(shown.get("recovery_code")):
        if as_json:
            home = str(call.home.folder)
            print_json({"home": home, "rotated": True, "remembered": rotated.remembered, **shown, "note": _COPIES})
        else:
            click.echo(
                "The record is encrypted under a new key; the passphrase stays, the former recovery code is void."
            )
            click.echo(f"recovery code: {rotated.code}" if shown else f"The recovery kit is in {kit}.")
            click.echo(_COPIES)
    if failure:
        raise failure


@passphrase.command()
@record_options
@click.pass_obj
def remember(call: Call, passphrase_file: str | None, as_json: bool) -> None:
    """Let the key store of this computer open the record without the passphrase.

    Example: ldcoach passphrase remember --passphrase-file secret.txt
    """
    with open_record(call, passphrase_file) as opened:
        _ways_in(call).remember(opened)
        tell(opened.keys.warnings)
    if as_json:
        print_json({"home": str(call.home.folder), "remembered": True})
        return
    click.echo("This device opens the record from now on. Whoever uses this account of the computer can open it too.")
    click.echo("Keep the passphrase: `ldcoach passphrase forget`, a lock, and other devices ask for it.")


@passphrase.command()
@record_options
@click.option("--everywhere", is_flag=True, help="Forget it on every device that remembers it.")
@click.pass_obj
def forget(call: Call, passphrase_file: str | None, as_json: bool, everywhere: bool) -> None:
    """Ask for the passphrase again on this device.

    Example: ldcoach passphrase forget --everywhere
    """
    with open_record(call, passphrase_file) as opened:
        tell(_ways_in(call).forget(opened, everywhere=everywhere))
    if as_json:
        print_json({"home": str(call.home.folder), "remembered": False})
        return
    click.echo(f"The passphrase is asked for again{' on every device' if everywhere else ''}.")


@passphrase.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def list_ways(call: Call, as_json: bool) -> None:
    """List what opens the record; asks for nothing.

    Example: ldcoach passphrase list
    """
    if not call.parts.opening.exists(call.home):
        message = "There is no record in this folder yet. `ldcoach init` makes one; `--home DIR` names another folder."
        raise RecordMissing(message)
    ways = _ways_in(call).every(call.home)
    if as_json:
        print_json([{"id": way.slot_id, "kind": way.kind, "here": way.here} for way in ways])
        return
    print_rows(map(_row, ways), "")


def _row(way: WayIn) -> tuple[str, ...]:
    return (_WORDS[way.kind], _HERE[way.here])


def _ways_in(call: Call) -> WaysIn:
    return WaysIn(call.parts.opening)


COMMANDS = (passphrase,)
