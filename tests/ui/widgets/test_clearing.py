"""Many rows come into a list at once, and not one after the other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.ui.widgets.clearing import clear, unseen

ROWS = 30


class Counting(QVBoxLayout):
    """Counts how often all rows were laid out."""

    times = 0

    def setGeometry(self, rect: QRect) -> None:
        self.times += 1
        super().setGeometry(rect)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window that is shown, with a holder of rows in it."""
    made = QWidget()
    qtbot.addWidget(made)
    holder = QWidget()
    Counting(holder)
    QVBoxLayout(made).addWidget(holder)
    made.show()
    QApplication.processEvents()
    return made


@pytest.fixture
def holder(window: QWidget) -> QWidget:
    """The holder in the window."""
    return window.findChildren(QWidget)[0]


def test_rows_that_come_unseen_are_laid_out_together(holder: QWidget) -> None:
    rows = holder.layout()
    assert isinstance(rows, Counting)
    rows.times = 0
    with unseen(holder):
        for number in range(ROWS):
            rows.addWidget(QLabel(str(number)))
    QApplication.processEvents()
    assert rows.times < ROWS / 3
    assert [label.isVisible() for label in holder.findChildren(QLabel)] == [True] * ROWS
    clear(rows)
    assert rows.count() == 0


def test_a_hidden_holder_stays_hidden_and_a_fault_leaves_a_shown_one_in_sight(holder: QWidget) -> None:
    holder.hide()
    with unseen(holder):
        assert holder.isHidden()
    assert holder.isHidden()
    holder.show()
    with pytest.raises(ZeroDivisionError), unseen(holder):
        assert 1 // 0
    assert holder.isVisible()
