"""Killed in the middle of a sentence: at most the last second is lost, and one goes on where it stopped."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldcoach.app.late_travel import travel
from ldcoach.documents.writers import Writers
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.library.file_library import FileLibrary
from ldcoach.paths import Home
from ldcoach.services.clock import SystemClock
from ldcoach.services.context import Context
from ldcoach.services.desk import Desk
from ldcoach.store.ids import Uuid7Ids
from ldcoach.store.record import open_record
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.talk.page import TalkPage
from ldcoach.ui.pages.today.page import TodayPage
from tests.journeys.typist import EVERY_MS, WORDS

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    # The offscreen platform's own remark is no warning of ours.
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]

LETTERS = 160
A_SECOND = timedelta(seconds=1)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def open_desk(shipped: FileLibrary) -> Callable[[Home], Desk]:
    def opened(home: Home) -> Desk:
        clock = SystemClock()
        record = open_record(home, bytearray(32), clock)
        return Desk.lay_out(Context(record, clock, Uuid7Ids(), shipped), Writers(), travel())

    return opened


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is told by its number")
def test_a_kill_mid_sentence_loses_at_most_the_last_second(
    qtbot: QtBot, tmp_path: Path, empty_home: Home, open_desk: Callable[[Home], Desk]
) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(empty_home.folder, home.folder)
    desk = open_desk(home)
    mairi = PersonId(desk.people.add("Mairi Campbell").created)
    talk = ConversationId(desk.talks.plan(mairi, desk.context.clock.now(), guide_key="grow").created)
    desk.talks.go_to_stage(talk, 2)
    desk.context.record.close()

    command = [sys.executable, "-m", "tests.journeys.typist", str(home.folder), mairi, talk]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        told = [(int(typist.stdout.readline()), time.monotonic()) for _ in range(LETTERS // 10)]
        killed = time.monotonic()
        typist.send_signal(signal.SIGKILL)
        typist.wait()
    assert typist.returncode == -signal.SIGKILL

    desk = open_desk(home)
    try:
        typed = WORDS * LETTERS
        found = desk.notes.of(talk)["O"].shared
        safe = [letters for letters, at in told if killed - at > A_SECOND.total_seconds()]
        assert safe, f"{LETTERS} letters every {EVERY_MS} ms took less than a second"
        assert found == typed[: len(found)]
        assert len(found) >= max(safe)
        assert desk.context.record.check() == []

        today = TodayPage(desk)
        qtbot.addWidget(today)
        today.show()
        wishes: list[Go] = []
        today.asked.connect(wishes.append)
        today.enter(Go(Place.TODAY))
        assert today.next.start.text() == "&Go on"
        today.next.start.click()
        assert wishes == [Go(Place.TALK, mairi, talk)]
        page = TalkPage(desk)
        qtbot.addWidget(page)
        page.enter(wishes[0])
        assert page.question.step.text() == "Step 3 of 4"
        assert page.shared.text() == found
        assert desk.context.record.get(Conversation, talk).started_at is not None
    finally:
        desk.context.record.close()
