"""Rows of any kind, read back as the objects they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa

from ldcoach.domain.texts import Text
from ldcoach.store.mapping import remembered, shape_of
from ldcoach.store.tables import table_of

__all__ = ["count", "every", "find", "marks", "newest", "rows_where", "select_of"]

E = TypeVar("E")


def quoted(name: str) -> str:
    """Return a column's name as SQL takes it."""
    return f'"{name}"'


def select_of(kind: type, alias: str = "") -> str:
    """Return the column list of a kind, in the order of its fields, and where it stands."""
    prefix = f"{alias}." if alias else ""
    return ", ".join(f"{prefix}{quoted(name)}" for name in shape_of(kind).names)


@remembered
def _all_of(kind: type) -> str:
    return f"SELECT {select_of(kind)} FROM {quoted(table_of(kind).name)}"  # noqa: S608 only our own names


def _oldest_first(kind: type, *, newest: bool = False) -> str:
    """Return the order of recording; texts count down, so that their newest come first in the table."""
    return "ORDER BY rowid DESC" if (kind is Text) is not newest else "ORDER BY rowid"


def find(connection: sa.Connection, kind: type[E], entity_id: str) -> E | None:
    """Return one row, or None."""
    row = connection.exec_driver_sql(f"{_all_of(kind)} WHERE id = ?", (entity_id,)).fetchone()
    return shape_of(kind).from_row(row) if row else None


def every(connection: sa.Connection, kind: type[E], equal: Mapping[str, object]) -> list[E]:
    """Return the rows whose fields have these values, oldest first."""
    where, values = where_equal(kind, equal)
    shape = shape_of(kind)
    rows = connection.exec_driver_sql(f"{_all_of(kind)} {where} {_oldest_first(kind)}", values)
    return [shape.from_row(row) for row in rows]


def newest(connection: sa.Connection, kind: type[E], equal: Mapping[str, object]) -> E | None:
    """Return the row recorded last among those whose fields have these values."""
    where, values = where_equal(kind, equal)
    sql = f"{_all_of(kind)} {where} {_oldest_first(kind, newest=True)} LIMIT 1"
    row = connection.exec_driver_sql(sql, values).fetchone()
    return shape_of(kind).from_row(row) if row else None


def where_equal(kind: type[Any], equal: Mapping[str, object]) -> tuple[str, tuple[Any, ...]]:
    """Return the condition that fields have these values, None meaning empty, and what to bind."""
    if not equal:
        return "", ()
    shape = shape_of(kind)
    values = tuple(shape.to_column(name, value) for name, value in equal.items())
    return "WHERE " + " AND ".join(f"{quoted(name)} IS ?" for name in equal), values


def rows_where(
    connection: sa.Connection, kind: type[E], condition: str, values: Sequence[object], order: str
) -> list[E]:
    """Return the rows that meet a condition of ours, in an order of ours."""
    shape = shape_of(kind)
    rows = connection.exec_driver_sql(f"{_all_of(kind)} WHERE {condition} ORDER BY {order}", tuple(values))
    return [shape.from_row(row) for row in rows]


def count(connection: sa.Connection, kind: type) -> int:
    """Return how many rows there are of a kind."""
    found = connection.exec_driver_sql(f"SELECT count(*) FROM {quoted(table_of(kind).name)}").scalar_one()  # noqa: S608 only our own names
    return int(found)


def marks(values: Iterable[object]) -> str:
    """Return as many question marks as there are values."""
    return ", ".join("?" for _ in values)
