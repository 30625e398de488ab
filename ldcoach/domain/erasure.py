"""What stays of a person who was erased: a random id and a day, so that an old backup does not bring them back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

__all__ = ["Reach", "Tombstone"]


@dataclass(frozen=True, slots=True, order=True)
class Tombstone:
    """That the person with this random id was erased, and on which day."""

    id: str
    on: date


@dataclass(frozen=True, slots=True)
class Reach:
    """What goes with a person: rows by table, and the texts of others that hold the person's name and stay."""

    rows: Mapping[str, int]
    mentions: int
