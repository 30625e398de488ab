"""The one way to write a value of the key file, so that two ways to say the same can be refused."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["canonical", "count", "decoded", "encoded", "expect", "uuid_text"]

_LARGEST = 2**53 - 1


def canonical(fields: Mapping[str, Any]) -> bytes:
    """Return the JSON of some fields: keys in order, no blanks, ASCII."""
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return text.encode("ascii")


def encoded(value: bytes) -> str:
    """Return bytes as base64."""
    return base64.b64encode(value).decode("ascii")


def decoded(value: object, length: int) -> bytes:
    """Return the bytes of a base64 text.

    Raises:
        TypeError, ValueError: it is no text, no base64, or not of this length.
    """
    if not isinstance(value, str):
        raise TypeError
    found = base64.b64decode(value, validate=True)
    expect(len(found) == length)
    return found


def count(value: object) -> int:
    """Return a whole number from 1 to the largest that every JSON reader keeps.

    Raises:
        ValueError: it is something else; `True` and `1.0` are.
    """
    if type(value) is not int or not 1 <= value <= _LARGEST:
        raise ValueError
    return value


def uuid_text(value: object) -> str:
    """Return a UUID in its usual form.

    Raises:
        TypeError, ValueError: it is no text, or no UUID.
    """
    if not isinstance(value, str):
        raise TypeError
    return str(UUID(value))


def expect(holds: bool) -> None:  # noqa: FBT001 - a check, not a switch
    """Go on only where a condition holds.

    Raises:
        ValueError: it does not.
    """
    if not holds:
        raise ValueError
