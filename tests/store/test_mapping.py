"""What goes into a table comes out as it was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import Enum
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from ldcoach.domain.leaving import Summary
from ldcoach.domain.people import Person
from ldcoach.store.mapping import Shape, from_micros, shape_of, to_micros
from ldcoach.store.tables import TABLES, metadata, table_of
from ldcoach.store.writing import row_of

SOUND_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
WHOLE = st.integers(min_value=-(2**53), max_value=2**53)
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: SOUND_TEXT,
    int: WHOLE,
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
    datetime: MOMENTS,
    Any: st.recursive(st.none() | st.booleans() | WHOLE | SOUND_TEXT, lambda part: st.lists(part, max_size=3)),
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Build values from a type hint of the domain."""
    hint = getattr(hint, "__supertype__", hint)
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        (present,) = (part for part in parts if part is not NoneType)
        return st.none() | values_of(present)
    if origin is tuple:
        return st.lists(values_of(parts[0]), max_size=3).map(tuple)
    if origin is get_origin(Mapping[str, str]):
        return st.dictionaries(values_of(parts[0]), values_of(parts[1]), max_size=3)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return SCALARS[hint]


def rows_of(kind: type) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: values_of(hints[field.name]) for field in fields(kind)})


def columns(kind: type) -> list[str]:
    return [column.name for column in table_of(kind).columns]


@pytest.fixture(scope="module")
def plain() -> sa.Engine:
    """The tables alone, without links, so that any row fits."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    metadata.create_all(engine)
    return engine


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_columns_are_the_fields(kind: type) -> None:
    kept_by_the_store = {"created_at", "updated_at", "rowid", "folded"}
    names = {field.name for field in fields(kind)}
    assert set(columns(kind)) - kept_by_the_store - ({"id"} if "id" not in names else set()) == names


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_every_kind_comes_back_as_it_was(kind: type, data: st.DataObject, plain: sa.Engine) -> None:
    entity = data.draw(rows_of(kind))
    shape: Shape[Any] = shape_of(kind)
    with plain.connect() as connection:
        names = ", ".join(f'"{name}"' for name in shape.names)
        table = table_of(kind)
        row = dict(zip(shape.names, shape.to_row(entity), strict=True))
        stamps = {"created_at": 1, "updated_at": 1, "rowid": 1}
        row |= {name: value for name, value in stamps.items() if name in table.columns}
        connection.execute(sa.insert(table).values(row))
        kept = connection.exec_driver_sql(f'SELECT {names} FROM "{table.name}"').one()
        connection.rollback()
    assert shape.from_row(kept) == entity


@given(MOMENTS)
def test_moments_are_exact_to_the_microsecond(moment: datetime) -> None:
    assert from_micros(to_micros(moment)) == moment


def test_a_moment_without_a_zone_is_a_fault() -> None:
    with pytest.raises(TypeError):
        to_micros(datetime(2026, 3, 2, 12, 0))  # noqa: DTZ001 - the very thing


def test_an_unknown_field_is_a_fault() -> None:
    with pytest.raises(TypeError, match="no field"):
        shape_of(Person).to_column("rating", 5)


@dataclass(frozen=True)
class Unfit:
    """A kind with a field that no column can hold."""

    id: str
    parts: set[str]


def test_a_field_that_no_column_can_hold_is_a_fault() -> None:
    with pytest.raises(TypeError, match="no column"):
        shape_of(Unfit)


def test_any_mapping_and_any_sequence_go_into_a_column() -> None:
    blocks = MappingProxyType({"counts": range(3), "parts": MappingProxyType({"a": "b"})})
    kept = shape_of(Summary).to_column("blocks", blocks)
    assert json.loads(kept) == {"counts": [0, 1, 2], "parts": {"a": "b"}}


def test_the_database_refuses_values_outside_a_closed_list(plain: sa.Engine) -> None:
    row = row_of(Person(id="p", name="Ada"), 1, None)  # type: ignore[arg-type]
    names = [*shape_of(Person).names, "created_at", "updated_at"]
    odd = dict(zip(names, row, strict=True)) | {"status": "rated"}
    with plain.connect() as connection, pytest.raises(sa.exc.IntegrityError) as refused:
        connection.execute(sa.insert(table_of(Person)).values(odd))
    assert isinstance(refused.value.orig, sqlite3.IntegrityError)
