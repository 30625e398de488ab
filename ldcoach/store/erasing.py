"""Erasing a person: every row that hangs on them, then every trace of these rows in the file.

A deleted row lives on in free pages, in the journal and in the full text, so the file is rebuilt afterwards. A mark is
kept from the deletion to the end of that: an erasure that was cut off is finished when the record is next opened.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from ldcoach.domain.erasure import Reach, Tombstone
from ldcoach.errors import LDCoachError, NotFound
from ldcoach.store.checks import checkpoint, write_back
from ldcoach.store.failures import plainly
from ldcoach.store.folding import ask
from ldcoach.store.mapping import from_micros, to_micros
from ldcoach.store.session import Session
from ldcoach.store.standing import OWNERS

__all__ = ["erase", "erased_at", "finish", "reach", "reached", "replay", "tombstones"]

_STONE = "erased/"
_UNFINISHED, _LAST = "erasing", "erased_at"
_NOT_FINISHED = (
    "The person was taken out of the record, but the record is being read elsewhere, so traces may still lie in its "
    "file. Lock or close LDCoach: the rest is done when the record is opened again."
)
_OWNED = """
SELECT t.id FROM json_each(?) j CROSS JOIN text t ON t.owner_id = j.value
UNION SELECT t.id FROM json_each(?) j CROSS JOIN text t ON t.owner_id > j.value || '#' AND t.owner_id < j.value || '$'
"""
_MENTIONS = """
SELECT count(*) FROM search s CROSS JOIN text t ON t.rowid = s.rowid
WHERE s.search MATCH ? AND t.person_id IS NOT ?
"""
_KEEP = "INSERT INTO meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value"


def reach(session: Session, person_id: str, name: str) -> Reach:
    """Count what would go with a person, and the texts of others that hold the name; changes nothing.

    Raises:
        NotFound: no such person.
    """
    with session.reading() as connection:
        bare: Any = connection.connection.dbapi_connection
        question = ask(f"{name} ")
        mentions = bare.execute(_MENTIONS, (question.match, person_id)).fetchone()[0] if question else 0
        return Reach({table: len(ids) for table, ids in reached(bare, person_id).items()}, mentions)


def erase(session: Session, person_id: str, now: datetime, on: date) -> Reach:
    """Take a person out of the record and out of its file; return how many rows went.

    Raises:
        RecordInUse: the record is being read elsewhere; nothing was changed.
        NotFound: no such person.
        LDCoachError: the person is gone from the record, but traces may lie in the file until it is opened again.
    """
    with session.alone() as raw:
        write_back(raw)
    with session.writing() as connection:
        bare: Any = connection.connection.dbapi_connection
        gone = _take_out(bare, Tombstone(person_id, on), now)
    with session.alone() as raw:
        finish(raw)
    return Reach({table: len(ids) for table, ids in gone.items()}, 0)


def tombstones(session: Session) -> tuple[Tombstone, ...]:
    """Return everybody who was erased, by id."""
    with session.reading() as connection:
        bare: Any = connection.connection.dbapi_connection
        return _stones(bare)


def erased_at(session: Session) -> datetime | None:
    """Return when somebody was last erased: older copies may hold them."""
    with session.reading() as connection:
        row = connection.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (_LAST,)).fetchone()
    return from_micros(int(row[0])) if row else None


def replay(connection: Any, stones: Iterable[Tombstone]) -> int:  # noqa: ANN401 - a bare connection
    """Erase from an older copy whoever was erased since; return how many it still held."""
    known = {stone.id for stone in _stones(connection)}
    there = {key for (key,) in connection.execute("SELECT id FROM person")}
    late = [stone for stone in stones if stone.id in there]
    connection.execute("BEGIN IMMEDIATE")
    try:
        for stone in stones:
            if stone in late:
                _take_out(connection, stone, datetime.combine(stone.on, time(), UTC))
            elif stone.id not in known:
                connection.execute(_KEEP, (_STONE + stone.id, stone.on.isoformat()))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    if late:
        finish(connection)
    return len(late)


def finish(connection: Any) -> None:  # noqa: ANN401
    """Rebuild the file without what was deleted, if an erasure asked for that; else do nothing.

    Raises:
        LDCoachError: a reader, or a lack of room, kept it from being done.
    """
    if not connection.execute("SELECT 1 FROM meta WHERE key = ?", (_UNFINISHED,)).fetchone():
        return
    with plainly():
        connection.execute("VACUUM")
        if not checkpoint(connection):
            raise LDCoachError(_NOT_FINISHED)
        connection.execute("DELETE FROM meta WHERE key = ?", (_UNFINISHED,))


def _take_out(bare: Any, stone: Tombstone, now: datetime) -> dict[str, set[str]]:  # noqa: ANN401
    gone = reached(bare, stone.id)
    bare.execute("DELETE FROM person WHERE id = ?", (stone.id,))
    for table, ids in gone.items():
        bare.execute(f'DELETE FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))', (_json(ids),))  # noqa: S608 only our own names
        bare.execute("DELETE FROM audit WHERE entity_id IN (SELECT value FROM json_each(?))", (_json(ids),))
    _clean_settings(bare, {key for ids in gone.values() for key in ids})
    micros = to_micros(now)
    bare.execute("INSERT INTO audit(at, act, entity, entity_id) VALUES (?, 'erase', 'person', ?)", (micros, stone.id))
    for key, value in ((_STONE + stone.id, stone.on.isoformat()), (_LAST, str(micros)), (_UNFINISHED, "1")):
        bare.execute(_KEEP, (key, value))
    return gone


def reached(bare: Any, person_id: str) -> dict[str, set[str]]:  # noqa: ANN401
    """Return the ids of every row that hangs on a person alone, by table, found along the links of the tables."""
    if not bare.execute("SELECT 1 FROM person WHERE id = ?", (person_id,)).fetchone():
        message = "This person is not in the record. Nothing was changed."
        raise NotFound(message)
    links = _links(bare)
    found: dict[str, set[str]] = {"person": {person_id}}
    waiting = [("person", {person_id})]
    while waiting:
        table, ids = waiting.pop()
        for child, select, marks in links.get(table, []) + _owned_by(table):
            rows = bare.execute(select, (_json(ids),) * marks).fetchall()
            new = {key for (key,) in rows} - found.get(child, set())
            if new:
                found.setdefault(child, set()).update(new)
                waiting.append((child, new))
    return dict(sorted(found.items()))


def _links(bare: Any) -> dict[str, list[tuple[str, str, int]]]:  # noqa: ANN401
    """Return, for each table, those whose rows go with its rows, how to find them and how often to name the ids."""
    tables = [name for (name,) in bare.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    links: dict[str, list[tuple[str, str, int]]] = {}
    for child in tables:
        for _, _, parent, column, _, _, on_delete, _ in bare.execute(f'PRAGMA foreign_key_list("{child}")').fetchall():
            if on_delete == "CASCADE":
                select = f'SELECT t.id FROM json_each(?) j CROSS JOIN "{child}" t ON t."{column}" = j.value'  # noqa: S608 only our own names
                links.setdefault(parent, []).append((child, select, 1))
    return links


def _owned_by(table: str) -> list[tuple[str, str, int]]:
    return [("text", _OWNED, 2)] if table in OWNERS else []


def _clean_settings(bare: Any, ids: set[str]) -> None:  # noqa: ANN401
    """Take ids out of what the manager arranged; a setting under such an id goes as a whole."""
    for key, value in bare.execute("SELECT id, value FROM setting").fetchall():
        if any(part in ids for part in key.replace(":", "/").replace(".", "/").split("/")):
            bare.execute("DELETE FROM setting WHERE id = ?", (key,))
            continue
        kept = json.dumps(_without(json.loads(value), ids), allow_nan=False)
        if kept != value:
            bare.execute("UPDATE setting SET value = ? WHERE id = ?", (kept, key))


def _without(value: Any, ids: set[str]) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, list):
        return [_without(one, ids) for one in value if not _names(one, ids)]
    if isinstance(value, dict):
        return {key: _without(one, ids) for key, one in value.items() if key not in ids and not _names(one, ids)}
    return None if _names(value, ids) else value


def _names(value: object, ids: set[str]) -> bool:
    return isinstance(value, str) and value in ids


def _stones(bare: Any) -> tuple[Tombstone, ...]:  # noqa: ANN401
    rows = bare.execute("SELECT key, value FROM meta WHERE key > ? AND key < 'erased0' ORDER BY key", (_STONE,))
    return tuple(Tombstone(key.removeprefix(_STONE), date.fromisoformat(on)) for key, on in rows.fetchall())


def _json(ids: Collection[str]) -> str:
    return json.dumps(sorted(ids))
