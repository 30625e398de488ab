"""A look at every page before a record is opened, where that takes no time."""

from __future__ import annotations

from pathlib import Path

from ldcoach.errors import RecordDamaged
from ldcoach.store.pages import SALT, PageSeals

__all__ = ["QUICK", "look_at_pages"]

QUICK = 8 << 20
"""Bytes whose seals are looked at in some hundredths of a second; larger records wait for `verify` and the backup."""

_ALTERED = (
    "The record is damaged: {bad} of its pages were altered or cut short outside LDCoach. Nothing was changed. Restore "
    "the newest backup with `ldcoach restore --newest`, or copy out what can be read with `ldcoach salvage`."
)


def look_at_pages(database: Path, key: bytearray) -> None:
    """Refuse a small record of which a page does not carry its seal, rather than at the day when that page is read.

    A record with something in its journal is passed over: a crash may have left pages that the journal makes good.

    Raises:
        RecordDamaged: the message counts the pages.
    """
    journals = (database.with_name(database.name + end) for end in ("-wal", "-journal"))
    if any(journal.exists() and journal.stat().st_size for journal in journals):
        return
    with database.open("rb") as file:
        pages = file.read(QUICK + 1)
    if len(pages) > QUICK:
        return
    if bad := PageSeals(key, pages[:SALT]).damaged(pages, 1):
        raise RecordDamaged(_ALTERED.format(bad=bad))
