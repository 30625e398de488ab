"""Files that somebody hands in, read up to a bound: a device or a pipe has no size to ask for beforehand."""

from __future__ import annotations

from typing import BinaryIO

from ldcoach.errors import UnfitInput

__all__ = ["read_up_to"]

_MEGA = 1_000_000


def read_up_to(source: BinaryIO, largest: int, instead: str) -> bytes:
    """Return all bytes of a file, at most `largest` of them; `instead` says what to do with a larger one.

    Raises:
        UnfitInput: it holds more.
    """
    content = source.read(largest + 1)
    if len(content) > largest:
        size = f"{largest / _MEGA:g} MB"
        raise UnfitInput(f"The file is larger than {size}. Nothing was changed; {instead}.")
    return content
