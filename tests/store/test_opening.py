"""Opening: what is refused, in which words, and what lies on the disk."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ldcoach.domain.kinds import Visibility
from ldcoach.domain.texts import Text
from ldcoach.errors import (
    LDCoachError,
    NewerRecord,
    RecordDamaged,
    RecordInUse,
    RecordMissing,
    UnfitInput,
)
from ldcoach.paths import Home
from ldcoach.store import first_look
from ldcoach.store.record import EncryptedRecord, create_record, is_there, open_record
from tests.fakes import FixedClock
from tests.store.writer import Writer

PAGE = 4096
CANARY = "Marmaladesky"


def flip(path: Path, place: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1]))


def test_a_new_record_is_private_and_whole(record: EncryptedRecord, home: Home) -> None:
    assert is_there(home)
    assert not record.is_sample()
    assert record.check() == []
    if os.name != "nt":
        assert home.folder.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in home.folder.iterdir()} == {0o600}


def test_a_sample_says_so(home: Home, key: bytearray, clock: FixedClock) -> None:
    made = create_record(home, key, clock, sample=True)
    assert made.is_sample()
    made.close()


def test_a_record_is_never_made_over_another(record: EncryptedRecord, home: Home, clock: FixedClock) -> None:
    record.close()
    before = home.database.read_bytes()
    with pytest.raises(UnfitInput, match="already"):
        create_record(home, bytearray(32), clock)
    assert home.database.read_bytes() == before


def test_remains_of_a_making_that_was_cut_short_are_cleared(home: Home, key: bytearray, clock: FixedClock) -> None:
    home.folder.mkdir()
    home.database.with_name("ldcoach.db.new").write_bytes(b"half")
    made = create_record(home, key, clock)
    assert made.check() == []
    made.close()
    assert not home.database.with_name("ldcoach.db.new").exists()


def test_the_callers_key_is_left_alone_and_ours_is_wiped(record: EncryptedRecord, key: bytearray) -> None:
    record.close()
    assert key == bytearray(range(32))
    assert len(record.session.connections._key) == 0


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_never_becomes_a_passphrase(home: Home, clock: FixedClock, length: int) -> None:
    with pytest.raises(ValueError, match="length"):
        create_record(home, bytearray(length), clock)
    assert not is_there(home)


def test_no_record(home: Home, key: bytearray, clock: FixedClock) -> None:
    with pytest.raises(RecordMissing):
        open_record(home, key, clock)
    home.folder.mkdir()
    with pytest.raises(RecordMissing):
        open_record(home, key, clock)
    assert not is_there(home)


@pytest.mark.parametrize(
    "content", [b"", b"x" * (PAGE - 1), b"SQLite format 3\x00" + bytes(2 * PAGE)], ids=["empty", "short", "plain"]
)
def test_a_file_that_is_no_record_is_refused_and_left_alone(
    home: Home, key: bytearray, clock: FixedClock, content: bytes
) -> None:
    home.folder.mkdir()
    home.database.write_bytes(content)
    with pytest.raises(RecordDamaged) as refused:
        open_record(home, key, clock)
    assert refused.value.exit_code == 4
    assert home.database.read_bytes() == content


@pytest.mark.parametrize("place", [3, 20, 2000, PAGE - 1])
def test_a_flipped_bit_in_the_first_page_is_damage(
    record: EncryptedRecord, home: Home, reopen: Callable[[], EncryptedRecord], place: int
) -> None:
    record.close()
    flip(home.database, place)
    with pytest.raises(RecordDamaged) as refused:
        reopen()
    assert refused.value.exit_code == 4
    assert "passphrase" not in str(refused.value)


@pytest.mark.parametrize("part", [0.15, 0.3, 0.5, 0.7, 0.85, 0.999])
def test_a_flipped_bit_anywhere_is_found(
    record: EncryptedRecord, write: Writer, home: Home, reopen: Callable[[], EncryptedRecord], part: float
) -> None:
    person = write.person()
    for number in range(30):
        write.text(person, f"note {number} " * 20)
    record.close()
    flip(home.database, int(home.database.stat().st_size * part))
    try:
        findings = reopen().check()
    except RecordDamaged:
        return
    assert findings


def test_a_file_cut_in_the_middle_is_found(
    record: EncryptedRecord, home: Home, reopen: Callable[[], EncryptedRecord]
) -> None:
    record.close()
    os.truncate(home.database, home.database.stat().st_size // 2 // PAGE * PAGE)
    try:
        findings = reopen().check()
    except RecordDamaged:
        return
    assert findings


@pytest.mark.parametrize("part", [0.3, 0.6, 0.999])
def test_a_small_record_with_a_damaged_page_stays_closed_when_every_page_is_looked_at(
    record: EncryptedRecord, write: Writer, home: Home, key: bytearray, clock: FixedClock, part: float
) -> None:
    write.text(write.person(), "note")
    record.close()
    open_record(home, key, clock, every_page=True).close()
    flip(home.database, int(home.database.stat().st_size * part))
    before = home.database.read_bytes()
    with pytest.raises(RecordDamaged, match="1 of its pages"):
        open_record(home, key, clock, every_page=True)
    assert home.database.read_bytes() == before
    assert sorted(path.name for path in home.folder.iterdir()) == ["ldcoach.ballast", "ldcoach.db", "ldcoach.lock"]


def test_a_part_of_a_page_counts_as_a_damaged_one(record: EncryptedRecord, home: Home, key: bytearray) -> None:
    record.close()
    with home.database.open("ab") as file:
        file.write(b"x")
    with pytest.raises(RecordDamaged, match="1 of its pages"):
        open_record(home, key, FixedClock(), every_page=True)


def test_pages_that_a_journal_may_make_good_are_not_held_against_a_record(
    record: EncryptedRecord, home: Home, key: bytearray
) -> None:
    record.close()
    flip(home.database, home.database.stat().st_size - 100)
    home.database.with_name("ldcoach.db-wal").write_bytes(b"half a journal")
    open_record(home, key, FixedClock(), every_page=True).close()


def test_a_large_record_opens_without_a_look_at_every_page(
    record: EncryptedRecord, home: Home, key: bytearray, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.close()
    flip(home.database, home.database.stat().st_size - 100)
    monkeypatch.setattr(first_look, "QUICK", home.database.stat().st_size - 1)
    open_record(home, key, FixedClock(), every_page=True).close()
    monkeypatch.setattr(first_look, "QUICK", home.database.stat().st_size)
    with pytest.raises(RecordDamaged):
        open_record(home, key, FixedClock(), every_page=True)


def test_a_key_file_without_its_database_is_damage(home: Home, key: bytearray, clock: FixedClock) -> None:
    home.folder.mkdir()
    home.header_copy.write_bytes(b"slots")
    with pytest.raises(RecordDamaged, match="is missing"):
        open_record(home, key, clock)


def test_the_end_of_a_long_text_is_never_read_as_blanks(
    record: EncryptedRecord, write: Writer, home: Home, key: bytearray
) -> None:
    """SQLCipher gives back zeros, without an error, where the last page of a long value is damaged."""
    person = write.person()
    text = write.text(person, "x" * 20_000)
    other = write.text(person, "short")
    record.close()
    whole = home.database.read_bytes()
    refused = 0
    for page in range(len(whole) // PAGE - 1, 0, -1):
        home.database.write_bytes(whole)
        flip(home.database, page * PAGE + 50)
        with contextlib.suppress(RecordDamaged), closing(open_record(home, key, FixedClock())) as again:
            try:
                assert again.get(Text, text.id) == text
            except RecordDamaged:
                refused += 1
                assert again.get(Text, other.id) == other
                with pytest.raises(RecordDamaged), again.session.reading() as connection:
                    connection.exec_driver_sql("SELECT * FROM text WHERE id = ?", (text.id,)).fetchone()
                with pytest.raises(RecordDamaged), again.work() as work:
                    work.save(replace(again.get(Text, text.id), visibility=Visibility.SHARED))
    assert refused >= 5


def test_the_wrong_key_means_damage_since_the_vault_proved_the_passphrase(
    record: EncryptedRecord, home: Home, clock: FixedClock
) -> None:
    record.close()
    with pytest.raises(RecordDamaged):
        open_record(home, bytearray(32), clock)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system lets this user write anywhere")
def test_a_read_only_folder_is_called_that(record: EncryptedRecord, home: Home, key: bytearray) -> None:
    record.close()
    home.instance_lock.unlink(missing_ok=True)
    home.folder.chmod(0o500)
    try:
        with pytest.raises(LDCoachError, match="written") as refused:
            open_record(home, key, FixedClock())
    finally:
        home.folder.chmod(0o700)
    assert "passphrase" not in str(refused.value)
    assert refused.value.exit_code == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system lets this user write anywhere")
def test_a_read_only_file_is_called_that_and_leaves_nothing_behind(
    record: EncryptedRecord, home: Home, reopen: Callable[[], EncryptedRecord], write: Writer
) -> None:
    record.close()
    home.database.chmod(0o400)
    with pytest.raises(LDCoachError, match="write-protected"):
        reopen()
    home.database.chmod(0o600)
    assert reopen().check() == []


def test_a_read_only_answer_of_the_database_is_put_into_words(record: EncryptedRecord, write: Writer) -> None:
    raw = record.session.connections.raw()
    raw.execute("PRAGMA query_only=ON")
    raw.close()
    with pytest.raises(LDCoachError, match="read but not written") as refused:
        write.person()
    assert "passphrase" not in str(refused.value)


def test_a_folder_in_the_place_of_the_file(home: Home, key: bytearray, clock: FixedClock) -> None:
    home.database.mkdir(parents=True)
    with pytest.raises(RecordDamaged, match="is no file"):
        open_record(home, key, clock)


SECOND = """
import sys
from pathlib import Path
from ldcoach.errors import RecordInUse
from ldcoach.paths import Home
from ldcoach.store.record import open_record
from tests.fakes import FixedClock
try:
    open_record(Home(Path(sys.argv[1])), bytearray(range(32)), FixedClock()).close()
except RecordInUse as refused:
    print("in use", refused.exit_code)
else:
    print("opened")
"""


def second_process(home: Home) -> str:
    done = subprocess.run([sys.executable, "-c", SECOND, str(home.folder)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_one_at_a_time(record: EncryptedRecord, home: Home, key: bytearray, clock: FixedClock) -> None:
    assert second_process(home) == "in use 6"
    with pytest.raises(RecordInUse):
        open_record(home, key, clock)
    record.close()
    assert second_process(home) == "opened"


RACING = (
    SECOND.replace("open_record(Home", "record = open_record(Home")
    .replace(".close()\n", "\n")
    .replace('print("opened")', 'print("opened", flush=True)\n    sys.stdin.read()\n    record.close()')
    .replace("try:", "print('ready', flush=True)\nsys.stdin.readline()\ntry:")
)


@pytest.mark.parametrize("races", [pytest.param(2, marks=pytest.mark.slow), pytest.param(25, marks=pytest.mark.soak)])
@pytest.mark.timeout(3600)
def test_of_six_that_open_at_once_one_wins(races: int, record: EncryptedRecord, home: Home) -> None:
    record.close()
    for _ in range(races):
        command = [sys.executable, "-c", RACING, str(home.folder)]
        racers = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(6)]
        for racer in racers:
            assert racer.stdout is not None
            assert racer.stdout.readline() == "ready\n"
        for racer in racers:
            assert racer.stdin is not None
            racer.stdin.write("go\n")
            racer.stdin.flush()
        told = [racer.stdout.readline() for racer in racers if racer.stdout is not None]
        for racer in racers:
            racer.communicate()
        assert sorted(told) == ["in use 6\n"] * 5 + ["opened\n"]


def test_the_lock_is_given_back_when_opening_fails(record: EncryptedRecord, home: Home, clock: FixedClock) -> None:
    record.close()
    with pytest.raises(RecordDamaged):
        open_record(home, bytearray(32), clock)
    assert second_process(home) == "opened"


def test_a_newer_record_is_refused_and_left_alone(
    record: EncryptedRecord, home: Home, reopen: Callable[[], EncryptedRecord]
) -> None:
    with record.session.writing() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '99' WHERE key = 'schema'")
    record.close()
    before = home.database.read_bytes()
    with pytest.raises(NewerRecord, match="newer LDCoach"):
        reopen()
    assert home.database.read_bytes() == before


def test_a_record_without_its_version_is_damaged(
    record: EncryptedRecord, reopen: Callable[[], EncryptedRecord]
) -> None:
    with record.session.writing() as connection:
        connection.exec_driver_sql("DELETE FROM meta WHERE key = 'schema'")
    record.close()
    with pytest.raises(RecordDamaged):
        reopen()


def test_no_word_lies_readable_on_the_disk(record: EncryptedRecord, write: Writer, home: Home, tmp_path: Path) -> None:
    person = write.person(CANARY)
    write.text(person, f"{CANARY} in a note")
    write.feedback(person, f"{CANARY} in feedback", situation=CANARY)
    assert record.search(CANARY).hits
    crashed = tmp_path / "crashed"
    shutil.copytree(home.folder, crashed)
    record.close()
    files = [path for folder in (home.folder, crashed) for path in folder.iterdir()]
    assert {path.name for path in files} >= {"ldcoach.db", "ldcoach.db-wal", "ldcoach.db-shm"}
    for path in files:
        content = path.read_bytes()
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert CANARY.encode(encoding) not in content
            assert CANARY.lower().encode(encoding) not in content
        assert bytes(range(32)).hex().encode() not in content


def test_every_connection_has_every_protection(record: EncryptedRecord) -> None:
    raw = [record.session.connections.raw() for _ in range(6)]
    for connection in raw:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("foreign_keys", "journal_mode", "synchronous", "secure_delete", "temp_store", "trusted_schema")
        }
        assert found == {
            "foreign_keys": 1,
            "journal_mode": "wal",
            "synchronous": 2,
            "secure_delete": 1,
            "temp_store": 2,
            "trusted_schema": 0,
        }
        connection.close()


@pytest.mark.parametrize("sample", [True, False])
def test_a_sample_stays_marked_as_one(home: Home, key: bytearray, clock: FixedClock, sample: bool) -> None:
    create_record(home, key, clock, sample=sample).close()
    again = open_record(home, key, clock)
    assert again.is_sample() is sample
    again.close()


def test_the_generation_rises_once_with_each_session_that_writes(
    record: EncryptedRecord, write: Writer, reopen: Callable[[], EncryptedRecord]
) -> None:
    before = record.generation()
    write.person()
    write.person("Bo Ek")
    assert record.generation() == before + 1
    record.close()
    idle = reopen()
    assert idle.generation() == before + 1
    idle.close()
    again = reopen()
    Writer(again, write.clock, write.ids).person("Cy Dahl")
    assert again.generation() == before + 2
