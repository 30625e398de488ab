"""The window goes to pages, remembers the way back and publishes changes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ldcoach.domain.people import Person
from ldcoach.errors import NotFound
from ldcoach.services.change import Change
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.page import Page
from ldcoach.ui.theme.tokens import Tokens
from ldcoach.ui.widgets.scaffold import Scaffold
from tests.ui.audit import audit

CONTROL = Qt.KeyboardModifier.ControlModifier
GONE = "That person is no longer in the record."


class NotedPage(Page):
    """A page that keeps what it was told."""

    def __init__(self, name: str) -> None:
        super().__init__()
        scaffold = Scaffold(self, name)
        self.line = QLineEdit()
        self.line.setAccessibleName(f"Note on {name}")
        self.button = QPushButton(f"Act on {name}")
        scaffold.body.addWidget(self.line)
        scaffold.body.addWidget(self.button)
        scaffold.body.addStretch()
        self.told: list[object] = []

    def enter(self, go: Go) -> None:
        if go.person_id == "gone":
            raise NotFound(GONE)
        self.told.append(go)

    def refresh(self, change: Change) -> None:
        self.told.append(change)

    def leave(self) -> None:
        self.told.append("left")


class Made:
    """The pages a window asked for."""

    def __init__(self) -> None:
        self.pages: dict[Place, NotedPage] = {}

    def factory(self, place: Place) -> NotedPage:
        assert place not in self.pages
        self.pages[place] = NotedPage(place.value)
        return self.pages[place]


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def window(qtbot: QtBot, made: Made) -> MainWindow:
    places = (Place.TODAY, Place.PEOPLE, Place.PERSON, Place.TALKS, Place.WRITE_FEEDBACK, Place.FIND)
    shown = MainWindow({place: lambda place=place: made.factory(place) for place in places})
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitActive(shown)
    shown.go(Go(Place.TODAY))
    return shown


def test_pages_are_made_when_first_visited(window: MainWindow, made: Made) -> None:
    assert set(made.pages) == {Place.TODAY}
    window.go(Go(Place.PEOPLE))
    window.go(Go(Place.TODAY))
    window.go(Go(Place.PEOPLE))
    assert set(made.pages) == {Place.TODAY, Place.PEOPLE}


def test_only_places_with_a_page_are_listed(window: MainWindow) -> None:
    entries = [window.navigation.list.item(row).text() for row in range(window.navigation.list.count())]
    assert entries == ["Today", "People", "1-2-1s"]
    window.go(Go(Place.SETTINGS))
    assert window.navigation.list.here == 0


def test_a_page_leaves_before_the_next_enters(window: MainWindow, made: Made) -> None:
    window.go(Go(Place.PERSON, "p1"))
    assert made.pages[Place.TODAY].told == [Go(Place.TODAY), "left"]
    assert made.pages[Place.PERSON].told == [Go(Place.PERSON, "p1")]


def test_a_person_stands_under_people(window: MainWindow) -> None:
    window.go(Go(Place.PERSON, "p1"))
    listed = QAccessible.queryAccessibleInterface(window.navigation.list)
    assert listed.child(1).text(QAccessible.Text.Name) == "People, you are here"


def test_a_change_reaches_every_page_that_was_made(window: MainWindow, made: Made) -> None:
    window.go(Go(Place.PEOPLE))
    change = Change.of(Made)
    made.pages[Place.PEOPLE].changed.emit(change)
    assert made.pages[Place.TODAY].told[-1] is change


def test_a_page_that_is_not_seen_can_be_spared(window: MainWindow, made: Made) -> None:
    window.spare_unseen([Person])
    window.go(Go(Place.PEOPLE))
    change = Change.of(Made)
    made.pages[Place.PEOPLE].changed.emit(change)
    assert made.pages[Place.PEOPLE].told[-1] is change
    assert change not in made.pages[Place.TODAY].told
    window.go(Go(Place.TODAY))
    assert made.pages[Place.TODAY].told[-1] == Go(Place.TODAY)


def test_what_concerns_every_page_reaches_those_that_are_not_seen(window: MainWindow, made: Made) -> None:
    window.spare_unseen([Person])
    window.go(Go(Place.PEOPLE))
    change = Change.of(Person, Made)
    made.pages[Place.PEOPLE].changed.emit(change)
    assert made.pages[Place.TODAY].told[-1] is change
    assert made.pages[Place.PEOPLE].told[-1] is change


def test_a_page_asks_to_go_elsewhere_and_back(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    made.pages[Place.TODAY].asked.emit(Go(Place.PERSON, "p1"))
    assert window.stack.currentWidget() is made.pages[Place.PERSON]
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.stack.currentWidget() is made.pages[Place.TODAY]


def test_what_cannot_be_shown_is_said_and_the_page_stays(window: MainWindow, made: Made) -> None:
    window.go(Go(Place.PERSON, "gone"))
    assert window.notice.text() == GONE
    assert window.stack.currentWidget() is made.pages[Place.TODAY]


def test_shortcuts_go_find_and_lock(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert window.stack.currentWidget() is made.pages[Place.PEOPLE]
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert window.stack.currentWidget() is made.pages[Place.WRITE_FEEDBACK]
    with qtbot.waitSignal(window.lock_wanted):
        qtbot.keyClick(window, Qt.Key.Key_L, CONTROL)


def test_finding_lies_over_the_page_and_esc_gives_the_keyboard_back(
    window: MainWindow, made: Made, qtbot: QtBot
) -> None:
    line = made.pages[Place.TODAY].line
    line.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    found = made.pages[Place.FIND]
    assert found.isVisible()
    assert found.size() == window.size()
    assert found.line.hasFocus()
    qtbot.keyClick(found.line, Qt.Key.Key_Escape)
    assert found.isHidden()
    assert line.hasFocus()


def test_f6_goes_from_the_pages_to_the_page_and_back(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    made.pages[Place.TODAY].line.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.navigation.list.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert made.pages[Place.TODAY].line.hasFocus()


def test_arrows_walk_the_pages_and_enter_goes(window: MainWindow, made: Made, qtbot: QtBot) -> None:
    listed = window.navigation.list
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    assert window.stack.currentWidget() is made.pages[Place.TODAY]
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is made.pages[Place.PEOPLE]


@pytest.mark.parametrize(("width", "bar", "menu"), [(1240, 224, False), (900, 64, False), (700, 0, True)])
def test_the_bar_makes_room(window: MainWindow, width: int, bar: int, *, menu: bool) -> None:
    window.resize(width, 700)
    assert (window.navigation.width() if window.navigation.isVisible() else 0) == bar
    assert window.menu_button.isVisible() is menu


def test_closing_lets_every_page_keep_its_text(window: MainWindow, made: Made) -> None:
    window.go(Go(Place.PEOPLE))
    window.close()
    assert [page.told[-1] for page in made.pages.values()] == ["left", "left"]


@pytest.mark.parametrize("width", [1240, 900, 700])
def test_it_can_be_used_by_keyboard_and_screen_reader(window: MainWindow, theme: Tokens, width: int) -> None:
    assert theme
    window.resize(width, 700)
    assert audit(window) == []
