"""A guide as plain lists, dicts, strings and numbers, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ldcoach.domain.guides.structure import AskOf, Guide, Stage
from ldcoach.domain.values import Misfit, list_at, number_at, path_of, text_at, texts_at

__all__ = ["guide_as_dict", "guide_from_dict"]


def guide_as_dict(guide: Guide) -> dict[str, Any]:
    """Return the guide as plain lists, dicts, strings and numbers, fit for JSON."""
    return {key: _plain(value) for key, value in asdict(guide).items()}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return str(value) if isinstance(value, AskOf) else value


def guide_from_dict(body: Mapping[str, Any]) -> Guide:
    """Return the guide that `guide_as_dict` made, or that a file holds; unknown keys are left aside.

    Raises:
        Misfit: a value is missing or of another kind than it should be.
    """
    stages = tuple(_stage_from_dict(item, f"stages[{index}]") for index, item in enumerate(list_at(body, "stages")))
    return Guide(
        key=text_at(body, "key"),
        version=number_at(body, "version"),
        language=text_at(body, "language"),
        name=text_at(body, "name"),
        purpose=text_at(body, "purpose"),
        use=text_at(body, "use"),
        avoid=text_at(body, "avoid"),
        note=text_at(body, "note") if "note" in body else "",
        minutes=number_at(body, "minutes") if "minutes" in body else sum(stage.minutes for stage in stages),
        stages=stages,
        exit=texts_at(body, "exit"),
        never=texts_at(body, "never"),
        sources=texts_at(body, "sources") if "sources" in body else (),
        based_on=text_at(body, "based_on") if "based_on" in body else "",
    )


def _stage_from_dict(body: object, place: str) -> Stage:
    if not isinstance(body, Mapping):
        raise Misfit(place, "is not a table")
    return Stage(
        code=text_at(body, "code", place),
        name=text_at(body, "name", place),
        minutes=number_at(body, "minutes", place),
        intent=text_at(body, "intent", place),
        ask_of=_ask_of(body, place),
        questions=texts_at(body, "questions", place),
        record=texts_at(body, "record", place),
        done_when=text_at(body, "done_when", place),
    )


def _ask_of(body: Mapping[str, Any], place: str) -> AskOf:
    value = text_at(body, "ask_of", place)
    if value not in set(AskOf):
        raise Misfit(path_of(place, "ask_of"), "is not one of employee, manager, both")
    return AskOf(value)
