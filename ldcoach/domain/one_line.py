"""Names, roles and addresses as one line: composed, with single spaces, nothing in it that cannot be seen."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LONGEST_LINE", "cannot_be_shown", "is_email", "one_line"]

LONGEST_LINE = 200
"""Characters of a name, a role, a team or an address."""

_SPACE = re.compile(r"\s+")
_EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\".]+(?:\.[^\s@,;<>\".]+)+")
# Marks that turn the direction of writing could make one name look like another.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_EDGE_MARKS = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_UNSEEN = frozenset({"Cc", "Cs"})


def one_line(words: str) -> str:
    """Return the words composed (NFC) with single spaces and without marks at either end."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", words)).strip(" " + _EDGE_MARKS)


def cannot_be_shown(words: str) -> bool:
    """Tell whether there are control characters in it, half letters, or marks that turn the direction of writing."""
    return any(letter in _TURNING or unicodedata.category(letter) in _UNSEEN for letter in words)


def is_email(words: str) -> bool:
    """Tell whether this is one e-mail address."""
    return bool(_EMAIL.fullmatch(words))
