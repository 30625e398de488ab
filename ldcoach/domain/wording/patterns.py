"""Patterns over words: lists, single words, choices and gaps, compiled to run over the signs of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from ldcoach.domain.wording.lexicon import EDGE, Lexicon

__all__ = ["FURTHEST", "Pattern", "compile_pattern", "words_of"]

Pattern = re.Pattern[str]

FURTHEST = 6
"""`*` and `+` mean at most so many, so that matching takes time in proportion to the text."""

_GAPS = {"..": (0, 3), "...": (0, 8)}
_ITEM = re.compile(r"(!?)((?:<[a-z_]+>|[^\s|()<>?*+!]+)(?:\|(?:<[a-z_]+>|[^\s|()<>?*+!]+))*)([?*+]?)")
_CLOSE = re.compile(r"\)([?*+]?)")
_REPEAT = {"": "", "?": "?", "*": f"{{0,{FURTHEST}}}", "+": f"{{1,{FURTHEST}}}"}


def words_of(pattern: str) -> Iterator[str]:
    """Yield the single words that a pattern names."""
    for item in pattern.split():
        found = _ITEM.fullmatch(item)
        if item == "?":
            yield item
        elif found and item not in _GAPS and not _is_mark(item):
            yield from (one for one in found.group(2).split("|") if not one.startswith(("<", "@")))


def compile_pattern(patterns: Sequence[str], lexicon: Lexicon) -> Pattern:
    """Compile patterns, any of which may match.

    Parts are divided by spaces: `word`; `<list>`; `@shape`; `one|two` for either; `!one|two` for any other word of
    the sentence; `?`, `*` or `+` after one; `( a b | c )` for groups; `..` for up to three and `...` for up to eight
    words of the sentence; `^` and `$` for where a sentence begins and ends.

    Raises:
        ValueError: a pattern cannot be read; the message says why.
    """
    return re.compile("|".join(f"(?:{''.join(_parts(pattern, lexicon))})" for pattern in patterns))


def _is_mark(item: str) -> bool:
    return item in {"(", "|", "^", "$"} or item.startswith(")")


def _parts(pattern: str, lexicon: Lexicon) -> Iterator[str]:
    signs = _Signs(lexicon)
    for item in pattern.split():
        if item in _GAPS:
            low, high = _GAPS[item]
            yield f"{signs.inside}{{{low},{high}}}?"
        elif item in {"^", "$"}:
            yield signs.edge
        elif item == "?":
            yield signs.one_of(["?"], other=False)
        elif item in {"(", "|"}:
            yield "(?:" if item == "(" else "|"
        elif closing := _CLOSE.fullmatch(item):
            yield f"){_REPEAT[closing.group(1)]}"
        elif found := _ITEM.fullmatch(item):
            negated, names, repeat = found.groups()
            yield signs.one_of(names.split("|"), other=bool(negated)) + _REPEAT[repeat]
        else:
            raise ValueError(f"cannot be read at {item!r}")


class _Signs:
    """Writes sets of signs as a regular expression does."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        ends = [*(lexicon.members("stop") or ()), EDGE]
        self.edge = f"[{_ranges(ends)}]"
        self.inside = f"[^{_ranges(ends)}]"
        self._ends = ends

    def one_of(self, names: Sequence[str], *, other: bool) -> str:
        signs: list[str] = []
        for name in names:
            listed = name[1:-1] if name.startswith("<") else name if name.startswith("@") else f"={name}"
            members = self._lexicon.members(listed)
            if members is None:
                raise ValueError(f"names a list of words that is not there: {name}")
            signs += members
        return f"[^{_ranges([*signs, *self._ends])}]" if other else f"[{_ranges(signs)}]"


def _ranges(signs: Sequence[str]) -> str:
    """Return the inside of a character class; lists stand side by side in the alphabet, so it is short."""
    points = sorted({ord(sign) for sign in signs})
    place: Callable[[tuple[int, int]], int] = lambda pair: pair[1] - pair[0]  # noqa: E731  # a key, used once
    parts = []
    for _, group in groupby(enumerate(points), place):
        run = [point for _, point in group]
        parts.append(f"\\U{run[0]:08x}" if len(run) == 1 else f"\\U{run[0]:08x}-\\U{run[-1]:08x}")
    return "".join(parts)
