"""A 1-2-1 and its topics, pinned to the version of the guide it is held with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ldcoach.domain.ids import ConversationId, PersonId, TextId, TopicId
from ldcoach.domain.kinds import ConversationStatus, Side, TopicStatus
from ldcoach.domain.people import DEFAULT_MINUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptGuide:
    """A guide as it was when first used; `body` is the parsed guide and never changes."""

    id: str
    key: str
    version: int
    name: str
    language: str
    source: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One 1-2-1; times in UTC, `stage` counts from zero, the takeaway is the employee's."""

    id: ConversationId
    person_id: PersonId
    guide_key: str
    guide_version: int
    planned_for: datetime
    planned_minutes: int = DEFAULT_MINUTES
    started_at: datetime | None = None
    ended_at: datetime | None = None
    stage: int = 0
    status: ConversationStatus = ConversationStatus.PLANNED
    next_on: date | None = None
    takeaway: str = ""
    talk_share_estimate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One agenda item; it is carried over as itself until discussed, parked or dropped."""

    id: TopicId
    person_id: PersonId
    raised_by: Side
    title: str
    status: TopicStatus = TopicStatus.OPEN
    first_raised_on: date
    times_carried: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicInConversation:
    """A topic's place in one 1-2-1, and what came of it there."""

    id: str
    topic_id: TopicId
    conversation_id: ConversationId
    position: int
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """The manager's own look back; preparation only."""

    id: str
    conversation_id: ConversationId
    prompts: tuple[str, ...]
    text_ids: tuple[TextId, ...]
