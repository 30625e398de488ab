"""Takes names out of a document: whoever is named becomes a role."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar, cast

from ldcoach.domain.document import Document
from ldcoach.domain.people import Person
from ldcoach.domain.summary_words import SummaryWords
from ldcoach.domain.third_parties import as_word

__all__ = ["masked", "masking", "name_parts"]

T = TypeVar("T")
_KEPT_FIELDS = frozenset({"language", "id", "uid", "field", "months"})
_SHORTEST = 2
_ALSO_WORDS = re.compile(
    "an|art|bill|bob|dawn|dean|drew|faith|frank|grace|grant|guy|hope|in|iris|ivy|jack|joy|june|la|lance|le|mark|may"
    "|miles|nick|olive|pat|pearl|peg|penny|ray|rich|rob|robin|rose|ruby|sky|so|sue|summer|violet|wade|ward|will|young",
    re.IGNORECASE,
)
"""Names that are words too: these are looked for with a capital only."""


def masked(
    document: Document, person: Person, others: Collection[str], words: SummaryWords, writer: str = ""
) -> Document:
    """Return the document without the name of the person it is about, or of anybody else but its writer."""
    hide = masking(person, others, words, writer)
    title = words.say("masked.title_team", team=person.team) if person.team else words.say("masked.title")
    return replace(_within(document, hide), title=hide(title))


def masking(person: Person, others: Collection[str], words: SummaryWords, writer: str = "") -> Callable[[str], str]:
    """Return what puts roles in place of names."""
    own = name_parts([person.name, person.preferred_name])
    theirs = name_parts(others) - own - name_parts([writer])
    roles = {part.casefold(): words.say("masked.colleague") for part in theirs}
    roles |= {part.casefold(): words.say("masked.employee") for part in own}
    found = _pattern([*own, *theirs])

    def hide(text: str) -> str:
        return found.sub(lambda hit: _at_its_place(roles[hit[0].casefold()], hit), text)

    return hide if roles else lambda text: text


def _at_its_place(role: str, hit: re.Match[str]) -> str:
    """Return a role as it is written where the name stood: with a capital where a text begins."""
    return role[:1].upper() + role[1:] if hit.start() == 0 else role


def name_parts(names: Iterable[str]) -> frozenset[str]:
    """Return names and each of their parts that is longer than an initial."""
    every = {part for name in names for part in (name.strip(), *re.split(r"[\s]+", name.strip()))}
    return frozenset(part for part in every if len(part.strip(".")) >= _SHORTEST)


def _pattern(parts: Collection[str]) -> re.Pattern[str]:
    """Find parts as whole words, the longest first; in any case unless they are words too."""
    ordered = sorted(parts, key=len, reverse=True)
    return re.compile("|".join(as_word(part, _in_its_cases(part)) for part in ordered))


def _in_its_cases(part: str) -> str:
    if _ALSO_WORDS.fullmatch(part):
        return rf"(?:{re.escape(part)}|{re.escape(part.upper())})"
    return rf"(?i:{re.escape(part)})"


def _within(value: T, hide: Callable[[str], str]) -> T:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return cast("T", hide(value))
    if isinstance(value, tuple):
        return cast("T", tuple(_within(part, hide) for part in value))
    if is_dataclass(value) and not isinstance(value, type):
        changes = {
            one.name: _within(getattr(value, one.name), hide) for one in fields(value) if one.name not in _KEPT_FIELDS
        }
        return replace(value, **changes)
    return value
