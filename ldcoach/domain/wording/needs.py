"""What a text must hold for a pattern to match it: a few letters in a row, so that most patterns need not be tried.

Reads the patterns of stop.toml: letters, `(?:a|b)`, `[...]`, classes, `?`, `*`, `+`, `{m,n}`; no look-around.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["Gate", "Needs", "needs_of"]

Needs = frozenset[str]
"""A text that holds none of these cannot match; empty when nothing can be said."""

NOTHING: Needs = frozenset()
LONGEST, SHORTEST = 4, 2
_RUN = 3
_RANGE = re.compile(r"\[([0-9])-([0-9])\]")
_COMMON = (
    "you your have been being with from that this they their were because after before about into work some what when "
    "the and for was is to of in on at as it he we my me us do by or so up go if no "
    "be an am are his her she him has had who not but our out off too all just very more more team people time"
)


class Gate:
    """Patterns, of which `possible` finds those worth trying; what they need is worked out when first asked."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = tuple(patterns)
        self._unsure: frozenset[str] = frozenset()
        self._needing: dict[str, set[str]] = {}
        self._short: tuple[str, ...] = ()
        self._by_beginning: dict[str, list[str]] = {}
        self._ready = False

    def possible(self, text: str) -> set[str]:
        """Return all patterns that match a text, and some that do not."""
        if not self._ready:
            self._work_out()
        found = set(self._unsure)
        for gram in self._short:
            if gram in text:
                found |= self._needing[gram]
        # All runs of letters at once, in one set, are found quicker than by a pattern of all grams.
        runs = {text[place : place + _RUN] for place in range(len(text))}
        for beginning in self._by_beginning.keys() & runs:
            for gram in self._by_beginning[beginning]:
                if gram in text:
                    found |= self._needing[gram]
        return found

    def _work_out(self) -> None:
        needs = {pattern: needs_of(pattern) for pattern in self._patterns}
        needing: dict[str, set[str]] = {}
        for pattern, grams in needs.items():
            for gram in grams:
                needing.setdefault(gram, set()).add(pattern)
        by_beginning: dict[str, list[str]] = {}
        for gram in sorted(needing):
            if len(gram) >= _RUN:
                by_beginning.setdefault(gram[:_RUN], []).append(gram)
        self._unsure = frozenset(pattern for pattern, grams in needs.items() if not grams)
        self._short = tuple(sorted(gram for gram in needing if len(gram) < _RUN))
        self._needing, self._by_beginning = needing, by_beginning
        self._ready = True


def needs_of(pattern: str) -> Needs:
    """Return what a text must hold one of; a pattern that cannot be read needs nothing, so it is always tried."""
    reader = _Reader(pattern)
    needs = reader.choice()
    return needs if reader.done else NOTHING


def _gram(run: str) -> Needs:
    """Return the beginning of the longest word in a run of letters and spaces."""
    words = "".join(letter if letter.isalpha() else " " for letter in run).split()
    longest = max(words, key=len, default="")
    return frozenset([longest[:LONGEST]]) if len(longest) >= SHORTEST else NOTHING


_COMMON_GRAMS = frozenset(gram for word in _COMMON.split() for gram in _gram(word))


def _best(found: Iterable[Needs]) -> Needs:
    """Return the needs that the fewest texts meet."""
    said = [needs for needs in found if needs]
    return min(said, key=lambda needs: (len(needs & _COMMON_GRAMS), len(needs)), default=NOTHING)


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    @property
    def done(self) -> bool:
        """Whether everything was read."""
        return self._at >= len(self._pattern)

    def _next(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def choice(self) -> Needs:
        """Read branches parted by bars: one of them matches, so any of their needs will do."""
        branches = [self._sequence()]
        while self._next() == "|":
            self._at += 1
            branches.append(self._sequence())
        return NOTHING if NOTHING in branches else frozenset().union(*branches)

    def _sequence(self) -> Needs:
        """Read parts that follow each other: all must match, so the rarest needs stand for them."""
        found: list[Needs] = []
        run = ""
        while self._next() not in {"", "|", ")"}:
            letter, inner = self._part()
            low = self._least()
            if low != 1 or not letter:
                found.append(_gram(run))
                run = ""
            if low:
                found.append(inner)
                run += letter
        return _best([*found, _gram(run)])

    def _part(self) -> tuple[str, Needs]:
        """Read one letter, class or group; return the letter, if it is one, and what a group needs."""
        letter = self._next()
        self._at += 1
        if letter == "(":
            self._at += 2 * self._pattern.startswith("?:", self._at)
            inner = self.choice()
            self._at += 1
            return "", inner
        if letter == "[":
            digits = _RANGE.match(self._pattern, self._at - 1)
            self._at = self._pattern.index("]", self._at) + 1
            return "", frozenset(map(str, range(int(digits[1]), int(digits[2]) + 1))) if digits else NOTHING
        if letter == "\\":
            self._at += 1
            # Other scripts have digits too, which a class of digits takes in.
            return "", NOTHING
        return ("" if letter == "." else letter), NOTHING

    def _least(self) -> int:
        """Read how often the part comes; return 0 when it may be missing, 1 for once and 2 for more."""
        sign = self._next()
        if sign in {"?", "*"}:
            self._at += 1
            return 0
        if sign == "+":
            self._at += 1
            return 2
        if sign == "{":
            end = self._pattern.index("}", self._at)
            low = self._pattern[self._at + 1 : end].partition(",")[0]
            self._at = end + 1
            return 0 if low in {"", "0"} else 2
        return 1
