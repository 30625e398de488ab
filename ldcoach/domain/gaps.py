"""A performance gap, what was found out about it, and the path that closes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ldcoach.domain.ids import GapId, GoalId, MeasureId, OutcomeId, PathStepId, PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, PathKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A result that is not where it needs to be; `answers` maps node to yes, no or unknown."""

    id: GapId
    person_id: PersonId | None = None
    outcome_id: OutcomeId | None = None
    statement: str
    examples: tuple[str, ...] = ()
    answers: Mapping[str, str]
    causes: tuple[str, ...] = ()
    agreed_on: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One dated step towards closing a gap or reaching a goal."""

    id: PathStepId
    gap_id: GapId | None = None
    goal_id: GoalId | None = None
    kind: PathKind
    description: str
    owner: ActionOwner
    due_on: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    measure_id: MeasureId | None = None
