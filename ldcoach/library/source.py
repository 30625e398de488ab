"""One TOML file of content, and where in it a value stands."""

from __future__ import annotations

import io
import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

from ldcoach.errors import UnfitInput
from ldcoach.library.places import Places

__all__ = ["Source"]

LARGEST_FILE = 1_000_000
_LINE = re.compile(r"at line (\d+)")
_PAIR = re.compile(r"\s*([A-Za-z0-9_.\"'-]{1,80}?)\s*=")


class Source:
    """A content file: its parsed `table`, and errors that name file, key and line."""

    def __init__(self, path: Path) -> None:
        """Read and parse the file.

        Raises:
            UnfitInput: the file cannot be read, is larger than 1 MB, or is not TOML.
        """
        self.path = path
        self._text = self._read()
        try:
            self.table: dict[str, Any] = tomllib.loads(self._text)
        except RecursionError as error:
            raise self._broken("is nested too deeply") from error
        except ValueError as error:  # a TOML error, or a number of more digits than Python takes
            raise self._broken(str(error)) from error

    def unfit(self, key: str, what: str) -> UnfitInput:
        """Return the error to raise when the value at `key`, such as `stages[1].name`, cannot be used."""
        place = f"{self.path.name}, line {self.line_of(key)}"
        return UnfitInput(f"{place}: {key} {what}. Nothing was changed. Correct the file and try again.")

    def line_of(self, key: str) -> int:
        """Return the line, from 1, on which the value stands, or of the table it is missing from."""
        return self._places.line_of(key)

    @cached_property
    def _places(self) -> Places:
        return Places(self._text)

    def _read(self) -> str:
        try:
            with self.path.open("rb") as file:
                # A pipe or a device tells no size, so what is read is counted.
                content = file.read(LARGEST_FILE + 1)
            if len(content) > LARGEST_FILE:
                message = f"{self.path.name} is larger than 1 MB, so it was not read. Nothing was changed."
                raise UnfitInput(message)
            # Some editors put a mark before the first letter.
            return io.StringIO(content.decode("utf-8-sig"), newline=None).read()
        except OSError as error:
            message = f"{self.path.name} could not be opened. Nothing was changed. Check path and kind of the file."
            raise UnfitInput(message) from error
        except UnicodeDecodeError as error:
            message = f"{self.path.name} could not be read as UTF-8 text. Nothing was changed. Check the file."
            raise UnfitInput(message) from error

    def _broken(self, reason: str) -> UnfitInput:
        """Return the error for a text that is no TOML, with the line and the key nearest above it."""
        lines = self._text.split("\n")
        found = _LINE.search(reason)
        line = min(int(found[1]), len(lines)) if found else len(lines)
        pairs = (_PAIR.match(text) for text in reversed(lines[:line]))
        key = next((pair[1] for pair in pairs if pair), "")
        why = re.sub(r"\s*\(at [^)]*\)$", "", reason)
        near = f" {key}" if key else ""
        return UnfitInput(
            f"{self.path.name}, line {line}:{near} is not valid TOML: {_short(why)}. "
            "Nothing was changed. Correct the file and try again."
        )


def _short(reason: str) -> str:
    """Return a reason on one line, without the rest of a long one."""
    return " ".join(reason.split())[:120].rstrip(".")
