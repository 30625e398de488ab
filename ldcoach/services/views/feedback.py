"""Read-models of feedback."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ldcoach.domain.ids import FeedbackId, PersonId
from ldcoach.domain.kinds import FeedbackKind


@dataclass(frozen=True, slots=True)
class WaitingFeedback:
    """Feedback captured and not yet shared."""

    feedback_id: FeedbackId
    person_id: PersonId
    person_name: str
    kind: FeedbackKind
    observed_on: date
    words: str
