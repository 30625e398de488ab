"""A long list shows a screenful at once and grows while the window answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.ui.widgets.growing import Growing
from ldcoach.ui.widgets.labels import body

FIRST, EACH, ROWS = 10, 3, 100
LONG = "A sentence that needs several lines in a narrow window. " * 3


class Counted(QLabel):
    """Counts how often all rows were asked for their height."""

    asked = 0

    def heightForWidth(self, width: int) -> int:
        Counted.asked += 1
        return super().heightForWidth(width)


class Rows:
    """Makes rows one by one and remembers them."""

    def __init__(self) -> None:
        self.made: list[QLabel] = []

    def make(self, count: int, kind: type[QLabel] = QLabel) -> Iterator[QWidget]:
        for number in range(count):
            row = kind(f"{number} {LONG}")
            row.setWordWrap(True)
            self.made.append(row)
            yield row


@pytest.fixture
def growing(qtbot: QtBot) -> Iterator[Growing]:
    """An empty list in a window that scrolls."""
    area = QScrollArea()
    qtbot.addWidget(area)
    made = Growing(FIRST, EACH)
    area.setWidget(made)
    area.setWidgetResizable(True)
    area.resize(QSize(300, 400))
    area.show()
    yield made
    area.close()


def _whole(qtbot: QtBot, growing: Growing) -> None:
    qtbot.waitUntil(lambda: growing.complete)
    QApplication.processEvents()


def test_a_screenful_comes_at_once_and_the_rest_in_small_turns(qtbot: QtBot, growing: Growing) -> None:
    rows = Rows()
    growing.fill(rows.make(ROWS))
    assert len(rows.made) == FIRST
    assert not growing.complete
    counts: list[int] = [FIRST]
    growing.grew.connect(lambda: counts.append(len(rows.made)))
    _whole(qtbot, growing)
    assert counts[-1] == ROWS
    assert max(after - before for before, after in pairwise(counts)) <= EACH


def test_every_row_stands_below_the_one_before_at_its_full_height(qtbot: QtBot, growing: Growing) -> None:
    rows = Rows()
    growing.fill(rows.make(ROWS))
    _whole(qtbot, growing)
    tops = [row.mapTo(growing, row.rect().topLeft()).y() for row in rows.made]
    assert all(row.isVisible() and row.height() >= row.heightForWidth(row.width()) for row in rows.made)
    ends = [top + row.height() for top, row in zip(tops, rows.made, strict=True)]
    assert all(below >= end for below, end in zip(tops[1:], ends, strict=False))


def test_no_row_is_squeezed_while_others_come(qtbot: QtBot, growing: Growing) -> None:
    rows, squeezed = Rows(), list[int]()
    growing.fill(rows.make(ROWS))
    growing._turn.timeout.connect(
        lambda: squeezed.append(sum(row.height() < row.heightForWidth(row.width()) for row in rows.made))
    )
    _whole(qtbot, growing)
    assert len(squeezed) > ROWS // EACH - FIRST
    assert not any(squeezed)


def test_rows_that_stand_there_are_not_measured_again_in_each_turn(qtbot: QtBot, growing: Growing) -> None:
    Counted.asked = 0
    growing.fill(Rows().make(ROWS, Counted))
    _whole(qtbot, growing)
    assert Counted.asked < 20 * ROWS


def test_a_list_that_is_not_seen_does_not_grow_and_goes_on_when_it_is(qtbot: QtBot, growing: Growing) -> None:
    rows = Rows()
    growing.hide()
    growing.fill(rows.make(ROWS))
    QApplication.processEvents()
    assert len(rows.made) == FIRST
    growing.show()
    with qtbot.waitSignal(growing.grew):
        pass
    growing.hide()
    here = len(rows.made)
    QApplication.processEvents()
    assert len(rows.made) == here < ROWS
    growing.show()
    _whole(qtbot, growing)
    assert len(rows.made) == ROWS


def test_another_filling_ends_the_one_before(qtbot: QtBot, growing: Growing) -> None:
    before, after = Rows(), Rows()
    growing.fill(before.make(ROWS))
    growing.fill(after.make(FIRST - 1))
    assert growing.complete
    QApplication.processEvents()
    assert (len(before.made), len(after.made)) == (FIRST, FIRST - 1)
    assert [each for each in growing.findChildren(QLabel) if each.isVisible()] == after.made


def test_a_row_that_gets_longer_makes_room(qtbot: QtBot, growing: Growing) -> None:
    row = body("Short.")
    growing.fill(iter([row, *Rows().make(FIRST)]))
    _whole(qtbot, growing)
    before = row.height()
    row.setText(LONG * 3)
    qtbot.waitUntil(lambda: row.height() > 2 * before and row.height() >= row.heightForWidth(row.width()))
    assert row.textFormat() is Qt.TextFormat.PlainText
