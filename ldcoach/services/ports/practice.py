"""What was done, as bare facts of all people at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from ldcoach.domain.ids import PersonId
from ldcoach.domain.practice import GoalFacts, Piece, Promised, Raised, Slot


class Part(StrEnum):
    """What can be asked for; the rest is left out, since ten years of it take a while to read."""

    SLOTS = "slots"
    PIECES = "pieces"
    PROMISED = "promised"
    RAISED = "raised"
    GOALS = "goals"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFacts:
    """Facts since a day; `reports` are the people of the present team."""

    reports: frozenset[PersonId]
    slots: tuple[Slot, ...] = ()
    pieces: tuple[Piece, ...] = ()
    promised: tuple[Promised, ...] = ()
    raised: tuple[Raised, ...] = ()
    goals: tuple[GoalFacts, ...] = ()


class PracticeRecord(Protocol):
    """The part of the record that the manager's own measures read."""

    def practice(self, since: date, parts: Collection[Part]) -> PracticeFacts:
        """Return what was planned, shared, promised and raised since a day; no text is read."""
