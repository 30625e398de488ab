"""The forms of practice towards a goal: a plan for an obstacle, learning, and learning used at work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit

from ldcoach.domain.goals import IfThenPlan, Learning
from ldcoach.domain.ids import PersonId
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import GoalView
from ldcoach.ui.pages import goal_words
from ldcoach.ui.pages.days import DayEdit, OptionalDay
from ldcoach.ui.pages.goal.acts import ThreadForm
from ldcoach.ui.widgets.buttons import quiet
from ldcoach.ui.widgets.editor import Editor
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import muted

_EDITOR_HEIGHT = 80


class PlanForm(ThreadForm):
    """When the obstacle turns up, then what is done: a plan to make or to change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.goals, self.tr("Plan for the obstacle"), "repeat", self.tr("Keep the plan"))
        self._plans = desk.plans
        self._plan: IfThenPlan | None = None
        self.wish, self.obstacle, self.cue, self.response = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.cue.setPlaceholderText(self.tr("the bell rings and a fault is still open"))
        self.response.setPlaceholderText(self.tr("I write the card before I wash my hands"))
        self.remove = quiet(self.tr("Take this plan away"), "trash-2")
        for label, line in (
            (self.tr("What is hoped for"), self.wish),
            (self.tr("What is the likeliest obstacle"), self.obstacle),
            (self.tr("When this happens …"), self.cue),
            (self.tr("… then I do this"), self.response),
        ):
            self.fields.addWidget(Field(label, line))
        self.fields.addWidget(self.remove)
        self.remove.clicked.connect(self._on_remove_clicked)

    def open(self, view: GoalView, today: date) -> None:
        """Ask for a new plan."""
        self.open_plan(view, today, None)

    def open_plan(self, view: GoalView, today: date, plan: IfThenPlan | None) -> None:  # noqa: ARG002  # as others
        """Ask for a plan, or show one to change."""
        self._view, self._plan = view, plan
        self.wish.setText(plan.wish if plan else "")
        self.obstacle.setText(plan.obstacle if plan else "")
        self.cue.setText(plan.if_cue if plan else "")
        self.response.setText(plan.then_response if plan else "")
        self.remove.setVisible(plan is not None)
        self.begin(self._keep, self.cue if plan else self.wish)

    def _keep(self, about_work: Collection[str]) -> Change:
        wish, obstacle = self.wish.text(), self.obstacle.text()
        cue, response = self.cue.text(), self.response.text()
        if self._plan is None:
            goal_id = self.view.goal.id
            return self._plans.add(goal_id, cue, response, wish=wish, obstacle=obstacle, about_work=about_work)
        changed = replace(self._plan, wish=wish, obstacle=obstacle, if_cue=cue, then_response=response)
        return self._plans.edit(changed, about_work=about_work)

    def _on_remove_clicked(self) -> None:
        plan = self._plan
        if plan is not None:
            self.begin(lambda _: self._plans.remove(plan.id), self.remove)
            self.attempt()


class LearningForm(ThreadForm):
    """A course, a book, shadowing or practice for the goal."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.goals, self.tr("Add learning"), "book-open", self.tr("Add it to the goal"))
        self._learning = desk.learning
        self.name = QLineEdit()
        self.kind = QComboBox()
        for key, words in goal_words.learning_choices():
            self.kind.addItem(words, key)
        self.provider = QLineEdit()
        self.started = OptionalDay(self.tr("Not begun yet"))
        flow = Flow()
        for field, width in (
            (Field(self.tr("What kind"), self.kind), 220),
            (Field(self.tr("With whom or where from"), self.provider), 260),
            (Field(self.tr("Begun on"), self.started), 220),
        ):
            field.setFixedWidth(width)
            flow.add(field)
        self.fields.addWidget(Field(self.tr("What is learned, and how"), self.name))
        self.fields.addWidget(flow)
        remark = self.tr("Having gone through it is where it starts. What counts is its use at work.")
        self.fields.addWidget(muted(remark))

    def open(self, view: GoalView, today: date) -> None:
        """Ask for learning."""
        self._view = view
        self.name.clear()
        self.provider.clear()
        self.kind.setCurrentIndex(0)
        self.started.set_latest(today)
        self.started.begin(date(today.year - 10, 1, 1), None)
        self.begin(self._keep, self.name)

    def _keep(self, about_work: Collection[str]) -> Change:
        return self._learning.add(
            PersonId(self.view.person.id),
            self.name.text(),
            kind=str(self.kind.currentData()),
            provider=self.provider.text(),
            goal_id=self.view.goal.id,
            started_on=self.started.chosen(),
            about_work=about_work,
        )


class AppliedForm(ThreadForm):
    """Learning used at work: when, and what was seen, which is evidence."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.goals, self.tr("Used at work"), "book-open", self.tr("Keep as evidence"))
        self._learning = desk.learning
        self._one: Learning | None = None
        self.what = muted("")
        self.day = DayEdit()
        self.words = Editor("", self.tr("What was done differently, and who saw it?"))
        self.words.setProperty("dense", "true")
        self.words.setFixedHeight(_EDITOR_HEIGHT)
        self.fields.addWidget(self.what)
        self.fields.addWidget(Field(self.tr("Day"), self.day))
        self.fields.addWidget(Field(self.tr("What was seen"), self.words))

    def open(self, view: GoalView, today: date) -> None:
        """Ask about the learning that was added last."""
        self.open_learning(view, today, view.learning[-1])

    def open_learning(self, view: GoalView, today: date, one: Learning) -> None:
        """Ask about one learning."""
        self._view, self._one = view, one
        self.what.setText(one.title)
        self.day.set_latest(today)
        self.day.show_day(one.applied_on or today)
        self.words.clear()
        self.begin(self._keep, self.words)

    def _keep(self, about_work: Collection[str]) -> Change:
        if self._one is None:
            message = "no learning was opened"
            raise RuntimeError(message)
        words = self.words.toPlainText()
        return self._learning.apply(self._one.id, self.day.day(), words, about_work=about_work)
