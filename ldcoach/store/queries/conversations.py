"""What is planned, what was promised, what waits to be talked about."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa

from ldcoach.domain.ids import ActionId, ConversationId, PersonId, TopicId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, Side
from ldcoach.services.views import OpenTopic, Promise, Upcoming
from ldcoach.store.mapping import from_micros, to_micros
from ldcoach.store.queries.values import day

__all__ = ["PROMISE", "open_topics", "promise", "promises", "upcoming"]

_UPCOMING = """
SELECT c.id, c.person_id, p.name, c.guide_key, coalesce(g.name, c.guide_key), c.planned_for, c.planned_minutes,
  c.started_at IS NOT NULL
FROM conversation c JOIN person p ON p.id = c.person_id
LEFT JOIN guide g ON g.key = c.guide_key AND g.version = c.guide_version
WHERE c.status = 'planned' AND c.planned_for <= :until AND p.status = 'active'
ORDER BY c.planned_for, c.id LIMIT :limit
"""
PROMISE = "SELECT a.id, a.person_id, p.name, a.owner, t.body, a.due_on, a.done_on, a.status FROM action a"
_PROMISES = f"""
{PROMISE} JOIN person p ON p.id = a.person_id JOIN text t ON t.id = a.text_id
WHERE a.status IN ('open', 'carried_over') AND {{whose}} {{owned}}
ORDER BY coalesce(a.due_on, '9999-12-31'), a.id LIMIT :limit
"""
_TOPICS = """
SELECT id, raised_by, title, first_raised_on, times_carried FROM topic
WHERE person_id = ? AND status = 'open' ORDER BY first_raised_on, rowid
"""


def upcoming(connection: sa.Connection, until: datetime, limit: int) -> list[Upcoming]:
    """Return the planned 1-2-1s of active people up to a moment, soonest first, overdue ones included."""
    rows = connection.exec_driver_sql(_UPCOMING, {"until": to_micros(until), "limit": limit})
    return [
        Upcoming(ConversationId(key), PersonId(person), name, guide, title, from_micros(at), minutes, bool(started))
        for key, person, name, guide, title, at, minutes, started in rows
    ]


def promises(
    connection: sa.Connection, *, person_id: PersonId | None, owner: ActionOwner | None, limit: int
) -> list[Promise]:
    """Return open actions, those due first; what both promised is the manager's and the employee's alike."""
    whose = "a.person_id = :person" if person_id else "p.status = 'active'"
    shared = owner in {ActionOwner.MANAGER, ActionOwner.EMPLOYEE}
    owned = "" if owner is None else "AND a.owner IN (:owner, 'both')" if shared else "AND a.owner = :owner"
    values = {"person": person_id, "owner": owner.value if owner else None, "limit": limit}
    rows = connection.exec_driver_sql(_PROMISES.format(whose=whose, owned=owned), values)
    return [promise(*row) for row in rows]


def promise(  # noqa: PLR0913 - the columns of PROMISE
    key: str, person: str, name: str, owner: str, words: str, due_on: str | None, done_on: str | None, status: str
) -> Promise:
    """Return an action with its words, from a row of `PROMISE`."""
    return Promise(
        ActionId(key),
        PersonId(person),
        name,
        ActionOwner(owner),
        words,
        day(due_on),
        day(done_on),
        ActionStatus(status),
    )


def open_topics(connection: sa.Connection, person_id: PersonId) -> list[OpenTopic]:
    """Return the open topics of a person, oldest first."""
    return [
        OpenTopic(TopicId(key), Side(raised_by), title, date.fromisoformat(first), carried)
        for key, raised_by, title, first, carried in connection.exec_driver_sql(_TOPICS, (person_id,))
    ]
