"""What is told when somebody stops a command: what it opened is asked whether anything was kept by then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from ldcoach.cli.parts import Call
from ldcoach.errors import LDCoachError
from ldcoach.services.opening import OpenRecord

__all__ = ["STOPS", "Stopped", "noting_what_was_kept"]

STOPS = (KeyboardInterrupt, EOFError, click.Abort)
"""Ctrl+C, and the end of input where an answer was asked for."""

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


def _state(opened: OpenRecord) -> tuple[int, list[bytes]]:
    key_files = (opened.home.header, opened.home.header_copy)
    return opened.desk.context.record.generation(), [file.read_bytes() for file in key_files if file.exists()]
