"""A closed record rewritten under another key."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ldcoach.domain.texts import Text
from ldcoach.errors import LDCoachError, RecordDamaged, RecordInUse
from ldcoach.paths import Home
from ldcoach.store import rotation
from ldcoach.store.record import create_record, open_record
from ldcoach.store.rotation import closed_record
from tests.fakes import FixedClock, SequentialIds
from tests.store.writer import Writer

NEXT = bytearray(range(100, 132))
STEPS = ("ready", "rewritten", "settled", "checked")
CHILD = """
import os, sys
from pathlib import Path
from ldcoach.paths import Home
from ldcoach.store.rotation import closed_record

def step(name):
    if name == sys.argv[2]:
        os._exit(9)

with closed_record(Home(Path(sys.argv[1])), step) as closed:
    closed.rewrite(bytearray(range(32)), bytearray(range(100, 132)))
"""


@pytest.fixture
def filled(home: Home, key: bytearray, clock: FixedClock, ids: SequentialIds) -> Home:
    """A record with one person and forty texts, not open."""
    record = create_record(home, key, clock)
    writer = Writer(record, clock, ids)
    person = writer.person()
    for number in range(40):
        writer.text(person, f"kept {number} " * 20)
    record.close()
    return home


def texts(home: Home, key: bytearray, clock: FixedClock) -> int:
    """Open the record as usual, hold it to be sound, and count its texts."""
    record = open_record(home, bytearray(key), clock)
    try:
        assert record.check() == []
        return len(record.every(Text))
    finally:
        record.close()


def opens_with(home: Home, key: bytearray) -> bool:
    with closed_record(home) as closed:
        return closed.opens_with(key)


def test_all_is_there_under_the_next_key_and_nothing_under_the_former(
    filled: Home, key: bytearray, clock: FixedClock
) -> None:
    steps: list[str] = []
    with closed_record(filled, steps.append) as closed:
        assert closed.opens_with(key)
        assert not closed.opens_with(NEXT)
        closed.rewrite(key, NEXT)
        assert closed.opens_with(NEXT)
        assert not closed.opens_with(key)
    assert tuple(steps) == STEPS
    assert texts(filled, NEXT, clock) == 40
    with pytest.raises(RecordDamaged):
        open_record(filled, bytearray(key), clock)


def test_every_page_is_another_afterwards(filled: Home, key: bytearray) -> None:
    def pages() -> set[bytes]:
        data = filled.database.read_bytes()
        return {data[start : start + 4096] for start in range(0, len(data), 4096)}

    before = pages()
    with closed_record(filled) as closed:
        closed.rewrite(key, NEXT)
    assert not before & pages()


def test_keys_are_left_as_they_were(filled: Home, key: bytearray) -> None:
    given, following = bytearray(key), bytearray(NEXT)
    with closed_record(filled) as closed:
        closed.rewrite(given, following)
    assert (given, following) == (key, NEXT)


@pytest.mark.skipif(os.name == "nt", reason="a program ends in another way there")
@pytest.mark.parametrize("step", STEPS)
def test_after_a_crash_at_any_step_it_is_whole_under_one_of_the_two(
    filled: Home, key: bytearray, clock: FixedClock, step: str
) -> None:
    ended = subprocess.run([sys.executable, "-c", CHILD, str(filled.folder), step], check=False, capture_output=True)
    assert (ended.returncode, ended.stderr) == (9, b"")
    present = opens_with(filled, key)
    assert present is (step == "ready")
    assert opens_with(filled, NEXT) is not present
    assert texts(filled, key if present else NEXT, clock) == 40


def test_a_record_that_is_open_is_left_alone(filled: Home, key: bytearray, clock: FixedClock) -> None:
    record = open_record(filled, bytearray(key), clock)
    try:
        with pytest.raises(RecordInUse), closed_record(filled):
            pytest.fail("it is open")
    finally:
        record.close()


def test_nobody_opens_it_meanwhile(filled: Home, key: bytearray, clock: FixedClock) -> None:
    with closed_record(filled), pytest.raises(RecordInUse):
        open_record(filled, bytearray(key), clock)


def test_a_wrong_key_rewrites_nothing(filled: Home, key: bytearray, clock: FixedClock) -> None:
    before = filled.database.read_bytes()
    with closed_record(filled) as closed, pytest.raises(RecordDamaged):
        closed.rewrite(NEXT, key)
    assert filled.database.read_bytes() == before
    assert texts(filled, key, clock) == 40


@pytest.mark.parametrize(
    ("harm", "error"),
    [
        (lambda path: path.unlink(), RecordDamaged),
        (lambda path: path.write_bytes(b""), RecordDamaged),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(8192)), RecordDamaged),
    ],
    ids=["missing", "empty", "plain"],
)
def test_what_is_no_record_is_told_and_not_taken_for_another_key(
    filled: Home, key: bytearray, harm: Callable[[Path], object], error: type[LDCoachError]
) -> None:
    harm(filled.database)
    with closed_record(filled) as closed, pytest.raises(error):
        closed.opens_with(key)


def test_a_damaged_page_stops_it_and_nothing_is_rewritten(filled: Home, key: bytearray) -> None:
    data = bytearray(filled.database.read_bytes())
    data[len(data) - 2000] ^= 1
    filled.database.write_bytes(data)
    with closed_record(filled) as closed:
        with pytest.raises(LDCoachError):
            closed.rewrite(key, NEXT)
        assert closed.opens_with(key)
        assert not closed.opens_with(NEXT)


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit there")
def test_a_full_disk_leaves_it_under_the_former_key(filled: Home, key: bytearray, clock: FixedClock) -> None:
    size = filled.database.stat().st_size
    limited = f"import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); \
resource.setrlimit(resource.RLIMIT_FSIZE, ({size // 2}, {size // 2}))\n{CHILD}"
    ended = subprocess.run(
        [sys.executable, "-c", limited, str(filled.folder), ""], check=False, capture_output=True, text=True
    )
    assert ended.returncode == 1
    assert "ldcoach.errors.LDCoachError" in ended.stderr
    assert opens_with(filled, key)
    assert texts(filled, key, clock) == 40


class Refusing:
    """A connection that keeps its journal and does not take another key."""

    def reset_key(self, letters: bytearray) -> None:
        assert any(letters)
        self.seen = letters
        raise dbapi2.OperationalError

    def execute(self, sql: str) -> Refusing:
        assert sql == "PRAGMA journal_mode=DELETE"
        return self

    def fetchone(self) -> tuple[str]:
        return ("wal",)


def test_a_key_that_is_not_taken_is_told_and_wiped() -> None:
    refusing = Refusing()
    with pytest.raises(LDCoachError, match="Nothing was changed"):
        rotation._rewrite(refusing, bytearray(32))
    assert not any(refusing.seen)


def test_a_journal_that_stays_as_it_is_stops_it() -> None:
    with pytest.raises(LDCoachError, match="as it was"):
        rotation._leave_wal(Refusing())
