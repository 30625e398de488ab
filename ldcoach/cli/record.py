"""Commands that make a record: init, demo."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ldcoach.cli.given import DAY, NAMED
from ldcoach.cli.parts import Call, Parts
from ldcoach.cli.recovery import kit_target, telling_code
from ldcoach.cli.show import print_json
from ldcoach.cli.stopping import noting_what_became_of_the_files
from ldcoach.cli.unlocking import read_passphrase, record_options
from ldcoach.errors import LDCoachError, RecordMissing, UnfitInput, WrongSecret
from ldcoach.paths import Home
from ldcoach.services.cloud_folders import cloud_service
from ldcoach.services.opening import OpenRecord

_SYNCED = (
    "This folder looks like one that {service} syncs, which can mix up the files of a record. Move it elsewhere with a "
    "backup and a restore; the backups themselves may be synced."
)
MOST_PEOPLE = 1000
MOST_YEARS = 30
EARLIEST = 1900
LATEST = 2900


@click.command()
@record_options
@click.option(
    "--recovery-kit", type=NAMED, metavar="FILE.pdf", help="Write the recovery kit here instead of printing the code."
)
@click.pass_obj
def init(call: Call, passphrase_file: str | None, as_json: bool, recovery_kit: str | None) -> None:
    """Create an empty record.

    Example: ldcoach init --recovery-kit kit.pdf
    """
    opening = call.parts.opening
    if opening.exists(call.home):
        message = "There is a record in this folder already. Nothing was changed; open it, or name another with --home."
        raise LDCoachError(message)
    kit = kit_target(call.parts, recovery_kit)
    with noting_what_became_of_the_files(call):
        passphrase = read_passphrase(passphrase_file, twice=True)
        opened, code = opening.create(call.home, passphrase)
        opened.close()
    if opening.judge(passphrase).common:
        click.echo("This passphrase is on lists of common ones. Choose another in Settings.", err=True)
    if service := cloud_service(call.home.folder):
        click.echo(_SYNCED.format(service=service), err=True)
    # The code is shown once and kept nowhere: it must not be lost with a kit that could not be written.
    failure = call.parts.kits.failure(code, kit) if kit else None
    shown = {"recovery_code": code} if failure or not kit else {}
    with telling_code(shown.get("recovery_code")):
        if as_json:
            print_json({"home": str(call.home.folder), **shown})
        else:
            click.echo(f"The record is in {call.home.folder}.")
            click.echo(f"recovery code: {code}" if shown else f"The recovery kit is in {kit}.")
            click.echo("If both the passphrase and this code are lost, the record stays closed for good.")
    if failure:
        message = f"The record was made, but not the kit. {failure} Write down the code printed above."
        raise LDCoachError(message) from failure


@click.command()
@click.option("--people", type=click.IntRange(1, MOST_PEOPLE), default=8, show_default=True)
@click.option("--years", type=click.IntRange(1, MOST_YEARS), default=1, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed and day give the same record.")
@click.option("--today", type=DAY, help="The day on which the sample ends; default: today.")
@click.option(
    "--output", type=NAMED, metavar="DIR", help="Play one guided 1-2-1 and leave its pictures and the summary here."
)
@click.option("--fresh", is_flag=True, help="Make the sample anew if there is one.")
@click.option("--open", "open_", is_flag=True, help="Open the app on it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def demo(  # one parameter for each option of the command
    call: Call,
    people: int,
    years: int,
    seed: int,
    today: datetime | None,
    output: str | None,
    fresh: bool,
    open_: bool,
    as_json: bool,
) -> None:
    """Create a sample record of fictional people, or open it again.

    Example: ldcoach demo --people 12 --output demo
    """
    _require_days(today, years)
    target = _place_for_pictures(output)
    parts = call.parts
    home = Home(call.named_home or parts.sample_home)
    opened = _sample(parts, home, fresh=fresh, people=people, years=years, seed=seed, today=today)
    try:
        made = parts.play(opened, target) if target else []
    finally:
        opened.close()
    if as_json:
        files = [str(path) for path in made]
        print_json({"home": str(home.folder), "passphrase": parts.sample_passphrase, "files": files})
    else:
        click.echo(f"The sample record is in {home.folder}.")
        click.echo(f"passphrase: {parts.sample_passphrase}")
        for path in made:
            click.echo(f"  {path}")
    if open_:
        raise click.exceptions.Exit(parts.open_window(home, parts.sample_passphrase))


def _sample(
    parts: Parts, home: Home, *, fresh: bool, people: int, years: int, seed: int, today: datetime | None
) -> OpenRecord:
    """Open the sample record in a home, or make it; never touch a record that is not a sample."""
    if parts.opening.exists(home):
        opened = _open_sample(parts, home)
        if not fresh:
            return opened
        opened.close()
        for path in home.every_file():
            path.unlink(missing_ok=True)
    day = today.date() if today else None
    try:
        opened, _ = parts.make_sample(home, people=people, years=years, seed=seed, today=day)
    except BaseException:
        # A sample that is half made would be opened next time as if it were whole.
        for path in home.every_file():
            path.unlink(missing_ok=True)
        raise
    return opened


def _require_days(today: datetime | None, years: int) -> None:
    if today is not None and not EARLIEST + years <= today.year <= LATEST:
        message = f"The sample's last day lies between {EARLIEST + years} and {LATEST}, for {years} of its years."
        raise click.UsageError(message)


def _place_for_pictures(output: str | None) -> Path | None:
    """Return the folder for pictures; raises UnfitInput before anything is made when a file has its name."""
    place = Path(output) if output else None
    if place is not None and place.exists() and not place.is_dir():
        message = "A file has the name of the folder for the pictures. Nothing was made; name another folder."
        raise UnfitInput(message)
    return place


def _open_sample(parts: Parts, home: Home) -> OpenRecord:
    refusal = "This folder holds a record that is not a sample. Nothing was changed; name another folder with --home."
    try:
        opened = parts.opening.open(home, parts.sample_passphrase)
    except (WrongSecret, RecordMissing) as error:
        raise LDCoachError(refusal) from error
    if not opened.desk.keeping.is_sample():
        opened.close()
        raise LDCoachError(refusal)
    return opened


COMMANDS = (init, demo)
