"""Read-models of goals, their measures and what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ldcoach.domain.before_after import Comparison
from ldcoach.domain.chain import ChainGap
from ldcoach.domain.claims import Estimate, Sayable
from ldcoach.domain.document import Chart
from ldcoach.domain.gaps import PathStep
from ldcoach.domain.goals import Evidence, Goal, IfThenPlan, Learning, Measure, Outcome, Priority, Reading, Skill
from ldcoach.domain.ids import GoalId, MeasureId, PersonId
from ldcoach.domain.people import Person
from ldcoach.services.views.feedback import WaitingFeedback
from ldcoach.services.views.promises import Promise


@dataclass(frozen=True, slots=True)
class GoalLine:
    """An active goal with what it hangs on and when something last happened for it."""

    goal_id: GoalId
    person_id: PersonId
    person_name: str
    title: str
    status: str
    target_on: date | None
    outcome_name: str | None
    priority_name: str | None
    practice_count: int
    evidence_count: int
    last_movement: date | None


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure an employee says they are of a goal, from 0 to 10; None while they have not said."""

    goal_id: GoalId
    title: str
    confidence: int | None


@dataclass(frozen=True, slots=True)
class DueMeasure:
    """A measure whose next reading is due."""

    measure_id: MeasureId
    name: str
    unit: str
    goal_id: GoalId
    last_on: date | None
    last_value: float | None
    frequency_days: int


@dataclass(frozen=True, slots=True)
class GoalThread:
    """What hangs on a goal, oldest first: feedback shared or not, actions of any state, measures of its outcome too."""

    feedback: tuple[WaitingFeedback, ...]
    actions: tuple[Promise, ...]
    learning: tuple[Learning, ...]
    evidence: tuple[tuple[Evidence, str], ...]
    measures: tuple[Measure, ...]
    plans: tuple[IfThenPlan, ...]
    steps: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure of a goal with its readings by date, compared around the day on which practice began.

    `baseline` is the reading that was named, else the last one before practice began; `sayable` holds what may be
    said, lowest rung first; `to_target` is the share of the way from baseline to target, None where there is none.
    """

    measure: Measure
    readings: tuple[Reading, ...]
    baseline: Reading | None
    latest: Reading | None
    comparison: Comparison
    sayable: tuple[Sayable, ...]
    improved: bool | None
    to_target: float | None


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal end to end: what it hangs on, practice and evidence, and its measure before and after."""

    goal: Goal
    person: Person
    outcome: Outcome | None
    priority: Priority | None
    measures: tuple[Measure, ...]
    measure: Measure | None
    comparison: Comparison | None
    chart: Chart | None
    feedback: tuple[WaitingFeedback, ...]
    actions: tuple[Promise, ...]
    learning: tuple[Learning, ...]
    evidence: tuple[tuple[Evidence, str], ...]
    plans: tuple[IfThenPlan, ...]
    steps: tuple[PathStep, ...]
    gaps: tuple[str, ...]
    missing: tuple[ChainGap, ...] = ()
    measured: tuple[MeasureView, ...] = ()
    skills: tuple[Skill, ...] = ()
    new_task: str = ""
    what_else: str = ""
    estimate: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Loose:
    """Effort that hangs on nothing yet: what it is (goal, feedback, action, learning), whose, its words and its day."""

    kind: str
    id: str
    person_id: PersonId
    person_name: str
    words: str
    on: date | None
