"""A program killed at any moment loses no save that it had acknowledged."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading

import pytest

from ldcoach.domain.texts import Text
from ldcoach.paths import Home
from ldcoach.store.record import EncryptedRecord, create_record, open_record
from tests.fakes import FixedClock
from tests.store.writer import Writer

CHILD = """
import os, sys
from datetime import timedelta
from pathlib import Path
from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.paths import Home
from ldcoach.store.record import open_record
from tests.fakes import FixedClock

clock = FixedClock()
record = open_record(Home(Path(sys.argv[1])), bytearray(range(32)), clock)
number = record.count(Text)
person = record.person_names()[0][0]
os.write(1, b"ready\\n")
while True:
    number += 1
    text = Text(id=f"t{number}", person_id=person, kind=TextKind.NOTE, owner_id=person, visibility=Visibility.PREP,
                at=clock.now() + timedelta(seconds=number), body=f"kept {number} " * 30)
    with record.work() as work:
        work.add(text)
    os.write(1, b"%d\\n" % number)
"""
SEED = 20260302


def write_until_killed(home: Home, seconds: float) -> int:
    """Let a child save texts, kill it after a while, and return the last number it acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home.folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    killer = threading.Timer(seconds, child.kill)
    killer.start()
    out, errors = child.communicate()
    killer.join()
    assert errors == b""
    acknowledged = [int(line) for line in out.split(b"\n")[:-1]]
    return max(acknowledged, default=0)


def indexed(record: EncryptedRecord) -> int:
    with record.session.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM search WHERE search MATCH 'kept'").scalar_one())


@pytest.mark.parametrize(
    "kills", [3, pytest.param(20, marks=pytest.mark.slow), pytest.param(200, marks=pytest.mark.soak)]
)
@pytest.mark.skipif(os.name == "nt", reason="a child cannot be killed in this way there")
@pytest.mark.timeout(3600)
def test_no_acknowledged_save_is_lost(home: Home, key: bytearray, clock: FixedClock, ids: object, kills: int) -> None:
    record = create_record(home, key, clock)
    Writer(record, clock, ids).person()  # type: ignore[arg-type]
    record.close()
    chance = random.Random(SEED)
    acknowledged = 0
    for _ in range(kills):
        acknowledged = max(acknowledged, write_until_killed(home, chance.uniform(0.0, 0.25)))
        record = open_record(home, key, clock)
        kept = [text.id for text in record.every(Text)]
        found, findings = indexed(record), record.check()
        record.close()
        assert kept == [f"t{number}" for number in range(1, len(kept) + 1)]
        assert len(kept) >= acknowledged
        assert found == len(kept)
        assert findings == []
    assert acknowledged > 0
