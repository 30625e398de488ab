"""Ways in which something is given on the command line."""

from __future__ import annotations

import re
from pathlib import Path

import click

from ldcoach.domain.numerals import decimal_mark, read_numeral
from ldcoach.errors import UnfitInput
from ldcoach.paths import spelled_out

DAY = click.DateTime(formats=["%Y-%m-%d"])
"""A day, as 2026-11-24."""


def place(words: str) -> Path:
    """Return the file or folder that was named, a leading `~` as the home folder it stands for.

    Raises:
        UnfitInput: nobody has that home folder.
    """
    found = spelled_out(words)
    if words.startswith("~") and found == Path(words):
        message = "There is no user of that name on this computer. Nothing was changed; check the path."
        raise UnfitInput(message)
    return found


def require_folders(*files: str | None) -> None:
    """Refuse files of which one has no folder to go to, before the first of them is written.

    Raises:
        UnfitInput: a folder is not there, or one of the files is a folder itself.
    """
    for file in filter(None, files):
        if not Path(file).parent.is_dir():
            message = f"There is no folder for {Path(file).name}. Nothing was written; make it first, or name another."
            raise UnfitInput(message)
        if Path(file).is_dir():
            message = f"{Path(file).name} is a folder. Nothing was written; choose another name."
            raise UnfitInput(message)


_PLAIN = re.compile(r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?|[-+]?(nan|inf)", re.ASCII | re.IGNORECASE)
_SHOWN = 40


class _Number(click.ParamType[float]):
    """A number with a decimal point or a decimal comma, with groups of thousands or without."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number; fails where it is none, or where a comma may stand for either."""
        words = str(value).strip()
        if _PLAIN.fullmatch(words):
            return float(words)
        mark = decimal_mark([words])
        if mark is None:
            self.fail(f"'{words[:_SHOWN]}' may be read in two ways; leave out what groups thousands.", param, ctx)
        found = read_numeral(words, mark)
        if found is None or found.unit:
            self.fail(f"'{words[:_SHOWN]}' is not a number.", param, ctx)
        return found.value


class _Named(click.ParamType[str]):
    """What names a person, a thing or a file; an empty variable of a script names nothing."""

    name = "text"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the words; fails where there are none."""
        words = str(value)
        if not words.strip():
            self.fail("it is empty. Name something, or leave the option out.", param, ctx)
        return words


NAMED = _Named()
"""An option that may be left out, but names something when it is given."""

NUMBER = _Number()
"""A value or a target, such as 5.5 or 5,5."""


def one_of(words: str | None, option: str | None, name: str) -> str:
    """Return what was given as an argument or as an option; raises UsageError for neither or both."""
    given = [value for value in (words, option) if value is not None]
    if len(given) != 1:
        message = f"Give {name} once, as an argument or as an option."
        raise click.UsageError(message)
    return given[0]
