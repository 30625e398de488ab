"""What a lock leaves in memory: no key at once, and after the new start nothing that was written."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ldcoach.app import parts
from ldcoach.paths import Home

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reads memory through /proc"),
]

PASSPHRASE = "velvet anchors under nine ladders"
KEYS = ("master", "key", "hex key", "hex key in capitals")
CANARY = "Zanzibarquux"
"""A name that no library and no list of words holds."""

DRIVER = """
import faulthandler, os, sys
faulthandler.dump_traceback_later(90, exit=True)  # says where it stands, should it not come to its end
from pathlib import Path
from ldcoach.app import window
from ldcoach.paths import Home
from ldcoach.ui.go import Go, Place
from ldcoach.ui.tasks import Tasks

def step(name):
    print(name, flush=True)
    sys.stdin.readline()

home = Home(Path(sys.argv[1]))
application = window.the_application()
tasks = Tasks()
door = window.make_door(home, tasks)
locked = []
door.locked.connect(locked.append)
door.show_way_in()
door.open_with(sys.stdin.readline().strip())
door.show()
while door.main is None:
    application.processEvents()
for place in (Place.PEOPLE, Place.GOALS, Place.TODAY):
    door.main.go(Go(place))
    application.processEvents()
step("unlocked")
door._auto_lock.due.emit("idle 10")
for _ in range(20):
    application.processEvents()
assert locked == ["idle 10"]
step("locked")
window.restart(home, locked[0])
"""


def _regions(process_id: int) -> Iterator[bytes]:
    """Yield each writable piece of a process's memory."""
    maps = Path(f"/proc/{process_id}/maps").read_text("ascii", errors="replace")
    with Path(f"/proc/{process_id}/mem").open("rb", buffering=0) as memory:
        for line in maps.splitlines():
            span, rights, *rest = line.split()
            if not rights.startswith("rw") or rest[-1].startswith("[v"):
                continue
            start, end = (int(each, 16) for each in span.split("-"))
            with contextlib.suppress(OSError):  # device memory cannot be read
                memory.seek(start)
                yield memory.read(end - start)


def _found(process_id: int, needles: dict[str, bytes]) -> dict[str, int]:
    """Count each needle in the memory of a process."""
    counts = dict.fromkeys(needles, 0)
    for piece in _regions(process_id):
        for name, needle in needles.items():
            counts[name] += piece.count(needle)
    return counts


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


@pytest.fixture
def needles(tmp_path: Path) -> dict[str, bytes]:
    """Make a record with the canary in it; return what to look for."""
    opened, _ = parts.opening(cheap_key=True).create(Home(tmp_path / "home"), PASSPHRASE)
    opened.desk.people.add(f"{CANARY} Nair", role_title="Night shift")
    master = bytes(opened.keys.exposed())  # type: ignore[attr-defined]
    database = bytes(opened.keys.database_key())
    opened.close()
    return {
        "master": master,
        "key": database,
        "hex key": database.hex().encode("ascii"),
        "hex key in capitals": database.hex().upper().encode("ascii"),
        "canary": CANARY.encode("ascii"),
        "wide canary": _wide(CANARY),
        "passphrase": PASSPHRASE.encode("ascii"),
        "wide passphrase": _wide(PASSPHRASE),
    }


@pytest.fixture
def process(tmp_path: Path, needles: dict[str, bytes]) -> Iterator[subprocess.Popen[str]]:
    assert needles  # the record is there before the process looks for it
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join([str(Path.cwd()), *sys.path]),
    }
    command = [sys.executable, "-c", DRIVER, str(tmp_path / "home")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, env=environment
    ) as started:
        yield started
        started.kill()


def _say(process: subprocess.Popen[str], words: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{words}\n")
    process.stdin.flush()


def _hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _wait_for_the_new_program(process_id: int) -> None:
    """Wait until the same process runs the app's own front door and has drawn on Qt's offscreen platform."""
    while True:
        arguments = Path(f"/proc/{process_id}/cmdline").read_bytes().split(b"\0")
        drawn = "libqoffscreen" in Path(f"/proc/{process_id}/maps").read_text("ascii", errors="replace")
        if b"--home" in arguments and drawn:
            return


def test_keys_go_with_the_lock_and_texts_with_the_new_start(
    process: subprocess.Popen[str], needles: dict[str, bytes]
) -> None:
    _say(process, PASSPHRASE)
    assert _hear(process) == "unlocked"
    unlocked = _found(process.pid, needles)
    assert unlocked["master"] > 0, "the search must be able to find"
    assert unlocked["canary"] + unlocked["wide canary"] > 0
    _say(process, "lock")
    assert _hear(process) == "locked"
    locked = _found(process.pid, needles)
    assert [locked[name] for name in KEYS] == [0] * len(KEYS)
    _say(process, "restart")
    _wait_for_the_new_program(process.pid)
    assert _found(process.pid, needles) == dict.fromkeys(needles, 0)
    assert b"LDCOACH_LOCKED=idle 10" in Path(f"/proc/{process.pid}/environ").read_bytes().split(b"\0")
