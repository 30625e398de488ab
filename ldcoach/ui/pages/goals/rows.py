"""Goals in a list, each with its chain from priority to evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.domain.kinds import GoalStatus
from ldcoach.services.views import GoalLine
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages import goal_words
from ldcoach.ui.widgets.avatar import Avatar
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.chain import Chain
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.labels import label, muted
from ldcoach.ui.widgets.look import rule
from ldcoach.ui.widgets.pill import Pill
from ldcoach.ui.widgets.wrapping_button import WrappingButton

_CHAIN_WIDTH = 340
_STACK_UNDER = 640


class GoalRow(QWidget):
    """A goal with its outcome, its chain and when something last happened. `asked` carries a `Go`."""

    asked = Signal(object)

    def __init__(self, line: GoalLine, today: date, *, with_name: bool = False) -> None:
        super().__init__()
        self._go = Go(Place.GOAL, line.person_id, line.goal_id)
        self.title = WrappingButton(line.title)
        self.title.setAccessibleName(self.tr("{name}: {goal}").format(name=line.person_name, goal=line.title))
        self.link = secondary(self.tr("Link an outcome"), "link", small=True)
        self.link.setAccessibleName(self.tr("Link an outcome to: {goal}").format(goal=line.title))
        if line.outcome_name is not None:
            self.link.hide()
        chain = Chain(goal_words.chain_of(line))
        chain.setMinimumWidth(_CHAIN_WIDTH)
        chain.setMaximumWidth(_CHAIN_WIDTH)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addLayout(self._left(line, today, with_name=with_name), 1)
        self._row.addWidget(chain, 0, Qt.AlignmentFlag.AlignTop)
        self.title.clicked.connect(self._on_opened)
        self.link.clicked.connect(self._on_link_clicked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chain below where the room is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < _STACK_UNDER
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _left(self, line: GoalLine, today: date, *, with_name: bool) -> QVBoxLayout:
        column, below = QVBoxLayout(), QHBoxLayout()
        column.setSpacing(4)
        below.setSpacing(10)
        below.setContentsMargins(4, 0, 0, 0)
        if line.outcome_name:
            below.addWidget(Pill(line.outcome_name, "accent", "link"))
        below.addWidget(self.link)
        status = GoalStatus(line.status)
        if status is not GoalStatus.ACTIVE:
            below.addWidget(Pill(goal_words.status_words(status)))
        last = goal_words.last_movement(line, today)
        # A long name of an outcome gives way, and may end in an ellipsis; when something was noted stays on one line.
        told = f"{line.person_name} \N{MIDDLE DOT} {last}" if with_name else last
        aside = label(told, "small", wrap=with_name)
        below.addWidget(aside, 1)
        column.addWidget(self.title)
        column.addLayout(below)
        return column

    def _on_opened(self) -> None:
        self.asked.emit(self._go)

    def _on_link_clicked(self) -> None:
        self.asked.emit(Go(Place.GOAL, self._go.person_id, f"link:{self._go.item_id}"))


class GoalGroup(Card):
    """The goals of one person, or those that hang on nothing yet. `asked` carries a `Go`."""

    asked = Signal(object)

    def __init__(self, title: str, caption: str = "", icon: str = "") -> None:
        super().__init__(title, icon)
        self._rows: list[GoalRow] = []
        if not icon:
            self.head.insertWidget(0, Avatar(title, small=True))
        self.caption = muted(caption)
        if not caption:
            self.caption.hide()
        self._column = QVBoxLayout()
        self._column.setSpacing(14)
        self.body.addWidget(self.caption)
        self.body.addLayout(self._column)

    def show_goals(self, lines: Sequence[GoalLine], today: date, *, with_name: bool = False) -> None:
        """Show goals; `with_name` says whose they are."""
        clear(self._column)
        self._rows.clear()
        for at, line in enumerate(lines):
            if at:
                self._column.addWidget(rule())
            row = GoalRow(line, today, with_name=with_name)
            row.asked.connect(self.asked)
            self._rows.append(row)
            self._column.addWidget(row)

    def rows(self) -> list[GoalRow]:
        """Return the rows, topmost first."""
        return list(self._rows)
