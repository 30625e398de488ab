"""A power cut at any moment: what had been acknowledged is there, whatever of the rest reached the disk, and in any order.

A run is traced; then the disk is rebuilt as it may look after a cut: all that was synced is there, of later writes any 512 bytes
may be. The same with synchronous=NORMAL has to lose saves, which proves that the trial can see a loss.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from ldcoach.errors import RecordDamaged
from ldcoach.paths import Home
from ldcoach.store.record import create_record, open_record
from tests.fakes import FixedClock, SequentialIds
from tests.store.writer import Writer

KEY = bytearray(range(32))
SEED, SAVES, SECTOR = 20260302, 60, 512
pytestmark = [
    pytest.mark.skipif(shutil.which("strace") is None, reason="the trace of a run needs strace"),
    pytest.mark.timeout(3600),
]

CHILD = """
import os, sys
from datetime import timedelta
from pathlib import Path
from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.paths import Home
from ldcoach.store import engine
from tests.fakes import FixedClock
folder, level = sys.argv[1:]
engine._SET = tuple(s.replace("synchronous=FULL", "synchronous=" + level).replace("=500", "=25") for s in engine._SET)
engine._READ_BACK = ()
from ldcoach.store.record import open_record
clock = FixedClock()
record = open_record(Home(Path(folder)), bytearray(range(32)), clock)
person = record.person_names()[0][0]
for number in range(1, 61):
    text = Text(id=f"t{number}", person_id=person, kind=TextKind.NOTE, owner_id=person, visibility=Visibility.PREP,
                at=clock.now() + timedelta(seconds=number), body=f"kept {number} " * 40)
    with record.work() as work:
        work.add(text)
    os.write(1, b"ACK%d\\n" % number)
os._exit(0)
"""
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_FILE = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*)>(?:, )?(.*)")
_BYTES = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(?:, (\d+), (\d+))?')


@dataclass(frozen=True)
class Step:
    """One call: a write with its place, a cut to a length, a sync, the end of a file, or an acknowledgement."""

    what: str
    file: str = ""
    data: bytes = b""
    place: int = 0


def traced(folder: Path, level: str) -> list[Step]:
    """Let a child save texts under strace; return what it did to the files of the record."""
    trace = folder.parent / f"{level}.trace"
    command = ["strace", "-f", "-y", "-xx", "-s", "200000", "-o", str(trace)]
    calls = "trace=pwrite64,write,ftruncate,fsync,fdatasync,unlink"
    subprocess.run(
        [*command, "-e", calls, sys.executable, "-c", CHILD, str(folder), level], check=True, capture_output=True
    )
    database = str(folder / "ldcoach.db")
    steps = (_step(line, database) for line in trace.read_text().splitlines())
    return [step for step in steps if step is not None]


def _step(line: str, database: str) -> Step | None:
    call = _CALL.match(line)
    if call is None or int(call[3]) < 0:
        return None
    name, rest = call[1], call[2]
    if name == "unlink":
        path = _plain((_BYTES.search(rest) or [rest, ""])[1])
        return Step("gone", path) if path.startswith(database) else None
    file = _FILE.match(rest)
    return _step_on(name, _plain(file[2]), file[3], database) if file else None


def _step_on(name: str, path: str, rest: str, database: str) -> Step | None:
    data = _BYTES.match(rest)
    if name == "write":
        told = _raw(data[1]) if data else b""
        return Step("told", place=int(told[3:])) if told.startswith(b"ACK") else None
    if not path.startswith(database) or path.endswith("-shm"):
        return None
    if name == "pwrite64":
        assert data is not None
        return Step("write", path, _raw(data[1]), int(data[3]))
    return Step("cut", path, place=int(rest)) if name == "ftruncate" else Step("sync", path)


def _raw(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _plain(text: str) -> str:
    return _raw(text).decode()


def after_cut(begun: dict[str, bytes], steps: list[Step], chance: random.Random) -> tuple[dict[str, bytearray], int]:
    """Return the files as a cut may leave them, and the last save that had been acknowledged."""
    safe = defaultdict(bytearray, {path: bytearray(data) for path, data in begun.items()})
    waiting: dict[str, list[Step]] = defaultdict(list)
    told, share = 0, chance.choice([0, 0, 0.3, 0.7, 0.95, 1])
    for step in steps[: chance.randrange(len(steps) // 10, len(steps) + 1)]:
        if step.what == "told":
            told = step.place
        elif step.what == "gone":
            safe.pop(step.file, None)
            waiting.pop(step.file, None)
        elif step.what == "sync":
            for one in waiting.pop(step.file, []):
                _do(safe[step.file], one)
        else:
            waiting[step.file].append(step)
    for path, late in waiting.items():
        for step in late:
            for part in _sectors(step):
                if chance.random() < share:
                    _do(safe[path], part)
    return safe, told


def _sectors(step: Step) -> list[Step]:
    if step.what == "cut":
        return [step]
    ends = range(0, len(step.data), SECTOR)
    return [Step("write", step.file, step.data[at : at + SECTOR], step.place + at) for at in ends]


def _do(file: bytearray, step: Step) -> None:
    if step.what == "cut":
        del file[step.place :]
        file.extend(bytes(step.place - len(file)))
        return
    file.extend(bytes(max(0, step.place - len(file))))
    file[step.place : step.place + len(step.data)] = step.data


@pytest.mark.parametrize("cuts", [pytest.param(60, marks=pytest.mark.slow), pytest.param(600, marks=pytest.mark.soak)])
@pytest.mark.parametrize("level", ["FULL", "NORMAL"])
def test_no_acknowledged_save_is_lost_to_a_power_cut(cuts: int, level: str, home: Home, clock: FixedClock) -> None:
    with closing(create_record(home, KEY, clock)) as record:
        Writer(record, clock, SequentialIds()).person()
    begun = {str(home.database): home.database.read_bytes()}
    steps = traced(home.folder, level)
    assert sum(step.what == "told" for step in steps) == SAVES
    chance, lost = random.Random(SEED), 0
    for _ in range(cuts):
        files, told = after_cut(begun, steps, chance)
        shutil.rmtree(home.folder)
        home.folder.mkdir()
        for path, data in files.items():
            Path(path).write_bytes(data)
        try:
            with closing(open_record(home, KEY, clock)) as record:
                assert level == "NORMAL" or record.check() == []
                with record.session.reading() as connection:
                    rows = connection.exec_driver_sql("SELECT id FROM text ORDER BY rowid DESC").fetchall()
        except RecordDamaged:
            assert level == "NORMAL"
            lost += 1
            continue
        assert [key for (key,) in rows] == [f"t{number}" for number in range(1, len(rows) + 1)]
        lost += len(rows) < told
    assert lost == 0 if level == "FULL" else lost > 0
