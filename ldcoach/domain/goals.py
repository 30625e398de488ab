"""The chain from an organisation priority to evidence of change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ldcoach.domain.ids import (
    EvidenceId,
    GoalId,
    LearningId,
    MeasureId,
    OutcomeId,
    PersonId,
    PriorityId,
    ReadingId,
    SkillId,
    TextId,
)
from ldcoach.domain.kinds import (
    EvidenceKind,
    GoalKind,
    GoalStatus,
    MeasureKind,
    MeasureLevel,
    Polarity,
    PriorityKind,
    Provenance,
)

OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """What the organisation is trying to do; from the manager (`own`) or a pack."""

    id: PriorityId
    name: str
    kind: PriorityKind = PriorityKind.OTHER
    why_it_matters: str = ""
    owner_role: str = ""
    source: str = OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A team or business result that someone outside would notice."""

    id: OutcomeId
    name: str
    priority_id: PriorityId | None = None
    why_it_matters: str = ""
    owner_role: str = ""
    source: str = OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How an outcome or a goal is measured; `lower` and `upper` bound the range for `in_range`."""

    id: MeasureId
    name: str
    unit: str
    kind: MeasureKind = MeasureKind.LAGGING
    level: MeasureLevel = MeasureLevel.OUTCOME
    polarity: Polarity = Polarity.HIGHER_IS_BETTER
    lower: float | None = None
    upper: float | None = None
    definition: str = ""
    data_source: str = ""
    outcome_id: OutcomeId | None = None
    goal_id: GoalId | None = None
    frequency_days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One dated value in the measure's unit; `n` is how many cases it rests on."""

    id: ReadingId
    measure_id: MeasureId
    on: date
    value: float
    n: int | None = None
    note: str = ""
    provenance: Provenance = Provenance.TYPED


CONFIDENCE = range(11)
"""How sure an employee says they are of a goal: their own number, if they want to give one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What one person works towards; `critical_behaviour` is what one would see, `confidence` one of `CONFIDENCE`."""

    id: GoalId
    person_id: PersonId
    title: str
    kind: GoalKind = GoalKind.BEHAVIOUR
    outcome_id: OutcomeId | None = None
    critical_behaviour: str = ""
    why_it_matters: str = ""
    baseline_reading_id: ReadingId | None = None
    target_value: float | None = None
    target_on: date | None = None
    confidence: int | None = None
    status: GoalStatus = GoalStatus.ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class IfThenPlan:
    """If the obstacle turns up, then do this (implementation intention)."""

    id: str
    goal_id: GoalId
    wish: str = ""
    obstacle: str = ""
    if_cue: str = ""
    then_response: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """A skill with its reference in a framework."""

    id: SkillId
    framework: str
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSkill:
    """A goal that builds a skill."""

    id: str
    goal_id: GoalId
    skill_id: SkillId


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """Learning at work or elsewhere; completion is never shown as a result."""

    id: LearningId
    person_id: PersonId
    goal_id: GoalId | None = None
    title: str
    kind: str = ""
    provider: str = ""
    started_on: date | None = None
    completed_on: date | None = None
    applied_on: date | None = None
    provenance: Provenance = Provenance.TYPED
    external_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something dated that shows the behaviour or the result."""

    id: EvidenceId
    goal_id: GoalId
    kind: EvidenceKind
    on: date
    text_id: TextId
    agreed_by_employee: bool = False
