"""What goes from one manager to the next: what the employee has seen, and nothing else.

Ids are those of the record it comes from; whoever takes it over gives its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ldcoach.domain.kinds import (
    ActionOwner,
    ActionStatus,
    EvidenceKind,
    FeedbackKind,
    FeedbackSource,
    GoalKind,
    GoalStatus,
    MeasureKind,
    MeasureLevel,
    Polarity,
    PriorityKind,
    Provenance,
    Side,
    TextKind,
    TopicStatus,
)

__all__ = [
    "Handed",
    "HandedEvidence",
    "HandedFeedback",
    "HandedGoal",
    "HandedMeasure",
    "HandedOutcome",
    "HandedPerson",
    "HandedPromise",
    "HandedReading",
    "HandedTalk",
    "HandedText",
    "HandedTopic",
    "Handover",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedPerson:
    """Who it is about."""

    id: str
    name: str
    preferred_name: str
    role_title: str
    team: str
    email: str
    started_on: date | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedTalk:
    """A 1-2-1 that was held, for the texts that belong to it."""

    id: str
    guide_key: str
    planned_for: datetime
    planned_minutes: int
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedText:
    """A shared note, or the employee's own words.

    `talk` and `stage` are empty outside a 1-2-1; `about` is the item that the employee sees differently, or empty.
    """

    id: str
    kind: TextKind
    author: Side
    at: datetime
    words: str
    talk: str
    stage: str
    about: str

    @property
    def told(self) -> tuple[str, ...]:
        """Every word of it."""
        return (self.words,)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedFeedback:
    """A piece of feedback that was shared; what the manager meant to ask stays behind."""

    id: str
    kind: FeedbackKind
    source: FeedbackSource
    observed_on: date
    shared_on: date
    at: datetime
    words: str
    situation: str
    behaviour: str
    impact: str
    next_step: str
    employee_view: str
    goal: str

    @property
    def told(self) -> tuple[str, ...]:
        """Every word of it."""
        return (self.words, self.situation, self.behaviour, self.impact, self.next_step, self.employee_view)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedReading:
    """One dated value; `n` is how many cases it rests on."""

    id: str
    on: date
    value: float
    n: int | None
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedMeasure:
    """How the goal, or the outcome that it is linked to, is measured."""

    id: str
    name: str
    unit: str
    kind: MeasureKind
    level: MeasureLevel
    polarity: Polarity
    lower: float | None
    upper: float | None
    definition: str
    data_source: str
    frequency_days: int
    of_outcome: bool
    readings: tuple[HandedReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOutcome:
    """The outcome that a goal is linked to; `priority` is a name, or empty."""

    id: str
    name: str
    why_it_matters: str
    owner_role: str
    priority: str
    priority_kind: PriorityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedGoal:
    """A goal; `baseline` is the id of one of the readings, or empty."""

    id: str
    title: str
    kind: GoalKind
    status: GoalStatus
    at: datetime
    critical_behaviour: str
    why_it_matters: str
    target_value: float | None
    target_on: date | None
    baseline: str
    outcome: HandedOutcome | None
    measures: tuple[HandedMeasure, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """Every word of it."""
        linked = (self.outcome.name, self.outcome.why_it_matters) if self.outcome else ()
        measured = tuple(word for one in self.measures for word in (one.name, one.definition, one.data_source))
        return (*self.own_words, *linked, *measured)

    @property
    def own_words(self) -> tuple[str, ...]:
        """What the goal itself says."""
        return (self.title, self.critical_behaviour, self.why_it_matters)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedPromise:
    """A promise of either side; `owner` MANAGER is the one who hands over."""

    id: str
    owner: ActionOwner
    status: ActionStatus
    due_on: date | None
    done_on: date | None
    at: datetime
    words: str
    goal: str
    talk: str

    @property
    def told(self) -> tuple[str, ...]:
        """Every word of it."""
        return (self.words,)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedEvidence:
    """Evidence that the employee agreed with."""

    id: str
    goal: str
    kind: EvidenceKind
    on: date
    at: datetime
    words: str

    @property
    def told(self) -> tuple[str, ...]:
        """Every word of it."""
        return (self.words,)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedTopic:
    """A topic that is known to both."""

    id: str
    title: str
    raised_by: Side
    status: TopicStatus
    first_raised_on: date
    at: datetime

    @property
    def told(self) -> tuple[str, ...]:
        """Every word of it."""
        return (self.title,)


Handed = HandedText | HandedFeedback | HandedGoal | HandedPromise | HandedEvidence | HandedTopic
"""What is judged as one item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """All that one manager hands over about one person; `manager` is who they are, or empty."""

    made_at: datetime
    manager: str
    person: HandedPerson
    talks: tuple[HandedTalk, ...]
    goals: tuple[HandedGoal, ...]
    evidence: tuple[HandedEvidence, ...]
    feedback: tuple[HandedFeedback, ...]
    promises: tuple[HandedPromise, ...]
    topics: tuple[HandedTopic, ...]
    texts: tuple[HandedText, ...]

    @property
    def items(self) -> tuple[Handed, ...]:
        """Every item, in the order in which they are shown."""
        return (*self.goals, *self.evidence, *self.feedback, *self.promises, *self.topics, *self.texts)
