"""The fields of one piece of feedback, with four dots for what makes it land."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QTextEdit, QWidget

from ldcoach.domain.feedback import Feedback
from ldcoach.services.reviews import Part
from ldcoach.ui.pages.days import DayEdit
from ldcoach.ui.theme.current import colour
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.dot_strip import DotStrip
from ldcoach.ui.widgets.editor import LATEST_MS, PAUSE_MS, Editor
from ldcoach.ui.widgets.field import Field

_STACK_UNDER = 560
_EDITOR_HEIGHT = 200
_VIEW_HEIGHT = 72
_DAY_WIDTH = 216


@dataclass(frozen=True, slots=True)
class Typed:
    """What the fields say."""

    observed_on: date
    situation: str
    words: str
    behaviour: str
    impact: str
    ask: str
    next_step: str
    employee_view: str

    def onto(self, piece: Feedback) -> Feedback:
        """Return the piece with these parts."""
        return replace(
            piece,
            observed_on=self.observed_on,
            situation=self.situation,
            behaviour=self.behaviour,
            impact=self.impact,
            ask=self.ask,
            next_step=self.next_step,
            employee_view=self.employee_view,
        )


class FeedbackForm(Card):
    """`touched` follows each keystroke, `paused` comes 600 ms after the last one, `left` when the caret leaves.

    `due` comes while one types on without a pause: what is typed is to be kept within a second.
    """

    touched = Signal()
    paused = Signal()
    due = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.day = DayEdit()
        self.situation = QLineEdit()
        self.situation.setPlaceholderText(self.tr("A call, a shift, a meeting"))
        self.editor = Editor("", self.tr("What you saw or heard, as a camera would have it"))
        self.editor.setMinimumHeight(_EDITOR_HEIGHT)
        self.strip = DotStrip()
        self.behaviour, self.impact, self.ask, self.next_step = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.impact.setPlaceholderText(self.tr("For customers, colleagues or the work"))
        self.ask.setPlaceholderText(self.tr("How did it look from your side?"))
        self.next_step.setPlaceholderText(self.tr("Say what, and when the next chance is"))
        self.view = Editor("")
        self.view.setMinimumHeight(_VIEW_HEIGHT)
        self.view.setProperty("dense", "true")
        self._filling = False
        self._day_chosen = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._asked_about: list[QTextEdit.ExtraSelection] = []
        self._held_marks: list[QTextEdit.ExtraSelection] = []
        self._rows: list[QBoxLayout] = []
        self._lay_out()
        self._connect()

    def show_values(self, typed: Typed, *, day_chosen: bool) -> None:
        """Show kept values; nothing is emitted. `day_chosen` is False while the day is only proposed."""
        self._filling = True
        self._day_chosen = day_chosen
        self._behaviour_field.setVisible(bool(typed.behaviour))
        self.day.show_day(typed.observed_on)
        for line, text in zip(self._lines(), _parts(typed), strict=True):
            line.setText(text)
        self.editor.setPlainText(typed.words)
        self.view.setPlainText(typed.employee_view)
        self.unmark()
        self._filling = False
        self.stop_waiting()

    def typed(self) -> Typed:
        """Return what the fields say, trimmed but for the words of the big editor."""
        situation, behaviour, impact, ask, next_step = (line.text().strip() for line in self._lines())
        words, view = self.editor.toPlainText(), self.view.toPlainText().strip()
        return Typed(self.day.day(), situation, words, behaviour, impact, ask, next_step, view)

    def has_words(self) -> bool:
        """Tell whether any field holds a word."""
        typed = self.typed()
        return any(part.strip() for part in (*_parts(typed), typed.words, typed.employee_view))

    def day_counts(self) -> bool:
        """Tell whether the day was chosen, or stands beside words; before that it is only proposed."""
        return self._day_chosen or bool(self.editor.toPlainText().strip())

    def underline(self, parts: Sequence[Part], current: Part | None) -> None:
        """Underline softly what the coach asks about in the words, and set off the place one is at."""
        text = self.editor.toPlainText()
        spans = [part for part in parts if not part.field and part.start < part.end <= len(text)]
        self._asked_about = [_underlined(self.editor, part.start, part.end) for part in spans]
        for mark, part in zip(self._asked_about, spans, strict=True):
            if part == current:
                mark.format.setBackground(colour("prep_soft"))
        self._show_marks()

    def go_to(self, part: Part) -> None:
        """Put the caret behind a place, in the field that it stands in."""
        field = getattr(self, part.field) if part.field else None
        if isinstance(field, QLineEdit):
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.setCursorPosition(_units(field.text()[: part.end]))
            return
        caret = self.editor.textCursor()
        if part.end:
            caret.setPosition(min(_units(self.editor.toPlainText()[: part.end]), len(self.editor.toPlainText())))
        self.editor.setTextCursor(caret)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for_view(self, *, wanted: bool) -> None:
        """Show or hide the field for the person's own view."""
        self._view_field.setVisible(wanted)

    def stop_waiting(self) -> None:
        """Let `paused` not come for what was typed so far."""
        self._pause.stop()
        self._latest.stop()

    def mark(self, part: int, spans: Sequence[tuple[int, int]]) -> QWidget:
        """Underline places in one text and return its field; 0 is the big editor, then the filled parts in order."""
        if part == 0:
            self._held_marks = [_underlined(self.editor, start, end, held=True) for start, end in spans]
            self._show_marks()
            return self.editor
        filled = [line for line in self._lines() if line.text().strip()]
        if part > len(filled):
            self.view.setExtraSelections([_underlined(self.view, start, end, held=True) for start, end in spans])
            return self.view
        start, end = spans[0]
        line = filled[part - 1]
        line.setSelection(_units(line.text()[:start]), _units(line.text()[start:end]))
        return line

    def unmark(self) -> None:
        """Take the underlines of held words away."""
        self._held_marks = []
        self._show_marks()
        self.view.setExtraSelections([])

    def _show_marks(self) -> None:
        self.editor.setExtraSelections([*self._asked_about, *self._held_marks])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when the caret leaves a line or the day."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put fields below each other where the room is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < _STACK_UNDER
        for row in self._rows:
            row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _lay_out(self) -> None:
        day = Field(self.tr("When you saw it"), self.day)
        day.setMinimumWidth(_DAY_WIDTH)
        self._view_field = Field(self.tr("How they see it"), self.view)
        self.body.setSpacing(16)
        self._add_row(day, Field(self.tr("Where you both were"), self.situation), shares=(0, 1))
        self.body.addWidget(Field(self.tr("What happened"), self.editor), 1)
        self.body.addWidget(self.strip)
        self._behaviour_field = Field(self.tr("What one could see"), self.behaviour)
        self.body.addWidget(self._behaviour_field)
        self.body.addWidget(Field(self.tr("What it changed"), self.impact))
        self._add_row(
            Field(self.tr("What you could ask"), self.ask),
            Field(self.tr("What you would like next time"), self.next_step),
            shares=(1, 1),
        )
        self.body.addWidget(self._view_field)
        self._view_field.hide()

    def _add_row(self, *fields: Field, shares: tuple[int, int]) -> None:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(16)
        for field, share in zip(fields, shares, strict=True):
            row.addWidget(field, share)
        self._rows.append(row)
        self.body.addLayout(row)

    def _connect(self) -> None:
        for line in self._lines():
            line.textEdited.connect(self._on_field_changed)
            line.installEventFilter(self)
        for editor in (self.editor, self.view):
            editor.textChanged.connect(self._on_field_changed)
            editor.left.connect(self.left)
        self.day.dateChanged.connect(self._on_day_date_changed)
        self.day.installEventFilter(self)
        self._pause.timeout.connect(self._on_pause_timeout)
        self._latest.timeout.connect(self.due)

    def _lines(self) -> tuple[QLineEdit, ...]:
        """The one-line fields in the order in which their parts are kept."""
        return self.situation, self.behaviour, self.impact, self.ask, self.next_step

    def _on_day_date_changed(self) -> None:
        self._day_chosen = self._day_chosen or not self._filling
        self._on_field_changed()

    def _on_field_changed(self) -> None:
        if self._filling:
            return
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()
        self.touched.emit()

    def _on_pause_timeout(self) -> None:
        self._latest.stop()
        self.paused.emit()


def _parts(typed: Typed) -> tuple[str, ...]:
    return typed.situation, typed.behaviour, typed.impact, typed.ask, typed.next_step


def _underlined(editor: Editor, start: int, end: int, *, held: bool = False) -> QTextEdit.ExtraSelection:
    text = editor.toPlainText()
    cursor = QTextCursor(editor.document())
    cursor.setPosition(_units(text[:start]))
    cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    look.setUnderlineColor(colour("danger" if held else "prep"))
    if held:
        look.setForeground(colour("danger"))
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor
    mark.format = look
    return mark


def _units(text: str) -> int:
    """Return the length as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
