"""Keeping very many rows: one durable save for each batch, the full text fed at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

import sqlalchemy as sa

from ldcoach.domain.texts import Text
from ldcoach.store.standing import INDEX_NEW_TEXT, STOP_INDEXING
from ldcoach.store.writing import Places, insert_of, kind_of, row_of

__all__ = ["AT_A_TIME", "add_batch", "batches"]

AT_A_TIME = 20_000
_FEED = """
INSERT INTO search(rowid, body, tokens)
SELECT t.rowid, t.body, t.tokens FROM json_each(?) j CROSS JOIN text_searched t ON t.rowid = j.value
"""


_ROOMY_CACHE = "PRAGMA cache_size=-196608"
_USUAL_CACHE = "PRAGMA cache_size=-16384"
_SEGMENT = "INSERT INTO search(search, rank) VALUES ('hashsize', ?)"
_LARGE, _USUAL = 64 << 20, 1 << 20


def batches(entities: Iterable[object]) -> Iterator[list[object]]:
    """Cut a stream into lists that are saved one after the other."""
    rest = iter(entities)
    while part := list(islice(rest, AT_A_TIME)):
        yield part


def add_batch(connection: sa.Connection, entities: list[object], now: int) -> None:
    """Insert rows of one transaction, kind by kind; links between them are looked at when it ends.

    The full-text index writes a segment whenever a rowid is not above the one before, and rowids of
    texts count down in time: so the trigger rests, and the batch is fed in rising order at once.
    """
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    with _room(connection):
        _insert(connection, entities, now)


@contextmanager
def _room(connection: sa.Connection) -> Iterator[None]:
    """Let the batch stay in memory until it ends: spilled pages and many small segments cost most of the time."""
    connection.exec_driver_sql(_ROOMY_CACHE)
    try:
        connection.exec_driver_sql(_SEGMENT, (_LARGE,))
        yield
        connection.exec_driver_sql(_SEGMENT, (_USUAL,))
    finally:
        connection.exec_driver_sql(_USUAL_CACHE)


def _insert(connection: sa.Connection, entities: list[object], now: int) -> None:
    texts = [entity for entity in entities if isinstance(entity, Text)]
    places = Places(connection, texts)
    if texts:
        connection.exec_driver_sql(STOP_INDEXING)
    rows: dict[type, list[tuple[object, ...]]] = {}
    for entity in entities:
        rows.setdefault(kind_of(entity), []).append(row_of(entity, now, places))
    for kind, values in rows.items():
        connection.exec_driver_sql(insert_of(kind), values)
    if texts:
        connection.exec_driver_sql(_FEED, (places.given(),))
        connection.exec_driver_sql(INDEX_NEW_TEXT)
