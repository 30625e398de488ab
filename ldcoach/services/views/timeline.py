"""Read-models of what was done together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ldcoach.domain.kinds import ActionOwner, Visibility


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
