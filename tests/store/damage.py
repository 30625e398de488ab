"""Spoils files the way disks and people do."""

from __future__ import annotations

import random
from pathlib import Path

PAGE = 4096


def flip_bit(path: Path, chance: random.Random, *, after: int = 0) -> int:
    """Flip one bit somewhere after a place; return where."""
    data = bytearray(path.read_bytes())
    place = chance.randrange(after, len(data))
    data[place] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    return place


def swap_pages(path: Path, first: int, second: int) -> None:
    """Let two pages, counted from 0, change places."""
    data = bytearray(path.read_bytes())
    one, two = slice(first * PAGE, (first + 1) * PAGE), slice(second * PAGE, (second + 1) * PAGE)
    data[one], data[two] = data[two], data[one]
    path.write_bytes(data)
