"""Parts that are introduced by name and loaded when they are first used, so that the first window comes soon."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ldcoach.domain.document import Format

if TYPE_CHECKING:
    from ldcoach.domain.document import Chart, Document
    from ldcoach.domain.erasure import Reach, Tombstone
    from ldcoach.domain.kept_long import KeptLong
    from ldcoach.paths import Home
    from ldcoach.services.backups import (
        BackupFacts,
        BackupKeys,
        BackupStamp,
        HomeFacts,
        Placed,
        Progress,
        Salvaged,
    )
    from ldcoach.services.opening import ClosedRecord
    from ldcoach.services.ports import Clock, PageImage, Record
    from ldcoach.services.ports.documents import Step


class Records:
    """The store behind the port; loaded when a record is first touched."""

    def exists(self, home: Home) -> bool:
        """Tell whether there is a database, after finishing a restore that was cut off."""
        from ldcoach.store.swap import finish_restore

        finish_restore(home)
        return home.database.exists()

    def create(self, home: Home, key: bytearray, clock: Clock, *, sample: bool = False) -> Record:
        """Make an empty record."""
        from ldcoach.store.record import create_record

        return create_record(home, key, clock, sample=sample)

    def open(self, home: Home, key: bytearray, clock: Clock) -> Record:
        """Open a record."""
        from ldcoach.store.record import open_record

        return open_record(home, key, clock, every_page=True)

    def closed(self, home: Home) -> AbstractContextManager[ClosedRecord]:
        """Hold a record that nobody has open."""
        from ldcoach.store.rotation import closed_record

        return closed_record(home)


class Backups:
    """Backups behind the port."""

    def look(self, file: Path) -> BackupFacts:
        """Read what a backup says of itself."""
        from ldcoach.store.backup import look_at_backup

        return look_at_backup(file)

    def make(
        self, record: Record, target: Path, stamp: BackupStamp, keys: BackupKeys, progress: Progress
    ) -> BackupFacts:
        """Write a backup and verify it."""
        from ldcoach.store.backup import make_backup

        return make_backup(record, target, stamp, keys, progress)

    def check(self, file: Path, keys: BackupKeys, progress: Progress) -> BackupFacts:
        """Verify a backup."""
        from ldcoach.store.backup import check_backup

        return check_backup(file, keys, progress)

    def place(self, file: Path, home: Home, keys: BackupKeys, progress: Progress) -> Placed:
        """Put a backup in the place of a home, without whom was erased since; say where the present one went."""
        from ldcoach.store.restore import place_backup

        return place_backup(file, home, keys, progress)

    def prepare(self, folder: Path, *, private: bool) -> None:
        """Make our own folder of backups where it is missing."""
        from ldcoach.store.managed import prepare

        prepare(folder, private=private)

    def usable(self, folder: Path) -> bool:
        """Tell whether backups can go into a folder."""
        from ldcoach.store.managed import usable

        return usable(folder)

    def found(self, folder: Path) -> list[BackupFacts]:
        """Return the backups in a folder, newest first."""
        from ldcoach.store.managed import found_in

        return found_in(folder)

    def remove(self, file: Path) -> None:
        """Remove one backup."""
        from ldcoach.store.managed import remove

        remove(file)

    def remove_upgrade_copies(self, home: Home, before: datetime) -> list[Path]:
        """Remove what upgrades kept before a moment."""
        from ldcoach.store.managed import remove_upgrade_copies

        return remove_upgrade_copies(home, before)

    def salvage(self, home: Home, target: Home | None, key: bytearray, progress: Progress) -> Salvaged:
        """Copy what can be read of a damaged record into a new one."""
        from ldcoach.store.salvage import salvage

        return salvage(home, target, key, progress)

    def examine(self, home: Home) -> HomeFacts:
        """Say what can be seen of a home from outside."""
        from ldcoach.store.facts import examine

        return examine(home)


class Erasure:
    """Erasing behind the port."""

    def reach(self, record: Record, person_id: str, name: str) -> Reach:
        """Count what would go with a person."""
        from ldcoach.store import erasing
        from ldcoach.store.record import session_of

        return erasing.reach(session_of(record), person_id, name)

    def erase(self, record: Record, person_id: str, now: datetime, on: date) -> Reach:
        """Take a person out of the record and its file."""
        from ldcoach.store import erasing
        from ldcoach.store.record import session_of

        return erasing.erase(session_of(record), person_id, now, on)

    def erased_at(self, record: Record) -> datetime | None:
        """Return when somebody was last erased."""
        from ldcoach.store import erasing
        from ldcoach.store.record import session_of

        return erasing.erased_at(session_of(record))

    def tombstones(self, record: Record) -> tuple[Tombstone, ...]:
        """Return everybody who was erased."""
        from ldcoach.store import erasing
        from ldcoach.store.record import session_of

        return erasing.tombstones(session_of(record))

    def write_list(self, folder: Path, stones: Collection[Tombstone], seal: bytearray) -> None:
        """Keep the list of erased people beside the backups."""
        from ldcoach.store.erased_list import write_erased

        write_erased(folder, stones, seal)


class Ageing:
    """What grows old, behind the port."""

    def last_seen(self, record: Record) -> datetime | None:
        """Return the latest moment that the record knows of."""
        from ldcoach.store import ageing
        from ldcoach.store.record import session_of

        return ageing.last_seen(session_of(record))

    def trust_clock(self, record: Record, now: datetime) -> None:
        """Let this be the latest moment."""
        from ldcoach.store import ageing
        from ldcoach.store.record import session_of

        ageing.trust_clock(session_of(record), now)

    def old(self, record: Record, kind: KeptLong, before: datetime) -> list[tuple[str, int, datetime]]:
        """Return who has things of a kind from before a moment, how many, and the oldest one's."""
        from ldcoach.store import ageing
        from ldcoach.store.record import session_of

        return ageing.old(session_of(record), kind, before)

    def delete(self, record: Record, kind: KeptLong, person_id: str, before: datetime) -> int:
        """Delete a person's things of a kind from before a moment."""
        from ldcoach.store import ageing
        from ldcoach.store.record import session_of

        return ageing.delete(session_of(record), kind, person_id, before)

    def old_audit(self, record: Record, before: datetime) -> tuple[int, datetime] | None:
        """Return how many entries of the audit list are older, and the oldest one's moment."""
        from ldcoach.store import ageing
        from ldcoach.store.record import session_of

        return ageing.old_audit(session_of(record), before)

    def delete_audit(self, record: Record, before: datetime) -> int:
        """Delete entries of the audit list from before a moment."""
        from ldcoach.store import ageing
        from ldcoach.store.record import session_of

        return ageing.delete_audit(session_of(record), before)


class LateWriter:
    """The writers behind the port; their libraries are loaded with the first document."""

    def render(
        self,
        document: Document,
        *,
        file_format: Format = Format.PDF,
        password: str | None = None,
        step: Step | None = None,
    ) -> bytes:
        """Return the file's bytes."""
        from ldcoach.documents.writers import Writers

        return Writers().render(document, file_format=file_format, password=password, step=step)

    def write(
        self, document: Document, target: Path, *, file_format: Format = Format.PDF, password: str | None = None
    ) -> str:
        """Write the file whole or not at all; return its SHA-256."""
        from ldcoach.documents.writers import Writers

        return Writers().write(document, target, file_format=file_format, password=password)


class LatePreview:
    """Page pictures behind the port."""

    def pages(self, pdf: bytes, width: int) -> list[PageImage]:
        """Return every page as a picture."""
        from ldcoach.documents.preview import PdfiumPreview

        return PdfiumPreview().pages(pdf, width)


class LateCharts:
    """Charts behind the port."""

    def svg(self, chart: Chart, colours: Mapping[str, str], width: float, height: float) -> bytes:
        """Return the chart as SVG."""
        from ldcoach.documents.charts import SvgCharts

        return SvgCharts().svg(chart, colours, width, height)
