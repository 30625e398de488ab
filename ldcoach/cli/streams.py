"""Standard input, output and error of one call: UTF-8 whatever the locale says, and nobody has to read to the end."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

__all__ = ["answer_was_lost", "prepare_streams"]


_COMMANDS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ") | {ord(mark): mark for mark in "\t\n\r"}


class _Outlet(io.RawIOBase):
    """Where words leave the program; what follows a failure, or a reader who left, is dropped.

    A reader who left, such as `head`, has what they wanted: the act goes on and ends as it would have.
    """

    def __init__(self, descriptor: int, *, must_arrive: bool) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._must_arrive = must_arrive
        self._closed_off = False
        self.failed = False

    def writable(self) -> bool:
        """Tell that it can be written to."""
        return True

    def fileno(self) -> int:
        """Return the descriptor."""
        return self._descriptor

    def isatty(self) -> bool:
        """Tell whether somebody may be looking."""
        return os.isatty(self._descriptor)

    def write(self, words: object, /) -> int:
        """Write bytes; raises OSError once when they cannot arrive and must."""
        data = memoryview(words)  # type: ignore[arg-type]  # the layer above hands over bytes
        if self._closed_off:
            return data.nbytes
        try:
            return os.write(self._descriptor, data)
        except OSError as error:
            self._closed_off = True
            self.failed = not isinstance(error, BrokenPipeError)
            if self.failed and self._must_arrive:
                raise
            return data.nbytes


class _Terminal(io.TextIOWrapper):
    """A terminal, which nothing that is printed may command: a text may come from a form or from another manager."""

    def write(self, words: str, /) -> int:
        """Write a text; what would move the cursor, colour or hide something is a space."""
        super().write(words.translate(_COMMANDS))
        return len(words)


def prepare_streams() -> None:
    """Take the streams in hand; with no standard input there is nothing to read."""
    sys.stdout = _in_hand(sys.stdout, must_arrive=True)
    sys.stderr = _in_hand(sys.stderr, must_arrive=False)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO(), "utf-8")
    elif isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # an answer that is no text is asked for again


def answer_was_lost() -> bool:
    """Tell whether something that was to be printed could not be."""
    outlet = _raw(sys.stdout)
    return isinstance(outlet, _Outlet) and outlet.failed


def _in_hand(stream: TextIO, *, must_arrive: bool) -> TextIO:
    """Return the stream over an outlet of ours, if it is a file, a pipe or a terminal of this system."""
    if isinstance(_raw(stream), io.FileIO):
        stream.flush()
        outlet = _Outlet(stream.fileno(), must_arrive=must_arrive)
        kind, at_once = (_Terminal, True) if outlet.isatty() else (io.TextIOWrapper, not must_arrive)
        return kind(io.BufferedWriter(outlet), "utf-8", "backslashreplace", line_buffering=at_once)
    if isinstance(stream, io.TextIOWrapper):  # the console of Windows
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def _raw(stream: TextIO | None) -> object:
    """Return what a stream writes to in the end; without a buffer in between where Python was told to have none."""
    buffer = getattr(stream, "buffer", None)
    return getattr(buffer, "raw", buffer)
