"""How rows reach the tables: the statements, the stamps, and a text's place in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from json import dumps
from typing import Any

import sqlalchemy as sa

from ldcoach.domain.keeping import Audit
from ldcoach.domain.texts import Text
from ldcoach.errors import LDCoachError, NotFound
from ldcoach.services.ports import Clock
from ldcoach.store.failures import plainly
from ldcoach.store.folding import fold
from ldcoach.store.mapping import remembered, shape_of, to_micros
from ldcoach.store.tables import table_of

__all__ = ["Places", "Transaction", "insert_of", "kind_of", "row_of", "start_of"]

_FREE = """
WITH RECURSIVE run(place) AS (
  SELECT ? UNION ALL SELECT place - 1 FROM run WHERE EXISTS (SELECT 1 FROM text WHERE rowid = place))
SELECT min(place) FROM run
"""
_TAKEN = "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM text WHERE rowid = value)"


class Places:
    """Gives texts their rowid: minus the microseconds of their moment, counted down until free."""

    def __init__(self, connection: sa.Connection, texts: Iterable[Text]) -> None:
        self._connection = connection
        starts = {start_of(text.at) for text in texts}
        rows = connection.exec_driver_sql(_TAKEN, (dumps(list(starts)),))
        self._kept = {place for (place,) in rows}
        self._given: set[int] = set()
        self._next: dict[int, int] = {}

    def give(self, at: datetime) -> int:
        """Return a free rowid; of texts of one moment, a later one comes first in a search."""
        start = start_of(at)
        place = self._next.get(start) or (self._free(start) if start in self._kept else start)
        while place in self._given or (place != start and self._free(place) != place):
            place -= 1
        self._given.add(place)
        self._next[start] = place - 1
        return place

    def given(self) -> str:
        """Return all places given, rising, as JSON."""
        return dumps(sorted(self._given))

    def _free(self, place: int) -> int:
        return int(self._connection.exec_driver_sql(_FREE, (place,)).scalar_one())


def start_of(at: datetime) -> int:
    """Return the rowid that a text of this moment would have by itself."""
    return -to_micros(at)


def kind_of(entity: object) -> type[Any]:
    """Return the kind of a row."""
    return type(entity)


@remembered
def insert_of(kind: type) -> str:
    """Return the statement that takes what `row_of` gives."""
    names = [*shape_of(kind).names, *(("rowid", "folded") if kind is Text else ()), *_stamps(kind)]
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    return f'INSERT INTO "{table_of(kind).name}" ({columns}) VALUES ({marks})'  # noqa: S608 only our own names


@remembered
def _update_of(kind: type) -> str:
    names = [*shape_of(kind).names, *(("folded",) if kind is Text else ()), *_stamps(kind)[1:]]
    return f'UPDATE "{table_of(kind).name}" SET ' + ", ".join(f'"{name}" = ?' for name in names) + " WHERE id = ?"  # noqa: S608 only our own names


@remembered
def _stamps(kind: type) -> tuple[str, ...]:
    return () if kind is Audit else ("created_at", "updated_at")


def row_of(entity: object, now: int, places: Places | None) -> tuple[Any, ...]:
    """Return the values of a new row; texts need places."""
    kind = kind_of(entity)
    row = shape_of(kind).to_row(entity)
    if isinstance(entity, Text) and places is not None:
        row += [places.give(entity.at), fold(entity.body)]
    return (*row, *(now for _ in _stamps(kind)))


class Transaction:
    """One transaction of the record; after a failure nothing of it is kept."""

    def __init__(self, connection: sa.Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock
        self.failure: LDCoachError | None = None

    def add(self, *entities: object) -> None:
        """Keep new rows, in the order given.

        Raises:
            LDCoachError: a row with that id is there already or a link points nowhere.
        """
        with self._careful():
            now = to_micros(self._clock.now())
            for entity in entities:
                places = Places(self._connection, [entity]) if isinstance(entity, Text) else None
                self._connection.exec_driver_sql(insert_of(kind_of(entity)), row_of(entity, now, places))

    def save(self, *entities: object) -> None:
        """Replace rows that are there by id; a text keeps its place in the search.

        Raises:
            NotFound: no such row.
        """
        with self._careful():
            now = to_micros(self._clock.now())
            for entity in entities:
                row = shape_of(kind_of(entity)).to_row(entity)
                if isinstance(entity, Text):
                    row.append(fold(entity.body))
                key = getattr(entity, "id")  # noqa: B009 - every kind that is saved has an id
                done = self._connection.exec_driver_sql(_update_of(kind_of(entity)), (*row, now, key))
                _require(done.rowcount, type(entity))

    def remove(self, kind: type, entity_id: str) -> None:
        """Delete one row and what hangs on it alone.

        Raises:
            NotFound: no such row.
        """
        with self._careful():
            done = self._connection.exec_driver_sql(f'DELETE FROM "{table_of(kind).name}" WHERE id = ?', (entity_id,))  # noqa: S608 only our own names
            _require(done.rowcount, kind)

    def audit(self, act: str, kind: type, entity_id: str) -> None:
        """Note that something was done, without content."""
        self.add(Audit(at=self._clock.now(), act=act, entity=table_of(kind).name, entity_id=entity_id))

    @contextmanager
    def _careful(self) -> Iterator[None]:
        """Let nothing follow a failure: the database may have ended the transaction by itself."""
        if self.failure is not None:
            raise self.failure
        try:
            with plainly():
                yield
        except LDCoachError as failure:
            self.failure = failure
            raise


def _require(rows: int, kind: type) -> None:
    if rows == 0:
        message = f"This {table_of(kind).name.replace('_', ' ')} is no longer in the record. Nothing was changed."
        raise NotFound(message)
