"""What somebody promised to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ldcoach.domain.ids import ActionId, ConversationId, GoalId, PathStepId, PersonId, TextId
from ldcoach.domain.kinds import ActionOwner, ActionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A promise with an owner and, as a rule, a date; the words are in its text."""

    id: ActionId
    person_id: PersonId
    conversation_id: ConversationId | None = None
    goal_id: GoalId | None = None
    path_step_id: PathStepId | None = None
    text_id: TextId
    owner: ActionOwner
    due_on: date | None = None
    done_on: date | None = None
    status: ActionStatus = ActionStatus.OPEN
