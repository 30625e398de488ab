"""The form with which a step of a path is made or changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from ldcoach.domain.gaps import PathStep
from ldcoach.domain.ids import GoalId, MeasureId, OutcomeId
from ldcoach.domain.kinds import ActionOwner, MeasureKind, PathKind
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import GapView
from ldcoach.ui.pages.chain_choice import NamedChoice
from ldcoach.ui.pages.days import DayEdit
from ldcoach.ui.pages.form_card import FormCard
from ldcoach.ui.pages.gap import words as gap_words
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import small

_USUAL = timedelta(days=14)
_WIDE, _NARROW = 360, 220


class StepForm(FormCard):
    """What kind of step, what will be done, who, by when, and by which early sign one would know."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("A step on the path"), "list-checks", self.tr("Add the step"))
        self._desk = desk
        self._view: GapView | None = None
        self._step: PathStep | None = None
        self.kind, self.owner, self.goal = QComboBox(), QComboBox(), QComboBox()
        self.words, self.unit = QLineEdit(), QLineEdit()
        self.due = DayEdit()
        self.caution = small("")
        self.measure = NamedChoice(
            self.tr("Early sign that it works"), self.tr("None yet"), self.tr("A new one"), self.tr("What is counted")
        )
        for box in (self.kind, self.goal):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._lay_out_fields()
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.measure.choice.currentIndexChanged.connect(self._show_unit)

    def begin_new(self, view: GapView, today: date) -> None:
        """Ask for a step; what fits the causes is offered first."""
        self._step = None
        self.title.setText(self.tr("A step on the path"))
        self.save.setText(self.tr("Add the step"))
        self._fill(view, today)
        self.words.clear()
        self.due.show_day(today + _USUAL)
        self.begin(self._keep, self.kind)

    def begin_edit(self, view: GapView, step: PathStep, today: date) -> None:
        """Show a step to change it."""
        self._step = step
        self.title.setText(self.tr("Change the step"))
        self.save.setText(self.tr("Keep the step"))
        self._fill(view, today)
        self.kind.setCurrentIndex(self.kind.findData(step.kind))
        self.owner.setCurrentIndex(self.owner.findData(step.owner))
        self.goal.setCurrentIndex(max(self.goal.findData(step.goal_id or ""), 0))
        self.measure.choice.setCurrentIndex(max(self.measure.choice.findData(step.measure_id or ""), 0))
        self.words.setText(step.description)
        self.due.set_earliest(min(today, step.due_on or today))
        self.due.show_day(step.due_on or today + _USUAL)
        self.begin(self._keep, self.words)

    def choose(self, kind: PathKind) -> None:
        """Choose a kind of step that is offered, and go on to its words."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, view: GapView, today: date) -> None:
        self._view = view
        called = view.person.called if view.person else ""
        ways, fitting = self._desk.gaps.diagnosis.ways, {offer.way.kind for offer in view.offers}
        self.kind.clear()
        kinds = [*self._desk.path.kinds(view.gap.id)]
        if self._step is not None and self._step.kind not in kinds:
            kinds.append(self._step.kind)
        for at, kind in enumerate(kinds):
            if at and kind not in fitting and kinds[at - 1] in fitting:
                self.kind.insertSeparator(self.kind.count())
            self.kind.addItem(ways[kind].label, kind)
        self.owner.clear()
        for owner, name in gap_words.owner_choices(called):
            self.owner.addItem(name, owner)
        self.goal.clear()
        self.goal.addItem(self.tr("No goal"), "")
        goals = self._desk.goals.lines(view.person.id if view.person else None)
        for line in goals:
            self.goal.addItem(line.title, line.goal_id)
        self.due.set_earliest(today)
        of_goals, outcome_id = {line.goal_id for line in goals}, view.gap.outcome_id
        measures = self._desk.goals.measures()
        near = [one for one in measures if one.goal_id in of_goals or (outcome_id and one.outcome_id == outcome_id)]
        self.measure.offer([(one.id, one.name) for one in near], None)
        self.unit.clear()
        self._show_kind()
        self._show_unit()

    def _lay_out_fields(self) -> None:
        self.words_field = Field(self.tr("What will be done"), self.words)
        self._unit_field = Field(self.tr("Its unit"), self.unit)
        self.fields.addWidget(Field(self.tr("&Kind of step"), self.kind))
        self.fields.addWidget(self.caution)
        self.fields.addWidget(self.words_field)
        flow = Flow()
        parts = (
            (Field(self.tr("Who"), self.owner), _NARROW),
            (Field(self.tr("By"), self.due), _NARROW),
            (Field(self.tr("Goal it serves"), self.goal), _WIDE),
        )
        for field, width in parts:
            field.setFixedWidth(width)
            flow.add(field)
        self.fields.addWidget(flow)
        self.fields.addWidget(self.measure)
        self.fields.addWidget(self._unit_field)

    def _show_kind(self) -> None:
        if self._view is None or self.kind.currentData() is None:
            return
        kind = PathKind(self.kind.currentData())
        offer = next((one for one in self._view.offers if one.way.kind is kind), None)
        self.words_field.show_hint(self._desk.gaps.diagnosis.ways[kind].hint)
        cautious = offer is not None and offer.caution
        around = self.tr("It will not last while what is around the work is unsolved. Begin with that.")
        self.caution.setText(around if cautious else "")
        self.caution.setVisible(cautious)
        if offer is not None:
            self.measure.name.setPlaceholderText(offer.cause.lead)
        if self._step is None:
            owner = offer.cause.owner if offer is not None else ActionOwner.MANAGER
            self.owner.setCurrentIndex(self.owner.findData(owner))

    def _show_unit(self) -> None:
        self._unit_field.setVisible(self.measure.is_new)

    def _keep(self, about_work: Collection[str]) -> Change:
        if self._view is None:
            message = "no gap was opened"
            raise RuntimeError(message)
        if not self.words.text().strip():
            raise UnfitInput(self.tr("A step needs a few words. Nothing was saved; say what will be done."))
        kind, owner = PathKind(self.kind.currentData()), ActionOwner(self.owner.currentData())
        goal_id = GoalId(self.goal.currentData()) if self.goal.currentData() else None
        measure_id, words, due_on = self._measure(goal_id), self.words.text(), self.due.day()
        if self._step is None:
            return self._desk.path.add(
                self._view.gap.id,
                kind,
                words,
                owner,
                due_on,
                measure_id=measure_id,
                goal_id=goal_id,
                about_work=about_work,
            )
        changed = replace(
            self._step,
            kind=kind,
            description=words,
            owner=owner,
            due_on=due_on,
            measure_id=measure_id,
            goal_id=goal_id,
        )
        return self._desk.path.edit(changed, about_work=about_work)

    def _measure(self, goal_id: GoalId | None) -> MeasureId | None:
        """Return the early sign that is chosen; a new one is added first, to the result or else to the goal."""
        if self.measure.is_new and not self.measure.key():
            outcome_id = self._view.gap.outcome_id if self._view else None
            if outcome_id is None and goal_id is None:
                sentence = self.tr("A measure belongs to a result or a goal. Nothing was saved; choose a goal first.")
                raise UnfitInput(sentence)
            self.measure.remember(self._new_measure(outcome_id, goal_id))
        return MeasureId(self.measure.key()) if self.measure.key() else None

    def _new_measure(self, outcome_id: OutcomeId | None, goal_id: GoalId | None) -> str:
        return self._desk.goals.add_measure(
            self.measure.new_name(),
            self.unit.text(),
            outcome_id=outcome_id,
            goal_id=None if outcome_id else goal_id,
            kind=MeasureKind.LEADING,
        ).created
