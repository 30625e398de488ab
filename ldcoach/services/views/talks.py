"""Read-models of a 1-2-1 before, while and after it is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ldcoach.domain.agenda import Agenda, Shape
from ldcoach.domain.asking import HeldTalk
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.guides import Guide
from ldcoach.domain.ids import ConversationId, GapId, PersonId, TopicId
from ldcoach.domain.kinds import ConversationStatus, Side
from ldcoach.domain.people import Person
from ldcoach.services.views.feedback import WaitingFeedback
from ldcoach.services.views.goals import GoalLine
from ldcoach.services.views.promises import Promise
from ldcoach.services.views.timeline import TimelineEntry

READY = "ready"
"""The stage code under which the questions picked while preparing are kept, one a line."""
ASKED = "asked"
"""The stage code under which the questions shown while talking are kept, one a line."""
ASIDE = (READY, ASKED)
"""Notes that the pages keep for themselves; a person's timeline leaves them out."""


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
class LookBack:
    """What was held since a moment, newest first, and what is to be looked at again.

    `earlier` says that something was held before that; `guide` is the one of the next planned 1-2-1, if any.
    """

    held: tuple[HeldTalk, ...]
    earlier: bool
    guide: Guide | None
    gaps: tuple[tuple[GapId, str, date], ...]


@dataclass(frozen=True, slots=True)
class PrepareView:
    """What the prepare page shows; `since_last` are things that happened since the last 1-2-1.

    `questions` are those of the guide to have ready; the first `fresh` of them were not asked lately.
    """

    conversation: Conversation
    person: Person
    guide: Guide
    agenda: Agenda
    last_held_on: date | None
    since_last: tuple[TimelineEntry, ...]
    questions: tuple[str, ...]
    fresh: int
    prep_note: str
    shape: Shape = field(default_factory=Shape)


@dataclass(frozen=True, slots=True)
class StageNotes:
    """What stands in the two lanes of one stage."""

    shared: str
    prep: str


@dataclass(frozen=True, slots=True)
class EarlierNotes:
    """What was noted in a stage of a guide that the 1-2-1 was begun with and left."""

    stage_name: str
    notes: StageNotes


@dataclass(frozen=True, slots=True)
class TalkView:
    """A 1-2-1 while it is held: guide, minutes of each stage, notes by stage code, agenda, promises made here.

    `earlier` are notes under guides it was begun with; `waiting` is feedback not yet shared.
    """

    conversation: Conversation
    person: Person
    guide: Guide
    stage_minutes: tuple[int, ...]
    notes: Mapping[str, StageNotes]
    topics: tuple[OpenTopic, ...]
    promises: tuple[Promise, ...]
    goals: tuple[GoalLine, ...]
    earlier: tuple[EarlierNotes, ...] = ()
    waiting: tuple[WaitingFeedback, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be held or going on."""
        return self.conversation.status is ConversationStatus.PLANNED
