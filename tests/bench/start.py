"""Prints how soon the unlock page is painted, against an empty window of the same run.

`python -m tests.bench.start [ROUNDS]`; under Xvfb or offscreen, whatever QT_QPA_PLATFORM says.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EMPTY = """
import os
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        os._exit(0)

application = QApplication([])
window = Window()
window.resize(1240, 860)
window.show()
application.exec()
"""
UNLOCK = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from ldcoach.app import window
from ldcoach.paths import Home
from ldcoach.ui import door

class Eye(QObject):
    def eventFilter(self, page, event):
        if event.type() == QEvent.Type.Paint:
            os._exit(0)
        return False

eye, show = Eye(), door.Door.show_way_in

def watched(self, reason=""):
    show(self, reason)
    self.currentWidget().installEventFilter(eye)

door.Door.show_way_in = watched
window.open_window(Home(Path(sys.argv[1])))
"""


def seconds(code: str, *arguments: str) -> float:
    """Return how long a fresh Python takes from its start to the first paint."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def main(rounds: int) -> None:
    """Run both in turn and print medians and the median ratio of the pairs."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "record"
        home.mkdir()
        (home / "vault.hdr").touch()
        seconds(EMPTY)
        seconds(UNLOCK, str(home))
        pairs = [(seconds(EMPTY), seconds(UNLOCK, str(home))) for _ in range(rounds)]
    empty, unlock = (statistics.median(values) * 1000 for values in zip(*pairs, strict=True))
    ratio = statistics.median(mine / theirs for theirs, mine in pairs)
    print(f"empty window {empty:.0f} ms, unlock page {unlock:.0f} ms, ratio {ratio:.2f} ({rounds} rounds)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
