"""Parts that are introduced by name and loaded when they are first used, so that the first window comes soon."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from ldcoach.domain.document import Format

if TYPE_CHECKING:
    from ldcoach.domain.document import Chart, Document
    from ldcoach.paths import Home
    from ldcoach.services.backups import BackupFacts, BackupKeys, BackupStamp, HomeFacts, Progress
    from ldcoach.services.opening import ClosedRecord
    from ldcoach.services.ports import Clock, PageImage, Record


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

        return open_record(home, key, clock)

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

    def place(self, file: Path, home: Home, keys: BackupKeys, progress: Progress) -> Path | None:
        """Put a backup in the place of a home; return where the present one went."""
        from ldcoach.store.restore import place_backup

        return place_backup(file, home, keys, progress)

    def examine(self, home: Home) -> HomeFacts:
        """Say what can be seen of a home from outside."""
        from ldcoach.store.facts import examine

        return examine(home)


class LateWriter:
    """The writers behind the port; their libraries are loaded with the first document."""

    def render(self, document: Document, *, file_format: Format = Format.PDF, password: str | None = None) -> bytes:
        """Return the file's bytes."""
        from ldcoach.documents.writers import Writers

        return Writers().render(document, file_format=file_format, password=password)

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
