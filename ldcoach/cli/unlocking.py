"""How a command opens the record: a passphrase file, else a prompt without echo."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from ldcoach.cli.parts import Call
from ldcoach.errors import RecordMissing, UnfitInput, WrongSecret
from ldcoach.services.desk import Desk

F = TypeVar("F", bound=Callable[..., Any])
LONGEST = 4096


def record_options(command: F) -> F:
    """Add the options of a command that opens the record."""
    command = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(command)
    return click.option(
        "--passphrase-file",
        metavar="FILE",
        help="Read the passphrase from the first line of FILE ('-': standard input).",
    )(command)


def read_passphrase(file: str | None, *, twice: bool = False) -> str:
    """Return the passphrase from a file, from standard input, or from a prompt without echo.

    Raises:
        UnfitInput: the file cannot be read or its first line is empty.
        WrongSecret: there is no file and nobody to ask.
    """
    if file is None:
        if not sys.stdin.isatty():
            message = "The record is locked. Nothing was changed; give --passphrase-file, or run this in a terminal."
            raise WrongSecret(message)
        return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True))
    try:
        line = sys.stdin.buffer.readline(LONGEST) if file == "-" else _first_line(Path(file))
        passphrase = line.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        message = "The passphrase file cannot be read as UTF-8 text. Nothing was changed; check its path and content."
        raise UnfitInput(message) from error
    if not passphrase:
        message = "The passphrase file is empty. Nothing was changed; put the passphrase on its first line."
        raise UnfitInput(message)
    return passphrase


@contextmanager
def open_desk(call: Call, passphrase_file: str | None) -> Iterator[Desk]:
    """Open the record for one command and close it afterwards."""
    if not call.parts.opening.exists(call.home):
        message = "There is no record in this folder yet. `ldcoach init` makes one; `--home DIR` names another folder."
        raise RecordMissing(message)
    opened = call.parts.opening.open(call.home, read_passphrase(passphrase_file))
    try:
        yield opened.desk
    finally:
        opened.close()


def _first_line(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.readline(LONGEST)
