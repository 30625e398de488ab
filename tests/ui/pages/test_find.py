"""The palette finds and does, marks what was looked for, and keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldcoach.domain.kinds import Visibility
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.page import Page
from ldcoach.ui.pages.find.page import PER_GROUP, PRESENTING, FindPage
from ldcoach.ui.pages.find.rows import flat, marks_of
from tests.fakes import FixedClock
from tests.ui.audit import audit
from tests.ui.pages.story import Story, tell


class Elsewhere(Page):
    """A page that remembers how it was gone to."""

    def __init__(self) -> None:
        super().__init__()
        self.gone: list[Go] = []

    def enter(self, go: Go) -> None:
        self.gone.append(go)

    def refresh(self, change: Change) -> None: ...

    def leave(self) -> None: ...


@dataclass
class Open:
    """The palette over a window, with what was locked and where it led."""

    page: FindPage
    window: MainWindow
    elsewhere: Elsewhere
    locked: list[bool]
    desk: Desk
    story: Story
    qtbot: QtBot

    def look(self, words: str) -> None:
        self.page.field.clear()
        QTest.keyClicks(self.page.field, words)
        self.qtbot.waitUntil(lambda: not self.page._wait.isActive())

    def texts(self) -> list[str]:
        return [row.text for row in self.page.list.rows()]

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.page.field, key)


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, clock: FixedClock) -> Open:
    story = tell(desk, clock)
    locked: list[bool] = []
    page = FindPage(desk, lambda: locked.append(True))
    elsewhere = Elsewhere()
    places = [place for place in Place if place is not Place.FIND]
    window = MainWindow({Place.FIND: lambda: page, **dict.fromkeys(places, lambda: elsewhere)})
    qtbot.addWidget(window)
    window.resize(1240, 860)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.go(Go(Place.TODAY))
    window.go(Go(Place.FIND))
    return Open(page, window, elsewhere, locked, desk, story, qtbot)


def test_it_opens_with_three_likely_acts_and_the_pages(opened: Open) -> None:
    assert opened.page.field.hasFocus()
    texts = opened.texts()
    assert texts[0] == "Prepare the 1-2-1 with Tom Becker"
    assert texts[:4].index("Today") == 3


def test_a_name_offers_acts_and_the_person(opened: Open) -> None:
    opened.look("mai")
    assert opened.texts()[:4] == [
        "Note feedback for Mairi Campbell",
        "Prepare the 1-2-1 with Mairi Campbell",
        "Write the summary for Mairi Campbell",
        "Mairi Campbell",
    ]
    row = opened.page.list.rows()[0]
    assert [row.text[start:end] for start, end in row.marks] == ["Mai"]


def test_words_of_act_and_person_go_together(opened: Open) -> None:
    opened.look("feedb tom")
    assert opened.texts() == ["Note feedback for Tom Becker"]
    opened.key(Qt.Key.Key_Return)
    assert opened.elsewhere.gone[-1] == Go(Place.WRITE_FEEDBACK, opened.story.tom)


def test_arrows_walk_past_headings_and_around(opened: Open) -> None:
    opened.look("mai")
    opened.key(Qt.Key.Key_Down)
    chosen = opened.page.list.chosen()
    assert chosen is not None
    assert chosen.text == "Prepare the 1-2-1 with Mairi Campbell"
    opened.key(Qt.Key.Key_Up)
    opened.key(Qt.Key.Key_Up)
    assert opened.page.list.chosen() == opened.page.list.rows()[-1]
    opened.key(Qt.Key.Key_Down)
    assert opened.page.list.chosen() == opened.page.list.rows()[0]


def test_enter_goes_and_closes(opened: Open) -> None:
    opened.look("prepare mairi")
    opened.key(Qt.Key.Key_Return)
    assert opened.elsewhere.gone[-1] == Go(Place.PREPARE, opened.story.mairi, opened.story.today)
    assert opened.page.isHidden()


def test_enter_right_after_typing_acts_on_what_was_typed(opened: Open) -> None:
    QTest.keyClicks(opened.page.field, "add a per")
    opened.key(Qt.Key.Key_Return)
    assert opened.elsewhere.gone[-1] == Go(Place.PEOPLE, item_id="add")


def test_texts_are_found_with_marks_newest_first(opened: Open) -> None:
    opened.look("walk")
    hits = [row for row in opened.page.list.rows() if row.below]
    assert [row.text[slice(*row.marks[0])].lower() for row in hits] == ["walk"] * 3
    assert hits[0].prep
    assert hits[0].below.startswith("Note \N{MIDDLE DOT} Mairi Campbell \N{MIDDLE DOT} 19 November")


def test_while_someone_can_see_the_screen_only_shared_texts_are_found(opened: Open) -> None:
    opened.desk.keeping.set(PRESENTING, value=True)
    opened.look("walk")
    assert not any(row.prep for row in opened.page.list.rows())
    opened.look("whiteboard")
    assert opened.texts() == []


def test_tab_stays_on_the_person(opened: Open) -> None:
    opened.desk.notes.add(opened.story.tom, "Tom asked about the walk-over.", Visibility.SHARED)
    opened.look("mairi")
    opened.key(Qt.Key.Key_Tab)
    assert opened.page.narrowed.text() == "Mairi Campbell"
    assert opened.page.field.text() == ""
    opened.look("walk")
    assert {row.person[1] for row in opened.page.list.rows()} == {"Mairi Campbell"}
    opened.page.field.clear()
    opened.key(Qt.Key.Key_Backspace)
    assert opened.page.narrowed.isHidden()


def test_no_group_has_more_than_five(opened: Open) -> None:
    for number in range(9):
        opened.desk.people.add(f"Robin Number{number}")
        opened.desk.notes.add(opened.story.tom, f"Robin{number} was there.", Visibility.SHARED)
    opened.window.go(Go(Place.FIND))
    opened.look("robin")
    assert len(opened.texts()) == 3 * PER_GROUP


def test_nothing_found_says_so(opened: Open) -> None:
    opened.look("zzzz")
    assert opened.texts() == []
    assert opened.page.nothing.text() == "Nothing under that name. Esc goes back."
    assert opened.page.nothing.isVisible()
    opened.key(Qt.Key.Key_Return)
    assert not opened.page.isHidden()


def test_esc_closes_and_forgets(opened: Open) -> None:
    opened.look("mairi")
    opened.key(Qt.Key.Key_Escape)
    assert opened.page.isHidden()
    assert opened.page.field.text() == ""
    assert opened.page.list.rows() == []
    opened.window.go(Go(Place.FIND))
    opened.page.field.undo()
    assert opened.page.field.text() == ""


def test_a_click_beside_the_panel_closes(opened: Open) -> None:
    QTest.mouseClick(opened.page, Qt.MouseButton.LeftButton, pos=QPoint(20, 700))
    assert opened.page.isHidden()


def test_a_click_on_a_row_goes(opened: Open) -> None:
    opened.look("settings")
    found = opened.page.list
    place = found.visualItemRect(found.item(1)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.elsewhere.gone[-1] == Go(Place.SETTINGS)


def test_it_locks(opened: Open) -> None:
    opened.look("lock")
    opened.key(Qt.Key.Key_Return)
    assert opened.locked == [True]


def test_every_row_is_heard(opened: Open) -> None:
    opened.look("walk")
    spoken = opened.page.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Mairi Campbell" in spoken


@pytest.mark.parametrize("size", [(1240, 860), (800, 600), (640, 560)])
def test_the_panel_stays_inside_the_window(opened: Open, size: tuple[int, int]) -> None:
    opened.window.resize(*size)
    opened.look("a")
    assert opened.page.rect().contains(opened.page.panel.geometry())
    for hint in opened.page.panel.findChildren(QLabel):
        assert hint.width() >= hint.minimumSizeHint().width() or not hint.isVisible()


def test_it_can_be_used_by_keyboard_and_screen_reader(opened: Open) -> None:
    opened.look("mai")
    assert [found for found in audit(opened.page) if "Tab" not in found] == []


@given(text=st.text(max_size=40), words=st.text(max_size=12))
def test_marks_lie_inside_the_text_and_show_the_words(text: str, words: str) -> None:
    marks = marks_of(text, words)
    if marks is not None:
        assert len(marks) == len(flat(words).split())
        for start, end in marks:
            assert 0 <= start < end <= len(text)
            assert flat(text[start:end]) in flat(words)


def test_accents_do_not_matter() -> None:
    assert marks_of("Zoë Müller", "zoe mu") == ((0, 3), (4, 6))
    assert marks_of("Zoë Müller", "oe") is None
