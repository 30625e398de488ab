"""Codes that can be written down, read out and typed again: the recovery code, and the code of a sealed file.

Symbols of Crockford's base 32, which has no I, L, O and U, the last six of them the check of bech32m (BIP 350), in
groups of 4: 8 groups with 130 random bits for recovery, 6 groups with 90 for a file that is also stretched. The check
finds any mistake in up to four symbols and can say where one or two of them are.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from functools import cache

from ldcoach.errors import WrongSecret
from ldcoach.vault.memory import wipe

__all__ = ["GROUPS", "RECOVERY", "VOICE", "CodeKind", "MistypedCode", "mismatched_groups", "new_code", "parse_code"]

_GROUP_LENGTH = 4
_CHECK_LENGTH = 6

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {symbol: value for value, symbol in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_SEPARATORS = frozenset("-.\u2010\u2011\u2012\u2013\u2014\u2212")

_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CONSTANT = 0x2BC830A3


@dataclass(frozen=True, slots=True)
class CodeKind:
    """One kind of code: what it is called, where it comes from, how many groups it has.

    `domain` is fed to the check before the symbols, so that no other bech32m string passes as such a code.
    """

    name: str
    origin: str
    groups: int
    domain: tuple[int, ...]

    @property
    def length(self) -> int:
        """How many symbols there are."""
        return self.groups * _GROUP_LENGTH

    @property
    def data_length(self) -> int:
        """How many of them are random."""
        return self.length - _CHECK_LENGTH


RECOVERY = CodeKind("recovery code", "kept", 8, (12, 4, 3))
VOICE = CodeKind("code", "given", 6, (21, 15, 9))
"""The code of a sealed file, which is told by voice."""
GROUPS = RECOVERY.groups


class MistypedCode(WrongSecret):
    """What was typed is no such code; `groups` are the suspects, counted from 1, none if unknown."""

    def __init__(self, message: str, groups: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.groups = groups


def new_code(kind: CodeKind = RECOVERY) -> str:
    """Return a fresh code such as `7K2M-...`, in groups of 4 symbols."""
    values = [secrets.randbelow(len(_ALPHABET)) for _ in range(kind.data_length)]
    remainder = _remainder([*kind.domain, *values, *[0] * _CHECK_LENGTH]) ^ _CONSTANT
    values += [remainder >> 5 * place & 31 for place in reversed(range(_CHECK_LENGTH))]
    symbols = "".join(_ALPHABET[value] for value in values)
    return "-".join(symbols[start : start + _GROUP_LENGTH] for start in range(0, kind.length, _GROUP_LENGTH))


def parse_code(text: str, kind: CodeKind = RECOVERY) -> bytearray:
    """Return the random values, each 0 to 31, of a code as it was typed; the caller wipes them.

    Case, spaces and dashes do not matter; O is read as 0, I and L as 1.

    Raises:
        MistypedCode: a symbol is missing, too many, never used, or the check does not come out.
    """
    symbols = "".join(_typed_groups(text, kind))
    if len(symbols) != kind.length:
        message = (
            f"A {kind.name} has {kind.length} characters in {kind.groups} groups; {len(symbols)} were typed. "
            f"Nothing was changed. Compare it with the code that was {kind.origin}."
        )
        raise MistypedCode(message)
    _refuse_unused(symbols, kind)
    values = bytearray(_VALUES[symbol] for symbol in symbols)
    try:
        _refuse_misfit(values, kind)
        return values[: kind.data_length]
    finally:
        wipe(values)


def mismatched_groups(expected: str, typed: str) -> tuple[int, ...]:
    """Return which groups, counted from 1, differ between the code shown and the code retyped.

    A group that is missing counts; where more were typed than there are, so does the last.
    """
    wanted, given = _typed_groups(expected, RECOVERY), _typed_groups(typed, RECOVERY)
    excess = given[GROUPS:]
    given = [*given, *[""] * GROUPS][:GROUPS]
    given[-1] += "".join(excess)
    pairs = zip(wanted, given, strict=True)
    return tuple(number for number, (left, right) in enumerate(pairs, 1) if _read(left) != _read(right))


def _typed_groups(text: str, kind: CodeKind) -> list[str]:
    """Split at dashes and spaces where that gives as many groups as there are, else after every four symbols."""
    plain = unicodedata.normalize("NFKC", text).upper()
    groups = "".join(" " if symbol in _SEPARATORS else symbol for symbol in plain).split()
    if len(groups) == kind.groups:
        return groups
    joined = "".join(groups)
    return [joined[start : start + _GROUP_LENGTH] for start in range(0, len(joined), _GROUP_LENGTH)]


def _read(group: str) -> list[int | None]:
    return [_VALUES.get(symbol) for symbol in group]


def _refuse_unused(symbols: str, kind: CodeKind) -> None:
    unused = [place for place, symbol in enumerate(symbols) if symbol not in _VALUES]
    if unused:
        group, character = divmod(unused[0], _GROUP_LENGTH)
        message = (
            f"Character {character + 1} of group {group + 1} is never used in a {kind.name}. "
            f"Nothing was changed. Compare that group with the code that was {kind.origin}."
        )
        raise MistypedCode(message, _groups_of(unused))


def _refuse_misfit(values: bytearray, kind: CodeKind) -> None:
    difference = _remainder([*kind.domain, *values]) ^ _CONSTANT
    if not difference:
        return
    groups = _groups_of(_suspects(difference, kind.length))
    where = " and ".join(f"group {group}" for group in groups) or "every group"
    message = (
        f"A character of the {kind.name} was mistyped. Nothing was changed. "
        f"Compare {where} with the code that was {kind.origin}."
    )
    raise MistypedCode(message, groups)


def _groups_of(places: list[int]) -> tuple[int, ...]:
    return tuple(sorted({place // _GROUP_LENGTH + 1 for place in places}))


def _suspects(difference: int, length: int) -> list[int]:
    """Return the one or two places whose change explains the check; none where it takes more.

    The code's distance is five, so two mistakes have one explanation only. They are pointed at, never
    put right: three or more may look like two elsewhere, and only the person can compare.
    """
    single = _single_mistakes(length)
    if difference in single:
        return [single[difference]]
    for effect, place in single.items():
        other = single.get(difference ^ effect)
        if other is not None:
            return [place, other]
    return []


@cache
def _single_mistakes(length: int) -> dict[int, int]:
    """Return the place of each single mistake by its effect; the same for every code, so nothing secret stays."""
    return {effect: place for place in range(length) for effect in _effects(place, length)}


def _effects(place: int, length: int) -> list[int]:
    """Return how each of the 31 possible mistakes at one place changes the remainder.

    The remainder is linear over XOR once the 1 that it starts from is taken out.
    """
    trailing = [0] * (length - 1 - place)
    return [_remainder([change, *trailing], start=0) for change in range(1, len(_ALPHABET))]


def _remainder(values: list[int], start: int = 1) -> int:
    remainder = start
    for value in values:
        top = remainder >> 25
        remainder = (remainder & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_GENERATOR):
            remainder ^= term if top >> bit & 1 else 0
    return remainder
