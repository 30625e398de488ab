"""A journal that belongs to another file is refused before it can do harm; our own is always let through."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ldcoach.domain.people import Person
from ldcoach.errors import RecordDamaged
from ldcoach.paths import Home
from ldcoach.store.record import EncryptedRecord, create_record, open_record
from tests.fakes import FixedClock, SequentialIds
from tests.store.writer import Writer


def crashed_copy(home: Home, folder: Path) -> Home:
    """Copy a record that is open, as a crash would leave it."""
    shutil.copytree(home.folder, folder)
    (folder / "ldcoach.db-shm").unlink()
    return Home(folder)


def journal(home: Home) -> Path:
    return home.folder / "ldcoach.db-wal"


@pytest.fixture
def other(tmp_path: Path, clock: FixedClock) -> Callable[[bytearray], Home]:
    """Makes another record, with a journal, under a key."""

    def make(key: bytearray) -> Home:
        home = Home(tmp_path / "other")
        record = create_record(home, key, clock)
        Writer(record, clock, SequentialIds()).person("Somebody")
        copy = crashed_copy(home, tmp_path / "other copy")
        record.close()
        return copy

    return make


@pytest.mark.parametrize("other_key", [bytearray(range(32)), bytearray(32)], ids=["same key", "other key"])
def test_a_foreign_journal_is_refused_and_destroys_nothing(
    record: EncryptedRecord,
    write: Writer,
    home: Home,
    other: Callable[[bytearray], Home],
    reopen: Callable[[], EncryptedRecord],
    other_key: bytearray,
) -> None:
    person = write.person()
    record.close()
    shutil.copy(journal(other(other_key)), journal(home))
    before = home.database.read_bytes()
    with pytest.raises(RecordDamaged, match="another copy"):
        reopen()
    assert home.database.read_bytes() == before
    journal(home).unlink()
    assert reopen().get(Person, person.id) == person


@pytest.mark.parametrize("people", [1, 3])
def test_our_own_journal_is_taken_up(
    record: EncryptedRecord, write: Writer, home: Home, key: bytearray, tmp_path: Path, people: int
) -> None:
    for number in range(people):
        write.person(f"Person {number}")
    again = open_record(crashed_copy(home, tmp_path / "copy"), key, FixedClock())
    assert again.count(Person) == people
    assert again.check() == []
    again.close()


@pytest.mark.parametrize("left", [0, 31, 32, 60, 2000, 4151])
def test_a_journal_torn_at_its_start_is_passed_over(
    record: EncryptedRecord, write: Writer, home: Home, key: bytearray, tmp_path: Path, left: int
) -> None:
    write.person()
    copy = crashed_copy(home, tmp_path / "copy")
    os.truncate(journal(copy), left)
    again = open_record(copy, key, FixedClock())
    assert again.count(Person) == 0
    assert again.check() == []
    again.close()


@pytest.mark.parametrize(("place", "count"), [(2000, 512), (24, 8), (32 + 8, 4)], ids=["page", "sums", "salt"])
def test_a_torn_beginning_of_full_length_is_passed_over(
    record: EncryptedRecord, write: Writer, home: Home, key: bytearray, tmp_path: Path, place: int, count: int
) -> None:
    write.person()
    copy = crashed_copy(home, tmp_path / "copy")
    with journal(copy).open("r+b") as file:
        file.seek(place)
        file.write(bytes(count))
    again = open_record(copy, key, FixedClock())
    assert again.count(Person) == 0
    assert again.check() == []
    again.close()
