"""A row of the record in words that a reader understands, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar

from ldcoach.domain.numerals import in_digits

__all__ = ["as_fields", "changed_words", "told_fields", "written_in"]

E = TypeVar("E")
_NO_LINKS: Mapping[str, str] = MappingProxyType({})
_SAID = {
    "at": "When",
    "body": "Words",
    "cadence_days": "1-2-1 every (days)",
    "observed_on": "Seen on",
    "owner": "Who promised it",
    "replaced_at": "Changed on",
    "rules_seen": "Questions the editor asked",
    "sha256": "Fingerprint of the file (SHA-256)",
    "rule_id": "Question set aside",
    "visibility": "Who it was for",
    "legal_hold": "Under a legal hold",
    "item_ids": "Items",
    "text_ids": "Texts",
}
_VALUES = {
    "prep": "prep note: the manager's preparation",
    "to_share": "draft, written to be shared",
    "shared": "shared",
}
_CODES = frozenset({"id", "uid", "guide_key", "format", "what", "sha256", "time_zone", "language", "rules_seen"})
_NOT_TOLD = frozenset({"id", "uid", "text_id", "owner_id", "person_id", "conversation_id", "text_ids", "item_ids"})


def told_fields(row: object, links: Mapping[str, str] = _NO_LINKS) -> tuple[tuple[str, str], ...]:
    """Return label and value of each field that says something; an id is told by what it stands for in `links`."""
    pairs = ((field.name, getattr(row, field.name)) for field in fields(row))  # type: ignore[arg-type]
    told = (
        (_label(name), _value(value, links))
        for name, value in pairs
        if name not in _NOT_TOLD and (not name.endswith("_id") or value in links)
    )
    return tuple((label, words) for label, words in told if words)


def as_fields(row: object) -> dict[str, Any]:
    """Return a row as plain data for JSON: every field under its own name."""
    return {field.name: _plain(getattr(row, field.name)) for field in fields(row)}  # type: ignore[arg-type]


def written_in(row: object) -> Iterator[str]:
    """Yield every text of a row that somebody may have written; ids, codes and closed lists are none."""
    for field in fields(row):  # type: ignore[arg-type]
        if _is_written(field.name):
            yield from _texts(getattr(row, field.name))


def changed_words(row: E, change: Callable[[str], str]) -> E:
    """Return a row with each of its texts changed; ids and closed lists stay as they are."""
    names = [field.name for field in fields(row)]  # type: ignore[arg-type]
    words = {name: getattr(row, name) for name in names if _is_written(name)}
    return replace(row, **{name: _changed(value, change) for name, value in words.items()})  # type: ignore[type-var]


def _is_written(name: str) -> bool:
    return name not in _CODES and not name.endswith(("_id", "_ids"))


def _label(name: str) -> str:
    plain = name.removesuffix("_id").removesuffix("_on").removesuffix("_at").replace("_", " ")
    return _SAID.get(name, plain.capitalize())


def _value(value: object, links: Mapping[str, str]) -> str:
    if isinstance(value, Enum):
        return _VALUES.get(str(value.value), str(value.value).replace("_", " "))
    if isinstance(value, datetime):
        return f"{value.day} {value:%B %Y, %H:%M} UTC"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return links.get(value, value) if isinstance(value, str) else _composite(value, links)


def _composite(value: object, links: Mapping[str, str]) -> str:
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Mapping):
        return "\n".join(f"{links.get(str(key), key)}: {_value(one, links)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "\n".join(words for one in value if (words := _value(one, links)))
    return in_digits(value) if isinstance(value, float) else str(value)


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON data
    match value:
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value


def _changed(value: object, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - the same shape again
    if isinstance(value, Mapping):
        return {key: _changed(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_changed(one, change) for one in value)
    return change(value) if isinstance(value, str) and not isinstance(value, Enum) else value
