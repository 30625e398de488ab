"""The unlock page is painted before anything heavy is loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "sqlalchemy",
    "alembic",
    "reportlab",
    "keyring",
    "cryptography",
    "pikepdf",
    "argon2",
    "sqlcipher3",
    "pypdfium2",
    "dataclasses",
    "datetime",
)
MANY_ENUMERATIONS = ("Qt", "QStyle", "QAccessible")
"""On their first use Python makes all their enumerations, each a hundredth of a second and more."""
PROGRAM = f"""
import json, sys
from pathlib import Path
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QEvent, QObject
from ldcoach.app import window
from ldcoach.paths import Home
from ldcoach.ui.pages.doors.unlock import UnlockPage
from ldcoach.ui.tasks import Tasks

modules = lambda: [name for name in {HEAVY!r} if name in sys.modules]
made = lambda: [name for name in {MANY_ENUMERATIONS!r} for where in (QtCore, QtGui, QtWidgets) if name in vars(where)]
loaded = lambda: modules() + made()

class Watch(QObject):
    painted = None

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and Watch.painted is None and isinstance(watched, UnlockPage):
            Watch.painted = loaded()
        return False

application, tasks, watch = window.the_application(), Tasks(), Watch()
application.installEventFilter(watch)
door = window.make_door(Home(Path(sys.argv[1])), tasks)
door.show_way_in()
door.show()
door.grab()
before = loaded()
while not tasks.busy:
    application.processEvents()
while tasks.busy:
    application.processEvents()
print(json.dumps({{"painted": watch.painted, "before the warm-up": before, "after": loaded()}}))
"""


def test_the_first_window_needs_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "vault.hdr").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["painted"] == []
    assert told["before the warm-up"] == []
    assert "sqlcipher3" in told["after"]
