"""The content of a handover as bytes and back: every value is of its kind and within its bounds, or nothing is read."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NoReturn, get_args, get_origin, get_type_hints

from ldcoach.domain.handover import Handover
from ldcoach.errors import NewerRecord, UnfitInput

__all__ = ["LARGEST", "SCHEMA", "VERSION", "from_bytes", "to_bytes"]

SCHEMA, VERSION = "ldcoach-handover", 1
LARGEST = 64_000_000
"""Bytes of the content: some twenty years of 1-2-1s take a tenth."""
_DEEPEST = 12
_MOST_ITEMS = 50_000
_LONGEST_WORDS = 100_000
_LONGEST_LINE = 500
_LINES = frozenset(
    {"id", "name", "preferred_name", "role_title", "team", "email", "language", "manager", "unit", "guide_key", "goal"}
    | {"talk", "stage", "about", "baseline", "priority", "owner_role"}
)
"""Fields that hold no more than a line."""
_LARGEST_NUMBER = 2**31
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)

_UNFIT = "This is no handover, or it is damaged. Nothing was changed. Ask for the file again."
_NEWER = "This handover was made by a newer LDCoach. Nothing was changed; install the newer version to take it over."


def to_bytes(handover: Handover) -> bytes:
    """Return UTF-8 JSON: what it is and its version first."""
    whole = {"schema": SCHEMA, "version": VERSION, **_told(handover)}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def from_bytes(data: bytes) -> Handover:
    """Read a handover.

    Raises:
        UnfitInput: it is none, or a value in it is missing, of another kind or out of bounds.
        NewerRecord: a newer LDCoach made it.
    """
    try:
        handover = _understood(_parsed(data))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        raise UnfitInput(_UNFIT) from None
    return handover


def _understood(whole: dict[str, Any]) -> Handover:
    """Return what fields say; raises ValueError and its like for what is none of ours."""
    version = whole.pop("version")
    if whole.pop("schema") != SCHEMA or type(version) is not int or version < 1:
        raise ValueError
    if version > VERSION:
        raise NewerRecord(_NEWER)
    handover: Handover = _read(Handover, whole, "")
    _refuse_strays(handover)
    return handover


def _told(value: Any) -> Any:  # noqa: ANN401 - JSON data
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_told(one) for one in value]
    if is_dataclass(value):
        return {field.name: _told(getattr(value, field.name)) for field in fields(value)}
    return value


def _parsed(data: bytes) -> dict[str, Any]:
    text = data.decode("utf-8")
    depth = 0
    for found in _BRACKETS.finditer(text):
        mark = found.group()[0]
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark, 0)
        if depth > _DEEPEST:
            raise ValueError
    whole = json.loads(text, parse_constant=_refuse)
    if not isinstance(whole, dict):
        raise TypeError
    return whole


def _refuse(_constant: str) -> NoReturn:
    raise ValueError


def _read(hint: Any, value: Any, name: str) -> Any:  # noqa: ANN401 - by the hint
    """Return a value as its type hint says."""
    if isinstance(hint, UnionType):
        (inner,) = (part for part in get_args(hint) if part is not NoneType)
        return None if value is None else _read(inner, value, name)
    if get_origin(hint) is tuple:
        if not isinstance(value, list) or len(value) > _MOST_ITEMS:
            raise ValueError
        return tuple(_read(get_args(hint)[0], one, name) for one in value)
    if is_dataclass(hint):
        return _read_fields(hint, value)
    return _read_one(hint, value, name)


def _read_fields(kind: Any, value: Any) -> Any:  # noqa: ANN401 - a dataclass
    hints = _hints(kind)
    if not isinstance(value, dict) or value.keys() != hints.keys():
        raise ValueError
    return kind(**{name: _read(hint, value[name], name) for name, hint in hints.items()})


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _read_one(hint: Any, value: Any, name: str) -> Any:  # noqa: ANN401 - by the hint
    if hint is float and type(value) is int:
        value = float(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(_text(value, name))
    if hint in _FROM_TEXT:
        return _FROM_TEXT[hint](_text(value, name))
    if type(value) is not hint:
        raise TypeError
    if hint is str:
        return _text(value, name)
    if (hint is int and not 0 <= value <= _LARGEST_NUMBER) or (hint is float and not math.isfinite(value)):
        raise ValueError
    return value


def _text(value: Any, name: str) -> str:  # noqa: ANN401 - it is looked at
    if not isinstance(value, str) or len(value) > (_LONGEST_LINE if name in _LINES else _LONGEST_WORDS):
        raise ValueError
    value.encode("utf-8")  # half a surrogate pair could never be kept
    return value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(UTC)


_FROM_TEXT: Mapping[Any, Callable[[str], Any]] = {date: date.fromisoformat, datetime: _moment}


def _refuse_strays(handover: Handover) -> None:
    """Refuse ids that come twice and links that lead nowhere."""
    measures = [measure for goal in handover.goals for measure in goal.measures]
    ids = [item.id for item in handover.items] + [talk.id for talk in handover.talks]
    # Two goals that serve one outcome carry its measures twice.
    own = [measure.id for measure in measures if not measure.of_outcome]
    goals, talks = {"", *(goal.id for goal in handover.goals)}, {"", *(talk.id for talk in handover.talks)}
    readings = {"", *(reading.id for measure in measures for reading in measure.readings)}
    to_goals = {one.goal for one in handover.feedback} | {one.goal for one in handover.promises}
    to_talks = {one.talk for one in handover.promises} | {one.talk for one in handover.texts}
    stray = (
        len({*ids, *own}) < len(ids) + len(own)
        or not all(ids)
        or not handover.person.id
        or not handover.person.name.strip()
        or not to_goals <= goals
        or not to_talks <= talks
        or not {one.about for one in handover.texts} <= {"", *(item.id for item in handover.items)}
        or not {one.goal for one in handover.evidence} <= goals - {""}
        or not {goal.baseline for goal in handover.goals} <= readings
    )
    if stray:
        raise ValueError
