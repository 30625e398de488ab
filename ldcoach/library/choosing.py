"""Reads what a conversation may be for, and what the guides draw on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

from ldcoach.domain.choosing import Choice, Reference, choices_from_dict, references_from_dict
from ldcoach.domain.values import Misfit
from ldcoach.library.source import Source

__all__ = ["load_choices", "load_references"]

T = TypeVar("T")


def load_choices(path: Path, guides: Collection[str]) -> tuple[Choice, ...]:
    """Return the choices of one TOML file; `guides` are the keys that may be offered.

    Raises:
        UnfitInput: the file cannot be used; the message names file, key and line.
    """
    return _load(path, lambda table: choices_from_dict(table, guides))


def load_references(path: Path) -> Mapping[str, Reference]:
    """Return what guides draw on, by key.

    Raises:
        UnfitInput: the file cannot be used; the message names file, key and line.
    """
    return _load(path, references_from_dict)


def _load(path: Path, make: Callable[[Mapping[str, Any]], T]) -> T:
    source = Source(path)
    try:
        return make(source.table)
    except Misfit as misfit:
        raise source.unfit(misfit.key, misfit.what) from misfit
