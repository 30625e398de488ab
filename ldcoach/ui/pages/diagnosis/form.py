"""The form that describes a gap before anything is asked about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit

from ldcoach.domain.ids import GapId, PersonId
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import GapView, PersonLine
from ldcoach.ui.pages.chain_choice import OutcomeChoice
from ldcoach.ui.pages.form_card import FormCard
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import label, small
from ldcoach.ui.widgets.segmented import Segmented

_TOGETHER, _ALONE = "together", "alone"


class GapForm(FormCard):
    """Whose work, what is and what was wanted, two dated examples, the result it touches, and who answers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("What is the gap?"), "unlink", self.tr("Begin with the questions"))
        self._desk = desk
        self._gap_id = GapId("")
        self._more: tuple[str, ...] = ()
        self.person = QComboBox()
        self.statement, self.first, self.second = QLineEdit(), QLineEdit(), QLineEdit()
        self.outcome = OutcomeChoice()
        choices = [
            (_TOGETHER, self.tr("The two of us"), "users"),
            (_ALONE, self.tr("I think it through first"), "user"),
        ]
        self.who = Segmented(self.tr("Who answers"), choices)
        self.lane = small("")
        self._lay_out_fields()
        self.who.chosen.connect(self._show_lane)

    def begin_new(self, people: Sequence[PersonLine], person_id: str) -> None:
        """Ask for a new gap in the work of one of these people."""
        self._gap_id = GapId("")
        self._head(self.tr("What is the gap?"), self.tr("Begin with the questions"))
        self._person_field.show()
        self.person.clear()
        self.person.setPlaceholderText(self.tr("Choose a person"))
        for line in people:
            self.person.addItem(line.name, line.person_id)
        self.person.setCurrentIndex(0 if len(people) == 1 else self.person.findData(person_id))
        for line_edit in (self.statement, self.first, self.second):
            line_edit.clear()
        self.outcome.begin(self._desk.goals, None)
        self.who.choose(_TOGETHER)
        self._show_lane()
        self.begin(self._add, self.statement if self.person.currentIndex() >= 0 else self.person)

    def begin_edit(self, view: GapView) -> None:
        """Show a gap to describe it anew."""
        self._gap_id = view.gap.id
        self._head(self.tr("Describe the gap"), self.tr("Keep the description"))
        self._person_field.hide()
        self.statement.setText(view.gap.statement)
        examples = (*view.gap.examples, "", "")
        self.first.setText(examples[0])
        self.second.setText(examples[1])
        self._more = view.gap.examples[2:]
        self.outcome.begin(self._desk.goals, view.gap.outcome_id)
        self.who.choose(_TOGETHER if view.together else _ALONE)
        # What both know already cannot become a thought of one of them again.
        self.who.setEnabled(not view.together)
        self._show_lane()
        self.begin(self._edit, self.statement)

    def _head(self, title: str, act: str) -> None:
        self._more = ()
        self.who.setEnabled(True)
        self.title.setText(title)
        self.save.setText(act)

    def _lay_out_fields(self) -> None:
        self._person_field = Field(self.tr("&Whose work"), self.person)
        self.statement.setPlaceholderText(self.tr("9 incomplete samples a week, 2 wanted"))
        self.first.setPlaceholderText(self.tr("12 November: three of nine came before the sheet"))
        self.fields.addWidget(self._person_field)
        hint = self.tr("The work, not the person: what one would see or count.")
        self.fields.addWidget(Field(self.tr("What is, and what was wanted"), self.statement, hint))
        self.fields.addWidget(Field(self.tr("An example, with its day"), self.first))
        self.fields.addWidget(Field(self.tr("Another example"), self.second))
        self.fields.addWidget(self.outcome)
        self.fields.addWidget(label(self.tr("Who answers the questions"), "label"))
        self.fields.addWidget(self.who)
        self.fields.addWidget(self.lane)

    def _show_lane(self) -> None:
        together = self.who.key() == _TOGETHER
        shared = self.tr("What you write is shared between the two of you.")
        alone = self.tr("A guess so far, so it is kept as a prep note. It may be disclosed on an access request.")
        self.lane.setText(shared if together else alone)

    def _examples(self) -> tuple[str, ...]:
        return (self.first.text(), self.second.text(), *self._more)

    def _add(self, about_work: Collection[str]) -> Change:
        if self.person.currentIndex() < 0:
            raise UnfitInput(self.tr("Choose whose work it is about. What you wrote is still here."))
        self._require_statement()
        return self._desk.gaps.begin(
            PersonId(self.person.currentData()),
            self.statement.text(),
            examples=self._examples(),
            outcome_id=self.outcome.settle(self._desk.goals),
            together=self.who.key() == _TOGETHER,
            about_work=about_work,
        )

    def _edit(self, about_work: Collection[str]) -> Change:
        self._require_statement()
        return self._desk.gaps.describe(
            self._gap_id,
            self.statement.text(),
            examples=self._examples(),
            outcome_id=self.outcome.settle(self._desk.goals),
            together=self.who.key() == _TOGETHER,
            about_work=about_work,
        )

    def _require_statement(self) -> None:
        """Refuse before a new outcome is made for a gap that cannot be kept."""
        if not self.statement.text().strip():
            raise UnfitInput(self.tr("A gap needs a few words. Nothing was saved; say what is and what was wanted."))
