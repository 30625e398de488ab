"""The way in, the way out, and what a lock leaves behind."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from ldcoach.app import pages, parts, window
from ldcoach.errors import WrongSecret
from ldcoach.library.file_library import FileLibrary
from ldcoach.paths import Home
from ldcoach.services.kit import code_is_kept
from ldcoach.services.opening import OpenRecord
from ldcoach.ui.auto_lock import AutoLock
from ldcoach.ui.door import Door
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.doors.first_run import FirstRunPage
from ldcoach.ui.pages.doors.new_key import NewKeyPage
from ldcoach.ui.pages.doors.rescue import RescuePage
from ldcoach.ui.pages.doors.unlock import UnlockPage
from ldcoach.ui.pages.prepare.page import PreparePage
from ldcoach.ui.pages.settings.page import SettingsPage
from ldcoach.ui.pages.write_feedback.page import WriteFeedbackPage
from ldcoach.ui.tasks import Tasks
from ldcoach.vault.passphrase import judge
from ldcoach.vault.remembering import DeviceSlots
from tests.vault.memory_keys import MemoryKeys

PASSPHRASE, RENEWED = "copper ferry lantern oats", "seven quiet herons wade"
LONG = 30_000


@dataclass
class Front:
    """A door with a record behind it, and what it told."""

    door: Door
    tasks: Tasks
    auto_lock: AutoLock
    home: Home
    qtbot: QtBot
    locked: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)

    @property
    def page(self) -> object:
        return self.door.currentWidget()

    def opens_elsewhere(self, passphrase: str = PASSPHRASE) -> OpenRecord:
        """Open the record beside the door; raises as long as the door has it open."""
        return parts.opening(cheap_key=True).open(self.home, passphrase)

    def unlock(self, passphrase: str = PASSPHRASE) -> UnlockPage:
        self.door.show_way_in()
        page = self.page
        assert isinstance(page, UnlockPage)
        QTest.keyClicks(page.passphrase.line, passphrase)
        QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
        return page

    def enter(self) -> None:
        self.unlock()
        self.qtbot.waitUntil(lambda: self.door.main is not None, timeout=LONG)

    def go(self, wish: Go) -> object:
        assert self.door.main is not None
        self.door.main.go(wish)
        return self.door.main.stack.currentWidget()

    def error_of(self, page: UnlockPage) -> str:
        self.qtbot.waitUntil(lambda: bool(page.passphrase_field.error() or page.code_field.error()), timeout=LONG)
        return page.passphrase_field.error() or page.code_field.error()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def store() -> MemoryKeys:
    return MemoryKeys()


@pytest.fixture
def front(qtbot: QtBot, home: Home, store: MemoryKeys, shipped: FileLibrary) -> Iterator[Front]:
    keyhole = window._Keyhole(home)
    keyhole._made = replace(parts.opening(cheap_key=True), remembering=DeviceSlots(store), library=shipped)
    tasks, auto_lock = Tasks(), AutoLock()
    door = Door(keyhole, tasks, judge, lambda opened: pages.page_factories(opened, tasks, door.lock), auto_lock)
    made = Front(door, tasks, auto_lock, home, qtbot)
    door.locked.connect(made.locked.append)
    tasks.crashed.connect(made.crashed.append)
    qtbot.addWidget(door)
    door.show()
    yield made
    door.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A closed record with one person, for copying, and its recovery code."""
    folder = tmp_path_factory.mktemp("filled") / "record"
    opened, code = parts.opening(cheap_key=True).create(Home(folder), PASSPHRASE)
    opened.desk.people.add("Priya Nair")
    opened.close()
    return folder, code


@pytest.fixture
def code(home: Home, filled: tuple[Path, str]) -> str:
    """Put the record in its place; return its recovery code."""
    folder, code = filled
    shutil.copytree(folder, home.folder)
    return code


def _walk_first_run(front: Front, passphrase: str, name: str) -> None:
    page = front.page
    assert isinstance(page, FirstRunPage)
    if page.stack.currentWidget() is not page.key:
        page.go_on.click()
    page.key.first.line.setText(passphrase)
    page.key.second.line.setText(passphrase)
    page.go_on.click()
    front.qtbot.waitUntil(lambda: bool(page.code.code), timeout=LONG)
    groups = page.code.code.split("-")
    page.code.kept.click()
    for number, line in zip(page.code.asked, page.code.lines, strict=True):
        QTest.keyClicks(line, groups[number - 1])
    page.go_on.click()
    if name:
        page.person.name.setText(name)
        page.go_on.click()
    front.qtbot.waitUntil(lambda: front.door.main is not None, timeout=LONG)


def test_the_first_run_leads_into_the_new_record(front: Front) -> None:
    front.door.show_way_in()
    _walk_first_run(front, PASSPHRASE, "Priya Nair")
    assert front.auto_lock.watching
    front.door.close()
    opened = front.opens_elsewhere()
    assert [person.name for person in opened.desk.people.lines()] == ["Priya Nair"]
    opened.close()


def test_the_right_passphrase_opens(front: Front, code: str) -> None:
    front.enter()
    assert front.door.windowTitle().startswith("Today")
    assert front.auto_lock.watching


def test_a_wrong_passphrase_is_said_and_nothing_opens(front: Front, code: str) -> None:
    page = front.unlock("not this one at all")
    assert "did not" in front.error_of(page) or "does not" in front.error_of(page)
    assert front.page is page
    assert page.passphrase.line.text() == "not this one at all"
    assert not front.auto_lock.watching


def test_the_recovery_code_opens_after_a_new_passphrase_and_gives_a_new_code(front: Front, code: str) -> None:
    front.door.show_way_in()
    page = front.page
    assert isinstance(page, UnlockPage)
    page.other_button.click()
    QTest.keyClicks(page.code, code)
    QTest.keyClick(page.code, Qt.Key.Key_Return)
    front.qtbot.waitUntil(lambda: isinstance(front.page, FirstRunPage), timeout=LONG)
    _walk_first_run(front, RENEWED, "")
    front.door.close()
    front.opens_elsewhere(RENEWED).close()
    with pytest.raises(WrongSecret):
        front.opens_elsewhere(PASSPHRASE)
    with pytest.raises(WrongSecret):
        parts.opening(cheap_key=True).open_with_code(front.home, code)


def test_a_record_that_is_open_elsewhere_is_said_and_is_no_failed_try(front: Front, code: str) -> None:
    other = front.opens_elsewhere()
    page = front.unlock()
    assert front.error_of(page).startswith("Another LDCoach has this record open.")
    assert page._failures == 0
    other.close()
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    front.qtbot.waitUntil(lambda: front.door.main is not None, timeout=LONG)


def test_a_damaged_record_is_said_with_the_ways_back_and_left_as_it_was(front: Front, code: str) -> None:
    front.home.database.write_bytes(b"\x00" * 8192)
    front.unlock()
    front.qtbot.waitUntil(lambda: isinstance(front.page, RescuePage), timeout=LONG)
    page = front.page
    assert isinstance(page, RescuePage)
    assert any("damaged" in each.text() for each in page.findChildren(QLabel))
    assert [choice.text() for choice in page.choices] == ["Copy out what can still be read of the damaged record"]
    page.back.click()
    assert isinstance(front.page, UnlockPage)
    assert front.home.database.read_bytes() == b"\x00" * 8192


def backed_up(front: Front) -> Path:
    """Make a backup beside the record, then add somebody who is not in it."""
    opened = front.opens_elsewhere()
    target = front.home.folder.parent / "before.ldcbak"
    parts.safety(parts.opening(cheap_key=True)).back_up(opened, target)
    opened.desk.people.add("Tomasz Kowal")
    opened.close()
    return target


def test_a_damaged_record_comes_back_from_its_backup(front: Front, code: str) -> None:
    backed_up(front)
    front.home.database.write_bytes(b"\x00" * 8192)
    front.unlock()
    front.qtbot.waitUntil(lambda: isinstance(front.page, RescuePage), timeout=LONG)
    page = front.page
    assert isinstance(page, RescuePage)
    assert len(page.choices) == 2
    QTest.keyClicks(page.secret.line, "not this one at all")
    page.go_on.click()
    front.qtbot.waitUntil(lambda: bool(page.secret.error()), timeout=LONG)
    QTest.keyClicks(page.secret.line, PASSPHRASE)
    QTest.keyClick(page.secret.line, Qt.Key.Key_Return)
    front.qtbot.waitUntil(lambda: page.go_on.text() == "Open the record", timeout=LONG)
    assert "is in place" in page.notice.text()
    assert page.secret.line.text() == ""
    page.go_on.click()
    assert front.locked == ["restored"]
    opened = front.opens_elsewhere()
    assert [line.name for line in opened.desk.people.lines()] == ["Priya Nair"]
    opened.close()


def test_what_can_be_read_of_a_damaged_record_is_copied_out(front: Front, code: str) -> None:
    size = front.home.database.stat().st_size
    with front.home.database.open("r+b") as file:
        file.seek(size - 4096 + 100)
        file.write(b"\xff" * 64)
    front.door._mender().show_damage("The record is damaged.")
    front.qtbot.waitUntil(lambda: isinstance(front.page, RescuePage), timeout=LONG)
    page = front.page
    assert isinstance(page, RescuePage)
    QTest.keyClicks(page.secret.line, PASSPHRASE)
    page.go_on.click()
    front.qtbot.waitUntil(lambda: page.go_on.text() == "Open the record", timeout=LONG)
    assert "copied into a new record" in page.notice.text()
    front.opens_elsewhere().close()


def test_leaving_to_restore_closes_the_record_and_offers_the_file(front: Front, code: str) -> None:
    target = backed_up(front)
    front.enter()
    front.door.leave_to_restore(target)
    front.qtbot.waitUntil(lambda: isinstance(front.page, RescuePage), timeout=LONG)
    page = front.page
    assert isinstance(page, RescuePage)
    assert [choice.isChecked() for choice in page.choices] == [True]
    front.opens_elsewhere().close()
    page.back.click()
    assert front.locked == ["chosen"]
    front.qtbot.waitUntil(lambda: front.door.findChildren(QLabel) == [])


def test_the_record_gets_a_new_key_and_a_new_code(front: Front, code: str) -> None:
    front.enter()
    front.door.leave_for_a_new_key()
    page = front.page
    assert isinstance(page, NewKeyPage)
    page.passphrase.line.setText("not this one at all")
    page.go_on.click()
    front.qtbot.waitUntil(lambda: bool(page.field.error()), timeout=LONG)
    page.passphrase.line.setText(PASSPHRASE)
    page.go_on.click()
    front.qtbot.waitUntil(lambda: bool(page.code.code), timeout=LONG)
    new = page.code.code
    assert not page.go_on.isEnabled()
    page.code.kept.click()
    for number, line in zip(page.code.asked, page.code.lines, strict=True):
        QTest.keyClicks(line, new.split("-")[number - 1])
    page.go_on.click()
    assert front.locked == ["new key"]
    parts.opening(cheap_key=True).open_with_code(front.home, new).close()
    with pytest.raises(WrongSecret):
        parts.opening(cheap_key=True).open_with_code(front.home, code)
    front.opens_elsewhere().close()


def test_a_recovery_that_nobody_finishes_locks(front: Front, code: str) -> None:
    front.door.show_way_in()
    page = front.page
    assert isinstance(page, UnlockPage)
    page.other_button.click()
    QTest.keyClicks(page.code, code)
    QTest.keyClick(page.code, Qt.Key.Key_Return)
    front.qtbot.waitUntil(lambda: isinstance(front.page, FirstRunPage), timeout=LONG)
    assert front.auto_lock.watching
    front.auto_lock.due.emit("idle 10")
    assert front.locked == ["idle 10"]
    front.opens_elsewhere().close()


def test_a_code_that_was_not_typed_back_is_remembered_as_such(front: Front) -> None:
    front.door.show_way_in()
    page = front.page
    assert isinstance(page, FirstRunPage)
    page.go_on.click()
    page.key.first.line.setText(PASSPHRASE)
    page.key.second.line.setText(PASSPHRASE)
    page.go_on.click()
    front.qtbot.waitUntil(lambda: bool(page.code.code), timeout=LONG)
    front.door.close()
    opened = front.opens_elsewhere()
    assert not code_is_kept(opened.desk.keeping)
    opened.close()


@pytest.mark.parametrize("reason", ["chosen", "idle 10", "screen", "sleep"])
def test_a_lock_closes_the_record_and_says_why(front: Front, code: str, reason: str) -> None:
    front.enter()
    main = front.door.main
    assert main is not None
    with front.qtbot.waitSignal(main.destroyed):
        front.door.lock() if reason == "chosen" else front.auto_lock.due.emit(reason)
    assert front.locked == [reason]
    assert front.door.main is None
    assert not front.auto_lock.watching
    assert front.door.findChildren(QLabel) == []
    front.opens_elsewhere().close()


def test_a_lock_wipes_the_keys(front: Front, code: str) -> None:
    front.enter()
    opened = front.door._opened
    assert opened is not None
    secret = opened.keys.exposed()  # type: ignore[attr-defined]
    assert any(secret)
    front.door.lock()
    assert secret == bytearray(32)


def test_a_second_reason_is_not_heard(front: Front, code: str) -> None:
    front.enter()
    front.auto_lock.due.emit("screen")
    front.auto_lock.due.emit("sleep")
    assert front.locked == ["screen"]


def test_before_the_record_is_open_there_is_nothing_to_lock(front: Front, code: str) -> None:
    front.door.show_way_in()
    front.door.lock()
    assert front.locked == []
    assert isinstance(front.page, UnlockPage)


def test_what_is_half_typed_is_kept_by_a_lock(front: Front, code: str) -> None:
    front.enter()
    opened = front.door._opened
    assert opened is not None
    person = opened.desk.people.lines()[0].person_id
    planned = opened.desk.talks.plan(person, datetime(2030, 3, 4, 9, 30, tzinfo=UTC))
    page = front.go(Go(Place.PREPARE, person, planned.created))
    assert isinstance(page, PreparePage)
    QTest.keyClicks(page.notes.editor, "Ask about the pilot with the night shift")
    front.auto_lock.due.emit("sleep")
    again = front.opens_elsewhere()
    assert len(again.desk.finding.find("pilot night").hits) == 1
    again.close()


def test_a_page_that_fails_to_keep_its_text_stops_neither_the_lock_nor_other_pages(
    front: Front, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    front.enter()
    page = front.go(Go(Place.WRITE_FEEDBACK))
    assert isinstance(page, WriteFeedbackPage)
    settings = front.go(Go(Place.SETTINGS))
    assert isinstance(settings, SettingsPage)
    settings.you.name.setText("Sam Carter")

    def fail() -> None:
        message = "what nobody may read in a log"
        raise ValueError(message)

    page.leave = fail  # type: ignore[method-assign]
    front.door.lock()
    assert front.locked == ["chosen"]
    assert len(front.crashed) == 1
    assert "ValueError" in caplog.text
    assert "nobody may read" not in caplog.text + front.crashed[0]
    opened = front.opens_elsewhere()
    assert opened.desk.keeping.setting("manager_name") == "Sam Carter"
    opened.close()


def test_a_question_that_waits_for_an_answer_goes_with_the_lock(front: Front, code: str) -> None:
    front.enter()
    question = QDialog(front.door)
    question.open()
    assert question.isVisible()
    front.auto_lock.due.emit("screen")
    assert not question.isVisible()


def test_the_minutes_that_are_chosen_count_at_once_and_after_the_next_opening(front: Front, code: str) -> None:
    front.enter()
    assert front.auto_lock.minutes == 10
    page = front.go(Go(Place.SETTINGS))
    assert isinstance(page, SettingsPage)
    page.lock.choices.buttons()[0].click()
    assert front.auto_lock.minutes == 2
    front.door.lock()
    front.auto_lock.minutes = 10
    front.enter()
    assert front.auto_lock.minutes == 2


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [("idle 10", "Locked after ten minutes without use."), ("sleep", "Locked because the computer was asleep.")],
)
def test_the_unlock_page_says_why(front: Front, code: str, reason: str, sentence: str) -> None:
    front.door.show_way_in(reason)
    assert sentence in [each.text() for each in front.door.findChildren(QLabel)]


def test_closing_the_window_closes_the_record(front: Front, code: str) -> None:
    front.enter()
    front.door.close()
    assert front.locked == []
    front.opens_elsewhere().close()


Act = Callable[[Front], None]


@pytest.mark.parametrize("leave", [lambda front: front.door.lock(), lambda front: front.door.close()])
def test_even_a_record_that_does_not_close_well_is_let_go(front: Front, code: str, leave: Act) -> None:
    front.enter()
    opened = front.door._opened
    assert opened is not None
    secret = opened.keys.exposed()  # type: ignore[attr-defined]
    record = opened.desk.context.record
    close = record.close

    def fail() -> None:
        close()
        message = "the disk is full"
        raise OSError(message)

    record.close = fail  # type: ignore[method-assign]
    leave(front)
    assert secret == bytearray(32)
    assert len(front.crashed) == 1
    front.opens_elsewhere().close()


@pytest.fixture
def remembered(home: Home, store: MemoryKeys, code: str) -> None:
    """Let the store of this test remember the record."""
    opened = parts.opening(cheap_key=True).open_with_code(home, code)
    DeviceSlots(store).remember(home, opened.keys)
    opened.close()


def test_a_remembered_record_opens_when_the_program_starts(front: Front, remembered: None) -> None:
    front.door.show_way_in()
    front.qtbot.waitUntil(lambda: front.door.main is not None, timeout=LONG)
    assert front.crashed == []


def test_after_a_lock_the_passphrase_is_asked_for(front: Front, remembered: None, store: MemoryKeys) -> None:
    front.door.show_way_in("chosen")
    front.qtbot.waitUntil(lambda: front.door._warm and not front.tasks.busy, timeout=LONG)
    assert isinstance(front.page, UnlockPage)
    assert front.page.is_untouched()
    assert store.asked == 1  # when it was remembered
    front.unlock()
    front.qtbot.waitUntil(lambda: front.door.main is not None, timeout=LONG)


def test_a_key_store_that_refuses_leaves_the_passphrase(front: Front, remembered: None, store: MemoryKeys) -> None:
    store.locked = True
    front.door.show_way_in()
    page = front.page
    assert isinstance(page, UnlockPage)
    assert "locked" in front.error_of(page)
    assert page.unlock_button.isEnabled()
    front.unlock()
    front.qtbot.waitUntil(lambda: front.door.main is not None, timeout=LONG)


def test_who_has_begun_to_type_is_not_disturbed(front: Front, remembered: None) -> None:
    front.door.show_way_in()
    page = front.page
    assert isinstance(page, UnlockPage)
    page.passphrase.line.setText("s")
    front.door._on_device_asked(True)
    assert page.unlock_button.isEnabled()


def test_what_was_wrong_with_the_key_file_is_said_in_the_window(front: Front, code: str) -> None:
    front.home.header_copy.unlink()
    front.enter()
    assert front.door.main is not None
    assert "written anew" in front.door.main.notice.text()
