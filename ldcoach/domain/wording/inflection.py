"""The forms that English words take, good enough to recognise them; a form nobody writes does no harm."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["acting", "acts", "american", "plural", "regular_past"]

_VOWELS = frozenset("aeiou")
_HISSES = ("s", "x", "z", "ch", "sh", "o")
_SHORTEST_TO_DOUBLE = 3
_MAYBE = re.compile(r"[iy]s(?:e|a|i)|our|ll|lful|[tb]re$|ence$|ogue|gement")
_BRITISH = (
    (re.compile(r"is(e|es|ed|er|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|ing)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{2})our"), "or"),
    (re.compile(r"(?<=[a-z]{3})ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"(?<=[a-z]{2})lful"), "llful"),
    (re.compile(r"(?<=[tb])re$"), "er"),
    (re.compile(r"ence$"), "ense"),
    (re.compile(r"ogue$"), "og"),
    (re.compile(r"gement$"), "gment"),
)


def acts(verb: str) -> str:
    """Return what he, she or it does."""
    if verb.endswith(_HISSES):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if _ends_in_y(verb) else f"{verb}s"


def plural(noun: str) -> str:
    """Return the regular plural."""
    return acts(noun)


def regular_past(verb: str) -> list[str]:
    """Return the regular past, with and without a doubled consonant."""
    if verb.endswith("e"):
        return [f"{verb}d"]
    if _ends_in_y(verb):
        return [f"{verb[:-1]}ied"]
    return [f"{stem}ed" for stem in _stems(verb)]


def acting(verb: str) -> list[str]:
    """Return the -ing form, with and without a doubled consonant."""
    if verb.endswith("ie"):
        return [f"{verb[:-2]}ying"]
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return [f"{verb[:-1]}ing"]
    return [f"{stem}ing" for stem in _stems(verb)]


def american(word: str) -> Iterable[str]:
    """Yield the American spellings that a British word may have."""
    for british, other in _BRITISH if _MAYBE.search(word) else ():
        changed = british.sub(other, word)
        if changed != word:
            yield changed


def _ends_in_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in _VOWELS


def _stems(verb: str) -> list[str]:
    doubles = (
        len(verb) >= _SHORTEST_TO_DOUBLE
        and verb[-1] not in "aeiouwxy"
        and verb[-2] in _VOWELS
        and (verb[-3] not in _VOWELS or verb[-3:-1] == "ui")
    )
    return [verb, verb + verb[-1]] if doubles else [verb]
