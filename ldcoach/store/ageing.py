"""How old things are: the latest moment the record knows of, and prep notes that have been kept for long."""

from __future__ import annotations

from datetime import datetime

from ldcoach.store.mapping import from_micros, to_micros
from ldcoach.store.session import LAST_SEEN, Session

__all__ = ["delete_prep_notes", "last_seen", "old_prep_notes", "trust_clock"]

_OLD = "visibility = 'prep' AND kind = 'note' AND at < ?"
_BY_PERSON = f"""
SELECT t.person_id, count(*), min(t.at) FROM text t JOIN person p ON p.id = t.person_id
WHERE {_OLD} GROUP BY t.person_id ORDER BY p.name COLLATE NOCASE, p.id
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
    with session.reading() as connection:
        rows = connection.exec_driver_sql(_BY_PERSON, (to_micros(before),)).fetchall()
    return [(key, many, from_micros(oldest)) for key, many, oldest in rows]


def delete_prep_notes(session: Session, person_id: str, before: datetime) -> int:
    """Delete a person's prep notes from before a moment; return how many there were."""
    with session.writing() as connection:
        sql = f"DELETE FROM text WHERE person_id = ? AND {_OLD}"  # noqa: S608 only our own words
        done = connection.exec_driver_sql(sql, (person_id, to_micros(before)))
        return int(done.rowcount)
