"""The one pair of functions between a row and a frozen domain object, by field names and type hints."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import wraps
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

__all__ = ["Shape", "from_micros", "remembered", "shape_of", "to_micros"]

E = TypeVar("E")
R = TypeVar("R")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

Turn = Callable[[Any], Any]


def to_micros(moment: datetime) -> int:
    """Return the microseconds since 1970 UTC of an aware moment."""
    return (moment - EPOCH) // MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return the aware UTC moment of microseconds since 1970."""
    return EPOCH + timedelta(microseconds=micros)


@dataclass(frozen=True, slots=True)
class Shape(Generic[E]):
    """How one kind of row is written and read; `names` are its columns in the order of its fields."""

    kind: type[E]
    names: tuple[str, ...]
    _values: Callable[[Any], tuple[Any, ...]]
    _to_row: tuple[tuple[int, Turn], ...]
    _from_row: tuple[tuple[int, Turn], ...]
    _writers: Mapping[str, Turn]

    def to_row(self, entity: object) -> list[Any]:
        """Return the values of a row, in the order of `names`."""
        row = list(self._values(entity))
        for place, turn in self._to_row:
            if row[place] is not None:
                row[place] = turn(row[place])
        return row

    def from_row(self, row: Sequence[Any]) -> E:
        """Return the object of a row whose values stand in the order of `names`."""
        values = list(row)
        for place, turn in self._from_row:
            if values[place] is not None:
                values[place] = turn(values[place])
        return self.kind(**dict(zip(self.names, values, strict=True)))

    def to_column(self, name: str, value: object) -> Any:  # noqa: ANN401 - a column holds text or a number
        """Return one field's value as its column holds it.

        Raises:
            TypeError: the kind has no such field; a fault of the program.
        """
        if name not in self.names:
            message = f"{self.kind.__name__} has no field {name}."
            raise TypeError(message)
        return value if value is None or name not in self._writers else self._writers[name](value)


def remembered(make: Callable[[type[Any]], R]) -> Callable[[type[Any]], R]:
    """Return the function so that it works out its answer once for each kind."""
    known: dict[type[Any], R] = {}

    @wraps(make)
    def look_up(kind: type[Any]) -> R:
        if kind not in known:
            known[kind] = make(kind)
        return known[kind]

    return look_up


def shape_of(kind: type[E]) -> Shape[E]:
    """Return the shape of a frozen dataclass; its type hints are read once."""
    return _shape_of(kind)


@remembered
def _shape_of(kind: type[Any]) -> Shape[Any]:
    hints = get_type_hints(kind)
    names = tuple(field.name for field in fields(kind))
    turns = {name: _turns(hints[name]) for name in names}
    places = [(place, turns[name]) for place, name in enumerate(names) if name in turns]
    return Shape(
        kind,
        names,
        attrgetter(*names),
        tuple((place, turn[0]) for place, turn in places if turn),
        tuple((place, turn[1]) for place, turn in places if turn),
        {name: turn[0] for name, turn in turns.items() if turn},
    )


def _turns(hint: Any) -> tuple[Turn, Turn] | None:  # noqa: ANN401 - a hint may be anything
    """Return how a value goes into a column and comes out of it, or None when it goes as it is."""
    if get_origin(hint) in {Union, UnionType}:
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    hint = getattr(hint, "__supertype__", hint)
    origin = get_origin(hint) or hint
    if origin in {str, int, float}:
        return None
    if issubclass(origin, Enum):
        return attrgetter("value"), origin
    if origin in _TURNS:
        return _TURNS[origin]
    message = f"There is no column for {hint}."
    raise TypeError(message)


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value)  # type: ignore[call-overload]


_TURNS: dict[type, tuple[Turn, Turn]] = {
    bool: (int, bool),
    date: (date.isoformat, date.fromisoformat),
    datetime: (to_micros, from_micros),
    tuple: (_to_json, lambda kept: tuple(json.loads(kept))),
    Mapping: (_to_json, json.loads),
    get_origin(Mapping[str, str]): (_to_json, json.loads),  # type: ignore[dict-item]
}
