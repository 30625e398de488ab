"""One TOML file of content, and where in it a value stands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from ldcoach.errors import UnfitInput

__all__ = ["Source"]

LARGEST_FILE = 1_000_000
_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')


class Source:
    """A content file: its parsed `table`, and errors that name file, key and line."""

    def __init__(self, path: Path) -> None:
        """Read and parse the file.

        Raises:
            UnfitInput: the file cannot be read, is larger than 1 MB, or is not TOML.
        """
        self.path = path
        self._lines = self._read().splitlines()
        try:
            self.table: dict[str, Any] = tomllib.loads("\n".join(self._lines))
        except tomllib.TOMLDecodeError as error:
            message = f"{path.name} is not valid TOML: {error}. Nothing was changed. Correct the file and try again."
            raise UnfitInput(message) from error

    def _read(self) -> str:
        try:
            if self.path.stat().st_size > LARGEST_FILE:
                message = f"{self.path.name} is larger than 1 MB, so it was not read. Nothing was changed."
                raise UnfitInput(message)
            return self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            message = f"{self.path.name} could not be read as UTF-8 text. Nothing was changed. Check the file."
            raise UnfitInput(message) from error

    def unfit(self, key: str, what: str) -> UnfitInput:
        """Return the error to raise when the value at `key`, such as `stages[1].name`, cannot be used."""
        line = self.line_of(key)
        place = f"{self.path.name}, line {line}" if line else self.path.name
        return UnfitInput(f"{place}: {key} {what}. Nothing was changed. Correct the file and try again.")

    def line_of(self, key: str) -> int | None:
        """Return the line, from 1, on which the value stands, or of the table it is missing from; None if unknown."""
        line, found = 0, 0
        for name, index in _STEP.findall(key):
            step = self._line_of_step(name, int(index) if index else None, line)
            if step is None:
                break
            line = found = step
        return found or None

    def _line_of_step(self, name: str, index: int | None, after: int) -> int | None:
        """Find the next table, array of tables or value of that name below line `after`."""
        tables = 0
        pair = re.compile(rf'\s*"?{re.escape(name)}"?\s*=')
        for number in range(after, len(self._lines)):
            text = self._lines[number]
            if re.match(rf"\s*\[\[(?:[^\]]*\.)?{re.escape(name)}\]\]", text):
                if tables == (index or 0):
                    return number + 1
                tables += 1
            elif re.match(rf"\s*\[(?:[^\]]*\.)?{re.escape(name)}\]\s*(#.*)?$", text):
                return number + 1
            elif pair.match(text):
                return self._line_of_item(number, index)
            elif after and re.match(r"\s*\[\[?\w", text):
                return None
        return None

    def _line_of_item(self, first: int, index: int | None) -> int:
        """Find the `index`th string of the list that begins on line `first`, both counted from 0."""
        strings = 0
        for number in range(first, len(self._lines)):
            strings += len(_STRING.findall(self._lines[number]))
            if index is None or strings > index:
                return number + 1 if index is not None else first + 1
        return first + 1
