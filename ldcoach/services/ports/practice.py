"""What was done, as bare facts of all people at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from ldcoach.domain.ids import PersonId
from ldcoach.domain.practice import DueDay, GoalFacts, Pending, Promises, Raised, SharedDay, Talks


class Part(StrEnum):
    """What can be asked for; the rest is left out, since ten years of it take a while to read."""

    TALKS = "talks"
    SHARED = "shared"
    DUE = "due"
    PROMISES = "promises"
    PENDING = "pending"
    RAISED = "raised"
    GOALS = "goals"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFacts:
    """Facts since a day, in the order of days; `reports` are the people of the present team."""

    reports: frozenset[PersonId]
    talks: Mapping[PersonId, Talks] = field(default_factory=dict)
    shared: tuple[SharedDay, ...] = ()
    due: tuple[DueDay, ...] = ()
    promises: Mapping[PersonId, Promises] = field(default_factory=dict)
    pending: tuple[Pending, ...] = ()
    raised: tuple[Raised, ...] = ()
    goals: tuple[GoalFacts, ...] = ()


class PracticeRecord(Protocol):
    """The part of the record that the manager's own measures read."""

    def practice(self, since: date, parts: Collection[Part]) -> PracticeFacts:
        """Return what was planned, shared, promised and raised since a day; no text is read."""
