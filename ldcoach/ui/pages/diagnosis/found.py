"""What a diagnosis has found so far: the gap, causes, what is fine, checks to do, and the nearest ways."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.domain.diagnosis import Diagnosis
from ldcoach.domain.kinds import ActionStatus
from ldcoach.services.views import GapView
from ldcoach.ui import words
from ldcoach.ui.pages.gap import words as gap_words
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import body, kicker, muted, small

_NEAREST = 3


class FoundRail(QWidget):
    """Three cards; each is hidden while it has nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.found = Card(self.tr("Found so far"))
        self.checks = Card(self.tr("Checks to do"), "search", "prep")
        self.nearest = Card(self.tr("Nearest to the work first"))
        self.remark = small(self.tr("Training is offered only where knowledge or skill turns out to be missing."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in (self.found, self.checks, self.nearest):
            column.addWidget(card)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Glyph("circle-help", "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.remark, 1)
        column.addLayout(foot)
        column.addStretch(1)

    def show_view(self, view: GapView, diagnosis: Diagnosis, called: str, today: date) -> None:
        """Show what stands in the record now."""
        self._show_found(view, diagnosis)
        self._show_checks(view, called, today)
        clear(self.nearest.body)
        self.nearest.body.addWidget(muted(self.tr("Paths for what is found so far")))
        for offer in view.offers[:_NEAREST]:
            self.nearest.body.addLayout(_line("arrow-right", body(offer.way.label)))
        self.nearest.setVisible(bool(view.offers))

    def _show_found(self, view: GapView, diagnosis: Diagnosis) -> None:
        column = self.found.body
        clear(column)
        column.addWidget(kicker(self.tr("Gap")))
        for words_ in (view.gap.statement, *view.gap.examples):
            column.addWidget(body(words_))
        if view.outcome is not None:
            column.addWidget(small(self.tr("It touches: {outcome}").format(outcome=view.outcome.name)))
        if view.found.causes:
            column.addSpacing(6)
            column.addWidget(kicker(self.tr("Causes")))
        for cause in view.found.causes:
            notes = [view.notes[node] for node in view.found.behind[cause.key] if node in view.notes]
            column.addLayout(_line("circle-dot", body(cause.label), gap_words.listed_notes(notes)))
        if view.found.fine:
            column.addSpacing(6)
            column.addWidget(kicker(self.tr("Looked at, and fine")))
        for node in view.found.fine:
            column.addLayout(_line("check", body(diagnosis.nodes[node].name), view.notes.get(node, "")))

    def _show_checks(self, view: GapView, called: str, today: date) -> None:
        clear(self.checks.body)
        checks = [view.checks[node] for node in view.found.checks if node in view.checks]
        for promise in checks:
            who = gap_words.owner_words(promise.owner, called)
            when = words.day(promise.due_on, today) if promise.due_on else self.tr("no day yet")
            done = promise.status is ActionStatus.DONE
            line = _line("circle-check" if done else "circle", body(promise.words), f"{who}, {when}")
            self.checks.body.addLayout(line)
        self.checks.setVisible(bool(checks))


def _line(icon: str, text: QWidget, remark: str = "") -> QHBoxLayout:
    row, column = QHBoxLayout(), QVBoxLayout()
    row.setSpacing(8)
    column.setSpacing(0)
    row.addWidget(Glyph(icon, "accent", 16), 0, Qt.AlignmentFlag.AlignTop)
    column.addWidget(text)
    if remark:
        column.addWidget(small(remark))
    row.addLayout(column, 1)
    return row
