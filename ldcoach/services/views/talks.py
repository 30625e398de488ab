"""Read-models of a 1-2-1 before, while and after it is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ldcoach.domain.agenda import Agenda
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.guides import Guide
from ldcoach.domain.ids import ConversationId, PersonId, TopicId
from ldcoach.domain.kinds import Side
from ldcoach.domain.people import Person
from ldcoach.services.views.goals import GoalLine
from ldcoach.services.views.promises import Promise
from ldcoach.services.views.timeline import TimelineEntry


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
class OpenTopic:
    """A topic waiting for a 1-2-1; `last_talked_on` is the 1-2-1 it was last put off in."""

    topic_id: TopicId
    raised_by: Side
    title: str
    first_raised_on: date
    times_carried: int


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
