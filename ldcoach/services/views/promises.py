"""Read-models of actions with their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ldcoach.domain.ids import ActionId, ConversationId, GoalId, PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus


@dataclass(frozen=True, slots=True)
class Promise:
    """An action with its words, for a list."""

    action_id: ActionId
    person_id: PersonId
    person_name: str
    owner: ActionOwner
    words: str
    due_on: date | None
    done_on: date | None
    status: ActionStatus
    goal_id: GoalId | None = None
    conversation_id: ConversationId | None = None
