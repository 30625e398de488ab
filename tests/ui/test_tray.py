"""The tray: only where there is one and it is wanted; reminders once, without names."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from ldcoach.app.reminding import remind
from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import ActionOwner
from ldcoach.errors import LDCoachError
from ldcoach.services.desk import Desk
from ldcoach.services.views import Reminder
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.pages.today.page import TodayPage
from ldcoach.ui.reminding import Reminding
from ldcoach.ui.tray import TRAY, Tray
from tests.fakes import FixedClock


class FakeIcon(QObject):
    """A tray icon on a desktop that has one."""

    activated = Signal(QSystemTrayIcon.ActivationReason)
    messageClicked = Signal()  # noqa: N815  # Qt's name

    def __init__(self, parent: QObject, *, speaks: bool = True) -> None:
        super().__init__(parent)
        self.said: list[str] = []
        self.speaks = speaks
        self.shown = False

    def setIcon(self, icon: object) -> None:
        assert icon

    def setToolTip(self, text: str) -> None:
        assert text == "LDCoach"

    def setContextMenu(self, menu: object) -> None:
        self.menu = menu

    def show(self) -> None:
        self.shown = True

    def hide(self) -> None:
        self.shown = False

    def supportsMessages(self) -> bool:
        return self.speaks

    def showMessage(self, _title: str, words: str, _kind: object, _ms: int) -> None:
        self.said.append(words)


def tray(*, available: bool = True, speaks: bool = True) -> tuple[Tray, list[FakeIcon]]:
    icons: list[FakeIcon] = []

    def make(parent: QObject) -> FakeIcon:
        icons.append(FakeIcon(parent, speaks=speaks))
        return icons[-1]

    return Tray(available=lambda: available, make=make), icons  # type: ignore[arg-type]


@pytest.fixture
def reminders(desk: Desk, clock: FixedClock) -> list[Reminder]:
    mairi = PersonId(desk.people.add("Mairi Campbell").created)
    desk.talks.plan(mairi, clock.now() + timedelta(minutes=20))
    desk.promises.make(mairi, "Ask stores", ActionOwner.MANAGER, due_on=clock.today())
    return desk.reminders.now()


def test_no_tray_no_icon_and_no_word(qtbot: QtBot, reminders: list[Reminder]) -> None:
    made, icons = tray(available=False)
    made.show_if(wanted=True)
    made.say(reminders)
    assert (made.icon, icons) == (None, [])


def test_a_reminder_names_nobody(qtbot: QtBot, reminders: list[Reminder]) -> None:
    made, icons = tray()
    made.show_if(wanted=True)
    made.say(reminders)
    (said,) = icons[0].said
    assert said.splitlines() == ["A 1-2-1 at 09:20.", "1 promise of yours due."]
    assert "Mairi" not in said


def test_a_desktop_that_cannot_speak_stays_silent(qtbot: QtBot, reminders: list[Reminder]) -> None:
    made, icons = tray(speaks=False)
    made.show_if(wanted=True)
    made.say(reminders)
    assert icons[0].said == []


def test_it_goes_when_it_is_not_wanted_and_comes_back(qtbot: QtBot) -> None:
    made, icons = tray()
    made.show_if(wanted=False)
    assert icons == []
    made.show_if(wanted=True)
    made.show_if(wanted=True)
    made.show_if(wanted=False)
    assert [icon.shown for icon in icons] == [False]
    made.show_if(wanted=True)
    assert [icon.shown for icon in icons[1:]] == [True]


def test_the_menu_and_a_click_say_what_is_wanted(qtbot: QtBot) -> None:
    made, icons = tray()
    made.show_if(wanted=True)
    heard: list[str] = []
    made.open_wanted.connect(lambda: heard.append("open"))
    made.capture_wanted.connect(lambda: heard.append("capture"))
    made.lock_wanted.connect(lambda: heard.append("lock"))
    for action in icons[0].menu.actions():  # type: ignore[attr-defined]
        action.trigger()
    icons[0].activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    icons[0].activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert heard == ["open", "capture", "lock", "open"]


def test_each_reminder_is_told_once(qtbot: QtBot, reminders: list[Reminder]) -> None:
    standing = [reminders[:1], reminders, reminders, [], reminders[:1]]
    watch = Reminding(lambda: standing.pop(0))
    told: list[list[Reminder]] = []
    watch.fresh.connect(told.append)
    for _ in range(5):
        watch.look()
    assert told == [reminders[:1], reminders[1:], reminders[:1]]


def test_a_record_that_cannot_be_read_is_looked_at_again(qtbot: QtBot, reminders: list[Reminder]) -> None:
    faults = [LDCoachError("The disk is busy.")]

    def read() -> list[Reminder]:
        if faults:
            raise faults.pop()
        return reminders

    watch = Reminding(read)
    watch.look()
    with qtbot.waitSignal(watch.fresh):
        watch.look()


def test_the_first_page_says_it_in_time_and_the_setting_rules_the_tray(
    qtbot: QtBot, desk: Desk, clock: FixedClock
) -> None:
    mairi = PersonId(desk.people.add("Mairi Campbell").created)
    desk.talks.plan(mairi, clock.now() + timedelta(minutes=40))
    main = MainWindow({Place.TODAY: lambda: TodayPage(desk)})
    qtbot.addWidget(main)
    main.go(Go(Place.TODAY))
    main.show()
    made = remind(desk, main)
    page = main.stack.currentWidget()
    assert isinstance(page, TodayPage)
    assert page.reminders.isHidden()
    clock.advance(minutes=15)
    watch = main.findChild(Reminding)
    assert isinstance(watch, Reminding)
    watch.look()
    assert page.reminders.isVisible()
    main.publish(desk.keeping.set(TRAY, value=False))
    assert made.icon is None
