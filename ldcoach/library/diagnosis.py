"""Reads the diagnosis of a gap, and refuses one that is not sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from ldcoach.domain.diagnosis import UNKNOWN, Answer, Cause, Closing, Diagnosis, Ending, Node, Part, Way
from ldcoach.domain.diagnosis_faults import diagnosis_faults
from ldcoach.domain.kinds import ActionOwner, PathKind
from ldcoach.library.source import Source

__all__ = ["load_diagnosis"]

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
WORDS = {"yes": "Yes", "no": "No", UNKNOWN: "We do not know yet"}
"""What the usual answers are called; others bring their own words."""


def load_diagnosis(path: Path) -> Diagnosis:
    """Return the diagnosis in one TOML file.

    Raises:
        UnfitInput: the file is no sound diagnosis; the message names file, key and line.
    """
    source = Source(path)
    try:
        diagnosis = _diagnosis(_Reader(source.table))
    except _Unfit as fault:
        raise source.unfit(fault.key, fault.what) from fault
    for found in diagnosis_faults(diagnosis):
        raise source.unfit(found.key, found.message)
    return diagnosis


class _Unfit(Exception):
    """A value that cannot be used: where it stands, and what is wrong with it."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(f"{key} {what}")
        self.key = key
        self.what = what


class _Reader:
    """Takes values out of a table by key and type; `place` is the path to the table, with a dot at its end."""

    def __init__(self, table: Mapping[str, Any], place: str = "") -> None:
        self._table = table
        self._place = place

    def unfit(self, key: str, what: str) -> _Unfit:
        """Return the error for a key of this table."""
        return _Unfit(f"{self._place}{key}", what)

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        """Return a value of a type."""
        value = self._table.get(key, default)
        if value is None:
            raise self.unfit(key, "is missing")
        if type(value) is not kind:
            raise self.unfit(key, f"is not of the kind {kind.__name__}")
        return value

    def one_of(self, key: str, choices: type[E]) -> E:
        """Return one value of a closed list."""
        return self._member(key, self.take(key, str), choices)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when it is missing."""
        values = self.take(key, list, [])
        if not all(type(value) is str for value in values):
            raise self.unfit(key, "holds something that is no text")
        return tuple(values)

    def several_of(self, key: str, choices: type[E]) -> tuple[E, ...]:
        """Return a list of values of a closed list."""
        return tuple(self._member(f"{key}[{at}]", value, choices) for at, value in enumerate(self.texts(key)))

    def each(self, key: str, make: Callable[[_Reader], T]) -> list[T]:
        """Return what `make` makes of each table of a list."""
        made = []
        for at, table in enumerate(self.take(key, list, [])):
            if type(table) is not dict:
                raise self.unfit(f"{key}[{at}]", "is no table")
            made.append(make(_Reader(table, f"{self._place}{key}[{at}].")))
        return made

    def _member(self, key: str, value: str, choices: type[E]) -> E:
        known = {str(member.value): member for member in choices}
        if value not in known:
            raise self.unfit(key, f"is '{value}', which is none of {', '.join(known)}")
        return known[value]


def _diagnosis(reader: _Reader) -> Diagnosis:
    return Diagnosis(
        version=reader.take("version", int),
        language=reader.take("language", str),
        first=reader.take("first", str),
        order=reader.texts("order"),
        nodes=_by_key(reader, "nodes", _node, lambda node: node.id),
        causes=_by_key(reader, "causes", _cause, lambda cause: cause.key),
        ways=_by_key(reader, "ways", _way, lambda way: way.kind),
        closings=_by_key(reader, "closings", _closing, lambda closing: closing.key),
    )


K = TypeVar("K")


def _by_key(reader: _Reader, name: str, make: Callable[[_Reader], T], key: Callable[[T], K]) -> dict[K, T]:
    made: dict[K, T] = {}
    for at, one in enumerate(reader.each(name, make)):
        if key(one) in made:
            raise reader.unfit(f"{name}[{at}]", f"is there twice: {key(one)}")
        made[key(one)] = one
    return made


def _node(reader: _Reader) -> Node:
    return Node(
        id=reader.take("id", str),
        part=reader.one_of("part", Part),
        name=reader.take("name", str),
        question=reader.take("question", str),
        note=reader.take("note", str, ""),
        why=reader.take("why", str),
        check=reader.take("check", str),
        system=reader.take("system", str, ""),
        answers=tuple(reader.each("answers", _answer)),
        sources=reader.texts("sources"),
    )


def _answer(reader: _Reader) -> Answer:
    key = reader.take("key", str)
    ends = bool(reader.take("end", str, ""))
    return Answer(
        key=key,
        words=reader.take("words", str, WORDS.get(key)),
        means=reader.take("means", str, ""),
        cause=reader.take("cause", str, ""),
        next=reader.take("next", str, ""),
        end=reader.one_of("end", Ending) if ends else None,
    )


def _cause(reader: _Reader) -> Cause:
    return Cause(
        key=reader.take("key", str),
        label=reader.take("label", str),
        who=reader.take("who", str),
        actor=reader.take("actor", str),
        owner=reader.one_of("owner", ActionOwner),
        system=reader.take("system", str, ""),
        training=reader.take("training", bool, default=False),
        kinds=reader.several_of("kinds", PathKind),
        lead=reader.take("lead", str),
    )


def _way(reader: _Reader) -> Way:
    return Way(
        kind=reader.one_of("kind", PathKind),
        label=reader.take("label", str),
        hint=reader.take("hint", str),
        teaches=reader.take("teaches", bool, default=False),
    )


def _closing(reader: _Reader) -> Closing:
    return Closing(key=reader.one_of("key", Ending), title=reader.take("title", str), words=reader.take("words", str))
