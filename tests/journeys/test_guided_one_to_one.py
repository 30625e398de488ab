"""A 1-2-1 from the form that came back to the next agenda, by keyboard alone, with the power lost in between."""

from __future__ import annotations

import email
import email.policy
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldcoach.app.late_travel import travel
from ldcoach.documents.writers import Writers
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ConversationStatus, Visibility
from ldcoach.library.file_library import FileLibrary
from ldcoach.paths import Home
from ldcoach.services.context import Context
from ldcoach.services.desk import Desk
from ldcoach.store.ids import Uuid7Ids
from ldcoach.store.record import open_record
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.page import Page
from ldcoach.ui.pages.close.page import ClosePage
from ldcoach.ui.pages.people.page import PeoplePage
from ldcoach.ui.pages.person.page import PersonPage
from ldcoach.ui.pages.prepare.page import PreparePage
from ldcoach.ui.pages.talk.page import TalkPage
from ldcoach.ui.pages.today.page import TodayPage
from tests.documents.filling.programs import by_pikepdf
from tests.fakes import FixedClock
from tests.journeys.hands import ALT, CTRL, SHIFT, Hands
from tests.ui.canned_ask import CannedAsk
from tests.ui.file_doors import file_door
from tests.ui.pages.one_to_one import kept

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    # The offscreen platform's own remark is no warning of ours.
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]

P = TypeVar("P", bound=Page)
VALVE, COVER = "Who decides when a valve is swapped?", "Cover over the holidays"
PREPARED = "Listen before I offer the stores idea."
PROMISE = "Ring before each swap"
TAKEAWAY = "I ring first, then swap."
REALITY = "Asked after, not before: two of three swaps"


class Manager:
    """A manager at the keyboard, with a record that can lose its power."""

    def __init__(self, qtbot: QtBot, clock: FixedClock, library: FileLibrary, ask: CannedAsk, home: Home) -> None:
        self.qtbot, self.clock, self._library, self.ask = qtbot, clock, library, ask
        self._records = ExitStack()
        self._open(home)

    def _open(self, home: Home) -> None:
        self.home = home
        record = open_record(home, bytearray(32), self.clock)
        self._records.callback(record.close)
        self.desk = Desk.lay_out(Context(record, self.clock, Uuid7Ids(), self._library), Writers(), travel())

    def sit_down(self) -> None:
        """Open the window on the first page."""
        desk, files = self.desk, file_door(self.ask)
        pages: dict[Place, Callable[[], Page]] = {
            Place.TODAY: lambda: TodayPage(desk),
            Place.PEOPLE: lambda: PeoplePage(desk, self.ask),
            Place.PERSON: lambda: PersonPage(desk, self.ask, files),
            Place.PREPARE: lambda: PreparePage(desk),
            Place.TALK: lambda: TalkPage(desk),
            Place.CLOSE: lambda: ClosePage(desk, files),
        }
        self.window = MainWindow(pages)
        self.qtbot.addWidget(self.window)
        self.window.resize(1240, 860)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.window.go(Go(Place.TODAY))
        self.hands = Hands(self.qtbot, self.window)

    def lose_power(self, home: Home) -> None:
        """Leave the record as it is on the disk at this moment; go on with that, as after a crash."""
        shutil.copytree(self.home.folder, home.folder)
        self.window.hide()
        self._open(home)

    def leave(self) -> None:
        self._records.close()

    def here(self, kind: type[P]) -> P:
        self.qtbot.waitUntil(lambda: isinstance(self.window.stack.currentWidget(), kind))
        page = self.window.stack.currentWidget()
        assert isinstance(page, kind)
        return page


@pytest.fixture
def manager(
    qtbot: QtBot, clock: FixedClock, shipped: FileLibrary, empty_home: Home, tmp_path: Path
) -> Iterator[Manager]:
    home = Home(tmp_path / "home")
    shutil.copytree(empty_home.folder, home.folder)
    made = Manager(qtbot, clock, shipped, CannedAsk(), home)
    yield made
    made.leave()


def words_on(page: Page) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def bring_the_form(manager: Manager, mairi: PersonId, folder: Path) -> None:
    """Import what came back: two topics in Mairi's order."""
    manager.desk.forms.export(mairi, folder / "sent.pdf")
    by_pikepdf(folder / "sent.pdf", folder / "back.pdf", {"topic_1": VALVE, "topic_2": COVER})
    manager.ask.path = folder / "back.pdf"
    page = manager.here(PersonPage)
    with manager.qtbot.waitSignal(page.forms.shown):
        manager.hands.use(page.forms.card.bring)
    with manager.qtbot.waitSignal(page.changed):
        manager.hands.press(Qt.Key.Key_Space)


def prepare(manager: Manager) -> None:
    hands, page = manager.hands, manager.here(PreparePage)
    titles = [row.accessibleName().partition(". ")[0] for row in page.board.rows()]
    assert titles[:2] == [VALVE, COVER]
    hands.press(Qt.Key.Key_Down, ALT)
    hands.press(Qt.Key.Key_Up, ALT)
    hands.use(page.questions.lines[0].box)
    hands.go_to(page.notes.editor)
    hands.write(PREPARED)
    hands.press(Qt.Key.Key_Return, CTRL)


def talk_until_the_power_fails(manager: Manager, talk: ConversationId, topic: str) -> None:
    hands, page, qtbot = manager.hands, manager.here(TalkPage), manager.qtbot
    assert PREPARED in words_on(page)
    hands.write("Decide on swaps myself")
    hands.press(Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: PREPARED not in words_on(page))
    assert not page.prep.isVisible()
    hands.press(Qt.Key.Key_N, ALT)
    qtbot.waitUntil(lambda: page.question.step.text() == "Step 2 of 4")
    hands.press(Qt.Key.Key_F8)
    qtbot.waitUntil(page.prep.isVisible)
    hands.press(Qt.Key.Key_A, CTRL | SHIFT)
    hands.write(PROMISE)
    hands.press(Qt.Key.Key_Return)
    hands.use(page.topics.lines[topic].box)
    hands.go_to(page.shared.editor)
    hands.write(REALITY)
    qtbot.waitUntil(lambda: kept(manager.desk, talk, "R", Visibility.SHARED) == REALITY, timeout=1_000)
    hands.write(" and then we")


def close(manager: Manager, folder: Path) -> None:
    hands, page, qtbot = manager.hands, manager.here(ClosePage), manager.qtbot
    hands.write(TAKEAWAY)
    hands.use(page.follow_up.open)
    manager.ask.path = folder / "follow-up.eml"
    with qtbot.waitSignal(page.changed):
        hands.use(page.follow_up.mail)
    hands.use(page.close_talk)
    qtbot.waitUntil(page.reflection.lanes[0].editor.hasFocus)
    hands.write("I waited longer.")
    hands.use(page.reflection.go_on)


def test_a_guided_1_2_1_by_keyboard_alone(manager: Manager, clock: FixedClock, tmp_path: Path) -> None:
    desk, mairi = manager.desk, PersonId(manager.desk.people.add("Mairi Campbell").created)
    talk = ConversationId(desk.talks.plan(mairi, clock.now() + timedelta(hours=1), guide_key="grow").created)
    manager.sit_down()
    manager.hands.press(Qt.Key.Key_2, CTRL)
    manager.here(PeoplePage)
    manager.hands.write("Mairi")
    manager.hands.press(Qt.Key.Key_Return)
    manager.hands.press(Qt.Key.Key_Return)
    bring_the_form(manager, mairi, tmp_path)
    manager.hands.use(manager.here(PersonPage).prepare)
    prepare(manager)
    valve, cover = desk.context.record.open_topics(mairi)
    talk_until_the_power_fails(manager, talk, valve.topic_id)

    manager.lose_power(Home(tmp_path / "after"))
    manager.sit_down()
    manager.hands.use(manager.here(TodayPage).next.start)
    page = manager.here(TalkPage)
    assert page.question.step.text() == "Step 2 of 4"
    assert page.shared.text() == REALITY
    for step in ("Step 3 of 4", "Step 4 of 4"):
        manager.hands.press(Qt.Key.Key_N, ALT)
        manager.qtbot.waitUntil(lambda step=step: page.question.step.text() == step)  # type: ignore[misc]
    manager.hands.press(Qt.Key.Key_N, ALT)
    clock.advance(minutes=31)
    close(manager, tmp_path)

    desk = manager.desk
    held = desk.context.record.get(Conversation, talk)
    assert (held.status, held.takeaway) == (ConversationStatus.HELD, TAKEAWAY)
    letter = email.message_from_bytes((tmp_path / "follow-up.eml").read_bytes(), policy=email.policy.default)
    sent = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert all(words in sent for words in (VALVE, COVER, TAKEAWAY, PROMISE))
    assert PREPARED not in sent
    assert desk.reflections.answers(talk)[0] == "I waited longer."

    clock.advance(days=6)
    manager.hands.use(manager.here(PersonPage).prepare)
    following = manager.here(PreparePage)
    rows = {row.accessibleName() for row in following.board.rows()}
    assert [name for name in rows if name.startswith(f"{COVER}. Raised by Mairi, ") and "carried over once" in name]
    assert [name for name in rows if name.startswith(f"{PROMISE}. Mairi’s promise")]
    assert not [name for name in rows if name.startswith(VALVE)]
    assert [line.topic_id for line in desk.context.record.open_topics(mairi)] == [cover.topic_id]
