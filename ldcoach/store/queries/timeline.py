"""What was done together, one page at a time, each kind read from its own index."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import ActionOwner, Visibility
from ldcoach.services.views import Happening, Timeline, TimelineEntry
from ldcoach.services.views.talks import ASIDE
from ldcoach.store.mapping import from_micros, to_micros

__all__ = ["page"]

# Columns: kind, at, place among equals, id, title, state, words, minutes, goal, visibility, owner.
_HELD = """
SELECT 'conversation', coalesce(c.started_at, c.planned_for), c.id, c.id, coalesce(g.name, c.guide_key), c.status,
  c.takeaway, CASE WHEN c.started_at IS NULL OR c.ended_at IS NULL THEN c.planned_minutes
  ELSE (c.ended_at - c.started_at + 30000000) / 60000000 END, NULL, NULL, NULL
FROM conversation c LEFT JOIN guide g ON g.key = c.guide_key AND g.version = c.guide_version
WHERE c.person_id = :person AND c.status = 'held' {before}
ORDER BY coalesce(c.started_at, c.planned_for) DESC, c.id DESC LIMIT :most
"""
_FEEDBACK = """
SELECT 'feedback', t.at, t.id, f.id, '', f.kind, t.body, NULL, g.title, f.visibility, NULL
FROM text t CROSS JOIN feedback f ON f.text_id = t.id LEFT JOIN goal g ON g.id = f.goal_id
WHERE t.person_id = :person AND t.kind = 'feedback' {before}
ORDER BY t.at DESC, t.id DESC LIMIT :most
"""
_ACTION = """
SELECT 'action', t.at, t.id, a.id, '', a.status, t.body, NULL, g.title, t.visibility, a.owner
FROM text t CROSS JOIN action a ON a.text_id = t.id LEFT JOIN goal g ON g.id = a.goal_id
WHERE t.person_id = :person AND t.kind = 'action' {before}
ORDER BY t.at DESC, t.id DESC LIMIT :most
"""
_NOT_ASIDE = " ".join(f"AND t.owner_id NOT LIKE '%#{code}'" for code in ASIDE)
_NOTE = f"""
SELECT 'note', t.at, t.id, t.id, '', '', t.body, NULL, NULL, t.visibility, NULL
FROM text t WHERE t.person_id = :person AND t.kind = 'note' AND t.body <> '' {_NOT_ASIDE} {{before}}
ORDER BY t.at DESC, t.id DESC LIMIT :most
"""  # noqa: S608 only our own names
_SUMMARY = """
SELECT 'summary', s.created_at, s.id, s.id, s.from_on || '/' || s.to_on, s.audience, s.employee_comment, NULL, NULL,
  NULL, NULL
FROM summary s WHERE s.person_id = :person {before}
ORDER BY s.created_at DESC, s.id DESC LIMIT :most
"""
_PARTS: dict[Happening, tuple[str, str, str]] = {
    Happening.CONVERSATION: (_HELD, "coalesce(c.started_at, c.planned_for)", "c.id"),
    Happening.FEEDBACK: (_FEEDBACK, "t.at", "t.id"),
    Happening.ACTION: (_ACTION, "t.at", "t.id"),
    Happening.NOTE: (_NOTE, "t.at", "t.id"),
    Happening.SUMMARY: (_SUMMARY, "s.created_at", "s.id"),
}


def page(
    connection: sa.Connection,
    person_id: PersonId,
    *,
    kinds: Iterable[Happening],
    before: tuple[datetime, str] | None,
    limit: int,
) -> Timeline:
    """Return one page, newest first; the cursor is the last entry's moment and its place among equals."""
    chosen = tuple(kinds) or tuple(Happening)
    values: dict[str, object] = {"person": person_id, "most": limit + 1}
    if before:
        values |= {"at": to_micros(before[0]), "place": before[1]}
    rows = connection.exec_driver_sql(_union(chosen, began=before is None), values).fetchall()
    last = rows[limit - 1] if len(rows) > limit else None
    return Timeline(tuple(_entry(row) for row in rows[:limit]), (from_micros(last[1]), last[2]) if last else None)


def _union(kinds: tuple[Happening, ...], *, began: bool) -> str:
    parts = []
    for kind in kinds:
        sql, at, place = _PARTS[kind]
        # The first condition alone lets the index be entered in the middle.
        before = "" if began else f"AND {at} <= :at AND ({at} < :at OR {place} < :place)"
        parts.append(f"SELECT * FROM ({sql.format(before=before)})")  # noqa: S608 only our own names
    return " UNION ALL ".join(parts) + " ORDER BY 2 DESC, 3 DESC LIMIT :most"


def _entry(row: Any) -> TimelineEntry:  # noqa: ANN401 - a row of the union
    kind, at, _, key, title, state, words, minutes, goal, visibility, owner = row
    return TimelineEntry(
        id=key,
        kind=Happening(kind),
        at=from_micros(at),
        title=title,
        state=state,
        words=words,
        minutes=minutes,
        goal_title=goal,
        visibility=Visibility(visibility) if visibility else None,
        owner=ActionOwner(owner) if owner else None,
    )
