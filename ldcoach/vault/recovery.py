"""The recovery code: 130 random bits that can be written down, read out and typed again.

26 symbols of Crockford's base 32, which has no I, L, O and U, then 6 check symbols of bech32m (BIP 350),
in 8 groups of 4. The check finds any mistake in up to four symbols and can say where one or two of them are.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

from ldcoach.errors import WrongSecret
from ldcoach.vault.memory import wipe

__all__ = ["GROUPS", "MistypedCode", "mismatched_groups", "new_code", "parse_code"]

GROUPS = 8
_GROUP_LENGTH = 4
_LENGTH = GROUPS * _GROUP_LENGTH
_CHECK_LENGTH = 6
_DATA_LENGTH = _LENGTH - _CHECK_LENGTH

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {symbol: value for value, symbol in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_SEPARATORS = frozenset("-.\u2010\u2011\u2012\u2013\u2014\u2212")

_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CONSTANT = 0x2BC830A3
# Feeding a name of our own first keeps any other bech32m string from passing as a recovery code.
_DOMAIN = (12, 4, 3)


class MistypedCode(WrongSecret):
    """What was typed is no recovery code; `groups` are the suspects, counted from 1, none if unknown."""

    def __init__(self, message: str, groups: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.groups = groups


def new_code() -> str:
    """Return a fresh code such as `7K2M-...`: 8 groups of 4 symbols."""
    values = [secrets.randbelow(len(_ALPHABET)) for _ in range(_DATA_LENGTH)]
    remainder = _remainder([*_DOMAIN, *values, *[0] * _CHECK_LENGTH]) ^ _CONSTANT
    values += [remainder >> 5 * place & 31 for place in reversed(range(_CHECK_LENGTH))]
    symbols = "".join(_ALPHABET[value] for value in values)
    return "-".join(symbols[start : start + _GROUP_LENGTH] for start in range(0, _LENGTH, _GROUP_LENGTH))


def parse_code(text: str) -> bytearray:
    """Return the 26 values, 0 to 31, of a code as it was typed; the caller wipes them.

    Case, spaces and dashes do not matter; O is read as 0, I and L as 1.

    Raises:
        MistypedCode: a symbol is missing, too many, never used, or the check does not come out.
    """
    symbols = "".join(_typed_groups(text))
    if len(symbols) != _LENGTH:
        message = (
            f"A recovery code has {_LENGTH} characters in {GROUPS} groups; {len(symbols)} were typed. "
            "Nothing was changed. Compare it with the code that was kept."
        )
        raise MistypedCode(message)
    _refuse_unused(symbols)
    values = bytearray(_VALUES[symbol] for symbol in symbols)
    try:
        _refuse_misfit(values)
        return values[:_DATA_LENGTH]
    finally:
        wipe(values)


def mismatched_groups(expected: str, typed: str) -> tuple[int, ...]:
    """Return which groups, counted from 1, differ between the code shown and the code retyped.

    A group that is missing counts; where more were typed than there are, so does the last.
    """
    wanted, given = _typed_groups(expected), _typed_groups(typed)
    excess = given[GROUPS:]
    given = [*given, *[""] * GROUPS][:GROUPS]
    given[-1] += "".join(excess)
    pairs = zip(wanted, given, strict=True)
    return tuple(number for number, (left, right) in enumerate(pairs, 1) if _read(left) != _read(right))


def _typed_groups(text: str) -> list[str]:
    """Split at dashes and spaces where that gives eight groups, else after every four symbols."""
    plain = unicodedata.normalize("NFKC", text).upper()
    groups = "".join(" " if symbol in _SEPARATORS else symbol for symbol in plain).split()
    if len(groups) == GROUPS:
        return groups
    joined = "".join(groups)
    return [joined[start : start + _GROUP_LENGTH] for start in range(0, len(joined), _GROUP_LENGTH)]


def _read(group: str) -> list[int | None]:
    return [_VALUES.get(symbol) for symbol in group]


def _refuse_unused(symbols: str) -> None:
    unused = [place for place, symbol in enumerate(symbols) if symbol not in _VALUES]
    if unused:
        group, character = divmod(unused[0], _GROUP_LENGTH)
        message = (
            f"Character {character + 1} of group {group + 1} is never used in a recovery code. "
            "Nothing was changed. Compare that group with the code that was kept."
        )
        raise MistypedCode(message, _groups_of(unused))


def _refuse_misfit(values: bytearray) -> None:
    difference = _remainder([*_DOMAIN, *values]) ^ _CONSTANT
    if not difference:
        return
    groups = _groups_of(_suspects(difference))
    where = " and ".join(f"group {group}" for group in groups) or "every group"
    message = (
        f"A character of the recovery code was mistyped. Nothing was changed. "
        f"Compare {where} with the code that was kept."
    )
    raise MistypedCode(message, groups)


def _groups_of(places: list[int]) -> tuple[int, ...]:
    return tuple(sorted({place // _GROUP_LENGTH + 1 for place in places}))


def _suspects(difference: int) -> list[int]:
    """Return the one or two places whose change explains the check; none where it takes more.

    The code's distance is five, so two mistakes have one explanation only. They are pointed at, never
    put right: three or more may look like two elsewhere, and only the person can compare.
    """
    single = _single_mistakes()
    if difference in single:
        return [single[difference]]
    for effect, place in single.items():
        other = single.get(difference ^ effect)
        if other is not None:
            return [place, other]
    return []


@cache
def _single_mistakes() -> dict[int, int]:
    """Return the place of each single mistake by its effect; the same for every code, so nothing secret stays."""
    return {effect: place for place in range(_LENGTH) for effect in _effects(place)}


def _effects(place: int) -> list[int]:
    """Return how each of the 31 possible mistakes at one place changes the remainder.

    The remainder is linear over XOR once the 1 that it starts from is taken out.
    """
    trailing = [0] * (_LENGTH - 1 - place)
    return [_remainder([change, *trailing], start=0) for change in range(1, len(_ALPHABET))]


def _remainder(values: list[int], start: int = 1) -> int:
    remainder = start
    for value in values:
        top = remainder >> 25
        remainder = (remainder & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_GENERATOR):
            remainder ^= term if top >> bit & 1 else 0
    return remainder
