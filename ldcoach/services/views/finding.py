"""Read-models of full-text search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ldcoach.domain.ids import ConversationId, PersonId, TextId
from ldcoach.domain.kinds import TextKind, Visibility


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
