"""Goals, what they hang on and what hangs on them."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from ldcoach.domain.gaps import PathStep
from ldcoach.domain.goals import Evidence, IfThenPlan, Learning, Measure, Reading
from ldcoach.domain.ids import GoalId, MeasureId, PersonId
from ldcoach.services.views import DueMeasure, GoalLine, GoalThread
from ldcoach.store.mapping import shape_of
from ldcoach.store.queries.conversations import PROMISE, promise
from ldcoach.store.queries.feedback import FEEDBACK, piece
from ldcoach.store.queries.rows import rows_where, select_of
from ldcoach.store.queries.values import day

__all__ = ["due_measures", "lines", "readings", "thread"]

_LINES = """
SELECT g.id, g.person_id, p.name, g.title, g.status, g.target_on, o.name, r.name,
  (SELECT count(*) FROM feedback f WHERE f.goal_id = g.id) +
  (SELECT count(*) FROM action a WHERE a.goal_id = g.id) +
  (SELECT count(*) FROM learning l WHERE l.goal_id = g.id),
  (SELECT count(*) FROM evidence e WHERE e.goal_id = g.id),
  nullif(max(
    coalesce((SELECT max(f.observed_on) FROM feedback f WHERE f.goal_id = g.id), ''),
    coalesce((SELECT max(a.done_on) FROM action a WHERE a.goal_id = g.id), ''),
    coalesce((SELECT max(max(coalesce(l.started_on, ''), coalesce(l.completed_on, ''), coalesce(l.applied_on, '')))
              FROM learning l WHERE l.goal_id = g.id), ''),
    coalesce((SELECT max(e."on") FROM evidence e WHERE e.goal_id = g.id), ''),
    coalesce((SELECT max(d."on") FROM measure m JOIN reading d ON d.measure_id = m.id WHERE m.goal_id = g.id), '')
  ), '')
FROM goal g JOIN person p ON p.id = g.person_id
LEFT JOIN outcome o ON o.id = g.outcome_id LEFT JOIN priority r ON r.id = o.priority_id
WHERE {whose} AND ({state})
ORDER BY p.name COLLATE NOCASE, g.rowid
"""
_DUE = """
SELECT m.id, m.name, m.unit, g.id, d."on", d.value, m.frequency_days
FROM goal g JOIN measure m ON m.goal_id = g.id OR m.outcome_id = g.outcome_id
LEFT JOIN reading d ON d.id = (
  SELECT l.id FROM reading l WHERE l.measure_id = m.id ORDER BY l."on" DESC, l.rowid DESC LIMIT 1)
WHERE g.person_id = :person AND g.status = 'active'
  AND (d.id IS NULL OR date(d."on", '+' || m.frequency_days || ' days') <= :today)
GROUP BY m.id HAVING g.rowid = min(g.rowid) ORDER BY d."on" IS NOT NULL, d."on", m.name
"""
_PIECES = f"""
{FEEDBACK} JOIN person p ON p.id = f.person_id JOIN text t ON t.id = f.text_id
WHERE f.goal_id = ? ORDER BY f.observed_on, f.rowid
"""
_ACTIONS = f"""
{PROMISE} JOIN person p ON p.id = a.person_id JOIN text t ON t.id = a.text_id WHERE a.goal_id = ? ORDER BY a.rowid
"""
_EVIDENCE = f"""
SELECT {select_of(Evidence, "e")}, t.body FROM evidence e JOIN text t ON t.id = e.text_id
WHERE e.goal_id = ? ORDER BY e."on", e.rowid
"""  # noqa: S608 only our own names


def lines(connection: sa.Connection, *, person_id: PersonId | None, active_only: bool) -> list[GoalLine]:
    """Return goals with their links and last movement; without a person, those of active people."""
    whose = "g.person_id = :person" if person_id else "p.status = 'active'"
    state = "g.status = 'active'" if active_only else "1"
    rows = connection.exec_driver_sql(_LINES.format(whose=whose, state=state), {"person": person_id})
    return [
        GoalLine(
            GoalId(key), PersonId(person), name, title, status, day(target), outcome, priority, done, seen, day(at)
        )
        for key, person, name, title, status, target, outcome, priority, done, seen, at in rows
    ]


def due_measures(connection: sa.Connection, person_id: PersonId, today: date) -> list[DueMeasure]:
    """Return measures of the person's active goals whose next reading is due, never read ones first."""
    rows = connection.exec_driver_sql(_DUE, {"person": person_id, "today": today.isoformat()})
    return [
        DueMeasure(MeasureId(key), name, unit, GoalId(goal), day(last), value, frequency)
        for key, name, unit, goal, last, value, frequency in rows
    ]


def readings(connection: sa.Connection, measure_id: MeasureId) -> list[Reading]:
    """Return the readings of a measure by date."""
    return rows_where(connection, Reading, "measure_id = ?", [measure_id], '"on", rowid')


def thread(connection: sa.Connection, goal_id: GoalId) -> GoalThread:
    """Return all rows that hang on a goal, oldest first."""
    own = (goal_id,)
    of_goal = "goal_id = ? OR outcome_id = (SELECT outcome_id FROM goal WHERE id = ?)"
    return GoalThread(
        feedback=tuple(piece(*row) for row in connection.exec_driver_sql(_PIECES, own)),
        actions=tuple(promise(*row) for row in connection.exec_driver_sql(_ACTIONS, own)),
        learning=tuple(rows_where(connection, Learning, "goal_id = ?", own, "rowid")),
        evidence=_evidence(connection, goal_id),
        measures=tuple(rows_where(connection, Measure, of_goal, [goal_id, goal_id], "rowid")),
        plans=tuple(rows_where(connection, IfThenPlan, "goal_id = ?", own, "rowid")),
        steps=tuple(rows_where(connection, PathStep, "goal_id = ?", own, "rowid")),
    )


def _evidence(connection: sa.Connection, goal_id: GoalId) -> tuple[tuple[Evidence, str], ...]:
    shape = shape_of(Evidence)
    rows = connection.exec_driver_sql(_EVIDENCE, (goal_id,))
    return tuple((shape.from_row(row[:-1]), row[-1]) for row in rows)
