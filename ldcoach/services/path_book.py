"""Paths: the steps that close a gap, which become promises once both have agreed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from ldcoach.domain.actions import Action
from ldcoach.domain.gaps import Gap, PathStep
from ldcoach.domain.ids import ActionId, GapId, GoalId, MeasureId, PathStepId, PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, PathKind, TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.gap_reading import running_talk, texts_of, view_of
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.ports import Work
from ldcoach.services.views import StepLine
from ldcoach.services.views.gaps import STILL_OPEN

_CHANGED = (Gap, PathStep, Action, Text)


class PathBook:
    """Makes steps, agrees them and lets them go."""

    def __init__(self, context: Context, pen: Pen) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen

    def kinds(self, gap_id: GapId) -> tuple[PathKind, ...]:
        """Return the kinds of step that may be added: those that fit the causes first, then all that teach nothing."""
        view = view_of(self._context, self._record.get(Gap, gap_id))
        fitting = [offer.way.kind for offer in view.offers]
        ways = self._context.library.diagnosis().ways
        return (*fitting, *(kind for kind in ways if kind not in fitting and not ways[kind].teaches))

    def add(
        self,
        gap_id: GapId,
        kind: PathKind,
        description: str,
        owner: ActionOwner,
        due_on: date,
        *,
        measure_id: MeasureId | None = None,
        goal_id: GoalId | None = None,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Add a step; on a path that is agreed it becomes a promise at once.

        Raises:
            HeldText, UnfitInput: nothing was saved; also for a course where neither knowledge nor skill is missing.
        """
        gap = self._record.get(Gap, gap_id)
        self._require(kind, self.kinds(gap_id))
        self._pen.hold(description, about_work=about_work)
        step = PathStep(
            id=PathStepId(self._context.ids.new()),
            gap_id=gap_id,
            goal_id=goal_id,
            kind=kind,
            description=_fit(description),
            owner=owner,
            due_on=due_on,
            measure_id=measure_id,
        )
        with self._record.work() as work:
            work.add(step)
            self._pen.confirm(work, self._description_of(gap).id, about_work)
            if gap.agreed_on is not None:
                self._promise(work, gap, step, about_work)
        return _change(gap, created=step.id)

    def edit(self, step: PathStep, *, about_work: Collection[str] = NOBODY) -> Change:
        """Replace a step, and the promise it became; earlier words are kept."""
        before, gap = self._record.get(PathStep, step.id), self._gap_of(step)
        if step.kind is not before.kind:
            self._require(step.kind, self.kinds(gap.id))
        self._pen.hold(step.description, about_work=about_work, standing=[before.description])
        step = replace(step, description=_fit(step.description))
        with self._record.work() as work:
            work.save(step)
            for action in self._record.every(Action, path_step_id=step.id):
                work.save(replace(action, owner=step.owner, due_on=step.due_on, goal_id=step.goal_id))
                text = self._record.get(Text, action.text_id)
                self._pen.rewrite(work, text, step.description, visit=True)
                self._pen.confirm(work, text.id, about_work)
        return _change(gap)

    def remove(self, step_id: PathStepId) -> Change:
        """Take a step off the path; one that is a promise is let go and stays in the record."""
        step = self._record.get(PathStep, step_id)
        gap, actions = self._gap_of(step), self._record.every(Action, path_step_id=step_id)
        if any(action.status is ActionStatus.DONE for action in actions):
            message = "This step is done, so it stays. Nothing was changed."
            raise UnfitInput(message)
        with self._record.work() as work:
            for action in actions:
                work.save(replace(action, status=ActionStatus.DROPPED))
                work.save(replace(step, status=ActionStatus.DROPPED))
            if not actions:
                work.remove(PathStep, step_id)
        return _change(gap)

    def agree(self, gap_id: GapId, review_on: date) -> Change:
        """Keep that both agreed on the path: what was preparation is shared, and its steps become promises.

        Raises:
            UnfitInput: there is no step to agree on, or the day of the next look has passed.
        """
        gap, lines = self._record.get(Gap, gap_id), self._record.path_of(gap_id)
        self._require_agreeable(gap, lines, review_on)
        today = self._context.clock.today()
        with self._record.work() as work:
            work.save(replace(gap, agreed_on=today, review_on=review_on))
            for text in (*texts_of(self._record, self._context.library.diagnosis(), gap), *self._check_texts(gap)):
                self._pen.rewrite(work, text, text.body, visit=False, visibility=Visibility.SHARED)
            for line in lines:
                if line.promise is None and line.status in STILL_OPEN:
                    self._promise(work, gap, line.step, NOBODY)
            work.audit("agree", Gap, gap_id)
        return _change(gap)

    def _promise(self, work: Work, gap: Gap, step: PathStep, about_work: Collection[str]) -> None:
        person_id = _owner_of(gap)
        action_id, talk = ActionId(self._context.ids.new()), running_talk(self._record, person_id)
        text = self._pen.new(
            work,
            TextKind.ACTION,
            step.description,
            owner_id=action_id,
            person_id=person_id,
            conversation_id=talk,
            visibility=Visibility.SHARED,
        )
        action = Action(
            id=action_id,
            person_id=person_id,
            conversation_id=talk,
            goal_id=step.goal_id,
            path_step_id=step.id,
            text_id=text.id,
            owner=step.owner,
            due_on=step.due_on,
        )
        work.add(action)
        self._pen.confirm(work, text.id, about_work)

    def _description_of(self, gap: Gap) -> Text:
        (text,) = self._record.texts_of([gap.id], kinds=[TextKind.GAP])
        return text

    def _check_texts(self, gap: Gap) -> list[Text]:
        checks = [check for node in gap.given if (check := gap.check_of(node))]
        return self._record.texts_of(checks, kinds=[TextKind.ACTION])

    def _gap_of(self, step: PathStep) -> Gap:
        if step.gap_id is None:
            message = "This step belongs to no gap. Nothing was changed."
            raise UnfitInput(message)
        return self._record.get(Gap, step.gap_id)

    def _require(self, kind: PathKind, kinds: Collection[PathKind]) -> None:
        if kind not in kinds:
            message = (
                "Training helps where knowledge or skill is missing, and neither was found. "
                "Nothing was saved; choose another kind of step, or look at those questions again."
            )
            raise UnfitInput(message)

    def _require_agreeable(self, gap: Gap, lines: list[StepLine], review_on: date) -> None:
        _owner_of(gap)
        if not any(line.status in STILL_OPEN for line in lines):
            message = "There is no step to agree on yet. Nothing was changed; add the first one."
            raise UnfitInput(message)
        if review_on <= self._context.clock.today():
            message = "The next look needs a day to come. Nothing was changed; choose a later one."
            raise UnfitInput(message)


def _owner_of(gap: Gap) -> PersonId:
    if gap.person_id is None:
        message = "This gap belongs to nobody. Nothing was changed; begin one for a person."
        raise UnfitInput(message)
    return gap.person_id


def _change(gap: Gap, created: str = "") -> Change:
    return Change.of(*_CHANGED, person=gap.person_id or "", created=created)


def _fit(description: str) -> str:
    fit = " ".join(description.split())
    if not fit:
        message = "A step needs a few words. Nothing was saved; say what will be done."
        raise UnfitInput(message)
    return fit
