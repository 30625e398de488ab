"""One stage of an own guide while it is being written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from ldcoach.domain.guides import AskOf, Stage
from ldcoach.ui.pages import guide_words
from ldcoach.ui.pages.library.fields import AdvisedField, FieldFault, LinesEditor, show_faults, stage_minutes_field
from ldcoach.ui.widgets.buttons import icon_button, rename
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import kicker

_MINUTES, _WHO = 96, 300
_ICONS = ("chevron-up", "chevron-down", "trash-2")


class StageEditor(Card):
    """Name, minutes, questions and the rest of a stage. Alt+Up and Alt+Down move it.

    `edited` says that something was typed or chosen, `moved` carries -1 or 1, `removed` that it is to go.
    """

    edited = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(tight=True)
        self._code = stage.code
        self.step = kicker("")
        self.up, self.down, self.out = (icon_button(name, "", small=True, bare=True) for name in _ICONS)
        self.stage_name, self.intent, self.done_when = QLineEdit(), QLineEdit(), QLineEdit()
        self.minutes = stage_minutes_field()
        self.who = QComboBox()
        for side in AskOf:
            self.who.addItem(guide_words.asked_of(side), side)
        self.questions, self.record = LinesEditor(6), LinesEditor(3)
        self.fields: dict[str, AdvisedField] = {}
        self._lay_out()
        self._fill(stage)
        self._connect()

    def stage(self) -> Stage:
        """Return the stage as it is filled in."""
        return Stage(
            code=self._code,
            name=self.stage_name.text().strip(),
            minutes=self.minutes.value(),
            intent=self.intent.text().strip(),
            ask_of=AskOf(self.who.currentData()),
            questions=self.questions.lines(),
            record=self.record.lines(),
            done_when=self.done_when.text().strip(),
        )

    def show_place(self, at: int, count: int) -> None:
        """Say which stage it is, from 0, of how many; its controls are called after it."""
        step = self.tr("Step {at} of {count}").format(at=at + 1, count=count)
        self.step.setText(step)
        for key, name in self._names().items():
            self.fields[key].control.setAccessibleName(self.tr("{what}, step {at}").format(what=name, at=at + 1))
        rename(self.up, self.tr("Move step {at} up").format(at=at + 1))
        rename(self.down, self.tr("Move step {at} down").format(at=at + 1))
        rename(self.out, self.tr("Remove step {at}").format(at=at + 1))
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < count - 1)
        self.out.setEnabled(count > 1)

    def show_faults(self, faults: Sequence[FieldFault]) -> None:
        """Show what is wrong: field, sentence, and whether the guide cannot be kept like that."""
        show_faults(self.fields, faults)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and the arrows."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
            event.accept()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.head.addWidget(self.step, 1)
        for button in (self.up, self.down, self.out):
            self.head.addWidget(button)
        first = QHBoxLayout()
        first.setSpacing(16)
        first.addWidget(self._field("name", self.stage_name), 1)
        minutes = self._field("minutes", self.minutes)
        minutes.setFixedWidth(_MINUTES)
        first.addWidget(minutes)
        second = Flow()
        who = self._field("ask_of", self.who)
        who.setFixedWidth(_WHO)
        second.add(who)
        self.body.setSpacing(12)
        self.body.addLayout(first)
        self.body.addWidget(self._field("intent", self.intent))
        self.body.addWidget(second)
        hint = self.tr("One question a line. What and how work best.")
        self.body.addWidget(self._field("questions", self.questions, hint))
        self.body.addWidget(self._field("record", self.record, self.tr("One a line.")))
        self.body.addWidget(self._field("done_when", self.done_when))

    def _field(self, key: str, control: QWidget, hint: str = "") -> AdvisedField:
        made = AdvisedField(self._names()[key], control, hint)
        self.fields[key] = made
        return made

    def _names(self) -> dict[str, str]:
        return {
            "name": self.tr("Name"),
            "minutes": self.tr("Minutes"),
            "intent": self.tr("What it is for"),
            "ask_of": self.tr("Who answers"),
            "questions": self.tr("Questions"),
            "record": self.tr("Worth noting"),
            "done_when": self.tr("Done when"),
        }

    def _fill(self, stage: Stage) -> None:
        self.stage_name.setText(stage.name)
        self.intent.setText(stage.intent)
        self.done_when.setText(stage.done_when)
        self.minutes.setValue(stage.minutes)
        self.who.setCurrentIndex(self.who.findData(stage.ask_of))
        self.questions.show_lines(stage.questions)
        self.record.show_lines(stage.record)

    def _connect(self) -> None:
        for line in (self.stage_name, self.intent, self.done_when):
            line.textEdited.connect(self._on_edited)
        self.minutes.valueChanged.connect(self._on_edited)
        self.who.currentIndexChanged.connect(self._on_edited)
        for editor in (self.questions, self.record):
            editor.textChanged.connect(self._on_edited)
        self.up.clicked.connect(self._on_up_clicked)
        self.down.clicked.connect(self._on_down_clicked)
        self.out.clicked.connect(self._on_out_clicked)

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_up_clicked(self) -> None:
        self.moved.emit(-1)

    def _on_down_clicked(self) -> None:
        self.moved.emit(1)

    def _on_out_clicked(self) -> None:
        self.removed.emit()
