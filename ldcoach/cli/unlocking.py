"""How a command opens the record: a file with the secret, else what this device remembers, else a prompt."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from ldcoach.cli.given import NAMED
from ldcoach.cli.parts import Call
from ldcoach.cli.stopping import noting_what_was_kept
from ldcoach.errors import KeyStoreUnavailable, RecordMissing, UnfitInput, WrongSecret
from ldcoach.services.desk import Desk
from ldcoach.services.opening import OpenRecord

F = TypeVar("F", bound=Callable[..., Any])
LONGEST = 4096


def record_options(command: F) -> F:
    """Add the options of a command that opens the record."""
    command = click.option(
        "--json", "as_json", is_flag=True, callback=_or_as_given_before, help="Print one JSON document."
    )(command)
    return click.option(
        "--passphrase-file",
        type=NAMED,
        metavar="FILE",
        callback=_or_as_given_before,
        help="Read the passphrase from the first line of FILE ('-': standard input).",
    )(command)


def _or_as_given_before(context: click.Context, option: click.Parameter, value: Any) -> Any:  # noqa: ANN401  # text or flag
    """Return what was given, else what stood before the name of the command: `handover --json import FILE`."""
    before = context.parent.params.get(option.name or "") if context.parent else None
    return value or before or value


def read_passphrase(file: str | None, *, twice: bool = False, label: str = "Passphrase") -> str:
    """Return the passphrase from a file, from standard input, or from a prompt without echo.

    Raises:
        UnfitInput: the file cannot be read or its first line is empty.
        WrongSecret: there is no file and nobody to ask.
    """
    if file is not None:
        return _from_file(file, "passphrase")
    _require_terminal("--passphrase-file")
    return str(click.prompt(label, hide_input=True, confirmation_prompt=twice, err=True))


def read_code(file: str | None) -> str:
    """Return the recovery code from a file, from standard input, or from a prompt; raises as `read_passphrase`."""
    if file is not None:
        return _from_file(file, "recovery code")
    _require_terminal("--recovery-code-file")
    return str(click.prompt("Recovery code", hide_input=True, err=True))


@contextmanager
def open_record(call: Call, passphrase_file: str | None) -> Iterator[OpenRecord]:
    """Open the record for one command and close it afterwards."""
    if not call.parts.opening.exists(call.home):
        message = "There is no record in this folder yet. `ldcoach init` makes one; `--home DIR` names another folder."
        raise RecordMissing(message)
    call.may_have_kept = False
    opened = _opened(call, passphrase_file)
    try:
        with noting_what_was_kept(call, opened):
            tell(opened.keys.warnings)
            yield opened
    finally:
        opened.close()


@contextmanager
def open_desk(call: Call, passphrase_file: str | None) -> Iterator[Desk]:
    """Open the record and give what can be done with it; closes it afterwards."""
    with open_record(call, passphrase_file) as opened:
        yield opened.desk


def tell(warnings: Iterable[str]) -> None:
    """Print warnings where they do not mix with what was asked for."""
    for warning in warnings:
        click.echo(warning, err=True)


def _opened(call: Call, passphrase_file: str | None) -> OpenRecord:
    """Open with the passphrase of a file, else with what this device remembers, else ask."""
    opening = call.parts.opening
    if passphrase_file is None and opening.may_be_remembered(call.home):
        try:
            return opening.open_remembered(call.home)
        except (KeyStoreUnavailable, WrongSecret) as error:
            if sys.stdin.isatty():
                tell([str(error)])
    return opening.open(call.home, read_passphrase(passphrase_file))


def read_first_line(file: str, what: str) -> str:
    """Return the first line of a file, or of standard input for '-'; `what` names it in errors. Raises UnfitInput."""
    return _from_file(file, what)


def _require_terminal(option: str) -> None:
    if not sys.stdin.isatty():
        message = f"The record is locked. Nothing was changed; give {option}, or run this in a terminal."
        raise WrongSecret(message)


def _from_file(file: str, what: str) -> str:
    try:
        line = sys.stdin.buffer.readline(LONGEST) if file == "-" else _first_line(Path(file))
        secret = line.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, ValueError) as error:
        message = f"The {what} file cannot be read as UTF-8 text. Nothing was changed; check its path and content."
        raise UnfitInput(message) from error
    if len(line) == LONGEST and not line.endswith(b"\n"):
        message = f"The first line of the {what} file is longer than any {what}. Nothing was changed; check the file."
        raise UnfitInput(message)
    if not secret:
        message = f"The {what} file is empty. Nothing was changed; put the {what} on its first line."
        raise UnfitInput(message)
    return secret


def _first_line(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.readline(LONGEST)
