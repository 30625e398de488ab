"""What stands around the fields of one piece of feedback: what makes it land, and the goal it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from ldcoach.domain.ids import GoalId
from ldcoach.domain.people import Person
from ldcoach.services.views import GoalLine, PersonLine
from ldcoach.ui import words
from ldcoach.ui.pages import feedback_words
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.dots import Dot
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import body, field_label, label, small
from ldcoach.ui.widgets.pill import Pill

_LEAST_CHOICE = 160


class LandingCard(Card):
    """Four dots with what each is good for, and one question for the first that is open."""

    def __init__(self) -> None:
        super().__init__(self.tr("What makes it land"), tight=True)
        self._facts = (
            (self.tr("Time"), self.tr("When did you see it?")),
            (self.tr("Occasion"), self.tr("Where were you both, and what was going on?")),
            (self.tr("Behaviour"), self.tr("What would a camera have recorded?")),
            (self.tr("Impact"), self.tr("What changed because of it?")),
        )
        self._dots = [Dot() for _ in self._facts]
        self._names = [label(name, wrap=False) for name, _ in self._facts]
        self.question = body("")
        self._box = Card(tone="chosen", tight=True)
        self._box.body.addWidget(self.question)
        rows = QVBoxLayout()
        rows.setSpacing(8)
        for dot, name in zip(self._dots, self._names, strict=True):
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(dot)
            row.addWidget(name)
            row.addStretch()
            rows.addLayout(row)
        self.body.setSpacing(12)
        self.body.addLayout(rows)
        self.body.addWidget(self._box)
        self.body.addLayout(_remark("lightbulb", self.tr("Questions only. The words stay yours.")))
        self.body.addLayout(
            _remark("info", self.tr("Local does not mean secret: an access request can reach what you write here."))
        )

    def question_for(self, full: Sequence[bool]) -> str:
        """Return the question for the first dot that is open, or nothing."""
        return next((ask for there, (_, ask) in zip(full, self._facts, strict=True) if not there), "")

    def show_dots(self, full: Sequence[bool]) -> None:
        """Fill the dots that are there."""
        for there, dot, name, (part, _) in zip(full, self._dots, self._names, self._facts, strict=True):
            dot.show_filling("full" if there else "open")
            state = self.tr("there") if there else self.tr("still open")
            name.setAccessibleName(f"{part}: {state}")
        self.question.setText(self.question_for(full) or self.tr("Nothing to ask."))
        self._box.set_tone("sunken" if all(full) else "chosen")


class GoalChoice(Card):
    """The goal that a piece belongs to, with the outcome the goal hangs on; `picked` says that another was chosen."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__(tight=True)
        self._outcomes: dict[str, str | None] = {}
        self.goal = QComboBox()
        self.goal.setMinimumWidth(_LEAST_CHOICE)
        self.goal.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.pill = Pill("", "accent", "link")
        above = field_label(self.tr("&Goal this belongs to"), self.goal)
        above.setProperty("role", "small")
        self.goal.setAccessibleName(self.tr("Goal this belongs to"))
        column, row, choice = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        column.setSpacing(6)
        row.setSpacing(16)
        choice.setSpacing(12)
        choice.addWidget(self.goal, 1)
        choice.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(above)
        column.addLayout(choice)
        row.addWidget(Glyph("target", "accent"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)
        self.body.addLayout(row)
        self.goal.activated.connect(self._on_goal_activated)

    def show_goals(self, goals: Sequence[GoalLine], chosen: str | None) -> None:
        """Offer a person's goals, and none."""
        self._outcomes = {line.goal_id: line.outcome_name for line in goals}
        self.goal.clear()
        self.goal.addItem(self.tr("No goal yet") if goals else self.tr("There is no goal yet"), "")
        for line in goals:
            self.goal.addItem(line.title, line.goal_id)
        self.goal.setCurrentIndex(max(self.goal.findData(chosen or ""), 0))
        self._show_outcome()

    def goal_id(self) -> GoalId | None:
        """Return the goal that is chosen."""
        return GoalId(self.goal.currentData()) if self.goal.currentData() else None

    def _show_outcome(self) -> None:
        goal_id = self.goal_id()
        outcome = self._outcomes.get(goal_id or "")
        self.pill.setVisible(goal_id is not None)
        if outcome:
            self.pill.show_state(outcome, "accent")
        else:
            self.pill.show_state(self.tr("Not linked to an outcome yet"), "warn")

    def _on_goal_activated(self) -> None:
        self._show_outcome()
        self.picked.emit()


def age_of(seen_on: date, person: Person, line: PersonLine | None, kept_at: str, today: date) -> str:
    """Return how old an observation is, when one talks next, and since when the words are kept."""
    parts = [_tr("{seen}.").format(seen=feedback_words.seen(seen_on, today))]
    if line is not None and line.next_planned is not None:
        moment = words.moment(line.next_planned.astimezone(), today)
        parts.append(_tr("Next 1-2-1 with {name} is {moment}.").format(name=person.called, moment=moment))
    if kept_at:
        parts.append(_tr("Kept at {time}.").format(time=kept_at))
    return " ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("WriteFeedback", text)


def _remark(icon: str, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Glyph(icon, "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(small(text), 1)
    return row
