"""Names of other people inside a text: found for the manager to judge, or taken out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ldcoach.domain.people import Person

__all__ = ["Names", "as_word", "names_of_others"]

_SHORTEST = 2
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
"""Scripts whose words stand next to each other without a space."""


class Names:
    """A set of names that can be looked for; the longest fit wins, so that a full name is found whole."""

    def __init__(self, names: Iterable[str]) -> None:
        known = sorted(
            {_composed(name) for name in names if len(name) >= _SHORTEST}, key=lambda name: (-len(name), name)
        )
        self._pattern: re.Pattern[str] | None = (
            re.compile("|".join(as_word(name, re.escape(name)) for name in known)) if known else None
        )

    def found_in(self, *texts: str) -> tuple[str, ...]:
        """Return each name that stands in the texts as a word, once, in the order in which they come."""
        if self._pattern is None:
            return ()
        return tuple(dict.fromkeys(fit for text in texts for fit in self._pattern.findall(_composed(text))))

    def taken_out(self, text: str, instead: str) -> tuple[str, int]:
        """Return a text with every name replaced, and how often that was done."""
        if self._pattern is None:
            return text, 0
        changed, times = self._pattern.subn(instead.replace("\\", r"\\"), _composed(text))
        return (changed, times) if times else (text, 0)


def names_of_others(person: Person, everybody: Iterable[Person]) -> Names:
    """Return the names of everybody else: whole, as they are called, and each part that is not also the person's."""
    own = {_composed(part) for part in (*person.name.split(), person.name, person.called)}
    others = [other for other in everybody if other.id != person.id]
    words = (
        word for other in others for word in (other.name, other.preferred_name, other.called, *_parts_of(other.name))
    )
    return Names(word for word in words if word and _composed(word) not in own)


def _parts_of(name: str) -> list[str]:
    """Return the parts of a name that begin like a name; 'de' and 'van' say nothing of who is meant."""
    return [part for part in name.split() if not part[0].islower() and len(part.strip(".")) >= _SHORTEST]


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def as_word(name: str, pattern: str) -> str:
    """Return a pattern that finds a name as a word, by itself where its script sets no spaces between words."""
    unspaced = unicodedata.name(name[0], "").startswith(_UNSPACED)
    return pattern if unspaced else rf"(?<!\w){pattern}(?!\w)"
