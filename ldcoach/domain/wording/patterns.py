"""Patterns over words: lists, single words, choices and gaps, matched against the signs of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ldcoach.domain.wording.lexicon import EDGE, Lexicon

__all__ = ["FURTHEST", "Pattern", "Patterns", "Seen", "words_of"]

FURTHEST = 6
"""`*` and `+` mean at most so many, so that matching takes time in proportion to the text."""

_GAPS = {"..": (0, 3), "...": (0, 8)}
_ITEM = re.compile(r"(!?)((?:<[a-z_]+>|[^\s|()<>?*+!]+)(?:\|(?:<[a-z_]+>|[^\s|()<>?*+!]+))*)([?*+]?)")
_CLOSE = re.compile(r"\)([?*+]?)")
_REPEAT = {"": "", "?": "?", "*": f"{{0,{FURTHEST}}}", "+": f"{{1,{FURTHEST}}}"}
_COMMON = 200
"""How much commoner a word of the list `common` is taken to be than any other."""

Gate = frozenset[str]


def words_of(pattern: str) -> Iterator[str]:
    """Yield the single words that a pattern names."""
    for item in pattern.split():
        found = _ITEM.fullmatch(item)
        if item == "?":
            yield item
        elif found and item not in _GAPS and not _is_mark(item):
            yield from (one for one in found.group(2).split("|") if not one.startswith(("<", "@")))


def _is_mark(item: str) -> bool:
    return item in {"(", "|", "^", "$"} or item.startswith(")")


class Pattern:
    """One pattern: a text without a sign of its `gate` cannot match it. Compiled when first needed.

    Its parts are divided by spaces: `word`; `<list>`; `@shape`; `one|two` for either; `!one|two` for any other word
    of the sentence; `?`, `*` or `+` after one; `( a b | c )` for groups; `..` for up to three and `...` for up to
    eight words of the sentence; `^` and `$` for where a sentence begins and ends.
    """

    __slots__ = ("_compiled", "_expression", "gate")

    def __init__(self, pattern: str, classes: Classes) -> None:
        parts: list[str] = []
        gates: list[Gate] = []
        depth = 0
        for item in pattern.split():
            depth += (item == "(") - item.startswith(")")
            part, gate = classes.part(item)
            parts.append(part)
            if gate and not depth:
                gates.append(gate)
        self.gate: Gate = min(gates, key=classes.commonness, default=frozenset())
        self._expression = "".join(parts)
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern as a regular expression over signs."""
        if self._compiled is None:
            self._compiled = re.compile(self._expression)
        return self._compiled


class Classes:
    """Writes the parts of a pattern as a regular expression does, and says which signs each cannot do without."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._common = frozenset(lexicon.members("common") or ())
        ends = [*(lexicon.members("stop") or ()), EDGE]
        self._edge, self._inside = f"[{_ranges(ends)}]", f"[^{_ranges(ends)}]"
        self._ends = ends
        self._known: dict[str, tuple[str, Gate]] = {}

    def commonness(self, gate: Gate) -> int:
        """Return how often, roughly, a word of it is met."""
        return len(gate) + _COMMON * len(gate & self._common)

    def part(self, item: str) -> tuple[str, Gate]:
        """Return one part as an expression, with the signs of which the text must hold one; empty for no such need.

        Raises:
            ValueError: it cannot be read, or names a list that is not there.
        """
        if item not in self._known:
            self._known[item] = self._part(item)
        return self._known[item]

    def _part(self, item: str) -> tuple[str, Gate]:
        none: Gate = frozenset()
        if item in _GAPS:
            low, high = _GAPS[item]
            return f"{self._inside}{{{low},{high}}}?", none
        if item in {"^", "$"}:
            return self._edge, none
        if item == "?":
            return self._one_of(["?"])
        if item in {"(", "|"}:
            return ("(?:" if item == "(" else "|"), none
        if closing := _CLOSE.fullmatch(item):
            return f"){_REPEAT[closing.group(1)]}", none
        if not (found := _ITEM.fullmatch(item)):
            raise ValueError(f"cannot be read at {item!r}")
        negated, names, repeat = found.groups()
        expression, gate = self._one_of(names.split("|"), other=bool(negated))
        return expression + _REPEAT[repeat], none if negated or repeat in {"?", "*"} else gate

    def _one_of(self, names: Sequence[str], *, other: bool = False) -> tuple[str, Gate]:
        signs: list[str] = []
        for name in names:
            listed = name[1:-1] if name.startswith("<") else name if name.startswith("@") else f"={name}"
            members = self._lexicon.members(listed)
            if members is None:
                raise ValueError(f"names a list of words that is not there: {name}")
            signs += members
        expression = f"[^{_ranges([*signs, *self._ends])}]" if other else f"[{_ranges(signs)}]"
        return expression, frozenset(signs)


class Patterns:
    """Patterns by whom they belong to; only those are tried whose gate a text holds."""

    def __init__(self, owned: Mapping[str, Iterable[Pattern]]) -> None:
        gates: dict[str, list[tuple[str, Pattern]]] = {}
        self._always: list[tuple[str, Pattern]] = []
        for owner, patterns in owned.items():
            for pattern in patterns:
                for sign in pattern.gate:
                    gates.setdefault(sign, []).append((owner, pattern))
                if not pattern.gate:
                    self._always.append((owner, pattern))
        self._gates = gates

    def seen(self, code: str) -> Seen:
        """Return what can be asked of a text that is given as signs."""
        open_: dict[str, set[Pattern]] = {}
        for owner, pattern in self._always:
            open_.setdefault(owner, set()).add(pattern)
        for sign in set(code):
            for owner, pattern in self._gates.get(sign, ()):
                if owner in open_:
                    open_[owner].add(pattern)
                else:
                    open_[owner] = {pattern}
        return Seen(code, open_)


class Seen:
    """One text and the patterns that may match it."""

    __slots__ = ("_open", "code")

    def __init__(self, code: str, open_: Mapping[str, set[Pattern]]) -> None:
        self.code = code
        self._open = open_

    def has(self, owner: str) -> bool:
        """Tell whether any pattern of the owner matches."""
        return any(pattern.compiled.search(self.code) for pattern in self._open.get(owner, ()))

    def first_after(self, owner: str, at: int) -> tuple[int, int] | None:
        """Return the first place, from `at` on, where a pattern of the owner matches."""
        found = (pattern.compiled.search(self.code, at) for pattern in self._open.get(owner, ()))
        return min((one.span() for one in found if one), default=None)

    def spans(self, owner: str) -> list[tuple[int, int]]:
        """Return every place, in signs, where a pattern of the owner matches, without the edges around it."""
        code, spans = self.code, []
        for pattern in self._open.get(owner, ()):
            for found in pattern.compiled.finditer(code):
                start, end = found.span()
                while start < end and code[start] == EDGE:
                    start += 1
                while start < end and code[end - 1] == EDGE:
                    end -= 1
                if start < end:
                    spans.append((start, end))
        return sorted(spans)


def _ranges(signs: Sequence[str]) -> str:
    """Return the inside of a character class; signs of one list stand side by side, so it is short."""
    points = sorted({ord(sign) for sign in signs})
    parts = []
    for _, group in groupby(enumerate(points), lambda pair: pair[1] - pair[0]):
        run = [point for _, point in group]
        parts.append(f"\\U{run[0]:08x}" if len(run) == 1 else f"\\U{run[0]:08x}-\\U{run[-1]:08x}")
    return "".join(parts)
