"""Two columns become one where the window is narrow, and where what they hold asks for more room than there is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.ui.widgets.columns import Columns


@pytest.fixture
def area(qtbot: QtBot) -> QScrollArea:
    made = QScrollArea()
    made.setWidgetResizable(True)
    qtbot.addWidget(made)
    made.resize(1300, 400)
    made.show()
    return made


@pytest.mark.parametrize(("least", "window", "collapsed"), [(300, 1300, False), (300, 980, True), (800, 1100, True)])
def test_the_rail_stands_below_where_there_is_no_room_beside(
    area: QScrollArea, qtbot: QtBot, least: int, window: int, collapsed: bool
) -> None:
    columns, wide = Columns(), QWidget()
    wide.setMinimumWidth(least)
    columns.main.addWidget(wide)
    area.setWidget(columns)
    qtbot.waitUntil(lambda: not columns.collapsed)
    area.resize(window, 400)
    qtbot.waitUntil(lambda: columns.collapsed is collapsed)
    assert columns.width() <= area.viewport().width()
