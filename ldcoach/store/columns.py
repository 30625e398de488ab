"""The kinds of column the record knows, each made in one word."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import sqlalchemy as sa

__all__ = [
    "choice",
    "day",
    "entity",
    "flag",
    "index",
    "json",
    "link",
    "metadata",
    "moment",
    "number",
    "own",
    "real",
    "words",
]

metadata = sa.MetaData()

Column = sa.Column[Any]


def entity(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    """Return a table with `id`, the columns given, and the two stamps in UTC microseconds."""
    stamps = (moment("created_at"), moment("updated_at"))
    return sa.Table(name, metadata, sa.Column("id", sa.Text, primary_key=True, nullable=False), *parts, *stamps)


def link(name: str, target: str, *, optional: bool = False, gone: str = "CASCADE") -> Column:
    """Return a link to the `id` of a table; `gone` says what happens when that row is deleted."""
    return sa.Column(name, sa.Text, sa.ForeignKey(f"{target}.id", ondelete=gone), nullable=optional)


def own(name: str, target: str) -> Column:
    """Return a loose link: the row outlives what it points to."""
    return link(name, target, optional=True, gone="SET NULL")


def words(name: str, *, unique: bool = False) -> Column:
    """Return a text that may be empty and is never missing."""
    return sa.Column(name, sa.Text, nullable=False, unique=unique)


def choice(name: str, kind: type[StrEnum]) -> Column:
    """Return one value of a closed list, checked by the database too."""
    values = ", ".join(f"'{member.value}'" for member in kind)
    return sa.Column(name, sa.Text, _check(name, values), nullable=False)


def number(name: str, *, optional: bool = False) -> Column:
    """Return a whole number."""
    return sa.Column(name, sa.Integer, nullable=optional)


def real(name: str, *, optional: bool = False) -> Column:
    """Return a number with a fraction."""
    return sa.Column(name, sa.REAL, nullable=optional)


def flag(name: str) -> Column:
    """Return yes (1) or no (0)."""
    return sa.Column(name, sa.Integer, _check(name, "0, 1"), nullable=False)


def day(name: str, *, optional: bool = False) -> Column:
    """Return a date without time, as ISO text."""
    return sa.Column(name, sa.Text, nullable=optional)


def moment(name: str, *, optional: bool = False) -> Column:
    """Return a moment, in microseconds since 1970 UTC."""
    return sa.Column(name, sa.Integer, nullable=optional)


def json(name: str) -> Column:
    """Return a tuple or mapping as JSON text."""
    return sa.Column(name, sa.Text, nullable=False)


def index(name: str, *parts: str, where: str | None = None) -> sa.Index:
    """Return an index over columns or expressions; `where` is written out, for a bound value would not match."""
    return sa.Index(name, *map(sa.text, parts), sqlite_where=sa.text(where) if where else None)


def _check(name: str, values: str) -> sa.CheckConstraint:
    """Return a named check: a migration that rebuilds a table would drop one without a name."""
    return sa.CheckConstraint(f"{name} IN ({values})", name=f"{name}_is_known")
