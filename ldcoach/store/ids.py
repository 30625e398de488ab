"""New ids: UUIDv7, so that rows made later sort later."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

__all__ = ["SeededIds", "Uuid7Ids", "seeded"]

_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62
_LATEST = (1 << 48) - 1


class Uuid7Ids:
    """Ids from the real time and real chance."""

    def new(self) -> str:
        """Return a UUIDv7 as text."""
        from uuid_utils import uuid7  # noqa: PLC0415 - the first window needs no ids

        return str(uuid7())


class SeededIds:
    """Ids of the demo: the same seed and the same times give the same ids."""

    def __init__(self, seed: int, now: Callable[[], datetime]) -> None:
        self._random = random.Random(seed)  # noqa: S311 - ids of a sample record guard nothing
        self._now = now
        self._count = 0

    def new(self) -> str:
        """Return a UUIDv7 as text; ids of the same millisecond still rise."""
        milliseconds = min(int(self._now().timestamp() * 1000), _LATEST)
        self._count += 1
        counted = (self._count >> 14 & 0xFFF) << 64 | (self._count & 0x3FFF) << 48
        return str(UUID(int=milliseconds << 80 | _VERSION | counted | _VARIANT | self._random.getrandbits(48)))


def seeded(seed: int, now: Callable[[], datetime]) -> SeededIds:
    """Return ids that depend on the seed and on `now` only."""
    return SeededIds(seed, now)
