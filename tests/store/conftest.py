"""A home, a key, a clock, ids and an empty record for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ldcoach.paths import Home
from ldcoach.store.record import EncryptedRecord, create_record, open_record
from tests.fakes import FixedClock, SequentialIds
from tests.store.writer import Writer


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "record")


@pytest.fixture
def key() -> bytearray:
    return bytearray(range(32))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def ids() -> SequentialIds:
    return SequentialIds()


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A closed, empty record under the key of these tests, for copying: that is quicker than making one."""
    made = Home(tmp_path_factory.mktemp("empty") / "record")
    create_record(made, bytearray(range(32)), FixedClock()).close()
    return made


@pytest.fixture
def record(home: Home, key: bytearray, clock: FixedClock, empty_record: Home) -> Iterator[EncryptedRecord]:
    shutil.copytree(empty_record.folder, home.folder)
    made = open_record(home, key, clock)
    yield made
    made.close()


@pytest.fixture
def write(record: EncryptedRecord, clock: FixedClock, ids: SequentialIds) -> Writer:
    """Keeps rows with as few words as a test needs."""
    return Writer(record, clock, ids)


@pytest.fixture
def reopen(home: Home, key: bytearray, clock: FixedClock) -> Iterator[Callable[[], EncryptedRecord]]:
    """Opens the record of the home once more; the test closes the one before."""
    opened: list[EncryptedRecord] = []

    def once_more() -> EncryptedRecord:
        opened.append(open_record(home, key, clock))
        return opened[-1]

    yield once_more
    for one in opened:
        one.close()
