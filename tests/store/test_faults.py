"""What only a broken system, another platform or a fault of the program brings about."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import shutil
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from ldcoach.domain.erasure import Tombstone
from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.errors import LDCoachError, RecordDamaged
from ldcoach.paths import Home
from ldcoach.services.backups import BackupKeys, BackupStamp, no_progress
from ldcoach.store import backup, backup_file, disk, engine, erasing, facts, swap
from ldcoach.store.backup_file import MAGIC, read_back, read_lead, take_out
from ldcoach.store.ballast import BALLAST_BYTES, Ballast
from ldcoach.store.canaries import dead_canaries
from ldcoach.store.failures import plainly, told
from ldcoach.store.instance import take_lock
from ldcoach.store.managed import remove_upgrade_copies
from ldcoach.store.mapping import shape_of
from ldcoach.store.record import EncryptedRecord, create_record, session_of
from ldcoach.store.row_walk import Walk, walk
from ldcoach.store.salvage import salvage
from ldcoach.store.schema import SCHEMA
from ldcoach.store.tables import table_of
from tests.fakes import FixedClock
from tests.store.writer import Writer

KEY = bytearray(range(32))


@pytest.fixture
def keys() -> BackupKeys:
    return BackupKeys(KEY[:], bytearray(32))


@pytest.fixture
def made(record: EncryptedRecord, write: Writer, clock: FixedClock, keys: BackupKeys, tmp_path: Path) -> Path:
    write.text(write.person(), "kept")
    stamp = BackupStamp("4f5c6f5e-0000-4000-8000-000000000001", clock.now(), b"slots")
    return backup.make_backup(record, tmp_path / "a.ldcbak", stamp, keys, no_progress).file


# Backups


def test_a_backup_of_an_older_version_is_checked_by_its_pages(
    made: Path, keys: BackupKeys, monkeypatch: pytest.MonkeyPatch, record: EncryptedRecord
) -> None:
    monkeypatch.setattr(backup, "SCHEMA", SCHEMA + 1)
    assert backup.check_backup(made, keys, no_progress).schema == SCHEMA
    record.close()
    with closing(engine.connect(record.session.path, KEY)) as connection:
        connection.execute("SELECT count(*) FROM text").fetchone()
        data = bytearray(record.session.path.read_bytes())
        data[-50] ^= 1
        record.session.path.write_bytes(data)
        assert backup.look_at_everything(connection) == ["1 of its pages are damaged."]


def test_what_was_written_otherwise_is_noticed_when_it_is_read_back(made: Path) -> None:
    lead = read_lead(made)
    with pytest.raises(RecordDamaged):
        read_back(made, lead, b"another seal", KEY, lambda _: None)


def test_a_file_that_ends_while_it_is_read_is_refused(made: Path, keys: BackupKeys) -> None:
    lead = read_lead(made)
    made.write_bytes(made.read_bytes()[: len(lead.data) + 4096])
    with pytest.raises(RecordDamaged):
        take_out(made, lead, io.BytesIO(), keys, lambda _: None)


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"made_at":3}', b'{"made_at": "2026-03-02T12:00:00+00:00"}'])
def test_a_beginning_that_says_nothing_is_refused(body: bytes, tmp_path: Path) -> None:
    framed = struct.pack(">8sHII", MAGIC, 1, len(body), 0) + body
    (tmp_path / "a.ldcbak").write_bytes(framed + hashlib.sha256(framed).digest())
    with pytest.raises(RecordDamaged):
        read_lead(tmp_path / "a.ldcbak")


def test_a_system_that_cannot_forget_its_cache(made: Path, keys: BackupKeys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_file, "os", SimpleNamespace(fstat=os.fstat, fsync=os.fsync))
    lead = read_lead(made)
    assert read_back(made, lead, made.read_bytes()[-32:], KEY, lambda _: None) == 0


# The disk


def test_a_system_that_cannot_reserve_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "posix_fallocate", raising=False)
    Ballast(tmp_path / "ballast").take_aboard()
    assert (tmp_path / "ballast").stat().st_size == BALLAST_BYTES


@pytest.mark.parametrize("code", [errno.EINVAL, errno.EIO])
def test_a_folder_that_cannot_be_synced(code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(code, "refused")

    fake = SimpleNamespace(name="posix", open=os.open, close=os.close, fsync=refuse, O_RDONLY=os.O_RDONLY)
    monkeypatch.setattr(disk, "os", fake)
    if code == errno.EINVAL:
        disk.settle(tmp_path)
        return
    with pytest.raises(OSError, match="refused"):
        disk.settle(tmp_path)


def test_on_windows(home: Home, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """There folders are not synced, permissions lie elsewhere, and an open file keeps its folder from being renamed."""
    create_record(home, KEY, clock).close()
    windows = SimpleNamespace(name="nt")
    for module in (disk, facts, swap):
        monkeypatch.setattr(module, "os", windows)
    assert facts.examine(home).modes == {}
    new, released = home.folder.with_name("new"), []
    new.mkdir()
    aside = swap.swap_in(new, home, lambda: released.append(1))
    assert aside is not None
    assert len(released) == 2
    assert list(home.folder.iterdir()) == []


def test_a_place_where_no_folder_and_no_lock_can_be(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LDCoachError, match="could not be made"):
        create_record(Home(tmp_path / "file" / "record"), KEY, clock)
    with pytest.raises(LDCoachError, match="cannot be written"):
        take_lock(Home(tmp_path / "file"))
    assert remove_upgrade_copies(Home(tmp_path / "none"), clock.now()) == []


# The database


def test_an_installation_that_cannot_encrypt_is_refused(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain:
        """Answers like a SQLite without encryption."""

        def set_key(self, _: bytearray) -> None: ...

        def execute(self, _: str) -> Any:
            return SimpleNamespace(fetchone=lambda: None)

        def close(self) -> None: ...

    fake = SimpleNamespace(connect=lambda *_, **__: Plain(), OperationalError=dbapi2.OperationalError)
    monkeypatch.setattr(engine, "dbapi2", fake)
    with pytest.raises(LDCoachError, match="cannot encrypt"):
        engine.connect(home.database, KEY)


def test_a_protection_that_does_not_hold_is_refused(record: EncryptedRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_READ_BACK", (("secure_delete", 7),))
    with pytest.raises(LDCoachError, match=r"could not be switched on \(secure_delete\)"):
        engine.connect(record.session.path, KEY)


def test_faults_of_the_program_stay_what_they_are() -> None:
    assert told(ValueError()) is None
    with pytest.raises(dbapi2.ProgrammingError), plainly():
        raise dbapi2.ProgrammingError


def test_rows_without_a_table_and_fields_without_a_column_are_faults() -> None:
    with pytest.raises(TypeError, match="no table"):
        table_of(int)
    with pytest.raises(TypeError, match="not opened by this store"):
        session_of(object())  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        shape_of(complex)


def test_a_record_without_its_own_books_is_damaged(
    record: EncryptedRecord, reopen: Callable[[], EncryptedRecord]
) -> None:
    with record.session.writing() as connection:
        connection.exec_driver_sql("DELETE FROM meta WHERE key LIKE 'canary/%'")
    assert len(record.check()) == 1
    record.close()
    again = reopen()
    assert again.check() == []
    with again.session.alone() as raw:
        assert dead_canaries(raw) == []
        raw.execute("DROP TABLE meta")
    again.close()
    with pytest.raises(RecordDamaged):
        reopen()


def test_texts_of_one_moment_find_places_below(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    person = write.person()
    at = clock.now()

    def text(key: str) -> Text:
        return Text(
            id=key, person_id=PersonId(person.id), kind=TextKind.NOTE, owner_id=person.id, visibility=Visibility.PREP, at=at, body=key  # type: ignore[arg-type]
        )  # fmt: skip

    with record.work() as work:
        work.add(text("a"), text("b"))
    clock.advance(microseconds=-3)
    write.text(person, "below")
    record.add_all([text("c"), text("d"), text("e")])
    assert {one.id for one in record.every(Text)} >= {"a", "b", "c", "d", "e"}
    assert record.check() == []


# Erasing and salvage


def test_a_replay_of_nothing_new_does_nothing(record: EncryptedRecord, home: Home) -> None:
    record.close()
    stones = [Tombstone("somebody", date(2026, 3, 2))]
    with closing(engine.connect(home.database, KEY)) as bare:
        assert [erasing.replay(bare, stones), erasing.replay(bare, stones)] == [0, 0]
        erasing.finish(bare)


def test_a_replay_whose_transaction_ended_by_itself(record: EncryptedRecord, home: Home) -> None:
    record.close()

    class Full:
        """Ends the transaction as a full disk does."""

        in_transaction = False

        def __init__(self, bare: Any) -> None:
            self.bare = bare

        def execute(self, sql: str, *values: Any) -> Any:
            if sql == "COMMIT":
                self.bare.execute("ROLLBACK")
                raise dbapi2.OperationalError("full")
            return self.bare.execute(sql, *values)

    with closing(engine.connect(home.database, KEY)) as bare, pytest.raises(dbapi2.OperationalError):
        erasing.replay(Full(bare), [Tombstone("somebody", date(2026, 3, 2))])


def test_a_long_text_whose_end_is_lost_is_not_salvaged_as_blanks(
    record: EncryptedRecord, write: Writer, home: Home, tmp_path: Path, clock: FixedClock
) -> None:
    person = write.person()
    for number in range(3):
        write.text(person, f"{number}" * 20_000)
    record.close()
    whole, lost = home.database.read_bytes(), 0
    for page in range(len(whole) // 4096 - 1, len(whole) // 4096 - 16, -2):
        data = bytearray(whole)
        data[page * 4096 + 50] ^= 1
        home.database.write_bytes(data)
        done = salvage(home, Home(tmp_path / f"new {page}"), KEY, no_progress)
        assert done.kept["text"] + done.missing.get("text", 0) == 3
        lost += done.missing.get("text", 0)
        shutil.rmtree(tmp_path / f"new {page}")
    assert lost >= 2


def test_a_fault_on_a_disk_with_room_is_not_taken_for_a_full_one(tmp_path: Path) -> None:
    with pytest.raises(dbapi2.OperationalError, match="disk"), engine._told_of_no_room(tmp_path):
        raise dbapi2.OperationalError("disk I/O error")


def test_a_row_that_is_read_twice_is_kept_once() -> None:
    class Failing:
        """Hands over every row each time, and then says that reading failed."""

        def columns(self, _table: str) -> list[tuple[str, str, int]]:
            return [("id", "TEXT", 1)]

        def indexes(self, _table: str) -> list[str]:
            return []

        def read(self, _sql: str, _values: object, take: Callable[[Any], object]) -> bool:
            for row in ((2, "b"), (3, "c")):
                take(row)
            return False

    with closing(sqlite3.connect(":memory:")) as target:
        target.execute("CREATE TABLE person (id TEXT PRIMARY KEY)")
        assert walk(Failing(), "person", target) == Walk(2, 0)  # type: ignore[arg-type]
        assert target.execute("SELECT rowid, id FROM person ORDER BY 1").fetchall() == [(2, "b"), (3, "c")]


def test_where_there_was_no_record_a_swap_that_fails_leaves_none(tmp_path: Path) -> None:
    home, new = Home(tmp_path / "home"), tmp_path / "new"
    new.mkdir()
    (new / "ldcoach.db").write_bytes(b"whole")

    def fail(step: str) -> None:
        if step == "aside":
            raise OSError(errno.EIO, "refused")

    with pytest.raises(OSError, match="refused"):
        swap.swap_in(new, home, lambda: None, fail)
    assert list(tmp_path.iterdir()) == []
