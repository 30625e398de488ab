"""Keeping very many rows: one durable save for each batch, the full text fed at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
