"""What every service is given."""

from __future__ import annotations

from dataclasses import dataclass, field

from ldcoach.domain.policy import Policy
from ldcoach.services.ports import Clock, Ids, Library, Record


@dataclass(frozen=True, slots=True)
class Context:
    """An open record with the clock, the ids, the library and IT's settings that go with it."""

    record: Record
    clock: Clock
    ids: Ids
    library: Library
    policy: Policy = field(default_factory=Policy)
