"""The command that opens a record with its recovery code, and where a kit with such a code goes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ldcoach.cli.endings import require_ending
from ldcoach.cli.given import NAMED, place
from ldcoach.cli.parts import Call, Parts
from ldcoach.cli.show import print_json
from ldcoach.cli.stopping import noting_what_became_of_the_files
from ldcoach.cli.unlocking import read_code, read_passphrase, tell
from ldcoach.errors import LDCoachError

_CODE_LOST = (
    "The answer could not be printed, and with it the new recovery code. What was asked for is done, and the "
    "passphrase opens the record. Make another code with `ldcoach passphrase rotate`."
)


@click.command()
@click.option(
    "--recovery-code-file",
    type=NAMED,
    metavar="FILE",
    help="Read the code from the first line of FILE ('-': standard input).",
)
@click.option(
    "--passphrase-file",
    type=NAMED,
    metavar="FILE",
    help="Read the new passphrase from the first line of FILE ('-': next line).",
)
@click.option(
    "--recovery-kit", type=NAMED, metavar="FILE.pdf", help="Write the recovery kit here instead of printing the code."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def recover(
    call: Call, recovery_code_file: str | None, passphrase_file: str | None, recovery_kit: str | None, as_json: bool
) -> None:
    """Open the record with the recovery code; sets a new passphrase and makes a new code.

    Example: ldcoach recover --recovery-code-file code.txt --passphrase-file new.txt
    """
    kit = kit_target(call.parts, recovery_kit)
    with noting_what_became_of_the_files(call):
        code = read_code(recovery_code_file)
        passphrase = read_passphrase(passphrase_file, twice=True)
        new_code, warnings = call.parts.safety.recover(call.home, code, passphrase)
    warn(call.parts, passphrase, warnings)
    failure = call.parts.kits.failure(new_code, kit) if kit else None
    in_kit = kit is not None and failure is None
    with telling_code(None if in_kit else new_code):
        if as_json:
            print_json({"home": str(call.home.folder), **({} if in_kit else {"recovery_code": new_code})})
        else:
            click.echo("The new passphrase holds. The old recovery code opens only copies made before.")
            click.echo(f"The recovery kit is in {kit}." if in_kit else f"recovery code: {new_code}")
    if failure:
        raise failure


@contextmanager
def telling_code(code: str | None) -> Iterator[None]:
    """Print an answer that may hold a new recovery code, which is shown this once.

    Raises:
        LDCoachError: there is a code, and it could not be printed; the act itself is done.
    """
    try:
        yield
    except OSError as error:
        if code is None:
            raise
        raise LDCoachError(_CODE_LOST) from error
    if code is not None and sys.stdout is None:
        raise LDCoachError(_CODE_LOST)


def warn(parts: Parts, new: str, warnings: tuple[str, ...]) -> None:
    """Print warnings, and that a new passphrase is a common one."""
    tell(warnings)
    if parts.opening.judge(new).common:
        click.echo("This passphrase is on lists of common ones. Choose another.", err=True)


def kit_target(parts: Parts, file: str | None) -> Path | None:
    """Return where a kit goes, if one is wanted; before anything is changed, since only it will hold the code.

    Raises:
        UnfitInput: there is a file of that name already, or no such folder.
    """
    if not file:
        return None
    require_ending(file, "pdf", option="--recovery-kit")
    target = place(file)
    parts.kits.require_free(target)
    return target


COMMANDS = (recover,)
