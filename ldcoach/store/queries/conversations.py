"""What is planned, what was promised, what waits to be talked about."""

from __future__ import annotations

import json
from datetime import date, datetime

import sqlalchemy as sa

from ldcoach.domain.asking import HeldTalk
from ldcoach.domain.guides import guide_from_dict
from ldcoach.domain.ids import ActionId, ConversationId, GapId, GoalId, PersonId, TopicId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, ConversationStatus, Side
from ldcoach.services.clock import day_of
from ldcoach.services.views import LookBack, OpenTopic, Promise, Upcoming
from ldcoach.services.views.talks import ASKED
from ldcoach.store.mapping import from_micros, to_micros
from ldcoach.store.queries.values import day

__all__ = ["PROMISE", "last_due", "look_back", "next_of", "open_topics", "promise", "promises", "upcoming"]

_UPCOMING = """
SELECT c.id, c.person_id, p.name, c.guide_key, coalesce(g.name, c.guide_key), c.planned_for, c.planned_minutes,
  c.started_at IS NOT NULL
FROM conversation c JOIN person p ON p.id = c.person_id
LEFT JOIN guide g ON g.key = c.guide_key AND g.version = c.guide_version
WHERE c.status = 'planned' AND c.planned_for <= :until AND p.status = 'active'
ORDER BY c.planned_for, c.id LIMIT :limit
"""
_NEXT = """
SELECT c.id, c.person_id, p.name, c.guide_key, coalesce(g.name, c.guide_key), c.planned_for, c.planned_minutes,
  c.started_at IS NOT NULL
FROM conversation c JOIN person p ON p.id = c.person_id
LEFT JOIN guide g ON g.key = c.guide_key AND g.version = c.guide_version
WHERE c.person_id = :person AND c.status = 'planned' ORDER BY c.planned_for LIMIT 1
"""
_LAST_DUE = """
SELECT status FROM conversation WHERE person_id = ? AND planned_for <= ? AND status IN ('held', 'missed')
ORDER BY planned_for DESC, id DESC LIMIT ?
"""
_HELD_AT = "coalesce(c.started_at, c.planned_for)"
# Columns: which, id, guide or words, moment, text, day.
_LOOK_BACK = f"""
SELECT * FROM (
  SELECT 'held', c.id, c.guide_key, {_HELD_AT}, t.body, NULL
  FROM conversation c LEFT JOIN text t ON t.owner_id = c.id || '#{ASKED}' AND t.kind = 'note'
  WHERE c.person_id = :person AND c.status = 'held' AND {_HELD_AT} >= :since
  ORDER BY {_HELD_AT} DESC, c.id DESC LIMIT 200)
UNION ALL SELECT * FROM (
  SELECT 'earlier', c.id, '', {_HELD_AT}, NULL, NULL FROM conversation c
  WHERE c.person_id = :person AND c.status = 'held' AND {_HELD_AT} < :since
  ORDER BY {_HELD_AT} DESC, c.id DESC LIMIT 1)
UNION ALL SELECT * FROM (
  SELECT 'ahead', c.id, c.guide_key, c.planned_for, g.body, NULL
  FROM conversation c JOIN guide g ON g.key = c.guide_key AND g.version = c.guide_version
  WHERE c.person_id = :person AND c.status = 'planned' ORDER BY c.planned_for LIMIT 1)
UNION ALL SELECT 'gap', g.id, g.statement, 0, NULL, g.review_on FROM gap g
  WHERE g.person_id = :person AND g.review_on <= :today
"""  # noqa: S608 only our own names
PROMISE = (
    "SELECT a.id, a.person_id, p.name, a.owner, t.body, a.due_on, a.done_on, a.status, a.goal_id, a.conversation_id"
    " FROM action a"
)
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


def next_of(connection: sa.Connection, person_id: PersonId) -> Upcoming | None:
    """Return the planned 1-2-1 of a person that comes first, an overdue one included."""
    row = connection.exec_driver_sql(_NEXT, {"person": person_id}).first()
    if row is None:
        return None
    key, person, name, guide, title, at, minutes, started = row
    return Upcoming(ConversationId(key), PersonId(person), name, guide, title, from_micros(at), minutes, bool(started))


def last_due(connection: sa.Connection, person_id: PersonId, until: datetime, limit: int) -> list[ConversationStatus]:
    """Return what became of the last 1-2-1s planned up to a moment that were held or did not happen, newest first."""
    rows = connection.exec_driver_sql(_LAST_DUE, (person_id, to_micros(until), limit))
    return [ConversationStatus(status) for (status,) in rows]


def look_back(connection: sa.Connection, person_id: PersonId, since: datetime, today: date) -> LookBack:
    """Return what was held since a moment, newest first, and the gaps to look at again, in one statement."""
    values = {"person": person_id, "since": to_micros(since), "today": today.isoformat()}
    rows = connection.exec_driver_sql(_LOOK_BACK, values).fetchall()
    ahead = next((row[4] for row in rows if row[0] == "ahead"), None)
    return LookBack(
        held=tuple(
            HeldTalk(guide, day_of(from_micros(at)), None if asked is None else tuple(asked.splitlines()))
            for which, _, guide, at, asked, _ in rows
            if which == "held"
        ),
        earlier=any(row[0] == "earlier" for row in rows),
        guide=guide_from_dict(json.loads(ahead)) if ahead else None,
        gaps=tuple((GapId(row[1]), row[2], date.fromisoformat(row[5])) for row in rows if row[0] == "gap"),
    )


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
    key: str,
    person: str,
    name: str,
    owner: str,
    words: str,
    due_on: str | None,
    done_on: str | None,
    status: str,
    goal: str | None = None,
    conversation: str | None = None,
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
        GoalId(goal) if goal else None,
        ConversationId(conversation) if conversation else None,
    )


def open_topics(connection: sa.Connection, person_id: PersonId) -> list[OpenTopic]:
    """Return the open topics of a person, oldest first."""
    return [
        OpenTopic(TopicId(key), Side(raised_by), title, date.fromisoformat(first), carried)
        for key, raised_by, title, first, carried in connection.exec_driver_sql(_TOPICS, (person_id,))
    ]
