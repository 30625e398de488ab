"""Taking a person out of an open record, and the list of who was erased."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from ldcoach.domain.erasure import Reach, Tombstone
from ldcoach.services.ports.record import Record


class Erasure(Protocol):
    """Takes a person out of an open record and out of its file, and keeps the list of who was erased."""

    def reach(self, record: Record, person_id: str, name: str) -> Reach:
        """Count what would go; raises NotFound."""

    def erase(self, record: Record, person_id: str, now: datetime, on: date) -> Reach:
        """Erase, and rebuild the file without a trace.

        Raises:
            RecordInUse: the record is being read elsewhere; nothing was changed.
            LDCoachError: the person is gone, but traces may lie in the file until it is opened again.
        """

    def erased_at(self, record: Record) -> datetime | None:
        """Return when somebody was last erased."""

    def tombstones(self, record: Record) -> tuple[Tombstone, ...]:
        """Return everybody who was erased."""

    def write_list(self, folder: Path, stones: Collection[Tombstone], seal: bytearray) -> None:
        """Keep the list in a folder of backups, sealed."""
