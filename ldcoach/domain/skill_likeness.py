"""Which skills a text speaks of: by the words that it shares with their names, rare words telling most."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import cache
from heapq import nsmallest
from math import log
from typing import Generic, TypeVar

from ldcoach.domain.skills_table import folded_skill

__all__ = ["SkillLikeness"]

K = TypeVar("K", bound=Hashable)

_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDINGS = (
    *("ements", "ement", "ments", "ment", "eries", "ings", "ions", "ing", "ion", "ers", "ery", "ors", "ies", "ied"),
    *("er", "ed", "es", "or", "s", "y", "e"),
)
"""Longer ones first."""
_DOUBLING = ("in", "ed", "er")
"""Before these a last letter is written twice, as in planning."""
_LEAST = 3
"""A word keeps so many letters when its ending is taken off."""
_MOST_WORDS = 400
_SHARE = 0.5
"""A skill is spoken of when the text holds at least half of what its name tells."""
_SAY_LITTLE = frozenset(
    _WORD.findall(
        "about after again all also and any are back because been before being both but can could did does doing done "
        "down each for from get gets getting give given gives giving goes going good got had has have having her here "
        "him his how into its just less let lot make makes making made many may more most much new next not now off "
        "once one only other others our out over own per same she should since some still such take taken takes taking "
        "than that the their them then there these they thing things this those through time too took two under until "
        "use used uses using very was way well went were what when where which while who whom why will with within "
        "without work worked working works would yet you your yours"
    )
)


class SkillLikeness(Generic[K]):
    """Names of skills by the stems of their words; made once, asked after each pause."""

    def __init__(self, names: Iterable[tuple[K, str]]) -> None:
        stem = cache(_stem)
        self._stems = {key: frozenset(map(stem, _words(name))) for key, name in names}
        self._holding: defaultdict[str, list[K]] = defaultdict(list)
        for key, found in self._stems.items():
            for each in found:
                self._holding[each].append(key)
        many = 1 + len(self._stems)
        self._weight = {stem: 1 + log(many / (1 + len(keys))) for stem, keys in self._holding.items()}
        self._whole = {key: sum(self._weight[each] for each in found) for key, found in self._stems.items()}

    def likest(self, text: str, limit: int) -> tuple[K, ...]:
        """Return the keys whose names share most with a text, the likest first; none where nothing telling is shared.

        What a shared word counts is the logarithm of how rare it is among all names.
        """
        shared: defaultdict[K, float] = defaultdict(float)
        for stem in stems(text):
            for key in self._holding.get(stem, ()):
                shared[key] += self._weight[stem]
        likely = [(found * found / self._whole[key], key) for key, found in shared.items() if self._is_told(key, found)]
        best = nsmallest(limit, likely, key=lambda one: (-one[0], len(self._stems[one[1]])))
        return tuple(key for _, key in best)

    def _is_told(self, key: K, found: float) -> bool:
        return found >= _SHARE * self._whole[key]


def stems(text: str) -> frozenset[str]:
    """Return the telling words of a text without their endings, so that planned meets planning."""
    return frozenset(map(_stem, list(_words(text))[:_MOST_WORDS]))


def _words(text: str) -> dict[str, None]:
    return dict.fromkeys(word for word in _WORD.findall(folded_skill(text)) if word not in _SAY_LITTLE)


def _stem(word: str) -> str:
    fits = (one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _LEAST)
    ending = "" if word.endswith("ss") else next(fits, "")
    stem = word.removesuffix(ending)
    doubled = ending[:2] in _DOUBLING and len(stem) > _LEAST and stem[-1] == stem[-2] and stem[-1] not in "aeiouls"
    return stem[:-1] if doubled else stem
