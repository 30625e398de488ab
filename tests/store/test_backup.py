"""Backups: whole or refused, consistent under a writer, and put back so that nothing is ever lost."""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
import random
import shutil
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import LDCoachError, NewerRecord, RecordDamaged, RecordInUse, UnfitInput
from ldcoach.paths import Home
from ldcoach.services.backups import BackupFacts, BackupKeys, BackupStamp, no_progress
from ldcoach.store.backup import check_backup, look_at_backup, make_backup
from ldcoach.store.backup_file import Lead, read_lead
from ldcoach.store.disk import told_of_files
from ldcoach.store.engine import connect
from ldcoach.store.facts import examine
from ldcoach.store.record import EncryptedRecord, open_record
from ldcoach.store.restore import place_backup
from ldcoach.store.schema import SCHEMA
from ldcoach.store.scratch import scratch
from ldcoach.store.swap import finish_restore
from tests.fakes import FixedClock, SequentialIds
from tests.store.small_disk import only_root, small_disk
from tests.store.writer import Writer

CANARY = "Quincelantern"
SEAL = bytearray(range(100, 132))
HEADER = b"key slots of that day"
SEED = 20260302


@pytest.fixture
def keys(key: bytearray) -> BackupKeys:
    return BackupKeys(bytearray(key), bytearray(SEAL))


@pytest.fixture
def stamp(clock: FixedClock) -> BackupStamp:
    return BackupStamp("4f5c6f5e-0000-4000-8000-000000000001", clock.now(), HEADER)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


@pytest.fixture
def made(record: EncryptedRecord, write: Writer, place: Path, stamp: BackupStamp, keys: BackupKeys) -> BackupFacts:
    """A backup of a record with one person and a few texts."""
    person = write.person(f"Ada {CANARY}")
    for number in range(20):
        write.text(person, f"{CANARY} {number}")
    return make_backup(record, place / "a.ldcbak", stamp, keys, no_progress)


def names(home: Home, key: bytearray, clock: FixedClock) -> list[str]:
    with closing(open_record(home, key, clock)) as opened:
        assert opened.check() == []
        return [person.name for person in opened.every(Person)]


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Making one


def test_it_says_what_it_is_and_holds_up(made: BackupFacts, stamp: BackupStamp, keys: BackupKeys, place: Path) -> None:
    assert look_at_backup(made.file) == made
    assert check_backup(made.file, keys, no_progress) == made
    assert (made.made_at, made.vault_id, made.header, made.schema) == (stamp.made_at, stamp.vault_id, HEADER, SCHEMA)
    assert left_in(place) == ["a.ldcbak"]
    if os.name != "nt":
        assert made.file.stat().st_mode & 0o777 == 0o600


def test_no_written_word_lies_readable_in_it(made: BackupFacts) -> None:
    data = made.file.read_bytes()
    assert made.size + len(HEADER) < len(data)
    for words in (CANARY, "Ada", "CREATE TABLE", "person", "SQLite format"):
        assert words.encode() not in data
        assert words.encode("utf-16-le") not in data


def test_no_word_lies_readable_while_it_is_made(
    record: EncryptedRecord, write: Writer, place: Path, stamp: BackupStamp, keys: BackupKeys
) -> None:
    write.text(write.person(), CANARY)
    seen: list[str] = []

    def look_around(done: int, everything: int) -> None:
        for path in place.rglob("*"):
            if path.is_file():
                seen.append(path.name)
                assert CANARY.encode() not in path.read_bytes()

    make_backup(record, place / "a.ldcbak", stamp, keys, look_around)
    assert "new.ldcbak" in seen


def test_an_older_backup_is_replaced_and_nothing_else(
    made: BackupFacts, record: EncryptedRecord, stamp: BackupStamp, keys: BackupKeys, place: Path, home: Home
) -> None:
    later = replace(stamp, made_at=stamp.made_at + timedelta(days=1))
    assert make_backup(record, made.file, later, keys, no_progress).made_at == later.made_at
    letter = place / "letter.txt"
    letter.write_text("mine")
    for target in (letter, place, home.database, home.folder / "ldcoach.db-wal"):
        with pytest.raises(UnfitInput, match="Another kind of file"):
            make_backup(record, target, stamp, keys, no_progress)
    assert letter.read_text() == "mine"
    assert record.check() == []


@pytest.mark.parametrize("part", [0.0, 0.4, 0.9])
def test_giving_up_leaves_nothing(
    part: float, record: EncryptedRecord, place: Path, stamp: BackupStamp, keys: BackupKeys, write: Writer
) -> None:
    class GivenUpError(Exception):
        pass

    def give_up(done: int, everything: int) -> None:
        if done >= part * everything:
            raise GivenUpError

    with pytest.raises(GivenUpError):
        make_backup(record, place / "a.ldcbak", stamp, keys, give_up)
    assert left_in(place) == []
    write.person("the record can be written again")


def test_progress_rises_to_all_of_it(
    record: EncryptedRecord, place: Path, stamp: BackupStamp, keys: BackupKeys
) -> None:
    told: list[tuple[int, int]] = []
    make_backup(record, place / "a.ldcbak", stamp, keys, lambda done, everything: told.append((done, everything)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert len({everything for _, everything in told}) == 1


def test_a_folder_that_is_not_there_is_told(
    record: EncryptedRecord, place: Path, stamp: BackupStamp, keys: BackupKeys
) -> None:
    with pytest.raises(LDCoachError, match=r"No backup was made.*does not exist"):
        make_backup(record, place / "gone" / "a.ldcbak", stamp, keys, no_progress)
    assert left_in(place) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "may not write"), (errno.EIO, "did not do what was asked")],
)
def test_what_the_disk_refuses_is_told_in_words(code: int, words: str) -> None:
    with pytest.raises(LDCoachError, match=f"^Nothing happened. .*{words}"), told_of_files("Nothing happened."):
        raise OSError(code, "as the system says it")


@only_root
@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_full_disk_keeps_neither_half_a_backup_nor_half_a_copy(
    share: float, made: BackupFacts, record: EncryptedRecord, tmp_path: Path, stamp: BackupStamp, keys: BackupKeys
) -> None:
    with small_disk(tmp_path / "small", int(share * made.size / 1024)) as small:
        with pytest.raises(LDCoachError, match=r"No backup was made.*disk is full"):
            make_backup(record, small / "a.ldcbak", stamp, keys, no_progress)
        assert left_in(small) == []
    assert record.check() == []


def test_a_record_with_a_damaged_page_is_never_backed_up_as_if_it_were_whole(
    record: EncryptedRecord, write: Writer, home: Home, place: Path, stamp: BackupStamp, keys: BackupKeys
) -> None:
    person = write.person()
    for number in range(60):
        write.text(person, f"{number} " * 200)
    record.close()
    with home.database.open("r+b") as file:
        file.seek(-2000, os.SEEK_END)
        file.write(b"\x00\x01")
    with closing(open_record(home, keys.database, FixedClock())) as damaged:
        with pytest.raises(RecordDamaged, match="1 pages of the record are damaged"):
            make_backup(damaged, place / "a.ldcbak", stamp, keys, no_progress)
        assert left_in(place) == []


@only_root
def test_a_full_disk_keeps_no_half_restored_record(made: BackupFacts, tmp_path: Path, keys: BackupKeys) -> None:
    with small_disk(tmp_path / "small", int(0.5 * made.size / 1024)) as small:
        with pytest.raises(LDCoachError, match=r"Nothing was restored.*disk is full"):
            place_backup(made.file, Home(small / "record"), keys, no_progress)
        assert left_in(small) == []


def test_what_a_crash_left_is_cleared_and_what_is_in_use_is_not(place: Path) -> None:
    left = place / ".ldcoach-scratch-left"
    left.mkdir()
    (left / "copy.db").write_bytes(b"half")
    with scratch(place) as mine:
        assert not left.exists()
        with scratch(place) as other:
            assert mine.exists()
            assert other != mine
    assert left_in(place) == []


@pytest.mark.parametrize("times", [3, pytest.param(10, marks=pytest.mark.slow)])
def test_it_is_consistent_while_another_thread_commits(
    times: int, record: EncryptedRecord, write: Writer, place: Path, stamp: BackupStamp, keys: BackupKeys,
    clock: FixedClock,
) -> None:  # fmt: skip
    person, stop = write.person(), threading.Event()
    kept: list[int] = []

    def keep_writing() -> None:
        while not stop.is_set():
            write.text(person, f"text {len(kept)}")
            kept.append(len(kept))

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        before = []
        for number in range(times):
            before.append(len(kept))
            make_backup(record, place / f"{number}.ldcbak", stamp, keys, no_progress)
    finally:
        stop.set()
        writer.join()
    for number in range(times):
        home = Home(place / str(number))
        place_backup(place / f"{number}.ldcbak", home, keys, no_progress)
        with closing(open_record(home, keys.database, clock)) as opened:
            found = [text.body for text in opened.every(Text)]
            assert opened.check() == []
        assert found == [f"text {one}" for one in range(len(found))]
        assert before[number] <= len(found) <= len(kept)


# What is refused


def refused(file: Path, keys: BackupKeys) -> bool:
    try:
        check_backup(file, keys, no_progress)
    except RecordDamaged:
        return True
    return False


@pytest.mark.parametrize("flips", [40, pytest.param(400, marks=pytest.mark.slow)])
def test_one_flipped_bit_anywhere_is_found(flips: int, made: BackupFacts, keys: BackupKeys, place: Path) -> None:
    data, chance = made.file.read_bytes(), random.Random(SEED)
    lead = len(read_lead(made.file).data)
    places = [*range(0, lead, max(1, lead // (flips // 4))), *range(len(data) - 32, len(data), 8)]
    places += [chance.randrange(lead, len(data)) for _ in range(flips - len(places))]
    assert len(places) >= flips
    copy = place / "flipped.ldcbak"
    for spot in places:
        copy.write_bytes(data[:spot] + bytes([data[spot] ^ 1 << chance.randrange(8)]) + data[spot + 1 :])
        assert refused(copy, keys), f"byte {spot} of {len(data)}"
    assert left_in(place) == ["a.ldcbak", "flipped.ldcbak"]


@pytest.mark.parametrize("cuts", [10, pytest.param(100, marks=pytest.mark.slow)])
def test_one_cut_short_or_made_longer_is_refused(cuts: int, made: BackupFacts, keys: BackupKeys, place: Path) -> None:
    data, chance = made.file.read_bytes(), random.Random(SEED)
    copy = place / "cut.ldcbak"
    lengths = [0, 1, 17, 18, len(data) - 1, len(data) - 32, len(data) - 33]
    for length in [*lengths, *(chance.randrange(len(data)) for _ in range(cuts - len(lengths)))]:
        copy.write_bytes(data[:length])
        assert refused(copy, keys), f"{length} of {len(data)} bytes"
    copy.write_bytes(data + b"\0")
    assert refused(copy, keys)


def test_another_seal_is_refused_before_anything_is_opened(made: BackupFacts, keys: BackupKeys) -> None:
    assert refused(made.file, replace(keys, seal=bytearray(32)))


def test_a_seal_that_fits_over_damaged_pages_is_refused(made: BackupFacts, keys: BackupKeys, place: Path) -> None:
    """As when the disk had changed a page before the backup was made."""
    data = bytearray(made.file.read_bytes()[:-32])
    data[-5000] ^= 1
    broken = place / "broken.ldcbak"
    broken.write_bytes(data + sealed_end(bytes(data)))
    with pytest.raises(RecordDamaged, match="not sound"):
        check_backup(broken, keys, no_progress)


def test_rows_that_were_not_counted_are_noticed(made: BackupFacts, keys: BackupKeys, place: Path) -> None:
    lead, data = read_lead(made.file), made.file.read_bytes()
    other = Lead.of(replace(lead.meta, counts="0" * 64), lead.header)
    rest = other.data + data[len(lead.data) : -32]
    changed = place / "changed.ldcbak"
    changed.write_bytes(rest + sealed_end(rest))
    assert refused(changed, keys)


@pytest.mark.parametrize("newer", ["file", "tables"])
def test_one_of_a_newer_program_is_told_from_a_damaged_one(
    newer: str, made: BackupFacts, keys: BackupKeys, place: Path
) -> None:
    lead, data = read_lead(made.file), made.file.read_bytes()
    if newer == "tables":
        start = Lead.of(replace(lead.meta, schema=99), lead.header).data
    else:
        framed = data[:8] + struct.pack(">H", 2) + lead.data[10:-32]
        start = framed + hashlib.sha256(framed).digest()
    rest = start + data[len(lead.data) : -32]
    copy = place / "newer.ldcbak"
    copy.write_bytes(rest + sealed_end(rest))
    with pytest.raises(NewerRecord):
        check_backup(copy, keys, no_progress)


def sealed_end(data: bytes) -> bytes:
    return hmac.digest(SEAL, data, "sha256")


def test_a_file_that_is_not_there_is_told(place: Path) -> None:
    with pytest.raises(UnfitInput, match="cannot be read"):
        look_at_backup(place / "none.ldcbak")


# Putting it back


@pytest.mark.parametrize("times", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_restore_drill(
    times: int, made: BackupFacts, record: EncryptedRecord, home: Home, keys: BackupKeys, clock: FixedClock
) -> None:
    record.close()
    ids = SequentialIds(500)
    for number in range(1, times + 1):
        with closing(open_record(home, keys.database, clock)) as opened:
            Writer(opened, clock, ids).person(f"Later {number}")
        aside = place_backup(made.file, home, keys, no_progress).kept_aside
        assert aside == home.folder.with_name(f"record-before-restore-{number}")
        assert names(home, keys.database, clock) == [f"Ada {CANARY}"]
        assert aside is not None
        assert names(Home(aside), keys.database, clock) == [f"Ada {CANARY}", f"Later {number}"]
        assert home.header.read_bytes() == home.header_copy.read_bytes() == HEADER
    assert len(examine(home).kept_aside) == times
    assert not [path for path in home.folder.parent.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("before", ["nothing", "an empty folder", "a lock"])
def test_where_there_is_no_record_it_is_just_placed(
    before: str, made: BackupFacts, keys: BackupKeys, clock: FixedClock, tmp_path: Path
) -> None:
    home = Home(tmp_path / "new" / "place")
    if before != "nothing":
        home.folder.mkdir(parents=True)
    if before == "a lock":
        home.instance_lock.touch()
    assert place_backup(made.file, home, keys, no_progress).kept_aside is None
    assert names(home, keys.database, clock) == [f"Ada {CANARY}"]
    assert left_in(home.folder.parent) == ["place"]
    if os.name != "nt":
        assert home.folder.stat().st_mode & 0o777 == 0o700


def test_an_open_record_is_not_replaced(made: BackupFacts, home: Home, keys: BackupKeys) -> None:
    with pytest.raises(RecordInUse):
        place_backup(made.file, home, keys, no_progress)
    assert left_in(home.folder.parent) == ["elsewhere", "record"]


def test_a_folder_with_other_files_is_not_moved(
    made: BackupFacts, record: EncryptedRecord, home: Home, keys: BackupKeys, clock: FixedClock
) -> None:
    record.close()
    (home.folder / "letter.txt").write_text("mine")
    with pytest.raises(UnfitInput, match=r"no part of a record \(1\)"):
        place_backup(made.file, home, keys, no_progress)
    assert names(home, keys.database, clock) == [f"Ada {CANARY}"]


def test_a_damaged_backup_leaves_the_home_as_it_was(
    made: BackupFacts, record: EncryptedRecord, home: Home, keys: BackupKeys
) -> None:
    record.close()
    before = home.database.read_bytes()
    data = bytearray(made.file.read_bytes())
    data[len(data) // 2] ^= 1
    made.file.write_bytes(data)
    with pytest.raises(RecordDamaged):
        place_backup(made.file, home, keys, no_progress)
    assert home.database.read_bytes() == before
    assert left_in(home.folder.parent) == ["elsewhere", "record"]


CRASHING = """
import os, sys
from pathlib import Path
from ldcoach.paths import Home
from ldcoach.services.backups import BackupKeys
from ldcoach.store.restore import place_backup
wanted, file, folder = sys.argv[1:]
def heard(step):
    if step == wanted:
        os._exit(9)
def moved(done, everything):
    heard("copying")
place_backup(Path(file), Home(Path(folder)), BackupKeys(bytearray(range(32)), bytearray(range(100, 132))), moved, heard)
"""


@pytest.mark.parametrize(
    ("step", "after"), [("copying", "old"), ("staged", "old"), ("aside", "new"), ("placed", "new")]
)
@pytest.mark.parametrize("there", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_a_crash_at_any_step_leaves_the_old_or_the_new_whole(
    step: str, after: str, there: bool, made: BackupFacts, record: EncryptedRecord, write: Writer, home: Home,
    keys: BackupKeys, clock: FixedClock,
) -> None:  # fmt: skip
    write.person("Later")
    record.close()
    if not there:
        shutil.rmtree(home.folder)
    command = [sys.executable, "-c", CRASHING, step, str(made.file), str(home.folder)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 9
    finish_restore(home)
    old, new = [f"Ada {CANARY}", "Later"], [f"Ada {CANARY}"]
    if there or step != "copying":
        expected = old if there and after == "old" else new
        assert names(home, keys.database, clock) == expected
    place_backup(made.file, home, keys, no_progress)
    assert names(home, keys.database, clock) == new
    assert not [path for path in home.folder.parent.iterdir() if path.name.startswith(".")]


def test_a_name_that_cannot_be_changed_puts_everything_back(
    made: BackupFacts, record: EncryptedRecord, home: Home, keys: BackupKeys, clock: FixedClock
) -> None:
    record.close()

    def refuse(step: str) -> None:
        if step == "aside":
            raise OSError(errno.EIO, "refused")

    with pytest.raises(LDCoachError, match="Nothing was restored"):
        place_backup(made.file, home, keys, no_progress, refuse)
    assert names(home, keys.database, clock) == [f"Ada {CANARY}"]
    assert left_in(home.folder.parent) == ["elsewhere", "record"]


# Looking from outside


def test_what_is_seen_from_outside(made: BackupFacts, record: EncryptedRecord, home: Home) -> None:
    record.close()
    home.header.write_bytes(HEADER)
    shutil.copy(made.file, home.folder.parent / "near.ldcbak")
    (home.folder.parent / "bad.ldcbak").write_bytes(b"bad")
    before = {path: path.read_bytes() for path in home.folder.iterdir()}
    facts = examine(home)
    assert facts.exists
    assert facts.sizes["ldcoach.db"] == home.database.stat().st_size
    assert facts.copies_equal is None
    assert facts.newest_backup == replace(made, file=home.folder.parent / "near.ldcbak")
    assert facts.unreadable_backups == (home.folder.parent / "bad.ldcbak",)
    assert {path: path.read_bytes() for path in home.folder.iterdir()} == before
    home.header_copy.write_bytes(HEADER)
    assert examine(home).copies_equal is True
    home.header_copy.write_bytes(b"other")
    assert examine(home).copies_equal is False


def test_a_home_that_is_not_there_is_looked_at_too(tmp_path: Path) -> None:
    facts = examine(Home(tmp_path / "none" / "at" / "all"))
    assert not facts.exists
    assert facts.sizes == {}
    assert facts.free_bytes > 0


def test_the_copy_inside_is_the_record_byte_for_byte(
    made: BackupFacts, home: Home, keys: BackupKeys, opens: Callable[[Path], int], record: EncryptedRecord, place: Path
) -> None:
    lead = read_lead(made.file)
    inside = made.file.read_bytes()[len(lead.data) : -32]
    record.close()
    assert inside == home.database.read_bytes()
    (place / "inside.db").write_bytes(inside)
    assert opens(place / "inside.db") == 20


@pytest.fixture
def opens(key: bytearray) -> Callable[[Path], int]:
    def texts_in(path: Path) -> int:
        with closing(connect(path, key)) as connection:
            return int(connection.execute("SELECT count(*) FROM text").fetchone()[0])

    return texts_in
