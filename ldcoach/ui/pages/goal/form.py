"""The form with which a goal is made or changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QWidget

from ldcoach.domain.goals import Goal
from ldcoach.domain.ids import GoalId, OutcomeId, PersonId
from ldcoach.domain.kinds import GoalKind, GoalStatus
from ldcoach.domain.numerals import in_digits
from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.goal_book import GoalBook
from ldcoach.services.goal_coach import GoalCoach
from ldcoach.services.views import PersonLine
from ldcoach.ui.file_door import FileDoor
from ldcoach.ui.pages import goal_words
from ldcoach.ui.pages.chain_choice import OutcomeChoice
from ldcoach.ui.pages.close.sure_card import SureChoice
from ldcoach.ui.pages.days import OptionalDay
from ldcoach.ui.pages.form_card import FormCard
from ldcoach.ui.pages.goal.questions import GoalQuestions
from ldcoach.ui.pages.numbers import amount_in
from ldcoach.ui.widgets.editor import Editor
from ldcoach.ui.widgets.field import Field

_STACK_UNDER = 560
_EDITOR_HEIGHT = 80
_PAUSE_MS = 600
"""The coach looks once typing has stopped for so long."""
_COMING = "coming"
"""Stands for an outcome that is named in the form and not kept yet."""


@dataclass(frozen=True, slots=True)
class FilledGoal:
    """What was filled in."""

    title: str
    kind: GoalKind
    critical_behaviour: str
    why_it_matters: str
    target_value: float | None
    target_on: date | None
    confidence: int | None

    def fields(self) -> dict[str, Any]:
        """Return the values by the names that the record uses."""
        return {name: getattr(self, name) for name in self.__slots__}


class GoalForm(FormCard):
    """Whose goal, what it is, what one would see, and what it hangs on."""

    def __init__(self, book: GoalBook, coach: GoalCoach, files: FileDoor) -> None:
        """`files` runs the coach beside the window."""
        super().__init__(self.tr("A new goal"), "target", self.tr("Add the goal"))
        self._book, self._coach, self._files = book, coach, files
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self.questions = GoalQuestions(coach.examples())
        self._goal: Goal | None = None
        self._rows: list[QBoxLayout] = []
        self.person, self.kind, self.status = QComboBox(), QComboBox(), QComboBox()
        self.goal_title, self.why, self.target = QLineEdit(), QLineEdit(), QLineEdit()
        self.behaviour = Editor("", self.tr("One line for each thing that a colleague would notice"))
        self.behaviour.setProperty("dense", "true")
        self.behaviour.setFixedHeight(_EDITOR_HEIGHT)
        self.target_on = OptionalDay(self.tr("No date"))
        self.outcome = OutcomeChoice()
        self.confidence = SureChoice()
        for kind in GoalKind:
            self.kind.addItem(goal_words.kind_words(kind), kind)
        for status in GoalStatus:
            self.status.addItem(goal_words.status_words(status), status)
        self._lay_out_fields()
        self._listen()

    def begin_new(self, people: Sequence[PersonLine], person_id: str, today: date) -> None:
        """Ask for a new goal of one of these people."""
        self._goal = None
        self.head_line(self.tr("A new goal"), self.tr("Add the goal"))
        self.person.clear()
        self.person.setPlaceholderText(self.tr("Choose a person"))
        for line in people:
            self.person.addItem(line.name, line.person_id)
        self.person.setCurrentIndex(0 if len(people) == 1 else self.person.findData(person_id))
        self._fill(Goal(id=GoalId(""), person_id=PersonId(person_id), title=""), today)
        chosen = self.person.currentIndex() >= 0
        self.questions.forget()
        self.begin(self._add, self.goal_title if chosen else self.person)

    def begin_edit(self, goal: Goal, today: date) -> None:
        """Show a goal to change."""
        self._goal = goal
        self.head_line(self.tr("Change the goal"), self.tr("Keep the changes"))
        self._fill(goal, today)
        self.questions.forget()
        self.begin(self._edit, self.goal_title)
        self._pause.start()

    def head_line(self, title: str, act: str) -> None:
        """Show what the form is for."""
        self.title.setText(title)
        self.save.setText(act)

    def values(self) -> FilledGoal:
        """Return what is filled in.

        Raises:
            UnfitInput: the target is no number.
        """
        return FilledGoal(
            title=self.goal_title.text(),
            kind=GoalKind(self.kind.currentData()),
            critical_behaviour=self.behaviour.toPlainText().strip(),
            why_it_matters=self.why.text().strip(),
            target_value=amount_in(self.target.text()) if self.target.text().strip() else None,
            target_on=self.target_on.chosen(),
            confidence=self.confidence.value(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put fields below each other where the room is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < _STACK_UNDER
        for row in self._rows:
            row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _fill(self, goal: Goal, today: date) -> None:
        self._person_field.setVisible(self._goal is None)
        self._status_field.setVisible(self._goal is not None)
        self.goal_title.setText(goal.title)
        self.why.setText(goal.why_it_matters)
        self.behaviour.setPlainText(goal.critical_behaviour)
        self.kind.setCurrentIndex(self.kind.findData(goal.kind))
        self.status.setCurrentIndex(self.status.findData(goal.status))
        self.target.setText("" if goal.target_value is None else in_digits(goal.target_value))
        self.target_on.begin(today, goal.target_on)
        self.confidence.show_value(goal.confidence)
        self.outcome.begin(self._book, goal.outcome_id)

    def _listen(self) -> None:
        for line in (self.goal_title, self.why, self.target):
            line.textChanged.connect(self._on_typed)
        self.behaviour.textChanged.connect(self._on_typed)
        for choice in (self.person, self.kind, self.outcome.choice):
            choice.currentIndexChanged.connect(self._on_typed)
        self.target_on.dateChanged.connect(self._on_typed)
        self._pause.timeout.connect(self._on_pause_timeout)

    def _draft(self) -> Goal | None:
        """Return the goal as it stands in the fields, or None while there is nothing to ask about."""
        before = self._goal or Goal(id=GoalId(""), person_id=PersonId(str(self.person.currentData() or "")), title="")
        try:
            values = self.values()
        except UnfitInput:
            return None
        chosen = OutcomeId(self.outcome.key()) if self.outcome.key() else None
        if self.outcome.is_new and self.outcome.name.text().strip():
            chosen = OutcomeId(_COMING)
        return replace(before, outcome_id=chosen, **values.fields()) if values.title.strip() else None

    def _on_typed(self) -> None:
        if not self.isHidden():
            self._pause.start()

    def _on_pause_timeout(self) -> None:
        draft = self._draft()
        if self.isHidden() or draft is None:
            self.questions.forget()
        elif self._files.busy:
            self._pause.start()
        else:
            self._files.run(partial(self._coach.questions_now, draft), self.questions.show_asked, self._on_coach_failed)

    def _on_coach_failed(self, error: LDCoachError) -> None:
        self.notice.say("error", str(error))

    def _lay_out_fields(self) -> None:
        self._person_field = Field(self.tr("&Whose goal"), self.person)
        self._status_field = Field(self.tr("Where it stands"), self.status)
        self.fields.addWidget(self._person_field)
        self.fields.addWidget(Field(self.tr("Goal, in their words"), self.goal_title))
        self.fields.addWidget(Field(self.tr("What one would see"), self.behaviour))
        self.fields.addWidget(Field(self.tr("Why it matters to them"), self.why))
        self.fields.addWidget(self.outcome)
        self._add_row(
            Field(self.tr("Kind of goal"), self.kind),
            Field(self.tr("How confident they are"), self.confidence),
            self._status_field,
        )
        self._add_row(
            Field(self.tr("Target, as a number"), self.target, self.tr("In the unit of the measure.")),
            Field(self.tr("By when"), self.target_on),
        )
        self.fields.addWidget(self.questions)

    def _add_row(self, *fields: QWidget) -> None:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(16)
        for field in fields:
            row.addWidget(field, 1)
        self._rows.append(row)
        self.fields.addLayout(row)

    def _add(self, about_work: Collection[str]) -> Change:
        if self.person.currentIndex() < 0:
            raise UnfitInput(self.tr("Choose whose goal it is. What you wrote is still here."))
        values = self._checked()
        person_id = PersonId(self.person.currentData())
        return self._book.add(person_id, outcome_id=self._outcome(), about_work=about_work, **values.fields())

    def _edit(self, about_work: Collection[str]) -> Change:
        values = self._checked()
        if self._goal is None:
            message = "no goal was opened"
            raise RuntimeError(message)
        status = GoalStatus(self.status.currentData())
        goal = replace(self._goal, status=status, outcome_id=self._outcome(), **values.fields())
        return self._book.edit(goal, about_work=about_work)

    def _checked(self) -> FilledGoal:
        values = self.values()
        if not values.title.strip():
            raise UnfitInput(self.tr("A goal needs a few words. Nothing was saved; say what it is."))
        return values

    def _outcome(self) -> OutcomeId | None:
        return self.outcome.settle(self._book)
