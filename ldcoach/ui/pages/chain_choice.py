"""Choices of a priority and an outcome, each with a way to name a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ldcoach.domain.ids import OutcomeId, PriorityId
from ldcoach.errors import UnfitInput
from ldcoach.services.goal_book import GoalBook
from ldcoach.ui.widgets.field import Field

_NEW = "new"


class NamedChoice(QWidget):
    """None, one of those that are there, or a new one with its name."""

    def __init__(self, label: str, none: str, new: str, name: str) -> None:
        super().__init__()
        self._none = none
        self._new = new
        self._made: dict[str, str] = {}
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.name = QLineEdit()
        self.name_field = Field(name, self.name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(Field(label, self.choice))
        self.column.addWidget(self.name_field)
        self.choice.currentIndexChanged.connect(self._on_choice_current_index_changed)

    def offer(self, options: Sequence[tuple[str, str]], chosen: str | None) -> None:
        """Offer ids with names, and show one of them or none."""
        self._made.clear()
        self.name.clear()
        self.choice.clear()
        self.choice.addItem(self._none, "")
        for key, name in options:
            self.choice.addItem(name, key)
        self.choice.addItem(self._new, _NEW)
        self.choice.setCurrentIndex(max(self.choice.findData(chosen or ""), 0))

    def choose_new(self) -> None:
        """Show the field for a new name."""
        self.choice.setCurrentIndex(self.choice.findData(_NEW))

    @property
    def is_new(self) -> bool:
        """Whether a new one is to be named."""
        return bool(self.choice.currentData() == _NEW)

    def key(self) -> str:
        """Return the id that is chosen, also of one that was made here, or nothing."""
        if self.is_new:
            return self._made.get(self.new_name(), "")
        return str(self.choice.currentData() or "")

    def new_name(self) -> str:
        """Return the new name.

        Raises:
            UnfitInput: it is missing.
        """
        name = " ".join(self.name.text().split())
        if not name:
            raise UnfitInput(self.tr("A name is missing. Nothing was saved; write a few words."))
        return name

    def remember(self, key: str) -> None:
        """Take note of what was made under the new name, so that a second try does not make it twice."""
        self._made[self.new_name()] = key

    def _on_choice_current_index_changed(self) -> None:
        self.name_field.setVisible(self.is_new)


class PriorityChoice(NamedChoice):
    """The priority that an outcome serves."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Priority it serves"),
            self.tr("None yet"),
            self.tr("A new priority"),
            self.tr("What the organisation is trying to do"),
        )

    def begin(self, book: GoalBook, chosen: PriorityId | None) -> None:
        """Offer the priorities of the record."""
        self.offer([(one.id, one.name) for one in book.priorities()], chosen)

    def settle(self, book: GoalBook) -> PriorityId | None:
        """Return the priority that is chosen; a new one is added first."""
        if self.is_new and not self.key():
            self.remember(book.add_priority(self.new_name()).created)
        return PriorityId(self.key()) if self.key() else None


class OutcomeChoice(NamedChoice):
    """The outcome that a goal hangs on; a new one can serve a priority at once."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Outcome it should move"),
            self.tr("Not linked yet"),
            self.tr("A new outcome"),
            self.tr("A result that someone outside would notice"),
        )
        self.priority = PriorityChoice()
        self.column.addWidget(self.priority)
        self.priority.hide()

    def begin(self, book: GoalBook, chosen: OutcomeId | None) -> None:
        """Offer the outcomes of the record."""
        self.priority.begin(book, None)
        self.offer([(one.id, one.name) for one in book.outcomes()], chosen)

    def settle(self, book: GoalBook) -> OutcomeId | None:
        """Return the outcome that is chosen; a new one is added first, then what it serves."""
        if self.is_new and not self.key():
            self.remember(book.add_outcome(self.new_name()).created)
        outcome_id = OutcomeId(self.key()) if self.key() else None
        if self.is_new and outcome_id:
            book.serve(outcome_id, self.priority.settle(book))
        return outcome_id

    def _on_choice_current_index_changed(self) -> None:
        super()._on_choice_current_index_changed()
        self.priority.setVisible(self.is_new)
