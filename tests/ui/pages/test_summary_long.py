"""A long summary shows a screenful at once, holds nothing up, and nothing of it leaves unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ldcoach.domain.kinds import Visibility
from ldcoach.services.desk import Desk
from ldcoach.services.ports import PageImage
from ldcoach.ui.focus import tabbed
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.pages.summary.items import AT_ONCE, EACH
from ldcoach.ui.pages.summary.page import SummaryPage
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.widgets.toggle import Toggle
from tests.fakes import FixedClock
from tests.ui.canned_ask import CannedAsk
from tests.ui.pages.story import Story, tell

NOTES, OTHERS = 40, 7
"""How many notes are made for these tests, and how many other items the story has."""
NAMED = "Tom asked for the card."


class NoPreview:
    """Draws one small page, whatever it is given."""

    def pages(self, pdf: bytes, width: int) -> list[PageImage]:
        assert pdf
        assert width
        return [PageImage(2, 3, bytes(24))]


@pytest.fixture
def story(desk: Desk, clock: FixedClock) -> Story:
    told = tell(desk, clock)
    for number in range(NOTES - 1):
        desk.notes.add(told.mairi, f"What was noted as number {number}.", Visibility.SHARED)
    desk.notes.add(told.mairi, NAMED, Visibility.SHARED)
    return told


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, story: Story, tmp_path: Path) -> Iterator[SummaryPage]:
    """The page in its window, before its list has grown."""
    tasks = Tasks()
    made = SummaryPage(desk, CannedAsk(path=tmp_path / "out.pdf"), tasks, NoPreview(), tmp_path)
    window = MainWindow({Place.PEOPLE: lambda: made, Place.SUMMARY: lambda: made})
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.go(Go(Place.SUMMARY, story.mairi))
    yield made
    made.leave()
    assert tasks.wait_for_all()


def _whole(qtbot: QtBot, page: SummaryPage) -> None:
    qtbot.waitUntil(lambda: page.sheet.items.complete)
    QApplication.processEvents()
    assert len(page.sheet.items.rows) == NOTES + OTHERS


def _late(page: SummaryPage) -> str:
    """Return the id of the item that names somebody, which comes late in the list."""
    return next(item_id for name, item_id in page.sheet.findings._findings if name == "Tom")


def _look(qtbot: QtBot, page: SummaryPage) -> None:
    with qtbot.waitSignal(page.look.looked, timeout=20_000):
        page.sheet.go_on.click()


def test_counts_are_right_before_all_rows_stand_there(qtbot: QtBot, page: SummaryPage, story: Story) -> None:
    sheet, counts = page.sheet, list[int]()
    page.enter(Go(Place.SUMMARY, story.ana))
    page.enter(Go(Place.SUMMARY, story.mairi))
    assert len(sheet.items.rows) < AT_ONCE
    assert sheet.counts.leaving() == f"{NOTES + OTHERS} leave"
    sheet.items.grew.connect(lambda: counts.append(len(sheet.items.rows)))
    _whole(qtbot, page)
    assert counts[0] <= AT_ONCE + EACH
    assert len(counts) >= NOTES // EACH


def test_tab_goes_through_all_rows_as_they_stand(qtbot: QtBot, page: SummaryPage) -> None:
    _whole(qtbot, page)
    sheet = page.sheet
    stops = [each for each in tabbed(page) if isinstance(each, Toggle) and sheet.items.isAncestorOf(each)]
    assert stops == [row.toggle for row in sheet.items.rows.values()]
    last, first = tabbed(page).index(stops[-1]), tabbed(page).index(stops[0])
    assert tabbed(page).index(sheet.to_story) < first
    assert tabbed(page).index(next(iter(sheet.blocks.toggles.values()))) > last


def test_what_was_left_out_before_its_row_came_is_off_when_it_comes(qtbot: QtBot, page: SummaryPage) -> None:
    sheet, late = page.sheet, _late(page)
    assert late not in sheet.items.rows
    sheet.findings.leave_out.click()
    assert sheet.counts.leaving() == f"{NOTES + OTHERS - 1} leave"
    assert late not in sheet.items.rows
    _whole(qtbot, page)
    assert [row.item.id for row in sheet.items.rows.values() if not row.toggle.isChecked()] == [late]


def test_a_row_that_is_to_be_shown_is_shown_once_it_stands_there(qtbot: QtBot, page: SummaryPage) -> None:
    sheet, late = page.sheet, _late(page)
    sheet.findings.show_next()
    qtbot.waitUntil(lambda: late in sheet.items.rows and sheet.items.rows[late].toggle.hasFocus())
    qtbot.waitUntil(lambda: not sheet.items.rows[late].visibleRegion().isEmpty())


def test_nothing_is_saved_before_all_that_leaves_stands_there(qtbot: QtBot, page: SummaryPage, desk: Desk) -> None:
    sheet = page.sheet
    _look(qtbot, page)
    assert sheet.reviewing
    assert not sheet.review.complete
    assert not sheet.go_on.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not page.saving.busy
    qtbot.waitUntil(sheet.go_on.isEnabled)
    shown = [label.text() for label in sheet.review.findChildren(QLabel) if label.isVisible()]
    assert all(any(item.title in text for text in shown) for item in page._items if item.leaves)
    assert desk.summaries.receipts(page._choices.person_id) == []
    sheet.gate.looked.box.setChecked(True)
    with qtbot.waitSignal(page.saving.saved, timeout=20_000):
        sheet.go_on.click()


def test_the_list_does_not_grow_while_the_last_look_is_shown(qtbot: QtBot, page: SummaryPage) -> None:
    sheet = page.sheet
    _look(qtbot, page)
    here = len(sheet.items.rows)
    qtbot.waitUntil(lambda: sheet.review.complete)
    assert len(sheet.items.rows) == here
    sheet.back.click()
    _whole(qtbot, page)


def test_what_stands_below_stays_in_sight_while_the_list_grows(qtbot: QtBot, page: SummaryPage) -> None:
    sheet = page.sheet
    with qtbot.waitSignal(sheet.items.grew):
        pass
    sheet.to_story.click()
    _whole(qtbot, page)
    qtbot.waitUntil(lambda: not sheet.blocks.visibleRegion().isEmpty())
    assert next(iter(sheet.blocks.toggles.values())).hasFocus()
