"""Whether the manager should hear that the last good backup is old; from the record alone, so that it costs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ldcoach.services.clock import day_of
from ldcoach.services.keeping import Keeping
from ldcoach.services.managed_backups import LAST

__all__ = ["OLD_DAYS", "StaleBackup", "stale_backup"]

OLD_DAYS = 7
"""A backup of so many days is still fresh: one that is made by itself on each working day never gets older."""


@dataclass(frozen=True, slots=True)
class StaleBackup:
    """The last good backup is older than a week, or there was none: then `last` is None."""

    last: datetime | None


def stale_backup(keeping: Keeping, today: date) -> StaleBackup | None:
    """Return what should be said, or None while the backup is fresh and for samples, which need none."""
    if keeping.is_sample():
        return None
    kept = keeping.setting(LAST)
    last = datetime.fromisoformat(kept) if kept else None
    if last is not None and abs((today - day_of(last)).days) <= OLD_DAYS:
        return None
    return StaleBackup(last)
