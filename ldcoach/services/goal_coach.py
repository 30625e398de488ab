"""The questions of the goal editor, for a goal as it is kept or as it is being written."""

from __future__ import annotations

from ldcoach.domain.goal_prompts import Asked, Example, GoalContext, ask_about
from ldcoach.domain.goals import Goal, IfThenPlan, Measure
from ldcoach.domain.ids import GoalId
from ldcoach.domain.kinds import GoalStatus
from ldcoach.services.around_goal import AroundGoal, Aside
from ldcoach.services.context import Context
from ldcoach.services.thread import began_on, has_baseline


class GoalCoach:
    """Asks; it never rewrites, never blocks, and keeps nothing."""

    def __init__(self, context: Context, around: AroundGoal) -> None:
        self._context = context
        self._record = context.record
        self._around = around

    def examples(self) -> tuple[Example, ...]:
        """Return learning beside the business, to look at while writing."""
        return self._context.library.goal_prompts().examples

    def questions(self, goal_id: GoalId) -> tuple[Asked, ...]:
        """Return what to ask about a goal of the record, gravest first; raises NotFound."""
        return self.questions_about(
            self._record.get(Goal, goal_id), self._around.texts(goal_id).get(Aside.NEW_TASK, "")
        )

    def questions_now(self, draft: Goal) -> tuple[Asked, ...]:
        """Return what to ask about a goal as it stands in the editor, with what is known to be new about its task."""
        new_task = self._around.texts(draft.id).get(Aside.NEW_TASK, "") if draft.id else ""
        return self.questions_about(draft, new_task)

    def questions_about(self, draft: Goal, new_task: str = "") -> tuple[Asked, ...]:
        """Return what to ask about a goal that is being written; an empty id is one that is not kept yet."""
        library = self._context.library
        context = GoalContext(
            goal=draft,
            measures=self._measures(draft),
            has_baseline=self._has_baseline(draft),
            plans=len(self._record.every(IfThenPlan, goal_id=draft.id)) if draft.id else 0,
            active_goals=self._active_goals(draft),
            new_task=new_task,
            people=tuple(name for _, name in self._record.person_names()),
        )
        return ask_about(library.goal_prompts(), context, library.coaching_rules())

    def _measures(self, draft: Goal) -> tuple[Measure, ...]:
        own = self._record.every(Measure, goal_id=draft.id) if draft.id else []
        of_outcome = self._record.every(Measure, outcome_id=draft.outcome_id) if draft.outcome_id else []
        return (*own, *of_outcome)

    def _has_baseline(self, draft: Goal) -> bool:
        if draft.baseline_reading_id is not None:
            return True
        began = began_on(self._record.goal_thread(draft.id)) if draft.id else None
        return any(has_baseline(self._record.readings(measure.id), began) for measure in self._measures(draft))

    def _active_goals(self, draft: Goal) -> int:
        if not draft.person_id or draft.status is not GoalStatus.ACTIVE:
            return 0
        active = self._record.every(Goal, person_id=draft.person_id, status=GoalStatus.ACTIVE)
        return len({goal.id for goal in active} | {draft.id})
