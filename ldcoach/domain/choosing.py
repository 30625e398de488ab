"""From what a conversation is for to the guides that fit, with the reason for each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ldcoach.domain.values import Misfit, list_at, text_at

__all__ = ["Choice", "Offer", "Reference", "choices_from_dict", "references_from_dict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A guide that fits, by its key, and why."""

    guide: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a manager says the conversation is for; the best offer is first.

    `after` says what may follow. `route` is where to go instead when no guide is right; then there are no offers.
    """

    key: str
    saying: str
    offers: tuple[Offer, ...] = ()
    after: str = ""
    route: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Something that guides draw on: what was taken from it, and whether only an account of it was read."""

    key: str
    title: str
    taken: str
    second_hand: bool = False


def choices_from_dict(body: Mapping[str, Any], guides: Collection[str]) -> tuple[Choice, ...]:
    """Return the choices of a parsed file; `guides` are the keys that may be offered.

    Raises:
        Misfit: a value is missing, of another kind, said twice, or offers a guide that there is not.
    """
    choices = [_choice(table, place, guides) for table, place in _tables(body, "choices")]
    _require_new([choice.key for choice in choices], "choices")
    return tuple(choices)


def references_from_dict(body: Mapping[str, Any]) -> dict[str, Reference]:
    """Return the references of a parsed file by their keys.

    Raises:
        Misfit: a value is missing, of another kind, or said twice.
    """
    references = [_reference(table, place) for table, place in _tables(body, "sources")]
    _require_new([reference.key for reference in references], "sources")
    return {reference.key: reference for reference in references}


def _choice(table: Mapping[str, Any], place: str, guides: Collection[str]) -> Choice:
    offers = (
        tuple(_offer(each, at, guides) for each, at in _tables(table, "offers", place)) if "offers" in table else ()
    )
    route = text_at(table, "route", place) if "route" in table else ""
    if bool(offers) == bool(route):
        raise Misfit(place, "has neither offers nor a route" if not offers else "has both offers and a route")
    return Choice(
        key=_filled(table, "key", place),
        saying=_filled(table, "saying", place),
        offers=offers,
        after=text_at(table, "after", place) if "after" in table else "",
        route=route,
    )


def _offer(table: Mapping[str, Any], place: str, guides: Collection[str]) -> Offer:
    guide = _filled(table, "guide", place)
    if guide not in guides:
        raise Misfit(f"{place}.guide", "names a guide that is not here")
    return Offer(guide=guide, because=_filled(table, "because", place))


def _reference(table: Mapping[str, Any], place: str) -> Reference:
    second_hand = table.get("second_hand", False)
    if not isinstance(second_hand, bool):
        raise Misfit(f"{place}.second_hand", "is not true or false")
    return Reference(
        key=_filled(table, "key", place),
        title=_filled(table, "title", place),
        taken=_filled(table, "taken", place),
        second_hand=second_hand,
    )


def _tables(body: Mapping[str, Any], key: str, place: str = "") -> Iterator[tuple[Mapping[str, Any], str]]:
    for index, item in enumerate(list_at(body, key, place)):
        at = f"{place}.{key}[{index}]" if place else f"{key}[{index}]"
        if not isinstance(item, Mapping):
            raise Misfit(at, "is not a table")
        yield item, at


def _filled(table: Mapping[str, Any], key: str, place: str) -> str:
    text = text_at(table, key, place)
    if not text.strip():
        raise Misfit(f"{place}.{key}", "is empty")
    return text


def _require_new(keys: list[str], place: str) -> None:
    for index, key in enumerate(keys):
        if key in keys[:index]:
            raise Misfit(f"{place}[{index}].key", "is the key of an earlier one too")
