"""Prints how soon the unlock page is painted, against an empty window of the same run.

`python -m tests.bench.start [ROUNDS]`; under Xvfb or offscreen, whatever QT_QPA_PLATFORM says. Each round starts both
programs once; both end when the first frame is painted as a whole. Wall time is what a person waits; the time of the
processor swings less on a busy machine.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
EMPTY = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))

application = QApplication([])
window = Window()
window.resize(1240, 860)
window.show()
application.exec()
"""
UNLOCK = """
import os, sys
from pathlib import Path
from ldcoach.app import window
from ldcoach.paths import Home

make = window.make_door

def watched(home, tasks):
    from PySide6.QtCore import QTimer
    door = make(home, tasks)
    paint = type(door).paintEvent

    def end_after_this(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))
        paint(self, event)

    type(door).paintEvent = end_after_this
    return door

window.make_door = watched
window.open_window(Home(Path(sys.argv[1])))
"""
KEEP = """
import PySide6.QtWidgets
from ldcoach.app.qt_support import keep_support
keep_support()
"""
"""What every start does when its first window is painted."""


class Cost(NamedTuple):
    """What one start took, in seconds."""

    wall: float
    cpu: float


def start(code: str, *arguments: str) -> Cost:
    """Run a fresh Python to the first paint."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    pid = os.posix_spawn(sys.executable, [sys.executable, "-c", code, *arguments], environment)
    _, status, used = os.wait4(pid, 0)
    assert status == 0, f"it ended with {os.waitstatus_to_exitcode(status)}"
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime)


def tell(name: str, empty: list[float], unlock: list[float]) -> None:
    """Print one figure of both: the median, the least, and the median ratio of the pairs."""
    shown = [
        f"{what} {statistics.median(values) * 1000:.0f} ms (least {min(values) * 1000:.0f})"
        for what, values in (("empty window", empty), ("unlock page", unlock))
    ]
    ratio = statistics.median(mine / theirs for theirs, mine in zip(empty, unlock, strict=True))
    print(f"{name}: {', '.join(shown)}, ratio {ratio:.2f}")


def main(rounds: int) -> None:
    """Run both in turn and print what they took."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "record"
        home.mkdir()
        (home / "vault.hdr").touch()
        start(KEEP)
        start(EMPTY)
        start(UNLOCK, str(home))
        pairs = [(start(EMPTY), start(UNLOCK, str(home))) for _ in range(rounds)]
    tell("wall", [empty.wall for empty, _ in pairs], [unlock.wall for _, unlock in pairs])
    tell("processor", [empty.cpu for empty, _ in pairs], [unlock.cpu for _, unlock in pairs])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
