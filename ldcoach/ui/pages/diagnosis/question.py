"""One question of the diagnosis: why it is asked, its answers as large rows, and what was seen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ldcoach.domain.diagnosis import UNKNOWN, Answer, Node, Part
from ldcoach.domain.kinds import ActionOwner
from ldcoach.services.views import Promise
from ldcoach.ui.pages.days import OptionalDay
from ldcoach.ui.pages.diagnosis.keys import SteppingCard
from ldcoach.ui.pages.diagnosis.note import SeenNote, WriteNote
from ldcoach.ui.pages.gap import words as gap_words
from ldcoach.ui.widgets.buttons import primary, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import kicker, muted, prompt, small, strong

_BOX = 28
_KEYS = {"yes": Qt.Key.Key_Y, "no": Qt.Key.Key_N, UNKNOWN: Qt.Key.Key_U}


class _Choice(QRadioButton):
    """A radio button without words of its own that leaves Alt with an arrow to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(_BOX, _BOX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class AnswerRow(Card):
    """An answer as a large row; a click anywhere picks it. `picked` carries its key."""

    picked = Signal(str)

    def __init__(self, answer: Answer) -> None:
        super().__init__(tight=True)
        self.key = answer.key
        self.choice = _Choice()
        self.choice.setAccessibleName(answer.words)
        self.choice.setAccessibleDescription(answer.means)
        self.inside = QVBoxLayout()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(strong(answer.words))
        if answer.means:
            column.addWidget(muted(answer.means))
        column.addLayout(self.inside)
        row.addLayout(column, 1)
        self.body.addLayout(row)
        self.choice.toggled.connect(self._on_choice_toggled)
        self.choice.clicked.connect(self._on_choice_clicked)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the answer."""
        if self.rect().contains(event.position().toPoint()):
            self.choice.setFocus(Qt.FocusReason.MouseFocusReason)
            self.choice.click()
        event.accept()

    def _on_choice_toggled(self, on: bool) -> None:  # noqa: FBT001  # Qt's signature
        self.set_tone("chosen" if on else "plain")

    def _on_choice_clicked(self) -> None:
        self.picked.emit(self.key)


class CheckFields(Card):
    """What to find out, who does it and by when. `set_wanted` says that one of the two was changed."""

    set_wanted = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(tone="sunken", tight=True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Glyph("search", "accent", 16), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(strong(words), 1)
        self.who, self.by = QComboBox(), OptionalDay(self.tr("No date"), "dddd d MMMM")
        flow = Flow(gap=12)
        for field, width in ((Field(self.tr("Who"), self.who), 164), (Field(self.tr("By"), self.by), 206)):
            field.setFixedWidth(width)
            flow.add(field)
        self.body.addLayout(head)
        self.body.addWidget(flow)
        self.who.activated.connect(self._on_changed)
        self.by.editingFinished.connect(self._on_changed)

    def show_check(self, promise: Promise, called: str, today: date) -> None:
        """Show the check as it is kept."""
        self.who.clear()
        for owner, name in gap_words.owner_choices(called):
            self.who.addItem(name, owner)
        self.who.setCurrentIndex(self.who.findData(promise.owner))
        self.by.begin(today, promise.due_on)

    def owner(self) -> ActionOwner:
        """Return who finds out."""
        return ActionOwner(self.who.currentData())

    def due_on(self) -> date | None:
        """Return by when."""
        return self.by.chosen()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep a click here from picking the answer again."""
        event.accept()

    def _on_changed(self) -> None:
        self.set_wanted.emit()


class QuestionCard(SteppingCard):
    """The question that stands now.

    `picked` carries an answer, `check_set` says that who or when of the check was changed.
    """

    picked = Signal(str)
    check_set = Signal()

    def __init__(self, write: WriteNote) -> None:
        super().__init__()
        self.area, self.question, self.note = kicker(""), prompt(""), muted("")
        self.why = small("")
        self.rows: dict[str, AnswerRow] = {}
        self.check: CheckFields | None = None
        self._group = QButtonGroup(self)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(12)
        self.seen = SeenNote(write)
        self.back = secondary(self.tr("Back"), "arrow-left")
        self.back.setToolTip(self.tr("Alt+Left"))
        self.go_on = primary("", "arrow-right", trailing=True)
        self.back.clicked.connect(self.back_wanted)
        self._lay_out()

    def show_node(self, node: Node, answer: str, called: str, *, together: bool, first: bool) -> None:
        """Show a question with the answer that is kept."""
        self.area.setText(node.name)
        self.question.setText(node.question)
        aloud = self.tr("Read it aloud and let {name} answer first.").format(name=called)
        parts = [node.note, aloud if together and node.part is not Part.GATE else ""]
        self.note.setText(" ".join(part for part in parts if part))
        self.note.setVisible(bool(self.note.text()))
        self.why.setText(self.tr("Why this is asked: {reason}").format(reason=node.why))
        self.back.setVisible(not first)
        self._show_answers(node, answer)

    def show_check(self, promise: Promise | None, words: str, called: str, today: date) -> None:
        """Show the check inside the answer that it belongs to, or none."""
        if promise is None:
            if self.check is not None:
                self.check.hide()
            return
        if self.check is None:
            self.check = CheckFields(words)
            self.check.set_wanted.connect(self.check_set)
            self.rows[UNKNOWN].inside.addSpacing(8)
            self.rows[UNKNOWN].inside.addWidget(self.check)
        self.check.show_check(promise, called, today)
        self.check.show()

    def show_go_on(self, answer: str, *, last: bool) -> None:
        """Say on the button what comes next."""
        if answer == UNKNOWN:
            self.go_on.setText(self.tr("Note the check and go on"))
        else:
            self.go_on.setText(self.tr("See what was found") if last else self.tr("Go on"))
        self.go_on.setEnabled(bool(answer))

    def answer(self) -> str:
        """Return the answer that is picked, or nothing."""
        return next((key for key, row in self.rows.items() if row.choice.isChecked()), "")

    def focus_answer(self) -> None:
        """Put the keyboard on the answer that is picked, or on the first."""
        rows = self.rows.values()
        chosen = next((row for row in rows if row.choice.isChecked()), next(iter(rows)))
        chosen.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def key_of(self, key: int) -> str:
        """Return the answer that a key of the keyboard picks, or nothing."""
        return next((answer for answer, wanted in _KEYS.items() if wanted == key and answer in self.rows), "")

    def _show_answers(self, node: Node, answer: str) -> None:
        for row in self.rows.values():
            self._group.removeButton(row.choice)
        clear(self._answers)
        self.rows, self.check = {}, None
        before: QWidget | None = None
        for one in node.answers:
            row = AnswerRow(one)
            row.choice.setChecked(one.key == answer)
            row.picked.connect(self.picked)
            self._group.addButton(row.choice)
            self._answers.addWidget(row)
            if before is not None:
                QWidget.setTabOrder(before, row.choice)
            before = row.choice
            self.rows[one.key] = row

    def _lay_out(self) -> None:
        why = QHBoxLayout()
        why.setSpacing(8)
        why.addWidget(Glyph("circle-help", "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
        why.addWidget(self.why, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch()
        foot.addWidget(self.go_on)
        for part in (self.area, self.question, self.note):
            self.body.addWidget(part)
        self.body.addLayout(why)
        self.body.addSpacing(8)
        self.body.addLayout(self._answers)
        self.body.addSpacing(8)
        self.body.addWidget(self.seen)
        self.body.addSpacing(8)
        self.body.addLayout(foot)
        self.body.addStretch(1)
