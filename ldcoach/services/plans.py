"""If-then plans of a goal: the wish, what may get in the way, and what one does when it does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ldcoach.domain.goals import Goal, IfThenPlan
from ldcoach.domain.ids import GoalId
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.pen import NOBODY, Pen


class Plans:
    """Adds, changes and removes if-then plans."""

    def __init__(self, context: Context, pen: Pen) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen

    def of(self, goal_id: GoalId) -> list[IfThenPlan]:
        """Return the plans of a goal, oldest first."""
        return self._record.every(IfThenPlan, goal_id=goal_id)

    def add(
        self,
        goal_id: GoalId,
        if_cue: str,
        then_response: str,
        *,
        wish: str = "",
        obstacle: str = "",
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Add a plan.

        Raises:
            UnfitInput: when or then is missing.
            HeldText: a stop rule holds one of the texts; nothing was written.
        """
        goal = self._record.get(Goal, goal_id)
        plan = _fit(
            IfThenPlan(
                id=self._context.ids.new(),
                goal_id=goal_id,
                wish=wish,
                obstacle=obstacle,
                if_cue=if_cue,
                then_response=then_response,
            )
        )
        self._pen.hold(*_words(plan), about_work=about_work)
        with self._record.work() as work:
            work.add(plan)
            work.audit("add", IfThenPlan, plan.id)
        return Change.of(IfThenPlan, Goal, person=goal.person_id, created=plan.id)

    def edit(self, plan: IfThenPlan, *, about_work: Collection[str] = NOBODY) -> Change:
        """Replace a plan; raises as `add`, and NotFound."""
        before = self._record.get(IfThenPlan, plan.id)
        fit = _fit(replace(plan, goal_id=before.goal_id))
        self._pen.hold(*_words(fit), about_work=about_work, standing=_words(before))
        with self._record.work() as work:
            work.save(fit)
            work.audit("edit", IfThenPlan, plan.id)
        return Change.of(IfThenPlan, Goal, person=self._record.get(Goal, before.goal_id).person_id)

    def remove(self, plan_id: str) -> Change:
        """Remove a plan; raises NotFound."""
        plan = self._record.get(IfThenPlan, plan_id)
        with self._record.work() as work:
            work.remove(IfThenPlan, plan_id)
            work.audit("remove", IfThenPlan, plan_id)
        return Change.of(IfThenPlan, Goal, person=self._record.get(Goal, plan.goal_id).person_id)


def _fit(plan: IfThenPlan) -> IfThenPlan:
    wish, obstacle, cue, response = (" ".join(words.split()) for words in _words(plan))
    if not cue or not response:
        message = "A plan needs both: when something happens, and what is done then. Nothing was saved."
        raise UnfitInput(message)
    return replace(plan, wish=wish, obstacle=obstacle, if_cue=cue, then_response=response)


def _words(plan: IfThenPlan) -> tuple[str, str, str, str]:
    return plan.wish, plan.obstacle, plan.if_cue, plan.then_response
