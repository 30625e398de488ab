"""Actions: what somebody promised, by when, and what became of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from ldcoach.domain.actions import Action
from ldcoach.domain.gaps import PathStep
from ldcoach.domain.ids import ActionId, ConversationId, GoalId, PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.views import Promise


class Promises:
    """Makes, keeps and drops promises of both sides."""

    def __init__(self, context: Context, pen: Pen) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen

    def open(self, person_id: PersonId | None = None) -> list[Promise]:
        """Return the open promises, those due first."""
        return self._record.promises(person_id=person_id)

    def make(
        self,
        person_id: PersonId,
        words: str,
        owner: ActionOwner,
        *,
        due_on: date | None = None,
        conversation_id: ConversationId | None = None,
        goal_id: GoalId | None = None,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Keep a promise; it is shared, because both made it."""
        if not words.strip():
            message = "A promise needs a few words. Nothing was saved; say what will be done."
            raise UnfitInput(message)
        self._pen.hold(words, about_work=about_work)
        action_id = ActionId(self._context.ids.new())
        with self._record.work() as work:
            text = self._pen.new(
                work,
                TextKind.ACTION,
                words.strip(),
                owner_id=action_id,
                person_id=person_id,
                conversation_id=conversation_id,
                visibility=Visibility.SHARED,
            )
            work.add(
                Action(
                    id=action_id,
                    person_id=person_id,
                    conversation_id=conversation_id,
                    goal_id=goal_id,
                    text_id=text.id,
                    owner=owner,
                    due_on=due_on,
                )
            )
            self._pen.confirm(work, text.id, about_work)
        return Change.of(Action, Text, person=person_id, created=action_id)

    def keep(self, action_id: ActionId) -> Change:
        """Mark a promise as kept today."""
        return self._become(action_id, ActionStatus.DONE, self._context.clock.today())

    def reopen(self, action_id: ActionId) -> Change:
        """Take back that a promise was kept or dropped."""
        return self._become(action_id, ActionStatus.OPEN, None)

    def drop(self, action_id: ActionId) -> Change:
        """Let a promise go, by agreement; it stays in the record."""
        return self._become(action_id, ActionStatus.DROPPED, None)

    def put_off(self, action_id: ActionId, due_on: date) -> Change:
        """Move the date of a promise."""
        action = self._record.get(Action, action_id)
        return self._save(replace(action, due_on=due_on))

    def _become(self, action_id: ActionId, status: ActionStatus, done_on: date | None) -> Change:
        return self._save(replace(self._record.get(Action, action_id), status=status, done_on=done_on))

    def _save(self, action: Action) -> Change:
        step = self._record.find(PathStep, action.path_step_id) if action.path_step_id else None
        with self._record.work() as work:
            work.save(action)
            if step is not None:
                work.save(replace(step, status=action.status, due_on=action.due_on))
        return Change.of(Action, *([PathStep] if step else []), person=action.person_id)
