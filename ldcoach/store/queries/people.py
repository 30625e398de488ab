"""Who is on the team."""

from __future__ import annotations

import sqlalchemy as sa

from ldcoach.domain.ids import PersonId
from ldcoach.services.views import PersonLine
from ldcoach.store.queries.values import moment

__all__ = ["names", "team"]

_TEAM = """
SELECT p.id, p.name, p.role_title, p.team, p.cadence_days,
  (SELECT coalesce(c.started_at, c.planned_for) FROM conversation c
   WHERE c.person_id = p.id AND c.status = 'held'
   ORDER BY coalesce(c.started_at, c.planned_for) DESC, c.id DESC LIMIT 1),
  (SELECT min(c.planned_for) FROM conversation c WHERE c.person_id = p.id AND c.status = 'planned'),
  p.status = 'archived', p.email
FROM person p WHERE p.status = 'active' OR :archived
ORDER BY p.name COLLATE NOCASE, p.id
"""


def team(connection: sa.Connection, *, archived: bool) -> list[PersonLine]:
    """Return the active people by name, the archived ones too when asked for."""
    rows = connection.exec_driver_sql(_TEAM, {"archived": int(archived)})
    return [
        PersonLine(PersonId(key), name, role, group, cadence, moment(last), moment(planned), bool(gone), email)
        for key, name, role, group, cadence, last, planned, gone, email in rows
    ]


def names(connection: sa.Connection) -> list[tuple[PersonId, str]]:
    """Return id and name of everybody, by name."""
    rows = connection.exec_driver_sql("SELECT id, name FROM person ORDER BY name COLLATE NOCASE, id")
    return [(PersonId(key), name) for key, name in rows]
