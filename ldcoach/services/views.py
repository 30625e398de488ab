"""Read-models: what one view shows, gathered in few statements and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from ldcoach.domain.ids import (
    ActionId,
    ConversationId,
    FeedbackId,
    GoalId,
    MeasureId,
    PersonId,
    TextId,
    TopicId,
)
from ldcoach.domain.kinds import ActionOwner, ActionStatus, FeedbackKind, Side, TextKind, Visibility

if TYPE_CHECKING:
    from ldcoach.domain.agenda import Agenda
    from ldcoach.domain.before_after import Comparison
    from ldcoach.domain.conversations import Conversation
    from ldcoach.domain.document import Chart
    from ldcoach.domain.gaps import PathStep
    from ldcoach.domain.goals import Evidence, Goal, IfThenPlan, Learning, Measure, Outcome, Priority
    from ldcoach.domain.guides import Guide
    from ldcoach.domain.people import Person


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A planned 1-2-1."""

    conversation_id: ConversationId
    person_id: PersonId
    person_name: str
    guide_key: str
    guide_name: str
    planned_for: datetime
    planned_minutes: int
    started: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """An action with its words, for a list."""

    action_id: ActionId
    person_id: PersonId
    person_name: str
    owner: ActionOwner
    words: str
    due_on: date | None
    done_on: date | None
    status: ActionStatus


@dataclass(frozen=True, slots=True)
class WaitingFeedback:
    """Feedback captured and not yet shared."""

    feedback_id: FeedbackId
    person_id: PersonId
    person_name: str
    kind: FeedbackKind
    observed_on: date
    words: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list, with when they last talked and talk next."""

    person_id: PersonId
    name: str
    role_title: str
    team: str
    cadence_days: int
    last_held: datetime | None
    next_planned: datetime | None
    archived: bool


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """A topic waiting for a 1-2-1; `last_talked_on` is the 1-2-1 it was last put off in."""

    topic_id: TopicId
    raised_by: Side
    title: str
    first_raised_on: date
    times_carried: int


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
class DueMeasure:
    """A measure whose next reading is due."""

    measure_id: MeasureId
    name: str
    unit: str
    goal_id: GoalId
    last_on: date | None
    last_value: float | None
    frequency_days: int


class Happening(StrEnum):
    """What an entry of the timeline is."""

    CONVERSATION = "conversation"
    FEEDBACK = "feedback"
    ACTION = "action"
    NOTE = "note"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something done together; `state` is a status value of its kind, `words` one text or none."""

    id: str
    kind: Happening
    at: datetime
    title: str
    state: str
    words: str
    minutes: int | None
    goal_title: str | None
    visibility: Visibility | None
    owner: ActionOwner | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of a person's timeline, newest first; `cursor` asks for the next, None at the end."""

    entries: tuple[TimelineEntry, ...]
    cursor: tuple[datetime, str] | None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A text that fits; `marks` are (start, end) places of the words inside `snippet`."""

    text_id: TextId
    kind: TextKind
    owner_id: str
    person_id: PersonId | None
    person_name: str
    conversation_id: ConversationId | None
    visibility: Visibility
    at: datetime
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Newest first; `more` says that there are hits beyond those listed."""

    hits: tuple[SearchHit, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class TodayView:
    """The first page: what is next, what was promised, what waits to be said."""

    today: date
    people: int
    upcoming: tuple[Upcoming, ...]
    promises: tuple[Promise, ...]
    waiting: tuple[WaitingFeedback, ...]
    without_talk: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class LeavingItem:
    """One item of a summary: what it is, and whether it leaves."""

    id: str
    group: str
    title: str
    detail: str
    leaves: bool
    finding: str = ""


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person's page; `held_of_last` counts the 1-2-1s held among the last ones that were due."""

    person: Person
    upcoming: Upcoming | None
    held_of_last: tuple[int, int]
    goals: tuple[GoalLine, ...]
    promises: tuple[Promise, ...]
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class PrepareView:
    """What the prepare page shows; `since_last` are things that happened since the last 1-2-1."""

    conversation: Conversation
    person: Person
    guide: Guide
    agenda: Agenda
    last_held_on: date | None
    since_last: tuple[TimelineEntry, ...]
    questions: tuple[str, ...]
    prep_note: str


@dataclass(frozen=True, slots=True)
class StageNotes:
    """What stands in the two lanes of one stage."""

    shared: str
    prep: str


@dataclass(frozen=True, slots=True)
class TalkView:
    """A 1-2-1 while it is held: guide, minutes of each stage, notes by stage code, agenda, promises made here."""

    conversation: Conversation
    person: Person
    guide: Guide
    stage_minutes: tuple[int, ...]
    notes: Mapping[str, StageNotes]
    topics: tuple[OpenTopic, ...]
    promises: tuple[Promise, ...]
    goals: tuple[GoalLine, ...]


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
