"""A program killed during a backup, a restore or an erasure leaves each of them done or not begun, and loses nothing."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.paths import Home
from ldcoach.services.backups import BackupKeys, BackupStamp, no_progress
from ldcoach.store.backup import check_backup, make_backup
from ldcoach.store.record import create_record, open_record
from ldcoach.store.restore import place_backup
from ldcoach.store.swap import finish_restore
from tests.fakes import FixedClock, SequentialIds
from tests.store.decryptor import decrypted
from tests.store.whole_person import Words, keep_whole_person
from tests.store.writer import Writer

KEY = bytearray(range(32))
SEED = 20260302
TIERS = [1, pytest.param(10, marks=pytest.mark.slow), pytest.param(100, marks=pytest.mark.soak)]
pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="a child cannot be killed in this way there"),
    pytest.mark.timeout(3600),
]

PREPARED = """
import sys
from contextlib import closing
from pathlib import Path
from ldcoach.paths import Home
from ldcoach.services.backups import BackupKeys, BackupStamp, no_progress
from ldcoach.store import erasing
from ldcoach.store.backup import make_backup
from ldcoach.store.record import open_record
from ldcoach.store.restore import place_backup
from tests.fakes import FixedClock
clock, home, key = FixedClock(), Home(Path(sys.argv[1])), bytearray(range(32))
keys = BackupKeys(key[:], bytearray(32))
stamp = BackupStamp("4f5c6f5e-0000-4000-8000-000000000001", clock.now(), b"slots")
print("ready", flush=True)
"""
BACKUPS = """
with closing(open_record(home, key, clock)) as record:
    while True:
        make_backup(record, Path(sys.argv[2]), stamp, keys, no_progress)
"""
RESTORES = """
while True:
    place_backup(Path(sys.argv[2]), home, keys, no_progress)
"""
ERASURE = """
with closing(open_record(home, key, clock)) as record:
    erasing.erase(record.session, sys.argv[2], clock.now(), clock.today())
"""


def killed(code: str, seconds: float, *words: str) -> None:
    """Let a child do something and kill it after a while."""
    command = [sys.executable, "-c", PREPARED + code, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        killer = threading.Timer(seconds, child.kill)
        killer.start()
        _, errors = child.communicate()
        killer.cancel()
    assert errors == b""


@pytest.fixture
def made(home: Home, clock: FixedClock, tmp_path: Path) -> Path:
    """A backup of a record with one person and 50 texts."""
    with closing(create_record(home, KEY, clock)) as record:
        write = Writer(record, clock, SequentialIds())
        person = write.person()
        for number in range(50):
            write.text(person, f"kept {number} " * 100)
        return make_backup(record, tmp_path / "a.ldcbak", stamp(clock), keys(), no_progress).file


def keys() -> BackupKeys:
    return BackupKeys(KEY[:], bytearray(32))


def stamp(clock: FixedClock) -> BackupStamp:
    return BackupStamp("4f5c6f5e-0000-4000-8000-000000000001", clock.now(), b"slots")


def whole(home: Home, clock: FixedClock) -> bool:
    with closing(open_record(home, KEY, clock)) as record:
        return record.check() == [] and record.count(Text) == 50


@pytest.mark.parametrize("kills", TIERS)
def test_killed_during_a_backup_the_older_one_is_whole(kills: int, made: Path, home: Home, clock: FixedClock) -> None:
    chance = random.Random(SEED)
    for _ in range(kills):
        killed(BACKUPS, chance.uniform(0.02, 0.3), str(home.folder), str(made))
        assert check_backup(made, keys(), no_progress).size > 0
        assert whole(home, clock)
        with closing(open_record(home, KEY, clock)) as record:
            make_backup(record, made, stamp(clock), keys(), no_progress)
        assert sorted(path.name for path in made.parent.iterdir()) == ["a.ldcbak", "record"]


@pytest.mark.parametrize("kills", TIERS)
def test_killed_during_a_restore_the_record_is_whole(kills: int, made: Path, home: Home, clock: FixedClock) -> None:
    chance = random.Random(SEED)
    for _ in range(kills):
        killed(RESTORES, chance.uniform(0.02, 0.4), str(home.folder), str(made))
        finish_restore(home)
        assert whole(home, clock)
        for aside in home.folder.parent.glob("record-before-restore-*"):
            assert whole(Home(aside), clock)
            shutil.rmtree(aside)
    aside = place_backup(made, home, keys(), no_progress).kept_aside
    assert aside is not None
    shutil.rmtree(aside)
    assert sorted(path.name for path in made.parent.iterdir()) == ["a.ldcbak", "record"]


@pytest.mark.parametrize("kills", TIERS)
def test_killed_during_an_erasure_the_person_is_there_whole_or_gone_without_a_trace(
    kills: int, home: Home, clock: FixedClock, tmp_path: Path
) -> None:
    gone, stays = Words(1), Words(2)
    with closing(create_record(home, KEY, clock)) as record:
        write = Writer(record, clock, SequentialIds())
        person = keep_whole_person(write, gone, texts=60)
        keep_whole_person(write, stays)
        texts = record.count(Text)
    shutil.copytree(home.folder, tmp_path / "untouched")
    chance, erased = random.Random(SEED), 0
    for _ in range(kills):
        killed(ERASURE, chance.uniform(0.0, 0.12), str(home.folder), person.id)
        with closing(open_record(home, KEY, clock)) as record:
            assert record.check() == []
            there = record.count(Person) == 2
            assert (record.count(Text) == texts) is there
        data = decrypted(home.database, bytes(KEY))
        assert gone.left_in(data) == (gone.made if there else [])
        assert stays.left_in(data) == stays.made
        erased += not there
        shutil.rmtree(home.folder)
        shutil.copytree(tmp_path / "untouched", home.folder)
    print(f"{erased} of {kills} erased")
