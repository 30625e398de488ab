"""The goal and the skills that a piece of feedback belongs to, with what its words make likely."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ldcoach.domain.ids import GoalId, PersonId
from ldcoach.errors import LDCoachError
from ldcoach.services.desk import Desk
from ldcoach.ui.pages.write_feedback.form import Typed
from ldcoach.ui.pages.write_feedback.parts import GoalChoice
from ldcoach.ui.pages.write_feedback.skills import SkillChoice
from ldcoach.ui.tasks import Step, Tasks
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.look import rule


class Belongs(Card):
    """`picked` says that another goal or skill was chosen, `changed` carries a `Change`, `failed` a sentence.

    `ready` says that words can be compared with the skills, which are read beside the window.
    """

    picked = Signal()
    changed = Signal(object)
    failed = Signal(str)
    ready = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__(tight=True)
        self._desk = desk
        self._tasks = tasks
        self._compares = False
        self.goal = GoalChoice()
        self.skill = SkillChoice(desk.skills)
        for part in (self.goal, rule(), self.skill):
            self.body.addWidget(part)
        self.goal.picked.connect(self.picked)
        self.skill.picked.connect(self.picked)
        self.skill.changed.connect(self.changed)
        self.skill.failed.connect(self.failed)

    def warm_up(self) -> None:
        """Read the skills beside the window; where there is none, nothing is to be read."""
        self._compares = False
        if self._desk.skills.count():
            self._tasks.run(self._read_skills, self._on_skills_read, self._on_skills_failed)

    def show_goals(self, person_id: PersonId, goal_id: GoalId | None) -> None:
        """Offer a person's active goals, and the one that is chosen."""
        lines = self._desk.goals.lines(person_id, active_only=False)
        offered = [line for line in lines if line.status == "active" or line.goal_id == goal_id]
        self.goal.show_goals(offered, goal_id)

    def show_likely(self, person_id: PersonId, typed: Typed) -> None:
        """Offer the goals, while none is chosen, and the skills that the words may belong to."""
        goal_id = self.goal.goal_id()
        if goal_id is None:
            self.goal.show_likely(self._desk.feedback.goals_for(person_id, typed.words))
        said = f"{typed.situation}\n{typed.words}\n{typed.behaviour}\n{typed.next_step}"
        if self._compares and said.strip():
            chosen = self.skill.skill_ids()
            self.skill.show_likely(self._desk.feedback_skills.likely(said, goal_id=goal_id, but=chosen))

    def _read_skills(self, _step: Step) -> None:
        self._desk.feedback_skills.warm_up()

    def _on_skills_read(self, _nothing: object) -> None:
        self._compares = True
        self.ready.emit()

    def _on_skills_failed(self, error: LDCoachError) -> None:
        self.failed.emit(str(error))
