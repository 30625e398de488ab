"""What every service is given."""

from __future__ import annotations

from dataclasses import dataclass

from ldcoach.services.ports import Clock, Ids, Library, Record


@dataclass(frozen=True, slots=True)
class Context:
    """An open record with the clock, the ids and the library that go with it."""

    record: Record
    clock: Clock
    ids: Ids
    library: Library
