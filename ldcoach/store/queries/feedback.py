"""Feedback that was captured."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from ldcoach.domain.ids import ConversationId, FeedbackId, GoalId, PersonId
from ldcoach.domain.kinds import FeedbackKind, TextKind
from ldcoach.services.views import WaitingFeedback
from ldcoach.store.folding import likeness

__all__ = ["FEEDBACK", "goals_like", "kinds", "piece", "waiting"]

# A plan lapses with its 1-2-1: held, cancelled or moved, the piece waits as before.
FEEDBACK = """
SELECT f.id, f.person_id, p.name, f.kind, f.observed_on, t.body,
  (SELECT c.id FROM conversation c WHERE c.id = t.conversation_id AND c.status = 'planned' AND c.ended_at IS NULL)
FROM feedback f"""
_WAITING = f"""
{FEEDBACK} JOIN person p ON p.id = f.person_id JOIN text t ON t.id = f.text_id
WHERE f.shared_on IS NULL AND f.visibility = 'to_share' AND {{whose}}
ORDER BY f.observed_on, f.id LIMIT :limit
"""
_KINDS = """
SELECT f.kind, count(*) FROM feedback f JOIN person p ON p.id = f.person_id
WHERE f.observed_on >= :since AND {whose} GROUP BY f.kind
"""
_LIKE = """
SELECT t.owner_id FROM search s CROSS JOIN text t ON t.rowid = s.rowid JOIN goal g ON g.id = t.owner_id
WHERE s.search MATCH ? AND g.status = 'active' ORDER BY bm25(search), t.rowid LIMIT ?
"""


def waiting(connection: sa.Connection, *, person_id: PersonId | None, limit: int) -> list[WaitingFeedback]:
    """Return feedback written for the person and not yet shared, oldest observation first."""
    whose = "f.person_id = :person" if person_id else "p.status = 'active'"
    rows = connection.exec_driver_sql(_WAITING.format(whose=whose), {"person": person_id, "limit": limit})
    return [piece(*row) for row in rows]


def piece(
    key: str, person: str, name: str, kind: str, observed_on: str, words: str, talk: str | None
) -> WaitingFeedback:
    """Return a piece of feedback with its words, from a row of `FEEDBACK`."""
    seen = date.fromisoformat(observed_on)
    planned = ConversationId(talk) if talk else None
    return WaitingFeedback(FeedbackId(key), PersonId(person), name, FeedbackKind(kind), seen, words, planned)


def goals_like(connection: sa.Connection, words: str, *, person_id: PersonId, limit: int) -> list[GoalId]:
    """Return the person's goals whose texts share words with a text, the likest first (bm25)."""
    question = likeness(words, person_id=person_id, kinds=[TextKind.GOAL])
    if question is None:
        return []
    rows = connection.exec_driver_sql(_LIKE, (question, limit))
    return [GoalId(owner) for (owner,) in rows]


def kinds(connection: sa.Connection, since: date, *, person_id: PersonId | None) -> dict[FeedbackKind, int]:
    """Return how much feedback of each kind was seen since a day."""
    whose = "f.person_id = :person" if person_id else "p.status = 'active'"
    rows = connection.exec_driver_sql(
        _KINDS.format(whose=whose), {"person": person_id, "since": since.isoformat()}
    ).fetchall()
    return {FeedbackKind(kind): count for kind, count in rows}
