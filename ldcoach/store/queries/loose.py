"""Effort that hangs on nothing yet."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from ldcoach.domain.ids import PersonId
from ldcoach.services.views.goals import Loose
from ldcoach.store.queries.values import day

__all__ = ["loose"]

_GOALS = """
SELECT 'goal', g.id, p.id, p.name, g.title, g.target_on FROM goal g JOIN person p ON p.id = g.person_id
WHERE g.outcome_id IS NULL AND g.status = 'active' AND {whose} ORDER BY g.rowid DESC LIMIT :limit
"""
_FEEDBACK = """
SELECT 'feedback', f.id, p.id, p.name, t.body, f.observed_on
FROM feedback f JOIN person p ON p.id = f.person_id JOIN text t ON t.id = f.text_id
WHERE f.goal_id IS NULL AND f.observed_on >= :since AND {whose} ORDER BY f.observed_on DESC, f.id DESC LIMIT :limit
"""
_ACTIONS = """
SELECT 'action', a.id, p.id, p.name, t.body, a.due_on
FROM action a JOIN person p ON p.id = a.person_id JOIN text t ON t.id = a.text_id
WHERE a.goal_id IS NULL AND a.path_step_id IS NULL AND a.status IN ('open', 'carried_over') AND {whose}
ORDER BY coalesce(a.due_on, '9999-12-31'), a.id LIMIT :limit
"""
_LEARNING = """
SELECT 'learning', l.id, p.id, p.name, l.title, coalesce(l.started_on, l.completed_on)
FROM learning l JOIN person p ON p.id = l.person_id
WHERE l.goal_id IS NULL AND {whose} ORDER BY l.rowid DESC LIMIT :limit
"""


def loose(connection: sa.Connection, since: date, *, person_id: PersonId | None, limit: int) -> list[Loose]:
    """Return goals without outcome, then feedback, actions and learning without goal."""
    whose = "p.id = :person" if person_id else "p.status = 'active'"
    bound = {"person": person_id, "since": since.isoformat(), "limit": limit}
    found = []
    for sql in (_GOALS, _FEEDBACK, _ACTIONS, _LEARNING):
        rows = connection.exec_driver_sql(sql.format(whose=whose), bound)
        found += [
            Loose(kind, key, PersonId(person), name, words, day(on)) for kind, key, person, name, words, on in rows
        ]
    return found
