"""Wipe secrets from memory, as far as Python lets us."""

from __future__ import annotations

import ctypes

__all__ = ["wipe"]


def wipe(buffer: bytearray) -> None:
    """Overwrite every byte with zero, in place; the length stays.

    Only a bytearray can be wiped: `bytes` and `str` may be shared, and Python moves them about.
    """
    length = len(buffer)
    if length:
        ctypes.memset((ctypes.c_char * length).from_buffer(buffer), 0, length)
