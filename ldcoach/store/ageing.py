"""How old things are: the latest moment the record knows of, and what has been kept for long."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ldcoach.domain.kept_long import KeptLong
from ldcoach.store.erasing import reached
from ldcoach.store.mapping import from_micros, to_micros
from ldcoach.store.session import LAST_SEEN, Session

__all__ = ["delete", "delete_audit", "last_seen", "old", "old_audit", "trust_clock"]

_OLD: Mapping[KeptLong, tuple[str, str, str]] = {
    KeptLong.PREP_NOTES: ("text", "at", "visibility = 'prep' AND kind = 'note' AND at < ?1"),
    KeptLong.SHARED: (
        "text",
        "at",
        "visibility = 'shared' AND kind IN ('note', 'feedback', 'takeaway') AND body <> '' AND at < ?1",
    ),
    KeptLong.NOT_HELD: (
        "conversation",
        "planned_for",
        (
            "status IN ('missed', 'cancelled') AND planned_for < ?1 "
            "AND NOT EXISTS (SELECT 1 FROM text t WHERE t.conversation_id = conversation.id) "
            "AND NOT EXISTS (SELECT 1 FROM action a WHERE a.conversation_id = conversation.id)"
        ),
    ),
    KeptLong.THEMES: (
        "conversation",
        "coalesce(started_at, planned_for)",
        (
            "status = 'held' AND coalesce(started_at, planned_for) < ?1 AND (guide_key IN ('stay', 'skip') "
            "OR EXISTS (SELECT 1 FROM guide g WHERE g.key = guide_key AND g.version = guide_version "
            "AND json_extract(g.body, '$.based_on') IN ('stay', 'skip')) "
            "OR person_id IN (SELECT id FROM person WHERE relationship = 'skip_level'))"
        ),
    ),
    KeptLong.GOALS: (
        "goal",
        "updated_at",
        (
            "status IN ('achieved', 'closed_not_met', 'dropped') AND updated_at < ?1 "
            "AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.goal_id = goal.id AND e.updated_at >= ?1) "
            "AND NOT EXISTS (SELECT 1 FROM action a WHERE a.goal_id = goal.id AND a.status IN ('open', 'carried_over'))"
        ),
    ),
    KeptLong.SUMMARIES: ("summary", "updated_at", "updated_at < ?1"),
    KeptLong.RECEIPTS: ("receipt", "at", "at < ?1"),
}
"""Table, moment and what makes a row old; ?1 is the moment before which it is."""

_OLD_AUDIT = "at < ?1 AND entity_id NOT IN (SELECT value FROM json_each(?2))"


def last_seen(session: Session) -> datetime | None:
    """Return the latest moment at which the record was written, as far as it knows."""
    with session.reading() as connection:
        row = connection.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (LAST_SEEN,)).fetchone()
    return from_micros(int(row[0])) if row else None


def trust_clock(session: Session, now: datetime) -> None:
    """Let this be the latest moment."""
    with session.writing() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = ? WHERE key = ?", (str(to_micros(now)), LAST_SEEN))


def old(session: Session, kind: KeptLong, before: datetime) -> list[tuple[str, int, datetime]]:
    """Return person, how many things of a kind are from before a moment, and the oldest one's; by name."""
    table, moment, old_rows = _OLD[kind]
    sql = f"""
    SELECT r.person_id, count(*), min(r.since) FROM
    (SELECT person_id, {moment} AS since FROM {table} WHERE {old_rows}) r JOIN person p ON p.id = r.person_id
    GROUP BY r.person_id ORDER BY p.name COLLATE NOCASE, p.id
    """  # noqa: S608 only our own words
    with session.reading() as connection:
        rows = connection.exec_driver_sql(sql, (to_micros(before),)).fetchall()
    return [(key, many, from_micros(oldest)) for key, many, oldest in rows]


def delete(session: Session, kind: KeptLong, person_id: str, before: datetime) -> int:
    """Delete a person's things of a kind from before a moment; return how many there were."""
    table, _, old_rows = _OLD[kind]
    with session.writing() as connection:
        sql = f"DELETE FROM {table} WHERE person_id = ?2 AND {old_rows}"  # noqa: S608 only our own words
        done = connection.exec_driver_sql(sql, (to_micros(before), person_id))
        return int(done.rowcount)


def old_audit(session: Session, before: datetime) -> tuple[int, datetime] | None:
    """Return how many entries of the audit list are older and the oldest's moment; none that a legal hold keeps."""
    with session.reading() as connection:
        sql = f"SELECT count(*), min(at) FROM audit WHERE {_OLD_AUDIT}"  # noqa: S608 only our own words
        many, oldest = connection.exec_driver_sql(sql, (to_micros(before), _held(connection))).one()
    return (many, from_micros(oldest)) if many else None


def delete_audit(session: Session, before: datetime) -> int:
    """Delete these entries; return how many there were."""
    with session.writing() as connection:
        sql = f"DELETE FROM audit WHERE {_OLD_AUDIT}"  # noqa: S608 only our own words
        return int(connection.exec_driver_sql(sql, (to_micros(before), _held(connection))).rowcount)


def _held(connection: Any) -> str:  # noqa: ANN401 - a connection
    """Return, as JSON, the ids of all that hangs on people under a legal hold."""
    bare = connection.connection.dbapi_connection
    people = bare.execute("SELECT id FROM person WHERE legal_hold = 1").fetchall()
    return json.dumps(sorted({key for (held,) in people for ids in reached(bare, held).values() for key in ids}))
