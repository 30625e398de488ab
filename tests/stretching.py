"""Stretching a passphrase once: copies of one record have the same slots, so the same work gives the same key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import pytest

from ldcoach.vault import slots

_once = lru_cache(maxsize=None)(slots.hash_secret_raw)
_each_time = slots.hash_secret_raw


def _stretched(secret: bytes, salt: bytes, *cost: object) -> bytes:
    # Measuring how long it takes is done under a salt of noughts, and has to take its time.
    return _once(secret, salt, *cost) if any(salt) else _each_time(secret, salt, *cost)  # type: ignore[arg-type]


@contextmanager
def stretched_once() -> Iterator[None]:
    """Let the key slots of records remember, for as long as this lasts, what they have stretched before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "hash_secret_raw", _stretched)
        yield
