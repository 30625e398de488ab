"""Rows whose content is known: when they read back otherwise, what is read is not what was written."""

from __future__ import annotations

import hashlib
from typing import Any

__all__ = ["dead_canaries", "put_canaries"]

# Long enough to spill over several pages, and different at every place.
_SONG = "".join(hashlib.sha256(f"canary {number}".encode()).hexdigest() for number in range(200))
_CANARIES = {"canary/short": "yellow, and singing", "canary/long": _SONG}


def put_canaries(connection: Any) -> None:  # noqa: ANN401 - a bare or pooled connection
    """Keep the canaries that are not there yet."""
    for key, value in _CANARIES.items():
        connection.execute("INSERT OR IGNORE INTO meta(key, value) VALUES (?, ?)", (key, value))


def dead_canaries(connection: Any) -> list[str]:  # noqa: ANN401
    """Return the names of canaries that are gone or say something else."""
    rows = connection.execute("SELECT key, value FROM meta WHERE key > 'canary/' AND key < 'canary0'").fetchall()
    there = dict(rows)
    return [key for key, value in _CANARIES.items() if there.get(key) != value]
