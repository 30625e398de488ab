"""The program opens no network socket, whatever it does: told by the kernel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NETWORK = re.compile(r"AF_INET6?|AF_PACKET|AF_NETLINK|AF_BLUETOOTH")
CONTROL = "import socket; socket.socket(socket.AF_INET).close()"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace, which watches the calls, is not installed"),
]


def watched(folder: Path, *command: str) -> str:
    """Run a command and return its calls on sockets, as strace saw them in every thread and child."""
    calls = folder / "calls"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    trace = ["strace", "-f", "-e", "trace=socket,connect,socketpair,execve", "-o", str(calls)]
    done = subprocess.run(
        [*trace, sys.executable, *command], capture_output=True, text=True, check=False, env=surroundings, timeout=170
    )
    if "ptrace" in done.stderr and not calls.exists():
        pytest.skip("strace may not watch processes here")
    assert done.returncode == 0, done.stderr
    return calls.read_text("utf-8")


def test_the_watch_sees_a_socket(tmp_path: Path) -> None:
    assert NETWORK.search(watched(tmp_path, "-c", CONTROL))


def test_a_whole_guided_1_2_1_opens_no_network_socket(tmp_path: Path) -> None:
    home, pictures = str(tmp_path / "home"), tmp_path / "pictures"
    calls = watched(tmp_path, "-m", "ldcoach", "--home", home, "demo", "--people", "3", "--output", str(pictures))
    assert "execve(" in calls
    assert (pictures / "development-summary.pdf").is_file()
    assert [line for line in calls.splitlines() if NETWORK.search(line)] == []
