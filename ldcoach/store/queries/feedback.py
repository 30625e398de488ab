"""Feedback that was captured."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from ldcoach.domain.ids import FeedbackId, PersonId
from ldcoach.domain.kinds import FeedbackKind
from ldcoach.services.views import WaitingFeedback

__all__ = ["FEEDBACK", "piece", "waiting"]

FEEDBACK = "SELECT f.id, f.person_id, p.name, f.kind, f.observed_on, t.body FROM feedback f"
_WAITING = f"""
{FEEDBACK} JOIN person p ON p.id = f.person_id JOIN text t ON t.id = f.text_id
WHERE f.shared_on IS NULL AND f.visibility = 'to_share' AND {{whose}}
ORDER BY f.observed_on, f.id LIMIT :limit
"""


def waiting(connection: sa.Connection, *, person_id: PersonId | None, limit: int) -> list[WaitingFeedback]:
    """Return feedback written for the person and not yet shared, oldest observation first."""
    whose = "f.person_id = :person" if person_id else "p.status = 'active'"
    rows = connection.exec_driver_sql(_WAITING.format(whose=whose), {"person": person_id, "limit": limit})
    return [piece(*row) for row in rows]


def piece(key: str, person: str, name: str, kind: str, observed_on: str, words: str) -> WaitingFeedback:
    """Return a piece of feedback with its words, from a row of `FEEDBACK`."""
    seen = date.fromisoformat(observed_on)
    return WaitingFeedback(FeedbackId(key), PersonId(person), name, FeedbackKind(kind), seen, words)
