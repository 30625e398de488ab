"""What stands around the fields of one piece of feedback: what makes it land, and the goal it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldcoach.domain.ids import GoalId
from ldcoach.domain.kinds import FeedbackKind
from ldcoach.services.views import GoalLine
from ldcoach.ui.pages import feedback_words
from ldcoach.ui.pages.feedback_words import shortened
from ldcoach.ui.widgets.buttons import link
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import field_label
from ldcoach.ui.widgets.pill import Pill
from ldcoach.ui.widgets.segmented import Segmented
from ldcoach.ui.widgets.type_ahead import TypeAhead

_LEAST_CHOICE = 160
_OFFERED = 34


def first_open(full: Sequence[bool]) -> str:
    """Return the question for the first dot that is open, or nothing."""
    questions = (
        _tr("When did you see it?"),
        _tr("Where were you both, and what was going on?"),
        _tr("What would a camera have recorded?"),
        _tr("What changed because of it?"),
    )
    return next((question for there, question in zip(full, questions, strict=True) if not there), "")


def perhaps(words: str) -> QPushButton:
    """Return a link that offers something by its words; the whole of them is heard, and seen as a tool tip."""
    offered = _tr("Perhaps: {words}")
    made = link(offered.format(words=shortened(words, _OFFERED)))
    made.setAccessibleName(offered.format(words=words))
    made.setToolTip(words)
    return made


class GoalChoice(QWidget):
    """The goal that a piece belongs to, with the outcome the goal hangs on; `picked` says that another was chosen."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._outcomes: dict[str, str | None] = {}
        self._likely: tuple[GoalId, ...] = ()
        self.goal = TypeAhead(self.tr("Goal this belongs to"))
        self.goal.setMinimumWidth(_LEAST_CHOICE)
        self.goal.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.pill = Pill("", "accent", "link")
        above = field_label(self.tr("&Goal this belongs to"), self.goal)
        above.setProperty("role", "small")
        self.perhaps = QVBoxLayout()
        self.perhaps.setSpacing(2)
        row, column = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        column.setSpacing(6)
        column.addWidget(above)
        column.addWidget(self.goal)
        column.addWidget(self.pill)
        column.addLayout(self.perhaps)
        row.addWidget(Glyph("target", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.goal.picked.connect(self._on_goal_picked)

    def show_goals(self, goals: Sequence[GoalLine], chosen: str | None) -> None:
        """Offer a person's goals, and none."""
        self._outcomes = {line.goal_id: line.outcome_name for line in goals}
        nothing = self.tr("No goal yet: type a word of it") if goals else self.tr("There is no goal yet")
        self.goal.show_nothing_as(nothing)
        self.goal.show_options([(line.goal_id, line.title) for line in goals], chosen or "")
        self.show_likely([])
        self._show_outcome()

    def show_likely(self, goals: Sequence[GoalId]) -> None:
        """Offer the goals whose words are likest to the feedback, while none is chosen."""
        likely = tuple(goals) if self.goal_id() is None else ()
        if likely == self._likely:
            return
        self._likely = likely
        clear(self.perhaps)
        for goal_id in likely:
            row = self.goal.findData(goal_id)
            if row < 0:
                continue
            pick = perhaps(self.goal.itemText(row))
            pick.clicked.connect(partial(self._on_pick_clicked, goal_id))
            self.perhaps.addWidget(pick, 0, Qt.AlignmentFlag.AlignLeft)

    def goal_id(self) -> GoalId | None:
        """Return the goal that is chosen."""
        return GoalId(self.goal.key()) if self.goal.key() else None

    def _show_outcome(self) -> None:
        goal_id = self.goal_id()
        outcome = self._outcomes.get(goal_id or "")
        self.pill.setVisible(goal_id is not None)
        if outcome:
            self.pill.show_state(outcome, "accent")
        else:
            self.pill.show_state(self.tr("Not linked to an outcome yet"), "warn")

    def _on_pick_clicked(self, goal_id: GoalId) -> None:
        self.goal.choose(goal_id)
        self.goal.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_likely([])
        self._on_goal_picked()

    def _on_goal_picked(self) -> None:
        self._show_outcome()
        self.picked.emit()


class KindChoice(Segmented):
    """What a piece is for."""

    def __init__(self) -> None:
        icons = feedback_words.KIND_ICONS
        kinds = [(kind.value, feedback_words.kind_words(kind), icons[kind]) for kind in FeedbackKind]
        super().__init__(_tr("What it is for"), kinds)


def _tr(text: str) -> str:
    return QCoreApplication.translate("WriteFeedback", text)
