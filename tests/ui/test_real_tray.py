"""The tray of a real desktop: the icon is drawn, its menu opens, and a message can be read in dark too."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVER, PANEL = shutil.which("Xvfb"), shutil.which("trayer")
PATIENCE = 90
"""Seconds."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SERVER is None or PANEL is None, reason="there is no X tray: apt-get install xvfb trayer"),
]


@pytest.fixture
def desktop() -> Iterator[dict[str, str]]:
    """A screen of its own with a tray; yield the environment that leads there."""
    tells, told = os.pipe()
    server = subprocess.Popen(
        [str(SERVER), "-displayfd", str(told), "-screen", "0", "800x600x24"], pass_fds=[told], stderr=subprocess.DEVNULL
    )
    os.close(told)
    with os.fdopen(tells) as number:
        display = f":{number.readline().strip()}"
    away = ("DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY", "QT_SCALE_FACTOR")
    there = {name: value for name, value in os.environ.items() if name not in away}
    there |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    panel = subprocess.Popen([str(PANEL), "--widthtype", "pixel", "--width", "200", "--height", "32"], env=there)
    try:
        yield there
    finally:
        for process in (panel, server):
            process.terminate()
            process.wait(PATIENCE)


def test_icon_menu_and_message_are_there_to_be_seen(desktop: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tests.ui.in_the_tray"]
    done = subprocess.run(command, env=desktop, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout.splitlines()[-1])
    assert "#2f5d8c" in facts["drawn"]
    assert "#ffffff" in facts["drawn"]
    assert facts["acts"] == ["Open LDCoach", "Note feedback\N{HORIZONTAL ELLIPSIS}", "Lock now"]
    assert facts["heard"] == ["capture"]
    assert facts["said"] == ["LDCoach", "2 promise(s) of yours due."]
    assert facts["lightest"] < 60
