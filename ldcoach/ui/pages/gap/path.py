"""The path of a gap: its causes with who can act, and its steps with how each stands."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.domain.diagnosis import Diagnosis, Way
from ldcoach.domain.kinds import ActionStatus
from ldcoach.services.views import GapView, StepLine
from ldcoach.services.views.gaps import STILL_OPEN
from ldcoach.ui.pages.gap import words as gap_words
from ldcoach.ui.widgets.buttons import icon_button, link, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import BareBox
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import body, muted, small, strong
from ldcoach.ui.widgets.look import rule
from ldcoach.ui.widgets.pill import Pill


class CausesCard(Card):
    """What was found, with what was seen and who can act."""

    def __init__(self) -> None:
        super().__init__(self.tr("What is in the way"), "search")

    def show_view(self, view: GapView) -> None:
        """Show the causes in the order in which they are told."""
        clear(self.body)
        for at, cause in enumerate(view.found.causes):
            if at:
                self.body.addWidget(rule())
            self.body.addWidget(strong(cause.label))
            seen = [view.notes[node] for node in view.found.behind[cause.key] if node in view.notes]
            if seen:
                self.body.addWidget(body(gap_words.listed_notes(seen)))
            self.body.addWidget(small(cause.who))
        if view.found.set_aside:
            aside = self.tr("There is enough to do around the work, so the questions about the person wait.")
            self.body.addWidget(muted(aside))
        self.setVisible(bool(view.found.causes))


class StepRow(QWidget):
    """One step. `ticked` carries its promise and whether it is kept; the other two carry the step."""

    ticked = Signal(str, bool)
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, line: StepLine, view: GapView, kind: str, today: date) -> None:
        super().__init__()
        self._line = line
        self.box = BareBox(self)
        self.box.setAccessibleName(self.tr("Done: {step}").format(step=line.step.description))
        self.box.setChecked(line.status is ActionStatus.DONE)
        change, let_go = self.tr("Change: {step}"), self.tr("Let go: {step}")
        self.edit = icon_button("pencil", change.format(step=line.step.description), small=True, bare=True)
        self.remove = icon_button("x", let_go.format(step=line.step.description), small=True, bare=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        if line.promise is None or line.status is ActionStatus.DROPPED:
            self.box.hide()
            row.addWidget(Glyph("circle", "muted", 18), 0, Qt.AlignmentFlag.AlignTop)
        else:
            row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(line, view, kind), 1)
        row.addWidget(Pill(*gap_words.step_state(line, today)), 0, Qt.AlignmentFlag.AlignTop)
        for button in (self.edit, self.remove):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            if line.status not in STILL_OPEN:
                button.hide()
        self.box.clicked.connect(self._on_box_clicked)
        self.edit.clicked.connect(self._on_edit_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)

    def _words(self, line: StepLine, view: GapView, kind: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(body(line.step.description))
        owner = line.promise.owner if line.promise else line.step.owner
        parts = [gap_words.owner_words(owner, view.person.called if view.person else ""), kind]
        sign = self.tr("early sign: {name}").format(name=line.measure_name)
        if line.measure_name or line.status in STILL_OPEN:
            parts.append(sign if line.measure_name else self.tr("no early sign yet"))
        column.addWidget(small(" \N{MIDDLE DOT} ".join(part for part in parts if part)))
        return column

    def _on_box_clicked(self, checked: bool) -> None:  # noqa: FBT001  # Qt's signature
        if self._line.promise is not None:
            self.ticked.emit(self._line.promise.action_id, checked)

    def _on_edit_clicked(self) -> None:
        self.edit_wanted.emit(self._line)

    def _on_remove_clicked(self) -> None:
        self.remove_wanted.emit(self._line)


class PathCard(Card):
    """The steps in their order. Its signals are its rows'; `add_wanted` asks for another, of a kind or of none yet."""

    ticked = Signal(str, bool)
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)
    add_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("The path"), "list-checks")
        self.rows: list[StepRow] = []
        self.add = secondary(self.tr("Add a step"), "plus", small=True)
        self.head.addWidget(self.add)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.body.addLayout(self._list)
        self.add.clicked.connect(self._on_add_clicked)

    def show_view(self, view: GapView, diagnosis: Diagnosis, today: date) -> None:
        """Show the steps; before the agreement it says what that will change."""
        clear(self._list)
        self.rows = []
        for line in view.steps:
            row = StepRow(line, view, diagnosis.ways[line.step.kind].label, today)
            row.ticked.connect(self.ticked)
            row.edit_wanted.connect(self.edit_wanted)
            row.remove_wanted.connect(self.remove_wanted)
            self.rows.append(row)
            self._list.addWidget(row)
        if not view.steps:
            self._list.addWidget(muted(self.tr("No step yet. What is nearest to the work?")))
            for offer in view.offers:
                self._offer(offer.way)
        elif view.gap.agreed_on is None:
            agree = self.tr("Once you have agreed on them, the steps are promises: in Today, and in the 1-2-1.")
            self._list.addWidget(muted(agree))

    def _offer(self, way: Way) -> None:
        """Show a way as a line that can be pressed, with its hint."""
        title = link(way.label, "plus")
        title.clicked.connect(lambda _checked, kind=way.kind: self.add_wanted.emit(kind))
        hint = small(way.hint)
        hint.setContentsMargins(28, 0, 0, 4)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(hint)
        self._list.addLayout(column)

    def _on_add_clicked(self) -> None:
        self.add_wanted.emit("")
