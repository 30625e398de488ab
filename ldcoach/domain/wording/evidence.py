"""Whether a text holds something one could have seen or heard: signs of it, each with a weight, and their sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ldcoach.domain.wording.patterns import Seen
from ldcoach.domain.wording.rules import RuleFault

__all__ = ["SIGNS", "Evidence", "evidence_from"]

SIGNS = "signs."
"""Patterns whose owner begins so are signs of the evidence."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A linear model: trained weights of the named signs, and what there is without any."""

    weights: Mapping[str, float]
    start: float

    def found(self, seen: Seen) -> list[str]:
        """Return the names of the signs that a text holds."""
        return [name for name in self.weights if seen.has(SIGNS + name)]

    def strength(self, seen: Seen) -> float:
        """Return how much speaks for something seen or heard; below zero, more speaks against it."""
        return self.start + sum(weight for name, weight in self.weights.items() if weight and seen.has(SIGNS + name))


def evidence_from(signs: Mapping[str, Any], weights: Mapping[str, Any]) -> Evidence:
    """Return the model: the signs that there are, with the weights of a parsed file.

    Raises:
        RuleFault: a sign has no weight, or a value cannot be used.
    """
    numbers = weights.get("weights")
    if not isinstance(numbers, Mapping):
        raise RuleFault("weights", "is missing or not a table")
    for name in signs:
        if not isinstance(numbers.get(name), int | float):
            at = f"weights.{name}"
            raise RuleFault(at, "is missing or not a number")
    start = weights.get("start")
    if not isinstance(start, int | float):
        raise RuleFault("start", "is missing or not a number")
    return Evidence({name: float(numbers[name]) for name in signs}, float(start))
