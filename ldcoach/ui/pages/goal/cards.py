"""The nodes of a goal's thread: priority, outcome with its measure, goal, practice and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldcoach.domain.before_after import Comparison
from ldcoach.domain.document import Chart
from ldcoach.domain.goals import CONFIDENCE, Goal, Priority
from ldcoach.domain.kinds import GoalStatus
from ldcoach.services.ports import ChartDrawer
from ldcoach.services.views import GoalView
from ldcoach.ui import words
from ldcoach.ui.pages import goal_words
from ldcoach.ui.pages.goal.node import NodeCard, small_remark
from ldcoach.ui.theme.current import tokens
from ldcoach.ui.widgets.buttons import icon_button, link, secondary
from ldcoach.ui.widgets.chart_view import ChartView
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import body, card_title, heading, label, muted, small, strong
from ldcoach.ui.widgets.pill import Pill

_CHART_HEIGHT, _LEAST_CHART = 190, 240
_GAP = 24
_POINTS = 72 / 96
"""Points for each pixel, so that letters in the chart have the size of small text."""
_MOST = 3


class PriorityNode(NodeCard):
    """What the organisation is trying to do."""

    def __init__(self, priority: Priority) -> None:
        super().__init__(self.tr("Priority"), priority.name)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Glyph("flag", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(strong(priority.name))
        row.addWidget(muted(priority.why_it_matters), 1)
        self.body.addLayout(row)


class ReadingsChart(ChartView):
    """A chart that is drawn anew for the width it has; hidden while there are no readings."""

    def __init__(self, chart: Chart | None) -> None:
        super().__init__()
        self._chart = chart if chart is not None and chart.points else None
        self._charts: ChartDrawer | None = None
        self.setMinimumWidth(_LEAST_CHART)
        self.setFixedHeight(_CHART_HEIGHT)
        if self._chart is None:
            self.hide()

    def draw_with(self, charts: ChartDrawer) -> None:
        """Draw in the colours of the theme that is on."""
        self._charts = charts
        if self._chart is not None:
            svg = charts.svg(self._chart, tokens(), max(self.width(), _LEAST_CHART) * _POINTS, _CHART_HEIGHT * _POINTS)
            self.show_svg(svg, self._chart.alt)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new width."""
        super().resizeEvent(event)
        if self._charts is not None and event.size().width() != event.oldSize().width():
            self.draw_with(self._charts)


class MeasureNode(NodeCard):
    """A title, the means before and after with a caveat, and the chart of the same readings."""

    def __init__(self, name: str, title: str, view: GoalView, today: date, *, numbers: bool) -> None:
        """`numbers` is False while the goal's measure belongs to another node."""
        super().__init__(name, title)
        self.chart = ReadingsChart(view.chart if numbers else None)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(_GAP)
        self._row.addLayout(self._left(title, view if numbers else None, today), 2)
        self.body.addLayout(self._row)
        self._row.addWidget(self.chart, 3)

    def show_chart(self, charts: ChartDrawer) -> None:
        """Draw the chart in the colours of the theme that is on."""
        self.chart.draw_with(charts)

    def stack(self, *, stacked: bool) -> None:
        """Put the chart below the numbers, or beside them."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        self.updateGeometry()

    def _left(self, title: str, view: GoalView | None, today: date) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(card_title(title))
        if view is not None and view.measure is not None and view.comparison is not None and view.comparison.points:
            if view.measure.name != title:
                column.addWidget(muted(view.measure.name))
            column.addLayout(self._numbers(view.comparison, view.measure.unit, today))
            change = goal_words.change(view.comparison, view.measure.unit, today)
            if change:
                column.addWidget(body(change))
            column.addStretch()
            column.addWidget(small(goal_words.caveat(view.comparison, today, view.what_else)))
        return column

    def _numbers(self, comparison: Comparison, unit: str, today: date) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        if comparison.before and comparison.after:
            row.addLayout(_number(self.tr("Before"), comparison.before.mean))
            row.addWidget(Glyph("arrow-right", "muted", 20), 0, Qt.AlignmentFlag.AlignBottom)
            row.addLayout(_number(self.tr("After"), comparison.after.mean, unit))
        else:
            last = comparison.points[-1]
            day = words.short_date(last.on, today)
            row.addLayout(_number(self.tr("Latest, {day}").format(day=day), last.value, unit))
        row.addStretch()
        return row


class GoalNode(NodeCard):
    """The goal with its state and its date."""

    def __init__(self, goal: Goal, today: date) -> None:
        super().__init__(self.tr("Goal"), goal.title, "chosen")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Glyph("target", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(strong(goal.title), 1)
        if goal.status is not GoalStatus.ACTIVE:
            row.addWidget(Pill(goal_words.status_words(goal.status)))
        if goal.target_on is not None:
            until = label(self.tr("by {day}").format(day=words.short_date(goal.target_on, today)), "muted", wrap=False)
            row.addWidget(until)
        self.body.addLayout(row)
        if goal.why_it_matters:
            self.body.addLayout(small_remark("quote", goal.why_it_matters))
        if goal.confidence is not None:
            told = self.tr("How sure they are, by their own number: {step} of {most}")
            self.body.addLayout(small_remark("user", told.format(step=goal.confidence, most=CONFIDENCE[-1])))


class BehaviourNode(NodeCard):
    """What one would see, line by line."""

    def __init__(self, behaviour: str) -> None:
        super().__init__(self.tr("What one would see"), behaviour)
        for line in behaviour.splitlines():
            if line.strip():
                self.body.addWidget(body(line.strip()))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of practice or evidence; with a `key` it can be opened."""

    icon: str
    text: str
    aside: str
    remark: str = ""
    key: str = ""
    on: date | None = None


class EntriesNode(NodeCard):
    """Entries, at most three until more are asked for. `opened` carries a key; `add_wanted` comes from the button."""

    opened = Signal(str)
    add_wanted = Signal()

    def __init__(self, name: str, entries: Sequence[Entry], add: str) -> None:
        super().__init__(name, self._counted(len(entries)))
        self._hidden: list[QWidget] = []
        for at, entry in enumerate(entries):
            row = self._row(entry)
            self.body.addWidget(row)
            if at >= _MOST:
                row.hide()
                self._hidden.append(row)
        self.more = link(self.tr("Show {count} more").format(count=words.number(len(self._hidden))), "chevron-down")
        self.more.setAccessibleName(f"{name}: {self.more.text()}")
        if not self._hidden:
            self.more.hide()
        self.more.clicked.connect(self._on_more_clicked)
        self.add = secondary(add, small=True)
        self.add.clicked.connect(self.add_wanted)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(self.more)
        foot.addStretch()
        self.body.addLayout(foot)

    def _counted(self, count: int) -> str:
        return self.tr("%n entries", "", count)

    def _row(self, entry: Entry) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        # The button of an entry that opens is higher than a line, so its row is centred.
        place = Qt.AlignmentFlag.AlignVCenter if entry.key else Qt.AlignmentFlag.AlignTop
        row.addWidget(Glyph(entry.icon, "accent"), 0, place)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(body(entry.text))
        if entry.remark:
            column.addWidget(small(entry.remark))
        row.addLayout(column, 1)
        row.addWidget(label(entry.aside, "small", wrap=False), 0, place)
        if entry.key:
            row.addWidget(self._opener(entry), 0, place)
        return made

    def _opener(self, entry: Entry) -> QPushButton:
        name = self.tr("Open: {words}").format(words=f"{entry.text}, {entry.aside}")
        button = icon_button("chevron-right", name, small=True, bare=True)
        button.clicked.connect(lambda _checked, key=entry.key: self.opened.emit(key))
        return button

    def _on_more_clicked(self) -> None:
        for row in self._hidden:
            row.show()
        self._hidden.clear()
        self.more.hide()
        self.setFocus()


def _number(name: str, value: float, unit: str = "") -> QVBoxLayout:
    column, row = QVBoxLayout(), QHBoxLayout()
    column.setSpacing(0)
    column.addWidget(label(name, "small", wrap=False))
    row.setSpacing(8)
    row.addWidget(heading(goal_words.amount(value)))
    if unit:
        row.addWidget(label(unit, "muted", wrap=False), 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch()
    column.addLayout(row)
    return column
