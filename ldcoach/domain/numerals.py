"""Numbers as people's tables write them: decimal commas or points, groups of thousands, a unit behind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

__all__ = ["DecimalMark", "Numeral", "decimal_mark", "in_digits", "read_numeral"]

MOST_DIGITS = 15
"""More before the decimals cannot be kept exactly; decimals may be more, as programs write 0.30000000000000004."""

_NUMERAL = re.compile(
    r"(?P<sign>[-+\u2212]?)(?P<before>[^\s\d\w.,'\u2019-]{0,4}) ?"
    r"(?P<digits>\d[\d.,'\u2019 \u00a0\u202f\u2009]*)(?P<unit>.{0,40})"
)
_EXPONENT = re.compile(r"[eE]([-+]?\d{1,40})(?:\s+(.*))?", re.ASCII)
"""What a spreadsheet puts behind a number that is too long for its cell: 1.5E+05."""
_SPACES = "'\u2019 \u00a0\u202f\u2009"


class DecimalMark(StrEnum):
    """What stands before the decimals."""

    POINT = "."
    COMMA = ","


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value and what was written around it: a unit, or nothing."""

    value: float
    unit: str


def decimal_mark(cells: Iterable[str]) -> DecimalMark | None:
    """Return which mark a column uses, POINT where it uses none, None where it cannot be told.

    '1.234,5' and '12,5' say comma; '1,234.5' and '12.5' say point; '1,234' alone could be either.
    """
    said: set[DecimalMark | None] = set()
    for cell in cells:
        if found := _NUMERAL.fullmatch(cell.strip()):
            said |= _said_by(found["digits"].rstrip(_SPACES))
    sure = said - {None}
    if len(sure) == 1:
        return sure.pop()
    return None if said else DecimalMark.POINT


def _said_by(digits: str) -> set[DecimalMark | None]:
    """Return what one number says of the mark: one mark, both ({None}), or nothing (the empty set)."""
    marks = [character for character in digits if character in ".,"]
    if not marks:
        return set()
    last = marks[-1]
    other = DecimalMark.COMMA if last == "." else DecimalMark.POINT
    if len(set(marks)) > 1:  # both are there: the last one is the decimal mark
        return {DecimalMark(last)}
    if len(marks) > 1:  # one mark several times groups thousands
        return {other}
    head, _, tail = digits.rpartition(last)
    if len(tail) == 3 and 1 <= len(head) <= 3 and head != "0":  # noqa: PLR2004  # a group, or three decimals
        return {None}
    return {DecimalMark(last)}


def read_numeral(cell: str, mark: DecimalMark) -> Numeral | None:
    """Return the number of a cell, or None if it is none; 45 is read from '45 %', with '%' as its unit.

    What is too large for a number is infinite.
    """
    found = _NUMERAL.fullmatch(cell.strip())
    if not found:
        return None
    digits = found["digits"].rstrip(_SPACES)
    grouping = DecimalMark.COMMA if mark is DecimalMark.POINT else DecimalMark.POINT
    whole, _, decimals = digits.partition(mark)
    groups = re.split(rf"[{re.escape(grouping + _SPACES)}]", whole)
    sound = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= (3 if groups[1:] else MOST_DIGITS)  # noqa: PLR2004  # thousands
    plain = "".join(groups)
    if not sound or (decimals and not decimals.isdecimal()) or len(plain) > MOST_DIGITS:
        return None
    behind, power = found["unit"], "0"
    if digits == found["digits"] and (raised := _EXPONENT.fullmatch(behind)):
        power, behind = raised[1], raised[2] or ""
    value = float(f"{plain}.{decimals or '0'}e{power}")
    if not value and (plain + decimals).strip("0"):
        return None
    unit = " ".join((found["before"] + behind).split())
    return Numeral(-value if found["sign"] in {"-", "\u2212"} and value else value, unit)


def in_digits(value: float, significant: int | None = None) -> str:
    """Write a number in digits alone, never as 1.2e+06; all of it, or rounded to so many significant digits.

    What stands before the decimals is never rounded: 1234567.8 with four digits is '1234568'.
    """
    if not value:
        return "0"
    if significant is not None:
        value = round(value) if abs(value) >= 10**significant else float(f"{value:.{significant}g}")
    digits = f"{Decimal(repr(value)):f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
