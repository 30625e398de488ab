"""The page about the record's safety: what it shows, what its buttons do, what it never leaves on the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldcoach.app.kits import kits
from ldcoach.domain.backup_slots import Slot
from ldcoach.domain.keeping import Setting
from ldcoach.errors import LDCoachError, RecordDamaged, WrongSecret
from ldcoach.services.backups import BackupFacts
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.kit import code_is_kept, mark_code
from ldcoach.services.managed_backups import BackupLine, BackupsView, Drill, Kept
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.pages.doors.kit_saver import KitSaver
from ldcoach.ui.pages.safety.page import SafetyPage
from ldcoach.ui.pages.today.page import TodayPage
from ldcoach.ui.tasks import Tasks
from tests.conftest import NOW
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk

CODE = "HBYP-RHH1-7XCA-VZM6-WA3X-A5J8-N5AC-80ZT"
FACTS = BackupFacts(Path("/b/one.ldcbak"), NOW, "ab", 1, 3_200_000, b"")
NONE = BackupsView(
    Path("/r/backups"),
    None,
    missing=False,
    by_policy=False,
    service="",
    last_good=None,
    age_days=None,
    due=True,
    lines=(),
    drilled=None,
)


def some(days: int = 0, many: int = 1) -> BackupsView:
    made = NOW - timedelta(days=days)
    slots = (Slot.DAILY, Slot.WEEKLY)
    moments = [made - timedelta(days=at) for at in range(many)]
    lines = tuple(BackupLine(Path("/b/one.ldcbak"), moment, 3_200_000, slots) for moment in moments)
    return replace(NONE, last_good=made, age_days=days, lines=lines)


@dataclass
class Care:
    """Does nothing, and notes what was asked of it."""

    shown: BackupsView = NONE
    error: LDCoachError | None = None
    asked: list[object] = field(default_factory=list)
    waits: threading.Event | None = None
    going: threading.Event = field(default_factory=threading.Event)

    def view(self) -> BackupsView:
        return self.shown

    def _do(self, progress: Callable[[int, int], None]) -> None:
        self.going.set()
        if self.waits is not None:
            assert self.waits.wait(10)
        progress(1, 2)
        if self.error is not None:
            raise self.error

    def back_up(self, progress: Callable[[int, int], None]) -> Kept:
        self._do(progress)
        self.shown = some()
        return Kept(FACTS, (Path("/b/old"), Path("/b/older")))

    def drill(self, progress: Callable[[int, int], None]) -> Drill:
        self._do(progress)
        return Drill(FACTS, NOW)

    def choose(self, folder: Path | None) -> Change:
        if self.error is not None:
            raise self.error
        self.asked.append(folder)
        self.shown = replace(self.shown, wanted=folder, folder=folder or Path("/r/backups"))
        return Change.of(Setting)

    def new_code(self, passphrase: str) -> str:
        if self.error is not None:
            raise self.error
        self.asked.append(passphrase)
        return CODE

    def leave_to_restore(self, file: Path | None) -> None:
        self.asked.append(("restore", file))

    def leave_for_a_new_key(self) -> None:
        self.asked.append("key")


@dataclass
class Open:
    """The page in its window."""

    page: SafetyPage
    window: MainWindow
    care: Care
    ask: CannedAsk
    desk: Desk
    qtbot: QtBot
    tasks: Tasks

    def press(self, button: object) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]

    def show(self, view: BackupsView) -> None:
        self.care.shown = view
        self.window.go(Go(Place.SAFETY))
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)

    def texts(self) -> list[str]:
        return [each.text() for each in self.page.findChildren(QLabel) if each.isVisible()]

    def code_shown(self) -> None:
        QTest.keyClicks(self.page.kit.passphrase.line, "copper ferry lantern oats")
        self.press(self.page.kit.make)
        self.settle()


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Iterator[Open]:
    tasks, ask, care = Tasks(), CannedAsk(), Care()
    page = SafetyPage(desk, tasks, ask, care, KitSaver(kits(), ask, tasks, Path("documents")))
    window = MainWindow({Place.SAFETY: lambda: page, Place.TODAY: lambda: TodayPage(desk)})
    qtbot.addWidget(window)
    window.resize(1240, 860)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    made = Open(page, window, care, ask, desk, qtbot, tasks)
    made.show(NONE)
    yield made
    assert tasks.wait_for_all()


def test_without_a_backup_it_says_so_and_there_is_nothing_to_try(opened: Open) -> None:
    assert "There is no backup yet." in opened.texts()
    assert opened.page.backups.state.text() == "none yet"
    assert not opened.page.backups.drill.isEnabled()


@pytest.mark.parametrize(
    ("days", "told", "state"),
    [
        (0, "The last good backup was made today.", "good"),
        (1, "The last good backup was made yesterday.", "good"),
        (9, "The last good backup was made 9 days ago.", "older than a week"),
    ],
)
def test_the_age_of_the_last_good_one_is_said(opened: Open, days: int, told: str, state: str) -> None:
    opened.show(some(days))
    assert told in opened.texts()
    assert opened.page.backups.state.text() == state


def test_a_backup_from_the_future_points_at_the_clock(opened: Open) -> None:
    opened.show(replace(some(), last_good=datetime(2027, 3, 1, 9, tzinfo=UTC), age_days=None))
    assert any("lies ahead of the clock" in text for text in opened.texts())
    assert opened.page.backups.state.text() == "look at the clock"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"wanted": Path("/usb"), "missing": True}, "The folder /usb is not there now."),
        ({"wanted": Path("/usb"), "by_policy": True}, "Your organisation chose this folder."),
        ({"wanted": Path("/d"), "service": "Dropbox"}, "Dropbox syncs this folder."),
        ({}, "These lie on the same disk as the record."),
    ],
)
def test_what_is_to_know_of_the_folder_is_said(opened: Open, change: dict[str, object], words: str) -> None:
    opened.show(replace(some(), **change))  # type: ignore[arg-type]
    assert any(words in text for text in opened.texts())
    assert opened.page.backups.folder.isVisible() == ("by_policy" not in change)


def test_a_backup_is_made_and_published(opened: Open) -> None:
    with opened.qtbot.waitSignal(opened.page.changed, timeout=20_000):
        opened.press(opened.page.backups.now)
    opened.settle()
    told = opened.page.backups.result.text()
    assert told == "The backup is made and was read back: 3.2 MB. 2 older ones that nothing needs any more went."
    assert opened.page.backups.state.text() == "good"
    assert opened.page.backups.now.text() == "&Back up now"


def test_a_backup_can_be_stopped(opened: Open) -> None:
    opened.care.waits = threading.Event()
    opened.press(opened.page.backups.now)
    assert opened.page.backups.row.stop.isVisible()
    assert opened.care.going.wait(10)
    opened.press(opened.page.backups.row.stop)
    opened.care.waits.set()
    opened.settle()
    opened.qtbot.waitUntil(opened.page.backups.now.isEnabled)
    assert opened.page.backups.result.text() == ""


def test_the_drill_says_what_it_proved(opened: Open) -> None:
    opened.show(some())
    opened.press(opened.page.backups.drill)
    opened.qtbot.waitUntil(lambda: bool(opened.page.backups.result.text()), timeout=20_000)
    assert "every page, link and count is as it should be" in opened.page.backups.result.text()


def test_a_drill_that_fails_says_why(opened: Open) -> None:
    opened.show(some())
    opened.care.error = RecordDamaged("This backup is damaged. Nothing was changed; make a new one.")
    opened.press(opened.page.backups.drill)
    opened.qtbot.waitUntil(lambda: bool(opened.page.backups.result.text()), timeout=20_000)
    assert opened.page.backups.result.text() == str(opened.care.error)


def test_another_folder_is_chosen_and_given_up_again(opened: Open, tmp_path: Path) -> None:
    opened.ask.path = tmp_path
    opened.press(opened.page.backups.folder)
    opened.settle()
    opened.qtbot.waitUntil(opened.page.backups.own_folder.isVisible)
    opened.press(opened.page.backups.own_folder)
    assert opened.care.asked == [tmp_path, None]


def test_a_folder_that_will_not_do_is_said(opened: Open, tmp_path: Path) -> None:
    opened.ask.path = tmp_path
    opened.care.error = LDCoachError("This folder cannot be written.")
    opened.press(opened.page.backups.folder)
    assert opened.page.backups.result.text() == "This folder cannot be written."


def test_backups_are_listed_and_one_is_restored_after_a_question(opened: Open) -> None:
    opened.show(some(many=8))
    assert len(opened.page.list.buttons) == 6
    assert "And 2 older ones in the same folder." in opened.texts()
    opened.ask.yes = False
    opened.press(opened.page.list.buttons[0])
    assert opened.care.asked == []
    opened.ask.yes = True
    opened.press(opened.page.list.buttons[0])
    opened.press(opened.page.list.other)
    assert opened.care.asked == [("restore", Path("/b/one.ldcbak")), ("restore", None)]


def test_a_new_key_comes_after_a_question(opened: Open) -> None:
    opened.ask.yes = False
    opened.press(opened.page.key.change)
    assert opened.care.asked == []
    opened.ask.yes = True
    opened.press(opened.page.key.change)
    assert opened.care.asked == ["key"]


def test_a_new_kit_needs_the_passphrase_and_two_groups_from_paper(opened: Open) -> None:
    kit = opened.page.kit
    opened.press(kit.make)
    assert kit.field.error() == "Type your passphrase."
    opened.code_shown()
    assert opened.care.asked == ["copper ferry lantern oats"]
    assert kit.result.text() == "The former kit no longer opens the record. Destroy it."
    assert not code_is_kept(opened.desk.keeping)
    assert not kit.done.isEnabled()
    opened.press(kit.code.kept)
    for number, line in zip(kit.code.asked, kit.code.lines, strict=True):
        QTest.keyClicks(line, CODE.split("-")[number - 1])
    opened.press(kit.done)
    assert code_is_kept(opened.desk.keeping)
    assert kit.code.code == ""


def test_a_wrong_passphrase_makes_no_kit(opened: Open) -> None:
    opened.care.error = WrongSecret("The passphrase did not open the record. Nothing was changed.")
    opened.code_shown()
    assert opened.page.kit.field.error() == str(opened.care.error)
    assert opened.page.kit.code.code == ""


def test_a_code_does_not_stay_on_a_page_that_is_left_and_is_missed_afterwards(opened: Open) -> None:
    opened.code_shown()
    opened.window.leave_pages()
    assert not any(group in text for text in opened.texts() for group in CODE.split("-"))
    opened.show(NONE)
    assert "never typed back" in opened.page.kit.warning.text()


def test_a_kit_that_was_kept_is_not_warned_of(opened: Open) -> None:
    mark_code(opened.desk.keeping, kept=True)
    opened.show(NONE)
    assert opened.page.kit.warning.text() == ""


@pytest.mark.parametrize("width", [1440, 800])
def test_the_page_can_be_used_by_keyboard_and_screen_reader(opened: Open, width: int) -> None:
    opened.show(some(many=2))
    opened.window.resize(width, 900)
    assert audit(opened.window) == []
    opened.code_shown()
    assert audit(opened.window) == []
