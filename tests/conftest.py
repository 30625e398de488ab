"""A desk over a real, encrypted, empty record, for tests of everything above the store."""

from __future__ import annotations

import gc
import shutil
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from ldcoach.app.late_travel import travel
from ldcoach.documents.writers import Writers
from ldcoach.library.file_library import FileLibrary
from ldcoach.paths import Home, resources
from ldcoach.services.context import Context
from ldcoach.services.desk import Desk
from ldcoach.store.record import create_record, open_record
from ldcoach.ui.collecting import collect_what_is_due
from tests.fakes import FixedClock, SequentialIds
from tests.stretching import stretched_once

# How long one example takes says what else the computer does, nothing about the example. Half the usual number: the
# suite is run at each change, with other examples each time.
settings.register_profile("suite", deadline=None, max_examples=50)
settings.load_profile("suite")

# Where the tests are started in the background Ctrl+C is ignored, and whatever they start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""A Sunday morning."""


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """Collect garbage as the app does: in this thread alone, since it may hold widgets."""
    gc.disable()
    yield
    collect_what_is_due()


@pytest.fixture(scope="session", autouse=True)
def _stretched_once() -> Iterator[None]:
    with stretched_once():
        yield


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture(scope="session")
def shipped() -> FileLibrary:
    """The library as it ships; what it has read never changes, so one is enough."""
    return FileLibrary(resources())


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A closed, empty record, for copying: that is quicker than making one."""
    home = Home(tmp_path_factory.mktemp("empty") / "home")
    create_record(home, bytearray(32), FixedClock(NOW)).close()
    return home


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock, shipped: FileLibrary, empty_home: Home) -> Iterator[Desk]:
    home = Home(tmp_path / "home")
    shutil.copytree(empty_home.folder, home.folder)
    record = open_record(home, bytearray(32), clock)
    yield Desk.lay_out(Context(record, clock, SequentialIds(), shipped), Writers(), travel())
    record.close()
