"""Every page of a full record can be used by keyboard and screen reader, in a wide window and in a narrow one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.app.pages import page_factories
from ldcoach.app.sample import make_sample
from ldcoach.paths import Home
from ldcoach.services.opening import OpenRecord
from ldcoach.ui.focus import holds_focus
from ldcoach.ui.go import Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.tasks import Tasks
from tests.gallery.looks import HIGH, NARROW, WIDE
from tests.gallery.pictures import settle
from tests.gallery.places import goes
from tests.ui.audit import audit, tab_stops

OFFERED = list(Place)
IN_THE_LIST = (
    Place.TODAY,
    Place.PEOPLE,
    Place.TALKS,
    Place.FEEDBACK,
    Place.GOALS,
    Place.INSIGHTS,
    Place.LIBRARY,
    Place.SETTINGS,
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRecord]:
    home = Home(tmp_path_factory.mktemp("audit") / "record")
    made, _ = make_sample(home, people=8, years=1, seed=1, today=date(2026, 11, 20))
    yield made
    made.close()


@pytest.fixture(params=[pytest.param(WIDE, marks=pytest.mark.slow), NARROW], ids=lambda width: f"{width} px")
def window(request: pytest.FixtureRequest, qtbot: QtBot, opened: OpenRecord) -> MainWindow:
    made = MainWindow(page_factories(opened, Tasks(), bool))
    qtbot.addWidget(made)
    made.resize(request.param, HIGH)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


def test_every_page_there_is_is_looked_at(opened: OpenRecord) -> None:
    assert set(page_factories(opened, Tasks(), bool)) == set(OFFERED)


@pytest.mark.parametrize("place", OFFERED, ids=str)
def test_a_page_is_fit_for_keyboard_and_screen_reader(window: MainWindow, opened: OpenRecord, place: Place) -> None:
    tasks = Tasks()
    (go,) = goes(opened.desk, [place])
    window.go(go)
    settle(tasks)
    assert window.notice.text() == ""
    shown = QApplication.focusWidget()
    assert shown is not None
    assert window.isAncestorOf(shown)
    assert tab_stops(window)
    assert audit(window) == []


class Openings(QObject):
    """Notes every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let everything pass."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@pytest.mark.parametrize(
    "places",
    [
        pytest.param((Place.TODAY, Place.PERSON, Place.TALK, Place.FEEDBACK, Place.DIAGNOSIS), id="some"),
        pytest.param(OFFERED, marks=pytest.mark.slow, id="all"),
    ],
)
def test_no_part_of_a_page_comes_up_as_a_window_of_its_own(
    qtbot: QtBot, opened: OpenRecord, qapp: QApplication, places: Sequence[Place]
) -> None:
    openings, tasks = Openings(), Tasks()
    qapp.installEventFilter(openings)
    window = MainWindow(page_factories(opened, tasks, bool))
    qtbot.addWidget(window)
    window.show()
    for go in goes(opened.desk, places):
        window.go(go)
        settle(tasks)
    qapp.removeEventFilter(openings)
    assert openings.seen == ["MainWindow"]


@pytest.mark.parametrize("place", IN_THE_LIST, ids=str)
def test_the_keyboard_reaches_every_page_of_the_list(window: MainWindow, place: Place) -> None:
    number = window.navigation.places.index(place) + 1
    QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert window.windowTitle().startswith(window.navigation.name_of(place))
    if holds_focus(window.navigation):
        QTest.keyClick(window, Qt.Key.Key_F6)
    page = window.stack.currentWidget()
    assert page is not None
    assert holds_focus(page)
