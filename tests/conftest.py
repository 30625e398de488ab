"""A desk over a real, encrypted, empty record, for tests of everything above the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ldcoach.app.late_travel import travel
from ldcoach.documents.writers import Writers
from ldcoach.library.file_library import FileLibrary
from ldcoach.paths import Home, resources
from ldcoach.services.context import Context
from ldcoach.services.desk import Desk
from ldcoach.store.record import create_record
from tests.fakes import FixedClock, SequentialIds

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""A Sunday morning."""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    record = create_record(Home(tmp_path / "home"), bytearray(32), clock)
    yield Desk.lay_out(Context(record, clock, SequentialIds(), FileLibrary(resources())), Writers(), travel())
    record.close()
