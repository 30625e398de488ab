"""Which of the backups that LDCoach makes by itself are kept, and which may go."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["SLOTS", "Slot", "Slots", "kept_slots"]


class Slot(StrEnum):
    """What a backup is kept for."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Slots:
    """How many days, weeks and months keep a backup; each at least 1."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 6


SLOTS = Slots()
_PERIODS: dict[Slot, Callable[[datetime], tuple[int, ...]]] = {
    Slot.DAILY: lambda made: (made.year, made.month, made.day),
    Slot.WEEKLY: lambda made: made.isocalendar()[:2],
    Slot.MONTHLY: lambda made: (made.year, made.month),
}


def kept_slots(moments: Collection[datetime], slots: Slots = SLOTS) -> dict[datetime, tuple[Slot, ...]]:
    """Return the moments whose backups are kept, each with what it is kept for.

    Of each of the latest days, weeks and months that have a backup, the last one stays. Days without one do not count,
    and nothing is compared with the clock: neither a long leave nor a wrong date may empty the folder.

    Args:
        moments: when backups were made, where the manager is.
        slots: how many periods of each kind.
    """
    kept: dict[datetime, tuple[Slot, ...]] = {}
    for slot, many in ((Slot.DAILY, slots.daily), (Slot.WEEKLY, slots.weekly), (Slot.MONTHLY, slots.monthly)):
        for moment in _last_of_each(moments, _PERIODS[slot], many):
            kept[moment] = (*kept.get(moment, ()), slot)
    return kept


def _last_of_each(
    moments: Collection[datetime], period: Callable[[datetime], tuple[int, ...]], many: int
) -> list[datetime]:
    found: dict[tuple[int, ...], datetime] = {}
    for moment in sorted(moments, reverse=True):
        found.setdefault(period(moment), moment)
    return list(found.values())[:many]
