"""Types into an open 1-2-1 in a process of its own, until it is killed: `python -m tests.journeys.typist HOME TALK`."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ldcoach.app.late_travel import travel
from ldcoach.documents.writers import Writers
from ldcoach.library.file_library import FileLibrary
from ldcoach.paths import Home, resources
from ldcoach.services.clock import SystemClock
from ldcoach.services.context import Context
from ldcoach.services.desk import Desk
from ldcoach.store.ids import Uuid7Ids
from ldcoach.store.record import open_record
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.talk.page import TalkPage
from tests.ui.conftest import HERE  # noqa: F401  # no screen, a fixed size

EVERY_MS = 20
WORDS = "abcdefghi "


def main() -> None:
    """Type a letter every 20 milliseconds, never pausing; say after each ten how many were typed."""
    application = QApplication(sys.argv[:1])
    home, person, talk = Home(Path(sys.argv[1])), sys.argv[2], sys.argv[3]
    clock = SystemClock()
    record = open_record(home, bytearray(32), clock)
    desk = Desk.lay_out(Context(record, clock, Uuid7Ids(), FileLibrary(resources())), Writers(), travel())
    page = TalkPage(desk)
    page.resize(1200, 900)
    page.enter(Go(Place.TALK, person, talk))
    page.show()
    typed = {"count": 0}

    def type_one() -> None:
        QTest.keyClicks(page.shared.editor, WORDS[typed["count"] % len(WORDS)])
        typed["count"] += 1
        if typed["count"] % 10 == 0:
            print(typed["count"], flush=True)

    timer = QTimer()
    timer.timeout.connect(type_one)
    timer.start(EVERY_MS)
    sys.exit(application.exec())


if __name__ == "__main__":
    main()
