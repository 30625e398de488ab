"""The memory of the program stays out of files."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ldcoach.vault.dumps import forbid_dumps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOOK = """
import ctypes, sys
from ldcoach.app import main

main(["--version"])
import resource
print(resource.getrlimit(resource.RLIMIT_CORE)[0], end=" ")
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="crash dumps are the administrator's there")
def test_the_program_begins_by_switching_dumps_off() -> None:
    ended = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout.splitlines()[-1] == "0 0"


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is of Linux")
def test_a_crash_leaves_no_core_although_the_limit_allowed_one(tmp_path: Path) -> None:
    code = """
import os, resource, sys
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
from ldcoach.vault.dumps import forbid_dumps
assert forbid_dumps()
os.chdir(sys.argv[1])
os.abort()
"""
    ended = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, timeout=60, check=False)
    assert ended.returncode == -6
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is nothing to switch off there")
def test_it_tells_whether_all_was_done() -> None:
    code = "from ldcoach.vault.dumps import forbid_dumps; print(forbid_dumps())"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout == "True\n"


@pytest.fixture
def dumpable() -> Iterator[None]:
    """Let this process leave dumps, as it does at first, and be as it was after the test."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_CORE)
    # Another test of this process may have begun the program, which switches dumps off.
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
    yield
    resource.setrlimit(resource.RLIMIT_CORE, before)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is of Linux")
def test_each_system_gets_what_it_has(dumpable: None, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sys, "platform", "darwin")
        assert forbid_dumps()
    assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 1
    assert forbid_dumps()
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, hard)
    assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0


def test_windows_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not forbid_dumps()
