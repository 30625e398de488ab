"""The pages for a closed record: the ways back, and a new key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.app.kits import kits
from ldcoach.errors import LDCoachError, WrongSecret
from ldcoach.services.backups import BackupFacts, Salvaged
from ldcoach.services.safety import Restored
from ldcoach.services.ways_in import Rotated
from ldcoach.ui.pages.doors.kit_saver import KitSaver
from ldcoach.ui.pages.doors.new_key import NewKeyPage
from ldcoach.ui.pages.doors.rescue import RescuePage
from ldcoach.ui.tasks import Tasks
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk

CODE = "HBYP-RHH1-7XCA-VZM6-WA3X-A5J8-N5AC-80ZT"
TODAY = date(2026, 11, 22)
DAMAGE = "The record is damaged: one of its pages was altered. Nothing was changed."


def facts(days: int) -> BackupFacts:
    made = datetime(2026, 11, 22, 9, 14, tzinfo=UTC) - timedelta(days=days)
    return BackupFacts(Path(f"/r/backups/{days}.ldcbak"), made, "ab", 1, 3_400_000, b"")


def shown(qtbot: QtBot, page: QWidget, width: int = 1240) -> None:
    qtbot.addWidget(page)
    page.resize(width, 860)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)


@pytest.fixture
def ask() -> CannedAsk:
    return CannedAsk()


@pytest.fixture
def page(qtbot: QtBot, ask: CannedAsk) -> RescuePage:
    made = RescuePage([facts(0), facts(3)], ask, TODAY, damage=DAMAGE, salvage=True)
    shown(qtbot, made)
    return made


@pytest.fixture
def saver(qapp: object, ask: CannedAsk) -> Iterator[KitSaver]:
    tasks = Tasks()
    yield KitSaver(kits(), ask, tasks, Path("documents"))
    assert tasks.wait_for_all()


def texts(page: QWidget) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def test_the_newest_backup_is_proposed(page: RescuePage) -> None:
    assert DAMAGE in texts(page)
    assert [choice.isChecked() for choice in page.choices] == [True, False, False]
    assert page.choices[0].text().startswith("Today at ")
    assert page.go_on.text() == "Restore this backup"


def test_the_choice_and_the_secret_are_handed_over(page: RescuePage, qtbot: QtBot) -> None:
    page.go_on.click()
    assert page.secret.error() == "Type what opens it."
    page.choices[2].click()
    assert page.go_on.text() == "Copy it out"
    QTest.keyClicks(page.secret.line, "copper ferry lantern oats")
    with qtbot.waitSignal(page.chosen) as heard:
        QTest.keyClick(page.secret.line, Qt.Key.Key_Return)
    assert heard.args is not None
    file, secret = heard.args
    assert file is None
    assert (secret.text, secret.is_code) == ("copper ferry lantern oats", False)


def test_the_recovery_code_opens_it_too(page: RescuePage, qtbot: QtBot) -> None:
    page.secret.other.click()
    QTest.keyClicks(page.secret.line, CODE)
    with qtbot.waitSignal(page.chosen) as heard:
        page.go_on.click()
    assert heard.args is not None
    assert heard.args[0] == facts(0).file
    assert heard.args[1].is_code


def test_a_file_can_be_chosen_by_hand(page: RescuePage, ask: CannedAsk) -> None:
    ask.path = Path("/usb/mine.ldcbak")
    page.other.click()
    page.other.click()
    assert [choice.text() for choice in page.choices].count(str(ask.path)) == 1
    assert page.choices[-1].isChecked()


def test_what_was_stopped_is_said_to_have_changed_nothing(page: RescuePage, qtbot: QtBot) -> None:
    page.show_working()
    page.show_progress(3, 7)
    assert not page.go_on.isEnabled()
    with qtbot.waitSignal(page.stop_wanted):
        page.stop.click()
    page.settle()
    assert page.notice.text() == "Stopped. Nothing was changed."
    assert page.go_on.isEnabled()


def test_errors_stand_where_they_belong(page: RescuePage) -> None:
    QTest.keyClicks(page.secret.line, "x")
    page.show_error(WrongSecret("The passphrase did not open this backup."))
    assert page.secret.error() == "The passphrase did not open this backup."
    page.show_error(LDCoachError("The disk is full."))
    assert page.notice.text() == "The disk is full."
    assert page.secret.line.text() == "x"


def test_what_came_back_is_told_and_the_secret_is_gone(page: RescuePage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.secret.line, "x")
    page.show_restored(Restored(facts(3), Path("/r-before-restore-1"), 1, erased_known=False))
    told = page.notice.text()
    assert "The record of Thursday 19 November at" in told
    assert "1 person erased since then was erased again." in told
    assert "There was no list of erased people" in told
    assert "kept in /r-before-restore-1" in told
    assert DAMAGE not in texts(page)
    assert page.secret.line.text() == ""
    with qtbot.waitSignal(page.finished):
        page.go_on.click()


def test_what_is_missing_is_counted_by_kind(page: RescuePage) -> None:
    page.show_salvaged(Salvaged(Path("/r"), {"person": 8, "text": 300}, {"text": 3, "feedback": 1}, {}, None))
    assert "308 entries" in page.notice.text()
    assert "Missing: 1 feedback and 3 texts." in page.notice.text()


def test_without_any_backup_it_says_so(qtbot: QtBot, ask: CannedAsk) -> None:
    page = RescuePage([], ask, TODAY, damage="", salvage=False)
    shown(qtbot, page)
    assert "There is no backup near the record." in texts(page)
    assert not page.go_on.isEnabled()


@pytest.mark.parametrize("width", [1240, 800])
def test_the_ways_back_can_be_used_by_keyboard_and_screen_reader(qtbot: QtBot, ask: CannedAsk, width: int) -> None:
    page = RescuePage([facts(0), facts(3)], ask, TODAY, damage=DAMAGE, salvage=True)
    shown(qtbot, page, width)
    assert audit(page) == []


@pytest.mark.parametrize("width", [1240, 800])
def test_the_page_for_a_new_key_can_be_used_too(qtbot: QtBot, saver: KitSaver, width: int) -> None:
    page = NewKeyPage(saver)
    shown(qtbot, page, width)
    assert audit(page) == []
    page.show_code(Rotated(CODE, remembered=False, warnings=("One copy could not be written.",)))
    assert page.notice.text() == "One copy could not be written."
    page.code.kept.click()
    assert audit(page) == []
