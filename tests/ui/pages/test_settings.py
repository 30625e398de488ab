"""Settings are kept the moment they are chosen, and nothing on the page is for show."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldcoach.errors import KeyStoreUnavailable, LDCoachError, WrongSecret
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.pages.settings.page import AppFacts, SettingsPage
from ldcoach.ui.tasks import Tasks
from ldcoach.vault.passphrase import judge
from tests.ui.audit import audit

OLD, NEW = "copper ferry lantern oats", "seven quiet herons wade"


@dataclass
class Keys:
    """Changes the passphrase of nothing, or refuses."""

    error: LDCoachError | None = None
    given: list[tuple[str, str]] = field(default_factory=list)

    def change(self, old: str, new: str) -> None:
        if self.error is not None:
            raise self.error
        self.given.append((old, new))


@dataclass
class FakeDevice:
    """A key store that keeps nothing but whether it should, or refuses."""

    on: bool = False
    error: LDCoachError | None = None
    warnings: tuple[str, ...] = ()

    def remembers(self) -> bool:
        self._answer()
        return self.on

    def remember(self) -> None:
        self._answer()
        self.on = True

    def forget(self) -> tuple[str, ...]:
        self._answer()
        self.on = False
        return self.warnings

    def _answer(self) -> None:
        if self.error is not None:
            raise self.error


@dataclass
class Open:
    """The settings in their window."""

    page: SettingsPage
    window: MainWindow
    keys: Keys
    device: FakeDevice
    desk: Desk
    qtbot: QtBot

    def press(self, button: object) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[arg-type]

    def fill(self, old: str, new: str, again: str) -> None:
        card = self.page.passphrase
        for line, words in ((card.old, old), (card.first, new), (card.second, again)):
            line.line.clear()
            QTest.keyClicks(line.line, words)
        self.press(card.change)


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.wait_for_all()


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, tasks: Tasks) -> Open:
    keys = Keys()
    facts = AppFacts("1.2.3", "/records/mine", "The licences, whole.")
    device = FakeDevice()
    page = SettingsPage(desk, tasks, facts, keys.change, judge, device)
    window = MainWindow({Place.SETTINGS: lambda: page})
    qtbot.addWidget(window)
    window.resize(1240, 860)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.go(Go(Place.SETTINGS))
    qtbot.waitUntil(lambda: not tasks.busy)
    return Open(page, window, keys, device, desk, qtbot)


def texts(part: object) -> list[str]:
    return [each.text() for each in part.findChildren(QLabel)]  # type: ignore[attr-defined]


def test_the_name_is_kept_when_the_caret_leaves(opened: Open) -> None:
    QTest.keyClicks(opened.page.you.name, " Sam  Carter ")
    with opened.qtbot.waitSignal(opened.page.changed):
        QTest.keyClick(opened.page.you.name, Qt.Key.Key_Tab)
    assert opened.desk.keeping.setting("manager_name") == "Sam Carter"


def test_a_name_half_typed_is_kept_when_the_page_is_left(opened: Open) -> None:
    QTest.keyClicks(opened.page.you.name, "Sam")
    opened.window.leave_pages()
    assert opened.desk.keeping.setting("manager_name") == "Sam"


def test_a_name_set_elsewhere_is_shown(opened: Open) -> None:
    opened.window.publish(opened.desk.keeping.set("manager_name", "Kim"))
    assert opened.page.you.name.text() == "Kim"


def test_a_theme_is_kept_and_asked_for_at_once(opened: Open) -> None:
    dark = opened.page.look.themes.buttons()[2]
    with opened.qtbot.waitSignal(opened.page.theme_wanted) as wanted:
        opened.press(dark)
    assert wanted.args == ["dark"]
    assert opened.desk.keeping.setting("theme") == "dark"


def test_someone_can_see_my_screen_is_kept(opened: Open) -> None:
    opened.press(opened.page.look.presenting)
    assert opened.desk.keeping.setting("presenting") is True
    opened.press(opened.page.look.presenting)
    assert opened.desk.keeping.setting("presenting") is False


def test_minutes_until_the_lock_are_kept_and_there_are_always_some(opened: Open) -> None:
    choices = opened.page.lock.choices
    assert choices.key() == "10"
    assert [each.text() for each in choices.buttons()] == ["2 min", "5 min", "10 min", "15 min", "30 min"]
    opened.press(choices.buttons()[1])
    assert opened.desk.keeping.setting("lock_minutes") == 5


def test_the_record_says_where_it_is_and_that_it_is_no_sample(opened: Open) -> None:
    assert "/records/mine" in texts(opened.page.record)
    assert not any("sample" in text for text in texts(opened.page.record))


def test_the_record_leads_to_the_page_about_its_safety(opened: Open) -> None:
    with opened.qtbot.waitSignal(opened.page.asked) as asked:
        opened.press(opened.page.record.safety)
    assert asked.args == [Go(Place.SAFETY)]


def test_the_check_says_that_the_record_is_sound(opened: Open) -> None:
    opened.press(opened.page.record.check)
    assert not opened.page.record.check.isEnabled()
    opened.qtbot.waitUntil(opened.page.record.check.isEnabled, timeout=20_000)
    assert opened.page.record.result.text() == "The record is sound."


def test_what_the_check_finds_is_named(opened: Open) -> None:
    opened.page.record.show_findings(["The search does not fit the texts."])
    told = opened.page.record.result.text()
    assert "Nothing was changed." in told
    assert "The search does not fit the texts." in told


def test_the_check_can_be_stopped(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    going, stopped = threading.Event(), threading.Event()

    def check(progress: Callable[[int, int], None]) -> list[str]:
        going.set()
        assert stopped.wait(10)
        progress(1, 2)
        return []

    monkeypatch.setattr(type(opened.desk.keeping), "check", lambda _self, progress: check(progress))
    opened.press(opened.page.record.check)
    assert going.wait(10)
    opened.press(opened.page.record.stop)
    stopped.set()
    opened.qtbot.waitUntil(opened.page.record.check.isEnabled)
    assert opened.page.record.result.text() == ""


def test_a_passphrase_is_changed_and_forgotten(opened: Open) -> None:
    opened.fill(OLD, NEW, NEW)
    opened.qtbot.waitUntil(opened.page.passphrase.change.isEnabled)
    assert opened.keys.given == [(OLD, NEW)]
    assert "was changed" in opened.page.passphrase.result.text()
    assert opened.page.passphrase.first.line.text() == ""
    assert opened.page.passphrase.old.line.text() == ""


def test_it_says_that_old_backups_still_open_with_the_old_one(opened: Open) -> None:
    assert any("still open with the old passphrase" in text for text in texts(opened.page.passphrase))


@pytest.mark.parametrize(
    ("old", "new", "again", "at"),
    [("", NEW, NEW, 0), (OLD, "short", "short", 1), (OLD, "a" * 20, "a" * 20, 1), (OLD, NEW, NEW + "x", 2)],
)
def test_what_is_missing_is_said_at_its_field(opened: Open, old: str, new: str, again: str, at: int) -> None:
    opened.fill(old, new, again)
    assert [bool(each.error()) for each in opened.page.passphrase.fields] == [place == at for place in range(3)]
    assert opened.keys.given == []


def test_a_wrong_passphrase_is_said_and_everything_typed_stays(opened: Open) -> None:
    opened.keys.error = WrongSecret("That passphrase did not open the record. Nothing has changed.")
    opened.fill(OLD, NEW, NEW)
    opened.qtbot.waitUntil(opened.page.passphrase.change.isEnabled)
    assert opened.page.passphrase.fields[0].error() == str(opened.keys.error)
    assert opened.page.passphrase.first.line.text() == NEW


def test_another_refusal_is_said_too(opened: Open) -> None:
    opened.keys.error = LDCoachError("The folder cannot be written. Nothing has changed.")
    opened.fill(OLD, NEW, NEW)
    opened.qtbot.waitUntil(opened.page.passphrase.change.isEnabled)
    assert opened.page.passphrase.result.text() == str(opened.keys.error)


def test_passphrases_do_not_stay_on_a_page_that_is_left(opened: Open) -> None:
    QTest.keyClicks(opened.page.passphrase.old.line, OLD)
    opened.window.leave_pages()
    assert opened.page.passphrase.old.line.text() == ""


def test_version_and_licences_can_be_read(opened: Open) -> None:
    about = opened.page.about
    assert "Version 1.2.3" in texts(about)
    assert "No network, no account, no telemetry." in texts(about)
    opened.press(about.show_licences)
    assert about.licences.isVisible()
    assert about.licences.toPlainText() == "The licences, whole."


def test_without_licences_there_is_no_button_for_them(qtbot: QtBot, desk: Desk, tasks: Tasks) -> None:
    page = SettingsPage(desk, tasks, AppFacts("1", "/x"), Keys().change, judge, FakeDevice())
    qtbot.addWidget(page)
    assert page.about.show_licences.isHidden()


@pytest.mark.parametrize("width", [1440, 800])
def test_the_page_can_be_used_by_keyboard_and_screen_reader(opened: Open, width: int) -> None:
    opened.window.resize(width, 900)
    opened.press(opened.page.about.show_licences)
    assert audit(opened.window) == []


def test_the_device_remembers_nothing_until_the_switch_is_turned(opened: Open) -> None:
    switch = opened.page.remember.switch
    assert not switch.isChecked()
    opened.press(switch)
    opened.qtbot.waitUntil(switch.isEnabled)
    assert opened.device.on
    assert switch.isChecked()
    opened.press(switch)
    opened.qtbot.waitUntil(switch.isEnabled)
    assert not opened.device.on
    assert not switch.isChecked()
    assert opened.page.remember.result.text() == ""


def test_the_switch_shows_how_things_stand(opened: Open) -> None:
    opened.device.on = True
    opened.page.remember.enter()
    opened.qtbot.waitUntil(opened.page.remember.switch.isChecked)


def test_a_refusal_of_the_key_store_puts_the_switch_back_and_says_why(opened: Open) -> None:
    opened.device.error = KeyStoreUnavailable("There is no key store to trust. Nothing was changed.")
    opened.press(opened.page.remember.switch)
    opened.qtbot.waitUntil(opened.page.remember.switch.isEnabled)
    assert not opened.page.remember.switch.isChecked()
    assert "no key store to trust" in opened.page.remember.result.text()


def test_what_forgetting_left_behind_is_said(opened: Open) -> None:
    opened.device.on, opened.device.warnings = True, ("What it remembers is still there.",)
    opened.page.remember.enter()
    opened.qtbot.waitUntil(opened.page.remember.switch.isChecked)
    opened.press(opened.page.remember.switch)
    opened.qtbot.waitUntil(opened.page.remember.switch.isEnabled)
    assert not opened.page.remember.switch.isChecked()
    assert opened.page.remember.result.text() == "What it remembers is still there."
