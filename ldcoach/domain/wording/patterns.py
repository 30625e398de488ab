"""Patterns over words: lists, single words, choices and gaps, matched against the signs of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
NO_GATE: Gate = frozenset()


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
    """One pattern: a text without a sign of its `gate` and one of its `second` gate cannot match it.

    An empty gate asks for nothing. Compiled when first needed.

    Its parts are divided by spaces: `word`; `<list>`; `@shape`; `one|two` for either; `!one|two` for any other word
    of the sentence; `?`, `*` or `+` after one; `( a b | c )` for groups; `..` for up to three and `...` for up to
    eight words of the sentence; `^` and `$` for where a sentence begins and ends.

    Raises:
        ValueError: a part cannot be read, names a list that is not there, or a group has no end.
    """

    __slots__ = ("_classes", "_compiled", "_items", "alone", "gate", "second")

    def __init__(self, pattern: str, classes: Classes) -> None:
        gates: list[Gate] = []
        depth = 0
        self._items = pattern.split()
        for item in self._items:
            depth += (item == "(") - item.startswith(")")
            gate = classes.gate(item)
            if depth < 0:
                raise ValueError("closes a group that was not opened")
            if gate and not depth:
                gates.append(gate)
        if depth:
            raise ValueError("leaves a group opened")
        gates.sort(key=classes.commonness)
        self.gate, self.second = [*gates, NO_GATE, NO_GATE][:2]
        self.alone = bool(gates) and len(self._items) == 1
        """Whether a sign of the gate is all that it takes."""
        self._classes = classes
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern as a regular expression over signs."""
        return self._compiled or self._compile()

    def _compile(self) -> re.Pattern[str]:
        self._compiled = re.compile("".join(map(self._classes.expression, self._items)))
        return self._compiled


class Classes:
    """Writes the parts of a pattern as a regular expression does, and says which signs each cannot do without."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._common = frozenset(lexicon.members("common") or ())
        ends = [*(lexicon.members("stop") or ()), EDGE]
        self._edge, self._inside = f"[{_ranges(ends)}]", f"[^{_ranges(ends)}]"
        self._ends = ends
        self._gates: dict[str, Gate] = {}
        self._expressions: dict[str, str] = {}
        self._commonness: dict[Gate, int] = {}

    def commonness(self, gate: Gate) -> int:
        """Return how often, roughly, a word of it is met."""
        if gate not in self._commonness:
            self._commonness[gate] = len(gate) + _COMMON * len(gate & self._common)
        return self._commonness[gate]

    def gate(self, item: str) -> Gate:
        """Return the signs of which a text must hold one to match this part of a pattern; empty for no such need.

        Raises:
            ValueError: it cannot be read, or names a list that is not there.
        """
        if item not in self._gates:
            self._gates[item] = self._gate(item)
        return self._gates[item]

    def _gate(self, item: str) -> Gate:
        if item in _GAPS or _is_mark(item):
            if item.startswith(")") and not _CLOSE.fullmatch(item):
                raise ValueError(f"cannot be read at {item!r}")
            return NO_GATE
        negated, names, repeat = _read(item)
        signs = frozenset(self._signs(names))
        return NO_GATE if negated or repeat in {"?", "*"} else signs

    def expression(self, item: str) -> str:
        """Return one part of a pattern as a regular expression has it."""
        if item not in self._expressions:
            self._expressions[item] = self._expression(item)
        return self._expressions[item]

    def _expression(self, item: str) -> str:
        if item in _GAPS:
            low, high = _GAPS[item]
            return f"{self._inside}{{{low},{high}}}?"
        if item in {"^", "$"}:
            return self._edge
        if item in {"(", "|"}:
            return "(?:" if item == "(" else "|"
        if closing := _CLOSE.fullmatch(item):
            return f"){_REPEAT[closing.group(1)]}"
        negated, names, repeat = _read(item)
        signs = self._signs(names)
        return (f"[^{_ranges([*signs, *self._ends])}]" if negated else f"[{_ranges(signs)}]") + _REPEAT[repeat]

    def _signs(self, names: Sequence[str]) -> list[str]:
        signs: list[str] = []
        for name in names:
            listed = name[1:-1] if name.startswith("<") else name if name.startswith("@") else f"={name}"
            members = self._lexicon.members(listed)
            if members is None:
                raise ValueError(f"names a list of words that is not there: {name}")
            signs += members
        return signs


def _read(item: str) -> tuple[bool, Sequence[str], str]:
    """Return whether a part is negated, the words and lists it names, and how often it may come."""
    if item == "?":
        return False, ["?"], ""
    found = _ITEM.fullmatch(item)
    if not found:
        raise ValueError(f"cannot be read at {item!r}")
    return bool(found.group(1)), found.group(2).split("|"), found.group(3)


class Patterns:
    """Patterns by whom they belong to; only those are tried of whose gates a text holds a sign each.

    Which are tried is one whole number with a bit for each pattern. `ends` are the signs that end a sentence.
    """

    def __init__(self, owned: Mapping[str, Iterable[Pattern]], ends: frozenset[str]) -> None:
        self._known = [(owner, pattern) for owner, patterns in owned.items() for pattern in patterns]
        first = _by_gate(pattern.gate for _, pattern in self._known)
        second = _by_gate(pattern.second for _, pattern in self._known)
        self._always = first.pop(NO_GATE, 0), second.pop(NO_GATE, 0)
        self._gates = first, second
        self._opened: dict[str, tuple[int, int]] = {}
        self._ends = ends

    def compile_all(self, step: Callable[[int, int], object] | None = None) -> None:
        """Compile every pattern now, which takes about a second, rather than each when it is first needed.

        Args:
            step: called with (done, all) after each; what it raises ends the work, and what was compiled is kept.
        """
        for done, (_, pattern) in enumerate(self._known, 1):
            _ = pattern.compiled
            if step is not None:
                step(done, len(self._known))

    def seen(self, code: str) -> Seen:
        """Return what can be asked of a text that is given as signs."""
        known, opened = self._known, self._opened
        first, second = self._always
        for sign in set(code):
            bits = opened.get(sign) or self._opened_by(sign)
            first |= bits[0]
            second |= bits[1]
        open_: dict[str, list[Pattern]] = {}
        row = f"{first & second:b}"[::-1]
        place = row.find("1")
        while place >= 0:
            owner, pattern = known[place]
            if owner in open_:
                open_[owner].append(pattern)
            else:
                open_[owner] = [pattern]
            place = row.find("1", place + 1)
        return Seen(code, open_, self._ends)

    def _opened_by(self, sign: str) -> tuple[int, int]:
        """Return the patterns whose first and whose second gate a sign opens; worked out once for each sign."""
        first, second = (sum(bits for gate, bits in gates.items() if sign in gate) for gates in self._gates)
        self._opened[sign] = first, second
        return first, second


def _by_gate(gates: Iterable[Gate]) -> dict[Gate, int]:
    """Return for each gate the bits of the patterns that have it."""
    found: dict[Gate, int] = {}
    for place, gate in enumerate(gates):
        found[gate] = found.get(gate, 0) | 1 << place
    return found


class Seen:
    """One text and the patterns that may match it; what was asked once is known."""

    __slots__ = ("_ends", "_known", "_open", "code", "owners")

    def __init__(self, code: str, open_: Mapping[str, list[Pattern]], ends: frozenset[str]) -> None:
        self.code = code
        self._ends = ends
        self._open = open_
        self._known: dict[str, bool] = {}
        self.owners = open_.keys()

    def has(self, owner: str) -> bool:
        """Tell whether any pattern of the owner matches."""
        known = self._known.get(owner)
        if known is None:
            known = self._known[owner] = self._searched(owner)
        return known

    def _searched(self, owner: str) -> bool:
        for pattern in self._open.get(owner, ()):  # noqa: SIM110  # a generator would take as long as the search
            if pattern.alone or pattern.compiled.search(self.code):
                return True
        return False

    def first_after(self, owner: str, at: int) -> tuple[int, int] | None:
        """Return the first place, from `at` on, where a pattern of the owner matches."""
        found = (pattern.compiled.search(self.code, at) for pattern in self._open.get(owner, ()))
        return min((one.span() for one in found if one), default=None)

    def spans(self, owner: str) -> list[tuple[int, int]]:
        """Return every place, in signs, where a pattern of the owner matches, from its first word on."""
        code, spans = self.code, list[tuple[int, int]]()
        for pattern in self._open.get(owner, ()):
            for found in pattern.compiled.finditer(code):
                start, end = found.span()
                while start < end and code[start] in self._ends:
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
        parts.append(chr(run[0]) if len(run) == 1 else f"{chr(run[0])}-{chr(run[-1])}")
    return "".join(parts)
