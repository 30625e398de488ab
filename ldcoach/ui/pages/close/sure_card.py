"""How sure somebody says they are of their goals: their own number, asked once, if they want to give one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from ldcoach.domain.goals import CONFIDENCE
from ldcoach.services.views import Sureness
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import muted


class SureChoice(QComboBox):
    """A number from 0 to 10, or that they have not said."""

    def __init__(self) -> None:
        super().__init__()
        self.addItem(self.tr("They have not said"), None)
        for step in CONFIDENCE:
            self.addItem(self.tr("{step} of {most}").format(step=step, most=CONFIDENCE[-1]), step)

    def value(self) -> int | None:
        """Return the number, or None."""
        return CONFIDENCE[self.currentIndex() - 1] if self.currentIndex() > 0 else None

    def show_value(self, value: int | None) -> None:
        """Show a number, or that they have not said."""
        self.setCurrentIndex(0 if value is None else CONFIDENCE.index(value) + 1)


class SureCard(Card):
    """One choice for each goal; hidden where there is no goal. `said` carries a goal's id and a number or None."""

    said = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(self.tr("How sure they are"), "hand-helping", tight=True)
        self.choices: dict[str, SureChoice] = {}
        self._shown: tuple[tuple[str, str], ...] = ()
        self._remark = muted("")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.body.addWidget(self._remark)
        self.body.addLayout(self._rows)

    def show_goals(self, goals: Sequence[Sureness], called: str) -> None:
        """Show the goals of a person; the keyboard keeps its place while they are the same."""
        remark = self.tr("Only if {name} wants to say. The number stays with the goal; no summary tells it.")
        self._remark.setText(remark.format(name=called))
        titles = tuple((goal.goal_id, goal.title) for goal in goals)
        if titles != self._shown:
            self._make(titles)
        for goal in goals:
            self.choices[goal.goal_id].show_value(goal.confidence)
        self.setVisible(bool(goals))

    def _make(self, titles: tuple[tuple[str, str], ...]) -> None:
        clear(self._rows)
        self._shown, self.choices = titles, {}
        for goal_id, title in titles:
            choice = SureChoice()
            choice.activated.connect(lambda _, each=goal_id: self._on_choice_activated(each))
            self.choices[goal_id] = choice
            self._rows.addWidget(Field(title.replace("&", "&&"), choice))

    def _on_choice_activated(self, goal_id: str) -> None:
        self.said.emit(goal_id, self.choices[goal_id].value())
