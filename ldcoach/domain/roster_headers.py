"""Knows the headers of team lists: what each column holds, and which are never read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Columns", "Headers", "matching_key"]

MOST_COLUMNS = 500
"""A row with more cells is no header."""

_SPACE = re.compile(r"\s+")
_NAME_FIELDS = ("name", "first_name", "last_name", "family_name_first")


def matching_key(value: str) -> str:
    """Return the value as it is compared: composed, single spaces, upper and lower case alike."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", value)).strip().casefold()


def folded_header(header: str) -> str:
    """Return the letters and digits of a header, in small letters without accents."""
    plain = unicodedata.normalize("NFKD", header).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column holds which field, and how wide the table is."""

    places: Mapping[str, int] = field(default_factory=dict)
    width: int = 0
    left_out: tuple[str, ...] = ()
    never_read: tuple[str, ...] = ()

    @property
    def names_people(self) -> bool:
        """Whether a column holds names."""
        return any(name in self.places for name in _NAME_FIELDS)


class Headers:
    """The headers a list may use, folded so that case, accents and punctuation do not matter."""

    def __init__(self, aliases: Mapping[str, Any]) -> None:
        """Take the tables `fields`, `sensitive`, `cadence` and `language`."""
        self._fields = {folded_header(alias): name for name, known in aliases["fields"].items() for alias in known}
        self._named = {folded_header(header) for header in aliases["sensitive"]["named"]}
        self._containing = tuple(folded_header(part) for part in aliases["sensitive"]["containing"])
        self.cadences = {matching_key(word): int(days) for days, words in aliases["cadence"].items() for word in words}
        self.languages: dict[str, str] = {
            matching_key(word): tag for tag, words in aliases["language"].items() for word in words
        }
        shown = [known[0] for name, known in aliases["fields"].items() if name != "family_name_first"]
        self.unknown_message = (
            "No column with names was found, so nobody was added. The first row should name the columns. "
            f"Known are: {', '.join(shown)}, also in other languages."
        )

    def known_in(self, cells: tuple[str, ...]) -> int:
        """Count the known headers of a row; none count unless one of them names people."""
        if len(cells) > MOST_COLUMNS:
            return 0
        fields = [self._fields.get(folded_header(cell)) for cell in cells]
        if not any(name in _NAME_FIELDS for name in fields):
            return 0
        return sum(1 for name, cell in zip(fields, cells, strict=True) if name or self._is_sensitive(cell))

    def columns(self, cells: tuple[str, ...]) -> Columns:
        """Sort the columns; the first of two that hold the same wins, the other is left out."""
        places: dict[str, int] = {}
        left_out: list[str] = []
        never_read: list[str] = []
        for index, cell in enumerate(cells):
            name = self._fields.get(folded_header(cell))
            shown = _shown_header(cell, index)
            if name and name not in places:
                places[name] = index
            elif not name and self._is_sensitive(cell):
                never_read.append(shown)
            elif cell.strip():
                left_out.append(shown)
        return Columns(places=places, width=len(cells), left_out=tuple(left_out), never_read=tuple(never_read))

    def _is_sensitive(self, header: str) -> bool:
        folded = folded_header(header)
        return folded in self._named or any(part in folded for part in self._containing)


def _shown_header(header: str, index: int) -> str:
    visible = "".join(letter for letter in _SPACE.sub(" ", header) if letter.isprintable()).strip()
    return visible[:60] or f"column {index + 1}"
