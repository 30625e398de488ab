"""The words that go with the manager's own measures."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from ldcoach.domain.values import Misfit, list_at, path_of, text_at


class Unit(StrEnum):
    """What a figure is told in."""

    PERCENT = "percent"
    DAYS = "days"
    PER_TEN = "per_ten"


class Theme(StrEnum):
    """What a measure is about, in the order of the page."""

    RHYTHM = "rhythm"
    VOICE = "voice"
    FEEDBACK = "feedback"
    PROMISES = "promises"
    GOALS = "goals"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureWords:
    """One measure in words.

    `counted` and `also` hold {part}, {cases} and {also}; `place` names the page that the act leads to; `guide` is
    the key of a guide that helps, or empty; `card` is a practice of two minutes.
    """

    id: str
    theme: Theme
    name: str
    unit: Unit
    counted: str
    also: str
    formula: str
    caveat: str
    act: str
    place: str
    guide: str
    card: str


PLACES = frozenset({"today", "people", "talks", "feedback", "goals"})
"""The pages that an act may lead to."""


def measures_from_dict(
    body: Mapping[str, Any], ids: Collection[str], guides: Collection[str]
) -> tuple[MeasureWords, ...]:
    """Return the words of every measure, in their order.

    Raises:
        Misfit: a value is missing or of another kind, or the measures are not exactly those of `ids`.
    """
    tables = list_at(body, "measure")
    found = tuple(_words(table, f"measure[{place}]", guides) for place, table in enumerate(tables))
    if sorted(words.id for words in found) != sorted(ids):
        raise Misfit("measure", f"has to hold each of {', '.join(ids)} once")
    return found


def _words(table: object, place: str, guides: Collection[str]) -> MeasureWords:
    if not isinstance(table, Mapping):
        raise Misfit(place, "is not a table")
    told = {name: text_at(table, name, place) for name in _TEXTS}
    told |= {name: text_at(table, name, place) if name in table else "" for name in ("also", "guide")}
    for name, allowed in (("place", PLACES), ("guide", {"", *guides})):
        if told[name] not in allowed:
            raise Misfit(path_of(place, name), f"is none of {', '.join(sorted(allowed - {''}))}")
    theme, unit = _one_of(Theme, table, "group", place), _one_of(Unit, table, "unit", place)
    return MeasureWords(theme=theme, unit=unit, **told)


_TEXTS = ("id", "name", "counted", "formula", "caveat", "act", "place", "card")


E = TypeVar("E", bound=StrEnum)


def _one_of(kind: type[E], table: Mapping[str, Any], name: str, place: str) -> E:
    value = text_at(table, name, place)
    if value not in set(kind):
        raise Misfit(path_of(place, name), f"is none of {', '.join(kind)}")
    return kind(value)
