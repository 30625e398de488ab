"""What stands beside a path: the gap itself, its measure, checks to do, and when it is looked at again."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.domain.diagnosis import Diagnosis
from ldcoach.domain.kinds import ActionStatus
from ldcoach.services.views import GapView
from ldcoach.ui import words
from ldcoach.ui.pages.gap import words as gap_words
from ldcoach.ui.widgets.buttons import link
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import body, kicker, small


class GapRail(QWidget):
    """Three cards. `ticked` carries a check and whether it is done; `answer_wanted` carries the node it belongs to."""

    ticked = Signal(str, bool)
    answer_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.about = Card(self.tr("The gap"), "unlink")
        self.checks = Card(self.tr("Checks to do"), "search", "prep")
        self.review = Card(self.tr("Looked at again"), "calendar")
        self.lines: dict[str, CheckLine] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in (self.about, self.checks, self.review):
            column.addWidget(card)
        column.addStretch(1)

    def show_view(self, view: GapView, diagnosis: Diagnosis, today: date) -> None:
        """Show everything freshly."""
        self._show_about(view, today)
        self._show_checks(view, diagnosis, today)
        self._show_review(view, today)

    def _show_about(self, view: GapView, today: date) -> None:
        column = self.about.body
        clear(column)
        column.addWidget(kicker(self.tr("What shows it")))
        for example in view.gap.examples:
            column.addWidget(body(example))
        if not view.gap.examples:
            column.addWidget(small(self.tr("No example yet. When was it seen last?")))
        column.addSpacing(6)
        column.addWidget(kicker(self.tr("The result it touches")))
        if view.outcome is None:
            column.addWidget(_amber(self.tr("Not linked to an outcome yet. Which one would move?")))
            return
        column.addWidget(body(view.outcome.name))
        for line in view.measures:
            column.addWidget(small(f"{line.measure.name}: {gap_words.measure_words(line, today)}"))
        if not view.measures:
            column.addWidget(_amber(self.tr("Nothing measures it yet. Which number would show the change?")))

    def _show_checks(self, view: GapView, diagnosis: Diagnosis, today: date) -> None:
        clear(self.checks.body)
        self.lines = {}
        for node in view.found.checks:
            promise = view.checks.get(node)
            if promise is None:
                continue
            line = CheckLine(promise.words, on=promise.status is ActionStatus.DONE)
            who = gap_words.owner_words(promise.owner, view.person.called if view.person else "")
            when = words.day(promise.due_on, today) if promise.due_on else self.tr("no day yet")
            line.add_remark(f"{who}, {when}")
            line.ticked.connect(partial(self.ticked.emit, promise.action_id))
            answer = link(self.tr("Answer: {area}").format(area=diagnosis.nodes[node].name), "arrow-right")
            answer.clicked.connect(lambda _checked, node=node: self.answer_wanted.emit(node))
            self.lines[node] = line
            self.checks.body.addWidget(line)
            self.checks.body.addWidget(answer, 0, Qt.AlignmentFlag.AlignLeft)
        self.checks.setVisible(bool(self.lines))

    def _show_review(self, view: GapView, today: date) -> None:
        column = self.review.body
        clear(column)
        if view.gap.agreed_on is not None:
            agreed = words.short_date(view.gap.agreed_on, today)
            name = view.person.called if view.person else ""
            column.addWidget(body(self.tr("Agreed with {name} on {day}.").format(name=name, day=agreed)))
        if view.gap.review_on is not None:
            day = words.day(view.gap.review_on, today)
            column.addWidget(body(self.tr("Next look: {day}.").format(day=day)))
        self.review.setVisible(view.gap.agreed_on is not None or view.gap.review_on is not None)


def _amber(text: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Glyph("unlink", "prep", 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(small(text), 1)
    return holder
