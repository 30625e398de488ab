"""Gaps, the steps of their paths, and the checks that were noted."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from ldcoach.domain.gaps import Gap, PathStep
from ldcoach.domain.ids import ActionId, GapId, PersonId
from ldcoach.services.views import GapTally, Promise, StepLine
from ldcoach.store.mapping import shape_of
from ldcoach.store.queries.conversations import PROMISE, promise
from ldcoach.store.queries.rows import marks, select_of

__all__ = ["promises_of", "steps", "tallies"]

_OPEN = "coalesce(a.status, s.status) IN ('open', 'carried_over')"
_TALLIES = f"""
SELECT {select_of(Gap, "g")}, coalesce(p.name, ''),
  (SELECT count(*) FROM path_step s WHERE s.gap_id = g.id),
  (SELECT count(*) FROM path_step s LEFT JOIN action a ON a.path_step_id = s.id WHERE s.gap_id = g.id AND {_OPEN})
FROM gap g LEFT JOIN person p ON p.id = g.person_id
WHERE {{whose}} ORDER BY g.rowid
"""  # noqa: S608 only our own names
_STEPS = f"""
SELECT {select_of(PathStep, "s")}, coalesce(m.name, ''),
  a.id, a.person_id, p.name, a.owner, t.body, a.due_on, a.done_on, a.status
FROM path_step s LEFT JOIN measure m ON m.id = s.measure_id
LEFT JOIN action a ON a.path_step_id = s.id
LEFT JOIN person p ON p.id = a.person_id LEFT JOIN text t ON t.id = a.text_id
WHERE s.gap_id = ? ORDER BY s.rowid
"""  # noqa: S608 only our own names
_PROMISES_OF = f"""
{PROMISE} JOIN person p ON p.id = a.person_id JOIN text t ON t.id = a.text_id WHERE a.id IN ({{ids}}) ORDER BY a.rowid
"""


def tallies(connection: sa.Connection, *, person_id: PersonId | None) -> list[GapTally]:
    """Return gaps with how many steps they have, oldest first; without a person, those of active people."""
    whose = "g.person_id = :person" if person_id else "(p.status = 'active' OR p.id IS NULL)"
    rows = connection.exec_driver_sql(_TALLIES.format(whose=whose), {"person": person_id})
    shape = shape_of(Gap)
    return [GapTally(shape.from_row(row[:-3]), *row[-3:]) for row in rows]


def steps(connection: sa.Connection, gap_id: GapId) -> list[StepLine]:
    """Return the steps of a gap's path with the promises they became, in the order they were made."""
    shape = shape_of(PathStep)
    width = len(shape.names)
    rows = connection.exec_driver_sql(_STEPS, (gap_id,))
    return [
        StepLine(shape.from_row(row[:width]), promise(*row[width + 1 :]) if row[width + 1] else None, row[width])
        for row in rows
    ]


def promises_of(connection: sa.Connection, ids: Sequence[ActionId]) -> list[Promise]:
    """Return the actions with these ids, with their words, oldest first."""
    rows = connection.exec_driver_sql(_PROMISES_OF.format(ids=marks(ids)), tuple(ids))
    return [promise(*row) for row in rows]
