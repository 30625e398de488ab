"""The one kind of thing that a person writes, and its earlier versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ldcoach.domain.ids import ConversationId, PersonId, TextId
from ldcoach.domain.kinds import Side, TextKind, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A written text; `owner_id` is the row it belongs to (its own id for a note on a person)."""

    id: TextId
    person_id: PersonId | None
    conversation_id: ConversationId | None = None
    kind: TextKind
    owner_id: str
    visibility: Visibility
    at: datetime
    body: str
    author: Side = Side.MANAGER
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a text said before an editing visit changed it."""

    id: str
    text_id: TextId
    body: str
    replaced_at: datetime
