"""The small forms of a goal's thread: a reading, evidence, an outcome, a priority."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from ldcoach.domain.goals import Goal, Measure, Outcome, Reading
from ldcoach.domain.ids import MeasureId
from ldcoach.domain.kinds import EvidenceKind, MeasureKind, Polarity
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.goal_book import GoalBook
from ldcoach.services.views import GoalView
from ldcoach.ui.pages import goal_words
from ldcoach.ui.pages.chain_choice import NamedChoice, OutcomeChoice, PriorityChoice
from ldcoach.ui.pages.days import DayEdit
from ldcoach.ui.pages.form_card import FormCard
from ldcoach.ui.pages.numbers import amount_in
from ldcoach.ui.widgets.editor import Editor
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.flow import Flow

_EDITOR_HEIGHT = 80


class ThreadForm(FormCard):
    """A form about one goal."""

    def __init__(self, book: GoalBook, title: str, icon: str, act: str, *, can_confirm: bool = False) -> None:
        super().__init__(title, icon, act, can_confirm=can_confirm)
        self.book = book
        self._view: GoalView | None = None

    @property
    def view(self) -> GoalView:
        """The goal that the form is about."""
        if self._view is None:
            message = "no goal was opened"
            raise RuntimeError(message)
        return self._view

    def open(self, view: GoalView, today: date) -> None:
        """Ask about a goal."""
        raise NotImplementedError


class ReadingForm(ThreadForm):
    """A dated value of a measure; the first one names the measure too."""

    def __init__(self, book: GoalBook) -> None:
        super().__init__(book, self.tr("Add a reading"), "chart-line", self.tr("Keep the reading"))
        self.measure = NamedChoice(
            self.tr("Measure"), self.tr("Choose one"), self.tr("A new measure"), self.tr("What is counted")
        )
        self.unit = QLineEdit()
        self.unit.setPlaceholderText(self.tr("stops a week"))
        self.better = QComboBox()
        self.better.addItem(self.tr("More is better"), Polarity.HIGHER_IS_BETTER)
        self.better.addItem(self.tr("Less is better"), Polarity.LOWER_IS_BETTER)
        self.better.addItem(self.tr("Within a range"), Polarity.IN_RANGE)
        self.lowest, self.highest = QLineEdit(), QLineEdit()
        self.kind = QComboBox()
        self.kind.addItem(self.tr("The result itself"), MeasureKind.LAGGING)
        self.kind.addItem(self.tr("An early sign, within reach"), MeasureKind.LEADING)
        self.source = QLineEdit()
        self.source.setPlaceholderText(self.tr("the shift lead counts on Fridays"))
        self.day = DayEdit()
        self.value = QLineEdit()
        self._lower_field, self._upper_field = Field(self.tr("From"), self.lowest), Field(self.tr("To"), self.highest)
        self._new_fields = (
            (Field(self.tr("Unit"), self.unit), 200),
            (Field(self.tr("Which way is better"), self.better), 200),
            (self._lower_field, 100),
            (self._upper_field, 100),
            (Field(self.tr("What it shows"), self.kind), 260),
            (Field(self.tr("Who or what tells it"), self.source), 260),
        )
        flow = Flow()
        for field, width in (
            *self._new_fields,
            (Field(self.tr("Day"), self.day), 220),
            (Field(self.tr("Value"), self.value), 140),
        ):
            field.setFixedWidth(width)
            flow.add(field)
        self.fields.addWidget(self.measure)
        self.fields.addWidget(flow)
        self.measure.choice.currentIndexChanged.connect(self._on_measure_changed)
        self.better.currentIndexChanged.connect(self._on_measure_changed)

    def open(self, view: GoalView, today: date) -> None:
        """Ask for a reading of the goal's measure."""
        self._view = view
        self.measure.offer([(one.id, one.name) for one in view.measures], view.measure.id if view.measure else None)
        if view.measure is None:
            self.measure.choose_new()
        self._on_measure_changed()
        self.day.set_latest(today)
        self.day.show_day(today)
        for line in (self.value, self.unit, self.source, self.lowest, self.highest):
            line.clear()
        self.begin(self._keep, self.value if view.measure else self.measure.name)

    def _keep(self, about_work: Collection[str]) -> Change:  # noqa: ARG002  # names cannot be confirmed
        value = amount_in(self.value.text())
        if self.measure.is_new and not self.measure.key():
            self.measure.remember(self._new_measure())
        if not self.measure.key():
            raise UnfitInput(self.tr("Choose what was measured. Nothing was saved."))
        self.book.add_reading(MeasureId(self.measure.key()), value, on=self.day.day())
        return Change.of(Reading, Measure, Goal, person=self.view.person.id)

    def _new_measure(self) -> str:
        kind = MeasureKind(self.kind.currentData())
        # An early sign is one's own; the result belongs to the outcome where there is one.
        outcome = self.view.outcome if kind is MeasureKind.LAGGING else None
        ranged = Polarity(self.better.currentData()) is Polarity.IN_RANGE
        change = self.book.add_measure(
            self.measure.new_name(),
            self.unit.text(),
            outcome_id=outcome.id if outcome else None,
            goal_id=None if outcome else self.view.goal.id,
            polarity=Polarity(self.better.currentData()),
            lower=amount_in(self.lowest.text()) if ranged else None,
            upper=amount_in(self.highest.text()) if ranged else None,
            kind=kind,
            data_source=self.source.text(),
        )
        return change.created

    def _on_measure_changed(self) -> None:
        for field, _ in self._new_fields:
            field.setVisible(self.measure.is_new)
        ranged = self.measure.is_new and Polarity(self.better.currentData()) is Polarity.IN_RANGE
        self._lower_field.setVisible(ranged)
        self._upper_field.setVisible(ranged)


class EvidenceForm(ThreadForm):
    """Something dated that shows the behaviour or the result."""

    def __init__(self, book: GoalBook) -> None:
        super().__init__(book, self.tr("Add evidence"), "eye", self.tr("Keep the evidence"))
        self.kind = QComboBox()
        for kind in goal_words.EVIDENCE_CHOICES:
            self.kind.addItem(goal_words.evidence_words(kind), kind)
        self.day = DayEdit()
        self.words = Editor("", self.tr("What shows that it changed? Somebody’s words go in as they were said."))
        self.words.setProperty("dense", "true")
        self.words.setFixedHeight(_EDITOR_HEIGHT)
        self.agreed = QCheckBox("")
        flow = Flow()
        for field, width in ((Field(self.tr("What it is"), self.kind), 320), (Field(self.tr("Day"), self.day), 220)):
            field.setFixedWidth(width)
            flow.add(field)
        self.fields.addWidget(flow)
        self.fields.addWidget(Field(self.tr("What it shows"), self.words))
        self.fields.addWidget(self.agreed)

    def open(self, view: GoalView, today: date) -> None:
        """Ask for evidence of the goal."""
        self._view = view
        self.agreed.setText(self.tr("{name} agrees that it stands here").format(name=view.person.called))
        self.agreed.setChecked(False)
        self.words.clear()
        self.day.set_latest(today)
        self.day.show_day(today)
        self.begin(self._keep, self.words)

    def _keep(self, about_work: Collection[str]) -> Change:  # noqa: ARG002  # the service takes none
        return self.book.add_evidence(
            self.view.goal.id,
            EvidenceKind(self.kind.currentData()),
            self.words.toPlainText(),
            on=self.day.day(),
            agreed=self.agreed.isChecked(),
        )


class OutcomeForm(ThreadForm):
    """Ties the goal to an outcome that is there, or to a new one."""

    def __init__(self, book: GoalBook) -> None:
        super().__init__(book, self.tr("Which outcome would move if this works?"), "link", self.tr("Link it"))
        self.outcome = OutcomeChoice()
        self.fields.addWidget(self.outcome)

    def open(self, view: GoalView, today: date) -> None:  # noqa: ARG002  # every form opens alike
        """Ask for the goal's outcome."""
        self._view = view
        self.outcome.begin(self.book, view.goal.outcome_id)
        self.begin(self._keep, self.outcome.choice)

    def _keep(self, about_work: Collection[str]) -> Change:  # noqa: ARG002  # names cannot be confirmed
        change = self.book.link(self.view.goal.id, self.outcome.settle(self.book))
        return Change(change.kinds | {Outcome}, change.people)


class PriorityForm(ThreadForm):
    """Says which priority the goal's outcome serves."""

    def __init__(self, book: GoalBook) -> None:
        super().__init__(book, self.tr("Which priority does this outcome serve?"), "flag", self.tr("Tie it"))
        self.priority = PriorityChoice()
        self.fields.addWidget(self.priority)

    def open(self, view: GoalView, today: date) -> None:  # noqa: ARG002  # every form opens alike
        """Ask for the outcome's priority."""
        self._view = view
        self.priority.begin(self.book, view.outcome.priority_id if view.outcome else None)
        self.begin(self._keep, self.priority.choice)

    def _keep(self, about_work: Collection[str]) -> Change:  # noqa: ARG002  # names cannot be confirmed
        if self.view.outcome is None:
            raise UnfitInput(self.tr("There is no outcome yet. Nothing was saved; link one first."))
        return self.book.serve(self.view.outcome.id, self.priority.settle(self.book))
