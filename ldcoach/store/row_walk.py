"""Reading the rows of a damaged table: from both ends, then one by one by the places that the indexes know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from ldcoach.store.blank import all_seals_fitted
from ldcoach.store.engine import connect
from ldcoach.store.failures import plainly

__all__ = ["DamagedFile", "Walk", "walk"]

_MOST_GUESSES = 100_000
_AT_A_TIME = 100
_PARTS = """
SELECT type, name, sql FROM sqlite_master
WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
AND name <> 'search' AND name NOT LIKE 'search!_%' ESCAPE '!'
"""


@dataclass(frozen=True, slots=True)
class Walk:
    """How many rows of a table were read, and how many are known to be lost."""

    kept: int
    missing: int


class DamagedFile:
    """A damaged database; after each page that cannot be read it is opened anew, for SQLCipher stays upset."""

    def __init__(self, path: Path, key: bytearray) -> None:
        self._path = path
        self._key = key
        self._connection: Any = None

    def parts(self) -> list[tuple[str, str, str]]:
        """Return kind, name and SQL of every table, index, view and trigger of ours.

        Raises:
            RecordDamaged: they cannot be read.
        """
        with plainly():
            return [(kind, name, sql) for kind, name, sql in self._open().execute(_PARTS).fetchall()]

    def columns(self, table: str) -> list[tuple[str, str, bool]]:
        """Return name, type and whether it is the key, of each column."""
        with plainly():
            rows = self._open().execute(f'PRAGMA table_info("{table}")').fetchall()
        return [(name, kind, bool(key)) for _, name, kind, _, _, key in rows]

    def indexes(self, table: str) -> list[str]:
        """Return the names of the indexes over all rows of a table."""
        with plainly():
            rows = self._open().execute(f'PRAGMA index_list("{table}")').fetchall()
        return [name for _, name, _, _, partial in rows if not partial]

    def read(self, sql: str, values: tuple[object, ...], take: Callable[[Any], object]) -> bool:
        """Hand over the rows; return False when a page could not be read, having handed over what came well before."""
        try:
            cursor = self._open().execute(sql, values)
            while rows := cursor.fetchmany(_AT_A_TIME):
                # The end of a long value on a damaged page comes as blanks: such rows are not taken.
                if not all_seals_fitted(self._connection):
                    self.close()
                    return False
                for row in rows:
                    take(row)
        except dbapi2.DatabaseError:
            self.close()
            return False
        return True

    def close(self) -> None:
        """Close the connection, if there is one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> Any:  # noqa: ANN401 - a bare connection
        if self._connection is None:
            self._connection = connect(self._path, self._key)
            self._connection.execute("PRAGMA cell_size_check=OFF")
        return self._connection


def walk(source: DamagedFile, table: str, target: Any) -> Walk:  # noqa: ANN401 - a bare connection
    """Copy every row that can be read into the same table of another database."""
    columns = source.columns(table)
    # A row keeps its place, which is the order of recording; where a column is the place it is written anyway.
    own_place = any(key and kind.upper() == "INTEGER" for _, kind, key in columns)
    names = ", ".join(f'"{name}"' for name, _, _ in columns)
    listed = names if own_place else f"rowid, {names}"
    marks = ", ".join("?" for _ in range(len(columns) + (not own_place)))
    insert = f'INSERT INTO "{table}"({listed}) VALUES ({marks})'  # noqa: S608 names out of the database itself
    select = f'SELECT rowid, {names} FROM "{table}"'  # noqa: S608
    got: set[int] = set()

    def take(row: Any) -> None:  # noqa: ANN401 - a row
        if row[0] not in got:
            target.execute(insert, row[1:] if own_place else row)
            got.add(row[0])

    if source.read(f"{select} ORDER BY rowid", (), take):
        return Walk(len(got), 0)
    first = max(got, default=None)
    source.read(f"{select} ORDER BY rowid DESC", (), take)
    known = _known_places(source, table)
    for place in sorted((known or _guesses(first, got)) - got):
        source.read(f"{select} WHERE rowid = ?", (place,), take)
    return Walk(len(got), len(known - got))


def _known_places(source: DamagedFile, table: str) -> set[int]:
    places: set[int] = set()
    for index in source.indexes(table):
        source.read(f'SELECT rowid FROM "{table}" INDEXED BY "{index}"', (), lambda row: places.add(row[0]))  # noqa: S608
    return places


def _guesses(first: int | None, got: Iterable[int]) -> set[int]:
    """Return every place in the gap that both ends left, where no index tells and the gap is small."""
    low = first or 0
    high = min((place for place in got if place > low), default=low)
    return set(range(low + 1, min(high, low + _MOST_GUESSES)))
