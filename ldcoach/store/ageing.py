"""How old things are: the latest moment the record knows of, and what has been kept for long."""

from __future__ import annotations

from datetime import datetime

from ldcoach.store.mapping import from_micros, to_micros
from ldcoach.store.session import LAST_SEEN, Session

__all__ = [
    "delete_missed_talks",
    "delete_prep_notes",
    "last_seen",
    "old_missed_talks",
    "old_prep_notes",
    "old_shared",
    "trust_clock",
]

_OLD = "visibility = 'prep' AND kind = 'note' AND at < ?"
_BY_PERSON = f"""
SELECT t.person_id, count(*), min(t.at) FROM text t JOIN person p ON p.id = t.person_id
WHERE {_OLD} GROUP BY t.person_id ORDER BY p.name COLLATE NOCASE, p.id
"""  # noqa: S608 only our own words

_SHARED = """
SELECT t.person_id, count(*), min(t.at) FROM text t JOIN person p ON p.id = t.person_id
WHERE t.visibility = 'shared' AND t.kind IN ('note', 'feedback', 'takeaway') AND t.body <> '' AND t.at < ?
GROUP BY t.person_id ORDER BY p.name COLLATE NOCASE, p.id
"""
_EMPTY_MISSED = """
status IN ('missed', 'cancelled') AND planned_for < ?
AND NOT EXISTS (SELECT 1 FROM text t WHERE t.conversation_id = conversation.id)
AND NOT EXISTS (SELECT 1 FROM action a WHERE a.conversation_id = conversation.id)
"""
_MISSED = f"""
SELECT person_id, count(*), min(planned_for) FROM conversation JOIN person p ON p.id = person_id
WHERE {_EMPTY_MISSED.replace("status", "conversation.status", 1)}
GROUP BY person_id ORDER BY p.name COLLATE NOCASE, p.id
"""  # noqa: S608 only our own words


def last_seen(session: Session) -> datetime | None:
    """Return the latest moment at which the record was written, as far as it knows."""
    with session.reading() as connection:
        row = connection.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (LAST_SEEN,)).fetchone()
    return from_micros(int(row[0])) if row else None


def trust_clock(session: Session, now: datetime) -> None:
    """Let this be the latest moment."""
    with session.writing() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = ? WHERE key = ?", (str(to_micros(now)), LAST_SEEN))


def old_prep_notes(session: Session, before: datetime) -> list[tuple[str, int, datetime]]:
    """Return person, how many prep notes are from before a moment, and the oldest one's; by name."""
    return _counted(session, _BY_PERSON, before)


def old_shared(session: Session, before: datetime) -> list[tuple[str, int, datetime]]:
    """Return the same of shared notes, feedback and takeaways."""
    return _counted(session, _SHARED, before)


def old_missed_talks(session: Session, before: datetime) -> list[tuple[str, int, datetime]]:
    """Return the same of missed and cancelled 1-2-1s on which nothing was written."""
    return _counted(session, _MISSED, before)


def _counted(session: Session, sql: str, before: datetime) -> list[tuple[str, int, datetime]]:
    with session.reading() as connection:
        rows = connection.exec_driver_sql(sql, (to_micros(before),)).fetchall()
    return [(key, many, from_micros(oldest)) for key, many, oldest in rows]


def delete_missed_talks(session: Session, person_id: str, before: datetime) -> int:
    """Delete a person's missed and cancelled 1-2-1s without a word; return how many there were."""
    with session.writing() as connection:
        sql = f"DELETE FROM conversation WHERE person_id = ? AND {_EMPTY_MISSED}"  # noqa: S608 only our own words
        done = connection.exec_driver_sql(sql, (person_id, to_micros(before)))
        return int(done.rowcount)


def delete_prep_notes(session: Session, person_id: str, before: datetime) -> int:
    """Delete a person's prep notes from before a moment; return how many there were."""
    with session.writing() as connection:
        sql = f"DELETE FROM text WHERE person_id = ? AND {_OLD}"  # noqa: S608 only our own words
        done = connection.exec_driver_sql(sql, (person_id, to_micros(before)))
        return int(done.rowcount)
