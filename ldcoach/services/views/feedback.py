"""Read-models of feedback."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ldcoach.domain.feedback import Feedback
from ldcoach.domain.ids import ConversationId, FeedbackId, PersonId
from ldcoach.domain.kinds import FeedbackKind


@dataclass(frozen=True, slots=True)
class WaitingFeedback:
    """Feedback captured and not yet shared; `planned_in` is the planned 1-2-1 in which it is to be said."""

    feedback_id: FeedbackId
    person_id: PersonId
    person_name: str
    kind: FeedbackKind
    observed_on: date
    words: str
    planned_in: ConversationId | None = None


@dataclass(frozen=True, slots=True)
class ToShare:
    """Feedback that waits to be said.

    `days` have passed since it was seen; `asks` says that it waits so long that one asks whether it still serves.
    `still_open` names the dots that are missing: time, occasion, behaviour, impact. `planned_in` is the planned
    1-2-1 in which it is to be said, `planned_for` its moment; `next_talk` is the moment of the next one from today on.
    """

    feedback: Feedback
    words: str
    person_name: str
    days: int
    asks: bool
    still_open: tuple[str, ...]
    planned_in: ConversationId | None
    planned_for: datetime | None
    next_talk: datetime | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What helps to say a piece: the manager's own opening line, and questions to hear the other side."""

    feedback: Feedback
    words: str
    called: str
    opening: str
    questions: tuple[str, ...]
