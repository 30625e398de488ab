"""Whether a text holds something one could have seen or heard: signs of it, each with a weight, and their sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ldcoach.domain.wording.lexicon import Lexicon
from ldcoach.domain.wording.patterns import Pattern, compile_pattern
from ldcoach.domain.wording.rules import RuleFault

__all__ = ["Evidence", "evidence_from"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A linear model: named signs in the structure of a text, trained weights, and what there is without any."""

    signs: Mapping[str, Pattern]
    weights: Mapping[str, float]
    start: float

    def found(self, code: str) -> list[str]:
        """Return the names of the signs that a text, given as the lexicon's signs, holds."""
        return [name for name, pattern in self.signs.items() if pattern.search(code)]

    def strength(self, code: str) -> float:
        """Return how much speaks for something seen or heard; below zero, more speaks against it."""
        weights = self.weights
        return self.start + sum(weights[name] for name, pattern in self.signs.items() if pattern.search(code))


def evidence_from(signs: Mapping[str, Any], weights: Mapping[str, Any], lexicon: Lexicon) -> Evidence:
    """Return the model of two parsed files: what to look for, and the trained weights.

    Raises:
        RuleFault: a sign has no weight, or a value cannot be used.
    """
    patterns: dict[str, Pattern] = {}
    table = signs.get("signs")
    if not isinstance(table, Mapping):
        raise RuleFault("signs", "is missing or not a table")
    for name, listed in table.items():
        place = f"signs.{name}"
        if not isinstance(listed, list) or not listed or not all(isinstance(one, str) for one in listed):
            raise RuleFault(place, "is empty or not a list of texts")
        try:
            patterns[name] = compile_pattern(listed, lexicon)
        except ValueError as error:
            raise RuleFault(place, str(error)) from error
    numbers = weights.get("weights")
    if not isinstance(numbers, Mapping):
        raise RuleFault("weights", "is missing or not a table")
    for name in patterns:
        if not isinstance(numbers.get(name), int | float):
            at = f"weights.{name}"
            raise RuleFault(at, "is missing or not a number")
    start = weights.get("start")
    if not isinstance(start, int | float):
        raise RuleFault("start", "is missing or not a number")
    return Evidence(patterns, {name: float(numbers[name]) for name in patterns}, float(start))
