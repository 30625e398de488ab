"""What a text as a whole speaks for: signs of structure, lists and single words, each with weights, and their sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, NamedTuple

from ldcoach.domain.wording.lexicon import Lexicon, Signs
from ldcoach.domain.wording.patterns import Seen
from ldcoach.domain.wording.rules import RuleFault

__all__ = ["SIGNS", "Evidence", "Strength", "evidence_from", "scale"]

SIGNS = "signs."
"""Patterns whose owner begins so are signs of the evidence."""

USUAL, FEWEST = 16, 8
"""Different words in a text that counts as it is; so many does the shortest text count for at least."""


class Strength(NamedTuple):
    """How much speaks for each of two things; below zero, more speaks against it.

    `seen`: there is something one could have seen or heard. `sound`: no rule about what is said would speak up.
    """

    seen: float
    sound: float


Weights = Mapping[str, Strength]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two linear models over the same features: weights of patterns, of lists, of single words, and a start.

    `signs` are by the owner of the patterns, `lists` says which lists each sign of a text stands for. `free` names
    lists of which a text may hold no word, and `free_weights` says how much it counts if so.
    """

    start: Strength
    signs: Weights
    lists: Mapping[str, frozenset[str]]
    list_weights: Weights
    words: Weights
    free: Mapping[str, frozenset[str]]
    free_weights: Weights

    def found(self, signs: Signs, seen: Seen) -> Iterator[tuple[str, str]]:
        """Yield what a text holds, as pairs of a kind (`signs`, `lists`, `words`, `free`) and a name, each once."""
        yield from (("signs", owner.removeprefix(SIGNS)) for owner in self.signs if seen.has(owner))
        lists = self._lists_in(signs)
        yield from (("lists", name) for name in lists)
        yield from (("free", name) for name, words in self.free.items() if words.isdisjoint(lists))
        yield from (("words", word) for word in set(signs.words))

    def strength(self, signs: Signs, seen: Seen) -> Strength:
        """Return how much a text speaks for either."""
        different = set(signs.words)
        lists = self._lists_in(signs)
        words, listed = self.words, self.list_weights
        found = [words[word] for word in different if word in words]
        found += [listed[name] for name in lists if name in listed]
        found += [self.free_weights[name] for name, spared in self.free.items() if spared.isdisjoint(lists)]
        known = self.signs
        found += [known[owner] for owner in seen.owners if owner in known and seen.has(owner)]
        scaled = scale(len(different))
        return Strength(
            self.start.seen + scaled * sum(weight[0] for weight in found),
            self.start.sound + scaled * sum(weight[1] for weight in found),
        )

    def _lists_in(self, signs: Signs) -> set[str]:
        lists = self.lists
        return set().union(*(lists[sign] for sign in set(signs.code) if sign in lists))


def scale(different: int) -> float:
    """Return by how much the weights count in a text of so many different words.

    A long text holds more of everything, so its weights count less; the root keeps short and long texts in one range.
    """
    return sqrt(USUAL / max(FEWEST, different))


def evidence_from(evidence: Mapping[str, Any], weights: Mapping[str, Any], lexicon: Lexicon) -> Evidence:
    """Return the models of parsed files: the signs and lists to look for, and how much each counts.

    Raises:
        RuleFault: a sign has no weights, a list is not there, or a value cannot be used.
    """
    of_signs, of_free = _weights(weights, "signs"), _weights(weights, "free")
    free = _free(evidence, lexicon)
    for table, names, known in (("signs", evidence["signs"], of_signs), ("free", free, of_free)):
        for name in names:
            if name not in known:
                at = f"{table}.{name}"
                raise RuleFault(at, "has no weights")
    return Evidence(
        _pair(weights.get("start"), "start"),
        {SIGNS + name: of_signs[name] for name in evidence["signs"]},
        lexicon.lists_by_sign(),
        _weights(weights, "lists"),
        _weights(weights, "words"),
        free,
        of_free,
    )


def _free(evidence: Mapping[str, Any], lexicon: Lexicon) -> dict[str, frozenset[str]]:
    table = evidence.get("free", {})
    if not isinstance(table, Mapping):
        raise RuleFault("free", "is not a table")
    found: dict[str, frozenset[str]] = {}
    for name, listed in table.items():
        at = f"free.{name}"
        if not isinstance(listed, str) or not listed.strip():
            raise RuleFault(at, "is empty or not a text")
        for one in listed.split():
            if lexicon.members(one) is None:
                raise RuleFault(at, f"names a list of words that is not there: {one}")
        found[name] = frozenset(listed.split())
    return found


def _weights(weights: Mapping[str, Any], table: str) -> dict[str, Strength]:
    found = weights.get(table)
    if not isinstance(found, Mapping):
        raise RuleFault(table, "is missing or not a table")
    return {name: _pair(value, f"{table}.{name}") for name, value in found.items()}


def _pair(value: object, at: str) -> Strength:
    match value:
        case [int() | float() as seen, int() | float() as sound]:
            return Strength(float(seen), float(sound))
    raise RuleFault(at, "is missing or not two numbers")
