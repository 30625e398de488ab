"""A full disk, at every write of a save, a backup, an erasure and a migration: told plainly, nothing lost, and it goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import DiskFull, LDCoachError
from ldcoach.paths import Home
from ldcoach.services.backups import BackupKeys, BackupStamp, no_progress
from ldcoach.store import erasing, schema
from ldcoach.store.backup import make_backup
from ldcoach.store.ballast import BALLAST_BYTES, Ballast
from ldcoach.store.record import EncryptedRecord, create_record, open_record
from tests.fakes import FixedClock, SequentialIds
from tests.store.fixtures.keep import FOLDER
from tests.store.small_disk import nearly_full, only_root, small_disk
from tests.store.test_upgrade import FOLLOWING, NEXT
from tests.store.writer import Writer

KEY = bytearray(range(32))
pytestmark = [only_root, pytest.mark.timeout(900)]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "small", 24 * 1024) as small:
        yield small


@pytest.fixture
def full(disk: Path, clock: FixedClock) -> Iterator[tuple[EncryptedRecord, Writer]]:
    """A record without ballast, so that every single write meets the full disk."""
    record = create_record(Home(disk / "record"), KEY, clock)
    Home(disk / "record").ballast.unlink(missing_ok=True)
    yield record, Writer(record, clock, SequentialIds())
    record.close()


def failure_of(act: Callable[[], object]) -> str:
    """Return what an act says when it fails, else nothing."""
    try:
        act()
    except LDCoachError as failure:
        return str(failure)
    return ""


def every(some: int) -> list[object]:
    """Return block counts for each tier: a few, more, all."""
    return [
        pytest.param(range(0, 40, some), id="a few"),
        pytest.param(range(0, 40, 2), marks=pytest.mark.slow, id="more"),
        pytest.param(range(60), marks=pytest.mark.soak, id="all"),
    ]


@pytest.mark.parametrize("left", every(6))
def test_at_every_write_of_a_save(
    left: range, disk: Path, full: tuple[EncryptedRecord, Writer], clock: FixedClock
) -> None:
    record, write = full
    person = write.person()
    kept: list[str] = []
    for blocks in left:
        with nearly_full(disk, blocks):
            with pytest.raises(DiskFull, match="was not saved; nothing else was lost"):  # noqa: PT012 - which save it is depends
                while True:
                    clock.advance(seconds=1)
                    kept.append(write.text(person, "kept " * 900).id)
            assert [text.id for text in record.every(Text)] == kept
        kept.append(write.text(person, "room again").id)
    record.close()
    with closing(open_record(Home(disk / "record"), KEY, clock)) as again:
        assert [text.id for text in again.every(Text)] == kept
        assert again.check() == []


def test_the_ballast_lets_one_save_and_delete_on_a_full_disk(disk: Path, clock: FixedClock) -> None:
    home = Home(disk / "record")
    record = create_record(home, KEY, clock)
    assert home.ballast.stat().st_size == BALLAST_BYTES
    assert home.ballast.stat().st_mode & 0o777 == 0o600
    write = Writer(record, clock, SequentialIds())
    person, other = write.person(), write.person("Bo Ek")
    with nearly_full(disk, 0):
        text = write.text(person, "saved on a full disk")
        with record.work() as work:
            work.remove(Person, other.id)
        assert not home.ballast.exists()
        assert record.get(Text, text.id) == text
        record.close()
        open_record(home, KEY, clock).close()
        assert not home.ballast.exists()
    with closing(open_record(home, KEY, clock)) as again:
        assert again.count(Person) == 1
    assert home.ballast.exists()


def test_ballast_is_never_in_the_way(tmp_path: Path) -> None:
    nowhere = Ballast(tmp_path / "gone" / "ballast")
    nowhere.take_aboard()
    nowhere.make_room()
    nowhere.throw_off()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("left", every(8))
def test_at_every_write_of_a_backup(
    left: range, disk: Path, full: tuple[EncryptedRecord, Writer], clock: FixedClock
) -> None:
    record, write = full
    write.text(write.person(), "kept")
    keys, target = BackupKeys(KEY[:], bytearray(32)), disk / "a.ldcbak"
    stamp = BackupStamp("4f5c6f5e-0000-4000-8000-000000000001", clock.now(), b"slots")
    size = make_backup(record, target, stamp, keys, no_progress).size // 4096
    before = target.read_bytes()
    for blocks in left:
        with nearly_full(disk, blocks * size // 64):
            with pytest.raises(LDCoachError, match=r"No backup was made.*disk is full"):
                make_backup(record, target, stamp, keys, no_progress)
            assert target.read_bytes() == before
    make_backup(record, target, stamp, keys, no_progress)
    assert sorted(path.name for path in disk.iterdir()) == ["a.ldcbak", "record"]


@pytest.mark.parametrize("left", every(10))
def test_at_every_write_of_an_erasure(left: range, disk: Path, clock: FixedClock) -> None:
    for blocks in left:
        home = Home(disk / f"record {blocks}")
        with closing(create_record(home, KEY, clock)) as record:
            home.ballast.unlink(missing_ok=True)
            write = Writer(record, clock, SequentialIds())
            person, other = write.person(), write.person("Bo Ek")
            for number in range(20):
                write.text(person, f"{number} " * 900)
            with nearly_full(disk, blocks * 4), suppress(LDCoachError):
                erasing.erase(record.session, person.id, clock.now(), clock.today())
            names = [one.name for one in record.every(Person)]
            assert names in (["Bo Ek"], ["Ada Lind", "Bo Ek"])
            assert record.check() == []
        with closing(open_record(home, KEY, clock)) as again:
            if len(names) == 2:
                erasing.erase(again.session, person.id, clock.now(), clock.today())
            assert again.every(Person) == [other]
            assert again.count(Text) == 0
            with again.session.reading() as connection:
                assert not connection.exec_driver_sql("SELECT 1 FROM meta WHERE key = 'erasing'").fetchall()
        shutil.rmtree(home.folder)


@pytest.mark.parametrize("left", every(10))
def test_at_every_write_of_a_migration(
    left: range, disk: Path, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder)
    (folder / "versions" / "9999_next.py").write_text(FOLLOWING, encoding="utf-8")
    monkeypatch.setattr(schema, "SCHEMA", NEXT)
    monkeypatch.setattr(schema.migrate, "__defaults__", (folder, "head"))
    refused = 0
    for blocks in left:
        home = Home(disk / f"record {blocks}")
        home.folder.mkdir()
        shutil.copyfile(FOLDER / "schema-0001.db", home.database)
        with nearly_full(disk, blocks * 6):
            told = failure_of(lambda: open_record(home, KEY, clock).close())  # noqa: B023 - called at once
        refused += bool(told)
        assert not told or "full" in told
        with closing(open_record(home, KEY, clock)) as record:
            assert record.count(Text) == 11
            assert record.check() == []
        shutil.rmtree(home.folder)
    assert refused > 1


def test_with_ballast_a_record_opens_on_a_full_disk(disk: Path, clock: FixedClock) -> None:
    home = Home(disk / "record")
    create_record(home, KEY, clock).close()
    with nearly_full(disk, 0):
        with closing(open_record(home, KEY, clock)) as record:
            assert record.count(Person) == 0
        assert not home.ballast.exists()
    with nearly_full(disk, 0), pytest.raises(DiskFull, match="disk is full"):
        open_record(home, KEY, clock)
    with closing(open_record(home, KEY, clock)) as record:
        assert record.check() == []
