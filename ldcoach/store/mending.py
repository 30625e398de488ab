"""Making a sound record of the rows that were saved from a damaged one."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from ldcoach.domain.ids import PersonId
from ldcoach.domain.people import Person
from ldcoach.store.canaries import put_canaries
from ldcoach.store.mapping import to_micros
from ldcoach.store.schema import SCHEMA
from ldcoach.store.standing import SEARCH, TRIGGERS
from ldcoach.store.writing import insert_of, row_of

__all__ = ["bind_again", "finish_tables", "put_bookkeeping_right"]

_LOST_NAME = "Name lost"
_OURS = {"text_searched", "search", *TRIGGERS}


def put_bookkeeping_right(connection: Any) -> None:  # noqa: ANN401 - a bare connection
    """Fill in what the record says of itself where that was lost."""
    version = connection.execute("SELECT max(version_num) FROM alembic_version").fetchone()[0]
    if version is None:
        connection.execute("INSERT INTO alembic_version VALUES (?)", (f"{SCHEMA:04}",))
    rows = [("schema", str(int(version or SCHEMA))), ("sample", "0"), ("generation", "0")]
    connection.executemany("INSERT OR IGNORE INTO meta(key, value) VALUES (?, ?)", rows)
    put_canaries(connection)


def bind_again(connection: Any) -> dict[str, int]:  # noqa: ANN401
    """Loosen links to rows that are lost; return by table how many rows had to go because they hang on one.

    A person whose own row is lost is made anew without a name: what was written with them is worth more than the name.
    """
    _make_lost_people(connection)
    gone: Counter[str] = Counter()
    while broken := connection.execute("PRAGMA foreign_key_check").fetchall():
        for table, place, _, link in broken:
            rows = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
            column, on_delete = next((row[3], row[6]) for row in rows if row[0] == link)
            if on_delete == "SET NULL":
                connection.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (place,))  # noqa: S608 names out of the database itself
            else:
                done = connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (place,))  # noqa: S608
                gone[table] += done.rowcount
    return dict(gone)


def finish_tables(connection: Any, parts: list[tuple[str, str, str]]) -> None:  # noqa: ANN401
    """Add indexes, full text and triggers to tables that hold their rows."""
    for kind, name, sql in parts:
        if kind == "index" and name not in _OURS:
            connection.execute(sql)
    for statement in SEARCH:
        connection.execute(statement)
    connection.execute("INSERT INTO search(search) VALUES ('rebuild')")
    for statement in TRIGGERS.values():
        connection.execute(statement)


def _make_lost_people(connection: Any) -> None:  # noqa: ANN401
    now = to_micros(datetime.now(UTC))
    lost: set[str] = set()
    for table, place, parent, link in connection.execute("PRAGMA foreign_key_check").fetchall():
        if parent == "person":
            rows = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
            column = next(row[3] for row in rows if row[0] == link)
            lost.add(connection.execute(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (place,)).fetchone()[0])  # noqa: S608
    for number, key in enumerate(sorted(lost), start=1):
        person = Person(id=PersonId(key), name=f"{_LOST_NAME} {number}")
        connection.execute(insert_of(Person), row_of(person, now, None))
