"""A program killed while it changes what opens the record leaves a record that opens, with all that was saved."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ldcoach.app import parts
from ldcoach.errors import WrongSecret
from ldcoach.paths import Home

FIRST, SECOND = "copper ferry lantern oats", "quiet harbour winter plum"
PEOPLE = 30
SEED = 20261122

CHANGES = """
import os, sys
from pathlib import Path
from ldcoach.paths import Home
from ldcoach.vault.cost import FLOOR
from ldcoach.vault.file_vault import FileVault

home, vault = Home(Path(sys.argv[1])), FileVault(FLOOR)
keys = vault.unlock_with_code(home, sys.argv[2])
os.write(1, b"ready\\n")
while True:
    for passphrase in sys.argv[3:5]:
        vault.change_passphrase(home, keys, passphrase)
"""

ROTATES = """
import os, sys
from pathlib import Path
from ldcoach.app.parts import opening
from ldcoach.paths import Home
from ldcoach.services.ways_in import WaysIn

ways = WaysIn(opening(cheap_key=True))
os.write(1, b"ready\\n")
while True:
    ways.rotate(Home(Path(sys.argv[1])), sys.argv[3])
"""

counts = pytest.mark.parametrize(
    "kills", [pytest.param(10, marks=pytest.mark.slow), pytest.param(100, marks=pytest.mark.soak)]
)
posix = pytest.mark.skipif(os.name == "nt", reason="a child cannot be killed in this way there")


@pytest.fixture
def made(tmp_path: Path) -> tuple[Home, str]:
    """A record with people in it, and its recovery code."""
    home = Home(tmp_path / "record")
    opened, code = parts.opening(cheap_key=True).create(home, FIRST)
    for number in range(PEOPLE):
        opened.desk.people.add(f"Person {number}")
    opened.close()
    return home, code


def kill_within(code: str, words: tuple[str, ...], seconds: float) -> None:
    """Let a child work, and kill it after a while."""
    command = [sys.executable, "-c", code, *words]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    killer = threading.Timer(seconds, child.kill)
    killer.start()
    _, errors = child.communicate()
    killer.join()
    assert errors == b""
    assert child.returncode == -9


def opens(unlock: Callable[[], object]) -> bool:
    try:
        unlock()
    except WrongSecret:
        return False
    return True


@posix
@counts
@pytest.mark.timeout(1200)
def test_exactly_one_of_two_passphrases_opens(made: tuple[Home, str], kills: int) -> None:
    home, code = made
    vault, chance = parts.opening(cheap_key=True).vault, random.Random(SEED)
    opened_by = []
    for _ in range(kills):
        kill_within(CHANGES, (str(home.folder), code, SECOND, FIRST), chance.uniform(0.0, 0.6))
        found = [opens(lambda each=each: vault.unlock(home, each)) for each in (FIRST, SECOND)]  # type: ignore[misc]
        assert sorted(found) == [False, True]
        opened_by.append(found.index(True))
        assert opens(lambda: vault.unlock_with_code(home, code))
        assert home.header.read_bytes() == home.header_copy.read_bytes()
    assert set(opened_by) == {0, 1}


@posix
@counts
@pytest.mark.timeout(1200)
def test_a_change_of_key_loses_nothing(made: tuple[Home, str], kills: int) -> None:
    home, _ = made
    opening, chance = parts.opening(cheap_key=True), random.Random(SEED)
    resumed = 0
    for _ in range(kills):
        kill_within(ROTATES, (str(home.folder), "", FIRST), chance.uniform(0.2, 1.6))
        opened = opening.open(home, FIRST)
        resumed += any("cut off" in warning for warning in opened.keys.warnings)
        assert len(opened.desk.people.lines()) == PEOPLE
        assert opened.desk.keeping.check() == []
        opened.close()
        assert home.header.read_bytes() == home.header_copy.read_bytes()
    print(f"{kills} kills, {resumed} of them between the record and its key file")
