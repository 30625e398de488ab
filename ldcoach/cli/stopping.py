"""What is told when somebody stops a command: what it opened is asked whether anything was kept by then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from ldcoach.cli.parts import Call
from ldcoach.errors import LDCoachError
from ldcoach.paths import Home
from ldcoach.services.opening import OpenRecord

__all__ = ["STOPS", "Stopped", "noting_what_became_of_the_files", "noting_what_was_kept"]

STOPS = (KeyboardInterrupt, EOFError, click.Abort)
"""Ctrl+C, and the end of input where an answer was asked for."""

LARGEST = 65_536
"""Bytes of a key file that are looked at."""
_NOTHING = "Stopped. Nothing was taken over or changed; the record is as it was."
_SOME = "Stopped. What had been saved by then stays; look before asking again."


class Stopped(LDCoachError):
    """Somebody stopped the command; `kept` says whether something may have been kept by then."""

    exit_code = 130

    def __init__(self, *, kept: bool) -> None:
        super().__init__(_SOME if kept else _NOTHING)


@contextmanager
def noting_what_was_kept(call: Call, opened: OpenRecord) -> Iterator[None]:
    """Note for the call, when it is stopped in here, whether the record or its key file is another than before."""
    before = _state(opened)
    try:
        yield
    except STOPS:
        call.may_have_kept = _state(opened) != before
        raise
    call.may_have_kept = True


@contextmanager
def noting_what_became_of_the_files(call: Call) -> Iterator[None]:
    """Do the same for a command that works on the files of a record that is not open."""
    before = _files(call.home)
    call.may_have_kept = False
    try:
        yield
    except STOPS:
        call.may_have_kept = _files(call.home) != before
        raise
    call.may_have_kept = True


def _state(opened: OpenRecord) -> tuple[int, list[bytes]]:
    return opened.desk.context.record.generation(), _keys(opened.home)


def _files(home: Home) -> tuple[list[bytes], tuple[int, int, int] | None]:
    """Return the key files as they are, and what tells one database from another: place, bytes and last change."""
    try:
        found = home.database.stat()
    except OSError:
        return _keys(home), None
    return _keys(home), (found.st_ino, found.st_size, found.st_mtime_ns)


def _keys(home: Home) -> list[bytes]:
    kept = []
    for file in (home.header, home.header_copy):
        with suppress(OSError):  # what cannot be read is told where it is needed
            if file.is_file():
                kept.append(_beginning(file))
    return kept


def _beginning(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST)
