"""Takes values of the expected kind out of parsed data, and names the path of one that does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["Misfit", "list_at", "number_at", "path_of", "text_at", "texts_at"]


class Misfit(ValueError):
    """A value that is missing or of another kind; `key` is its path, such as `stages[1].name`, `what` a verb phrase."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(f"{key} {what}")
        self.key = key
        self.what = what


def path_of(place: str, key: str) -> str:
    """Return the path of a key of the table at `place`; an empty place is the whole."""
    return f"{place}.{key}" if place else key


def text_at(body: Mapping[str, Any], key: str, place: str = "") -> str:
    """Return the text at a key.

    Raises:
        Misfit: it is missing or no text.
    """
    value = _value(body, key, place)
    if not isinstance(value, str):
        raise Misfit(path_of(place, key), "is not a text")
    return value


def number_at(body: Mapping[str, Any], key: str, place: str = "") -> int:
    """Return the whole number at a key; true and false are none.

    Raises:
        Misfit: it is missing or no whole number.
    """
    value = _value(body, key, place)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Misfit(path_of(place, key), "is not a whole number")
    return value


def list_at(body: Mapping[str, Any], key: str, place: str = "") -> list[object]:
    """Return the list at a key.

    Raises:
        Misfit: it is missing or no list.
    """
    value = _value(body, key, place)
    if not isinstance(value, (list, tuple)):
        raise Misfit(path_of(place, key), "is not a list")
    return list(value)


def texts_at(body: Mapping[str, Any], key: str, place: str = "") -> tuple[str, ...]:
    """Return the texts of the list at a key.

    Raises:
        Misfit: it is missing, no list, or holds something else than texts.
    """
    texts: list[str] = []
    for index, item in enumerate(list_at(body, key, place)):
        if not isinstance(item, str):
            raise Misfit(f"{path_of(place, key)}[{index}]", "is not a text")
        texts.append(item)
    return tuple(texts)


def _value(body: Mapping[str, Any], key: str, place: str) -> object:
    if key not in body:
        raise Misfit(path_of(place, key), "is missing")
    return body[key]
