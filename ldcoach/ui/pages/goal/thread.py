"""A goal from the priority to the evidence, row by row, with the gaps between them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from ldcoach.services.ports import ChartDrawer
from ldcoach.services.views import GoalView
from ldcoach.ui import words
from ldcoach.ui.focus import holds_focus
from ldcoach.ui.pages.goal import entries as goal_entries
from ldcoach.ui.pages.goal.cards import BehaviourNode, EntriesNode, GoalNode, MeasureNode, PriorityNode
from ldcoach.ui.pages.goal.node import GapCard, LaterCard, ThreadRow, Tie
from ldcoach.ui.widgets.clearing import clear

_STACK_UNDER, _NARROW = 860, 700


class GoalThread(QWidget):
    """Rows of nodes; the arrows walk along them, Enter opens, A adds below, R adds a reading.

    `wanted` carries what is asked for: 'priority', 'outcome', 'reading', 'goal', 'practice' or 'evidence';
    `opened` carries the id of a piece of feedback, or one of a plan or of learning as `goal_entries` names it.
    """

    wanted = Signal(str)
    opened = Signal(str)

    def __init__(self, charts: ChartDrawer) -> None:
        super().__init__()
        self._charts = charts
        self._rows: list[tuple[ThreadRow, str, str]] = []
        self._width = _STACK_UNDER
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAccessibleName(self.tr("The chain of the goal, from the priority to the evidence"))

    def show_view(self, view: GoalView, today: date) -> None:
        """Show a goal's thread; the keyboard stays in the same row."""
        here = self._here()
        clear(self._column)
        self._rows.clear()
        self._add_priority(view)
        self._add_outcome(view, today)
        self._add(self.tr("Goal"), GoalNode(view.goal, today), _tie(there=view.outcome is not None), "goal", "practice")
        self._add_own_measure(view, today)
        if view.goal.critical_behaviour:
            self._add(
                self.tr("What one would see"), BehaviourNode(view.goal.critical_behaviour), "linked", "goal", "practice"
            )
        else:
            self._add_gap(
                self.tr("What one would see"),
                self.tr("Nothing one could see yet"),
                self.tr("If it works, what would a colleague notice?"),
                (self.tr("Describe it"), "goal"),
            )
        self._add_practice(view, today)
        self._add_evidence(view, today)
        self._tell_places()
        self.show_charts()
        if here is not None and here < len(self._rows):
            self._rows[here][0].stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_charts(self) -> None:
        """Draw the charts in the colours of the theme that is on."""
        for row, _, _ in self._rows:
            if isinstance(row.node, MeasureNode):
                row.node.show_chart(self._charts)

    def gaps(self) -> int:
        """Return how many nodes are missing and could be there now."""
        return sum(isinstance(row.node, GapCard) for row, _, _ in self._rows)

    def rows(self) -> list[ThreadRow]:
        """Return the rows, topmost first."""
        return [row for row, _, _ in self._rows]

    def reflow(self, width: int) -> None:
        """Arrange the rows for a page of a width in pixels."""
        self._width = width
        for row in self.rows():
            self._arrange(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, add."""
        here = self._here()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if here is None:
            super().keyPressEvent(event)
        elif step is not None and 0 <= here + step < len(self._rows):
            self._rows[here + step][0].stop().setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_R:
            self.wanted.emit("reading")
        elif event.key() == Qt.Key.Key_A:
            self.wanted.emit(self._rows[here][2])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(here)
        else:
            super().keyPressEvent(event)

    def _tell_places(self) -> None:
        """Say of each row how deep in the tree it is, and what it hangs on."""
        above = ""
        for level, row in enumerate(self.rows(), 1):
            place = self.tr("Level {level} of {levels}").format(level=level, levels=len(self._rows))
            hangs = self.tr("{place}, {row}, below {above}") if above else self.tr("{place}, {row}")
            row.stop().setAccessibleDescription(hangs.format(place=place, row=row.name, above=above))
            above = row.name

    def _arrange(self, row: ThreadRow) -> None:
        row.reflow(narrow=self._width < _NARROW)
        if isinstance(row.node, MeasureNode):
            row.node.stack(stacked=self._width < _STACK_UNDER)

    def _here(self) -> int | None:
        return next((at for at, (row, _, _) in enumerate(self._rows) if holds_focus(row)), None)

    def _open(self, here: int) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self.wanted.emit(self._rows[here][1])

    def _add(self, name: str, node: QWidget, tie: Tie | None, open_: str, below: str) -> None:
        """Add a row; Enter on it asks for `open_`, A for `below`."""
        row = ThreadRow(name, node, tie)
        self._arrange(row)
        self._rows.append((row, open_, below))
        self._column.addWidget(row)

    def _add_gap(self, name: str, title: str, question: str, act: tuple[str, str], *, first: bool = False) -> None:
        button, wish = act
        card = GapCard(title, question, button)
        card.acted.connect(lambda: self.wanted.emit(wish))
        self._add(name, card, None if first else "gap", wish, wish)

    def _add_priority(self, view: GoalView) -> None:
        name = self.tr("Priority")
        if view.priority is not None:
            self._add(name, PriorityNode(view.priority), None, "priority", "outcome")
        elif view.outcome is not None:
            question = self.tr("Which priority does this outcome serve?")
            act = (self.tr("Choose a priority"), "priority")
            self._add_gap(name, self.tr("Not tied to a priority yet"), question, act, first=True)
        else:
            self._add(name, LaterCard(self.tr("Follows once there is an outcome")), None, "outcome", "outcome")

    def _add_outcome(self, view: GoalView, today: date) -> None:
        name = self.tr("Outcome")
        if view.outcome is None:
            question = self.tr("Which one would move if this works?")
            self._add_gap(
                name, self.tr("Not linked to an outcome yet"), question, (self.tr("Link an outcome"), "outcome")
            )
            return
        own = view.measure is None or view.measure.outcome_id is not None
        node = MeasureNode(name, view.outcome.name, view, today, numbers=own)
        self._add(name, node, _tie(there=view.priority is not None), "outcome", "reading")
        if own and "readings" in view.gaps:
            self._add_no_readings()
        elif own:
            self._add_no_baseline(view)

    def _add_own_measure(self, view: GoalView, today: date) -> None:
        """Show a measure that belongs to the goal itself."""
        if view.measure is None or view.measure.goal_id is None:
            return
        if "readings" in view.gaps:
            self._add_no_readings()
        else:
            node = MeasureNode(self.tr("Measure"), view.measure.name, view, today, numbers=True)
            self._add(self.tr("Measure"), node, "linked", "reading", "reading")
            self._add_no_baseline(view)

    def _add_no_baseline(self, view: GoalView) -> None:
        if "baseline" in view.gaps:
            question = self.tr("What was the number before practice began?")
            act = (self.tr("Add an earlier reading"), "reading")
            self._add_gap(self.tr("Baseline"), self.tr("No baseline"), question, act)

    def _add_no_readings(self) -> None:
        question = self.tr("What is the number now, before anything changes?")
        act = (self.tr("Add the first reading"), "reading")
        self._add_gap(self.tr("Measure"), self.tr("No reading yet"), question, act)

    def _add_practice(self, view: GoalView, today: date) -> None:
        name = self.tr("Practice")
        entries = goal_entries.practice(view, today)
        if not entries:
            question = self.tr("What would a first try look like? Say what you see when it happens.")
            self._add_gap(name, self.tr("Nothing practises this yet"), question, (self.tr("Note feedback"), "practice"))
            return
        node = EntriesNode(name, entries, self.tr("Note feedback"))
        node.opened.connect(self.opened)
        node.add_wanted.connect(lambda: self.wanted.emit("practice"))
        self._add(name, node, "linked", "practice", "evidence")

    def _add_evidence(self, view: GoalView, today: date) -> None:
        name = self.tr("Evidence")
        if view.evidence:
            node = EntriesNode(name, goal_entries.evidence(view, today), self.tr("Add evidence"))
            node.add_wanted.connect(lambda: self.wanted.emit("evidence"))
            self._add(name, node, "linked", "evidence", "evidence")
            if "evidence_since" in view.gaps:
                last = max(one.on for one, _ in view.evidence)
                title = self.tr("No evidence since {day}").format(day=words.day(last, today))
                act = (self.tr("Add evidence"), "evidence")
                self._add_gap(self.tr("Evidence now"), title, self.tr("Who has seen it happen since?"), act)
        elif "practice" in view.gaps:
            self._add(name, LaterCard(self.tr("Follows once there is practice")), "later", "evidence", "evidence")
        else:
            question = self.tr("Who sees it happen, other than you?")
            self._add_gap(name, self.tr("No evidence yet"), question, (self.tr("Add evidence"), "evidence"))


def _tie(*, there: bool) -> Tie:
    return "linked" if there else "gap"
