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
        self._grams: re.Pattern[str] | None = None

    def possible(self, text: str) -> set[str]:
        """Return all patterns that match a text, and some that do not."""
        grams = self._grams or self._worked_out()
        return set(self._unsure).union(*[self._needing[gram] for gram in set(grams.findall(text))])

    def _worked_out(self) -> re.Pattern[str]:
        """Return what finds every gram in a text; a gram that begins with a shorter one is found as that."""
        needs = {pattern: needs_of(pattern) for pattern in self._patterns}
        self._unsure = frozenset(pattern for pattern, grams in needs.items() if not grams)
        every = frozenset[str]().union(*needs.values())
        for pattern, grams in needs.items():
            for gram in grams:
                shortest = next(gram[:size] for size in range(1, len(gram) + 1) if gram[:size] in every)
                self._needing.setdefault(shortest, set()).add(pattern)
        self._grams = re.compile(f"(?=({_any_of(self._needing)}))" if self._needing else r"(?!)")
        return self._grams


def _any_of(grams: Iterable[str]) -> str:
    """Return a pattern of all grams, those with the same first letter together, so that it is quick to try."""
    rests: dict[str, list[str]] = {}
    for gram in sorted(grams):
        rests.setdefault(gram[0], []).append(re.escape(gram[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())


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
            self._at = self._pattern.index("]", self._at) + 1
            return "", NOTHING
        if letter == "\\":
            self._at += 1
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
