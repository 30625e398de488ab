"""Whether a text holds something one could have seen or heard: signs of it, each with a weight, and their sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ldcoach.domain.wording.lexicon import Lexicon, Signs
from ldcoach.domain.wording.patterns import Seen
from ldcoach.domain.wording.rules import RuleFault

__all__ = ["SIGNS", "Evidence", "Weights", "evidence_from"]

SIGNS = "signs."
"""Patterns whose owner begins so are signs of the evidence."""

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A linear model: trained weights of patterns, of lists of words and of single words, and what there is without.

    `signs` are by the owner of the patterns, `lists` says which lists each sign of a text stands for.
    """

    start: float
    signs: Weights
    lists: Mapping[str, frozenset[str]]
    list_weights: Weights
    words: Weights

    def found(self, signs: Signs, seen: Seen) -> Iterator[tuple[str, str]]:
        """Yield what a text holds, as pairs of a kind (`signs`, `lists`, `words`) and a name, each once."""
        yield from (("signs", owner.removeprefix(SIGNS)) for owner in self.signs if seen.has(owner))
        yield from (("lists", name) for name in self._lists_in(signs))
        yield from (("words", word) for word in set(signs.words))

    def strength(self, signs: Signs, seen: Seen) -> float:
        """Return how much speaks for something seen or heard; below zero, more speaks against it."""
        words, listed = self.words, self.list_weights
        strength = self.start
        for word in set(signs.words):
            if word in words:
                strength += words[word]
        for name in self._lists_in(signs):
            strength += listed.get(name, 0.0)
        for owner in seen.owners:
            if owner in self.signs and seen.has(owner):
                strength += self.signs[owner]
        return strength

    def _lists_in(self, signs: Signs) -> set[str]:
        lists = self.lists
        return set().union(*(lists[sign] for sign in set(signs.code) if sign in lists))


def evidence_from(signs: Mapping[str, Any], weights: Mapping[str, Any], lexicon: Lexicon) -> Evidence:
    """Return the model: what there is to be found, with the weights of a parsed file.

    Raises:
        RuleFault: a sign has no weight, or a value cannot be used.
    """
    start = weights.get("start")
    if not isinstance(start, int | float):
        raise RuleFault("start", "is missing or not a number")
    of_signs = _numbers(weights, "signs")
    for name in signs:
        if name not in of_signs:
            at = f"signs.{name}"
            raise RuleFault(at, "has no weight")
    of_lists = _numbers(weights, "lists")
    return Evidence(
        float(start),
        {SIGNS + name: of_signs[name] for name in signs},
        lexicon.lists_by_sign(),
        of_lists,
        _numbers(weights, "words"),
    )


def _numbers(weights: Mapping[str, Any], table: str) -> dict[str, float]:
    found = weights.get(table)
    if not isinstance(found, Mapping):
        raise RuleFault(table, "is missing or not a table")
    for name, number in found.items():
        if not isinstance(number, int | float):
            at = f"{table}.{name}"
            raise RuleFault(at, "is not a number")
    return {name: float(number) for name, number in found.items()}
