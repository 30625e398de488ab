"""A 1-2-1 that begins now, with a guide picked on the spot."""

from __future__ import annotations

from ldcoach.domain.conversations import Conversation
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ConversationStatus
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.context import Context
from ldcoach.services.talks import Talks


class AtOnce:
    """Begins 1-2-1s without planning them first."""

    def __init__(self, context: Context, talks: Talks) -> None:
        self._context = context
        self._talks = talks

    def begin(self, person_id: PersonId, guide_key: str) -> Change:
        """Begin a 1-2-1 with a guide: the one planned for today if it has not begun, else a new one.

        `created` is the id of the 1-2-1 that has begun.

        Raises:
            NotFound: there is no such person or guide.
        """
        planned = self._planned_today(person_id)
        if planned is None:
            created = ConversationId(
                self._talks.plan(person_id, self._context.clock.now(), guide_key=guide_key).created
            )
        else:
            self._talks.choose_guide(planned, guide_key)
            created = planned
        self._talks.start(created)
        return Change.of(Conversation, person=person_id, created=created)

    def _planned_today(self, person_id: PersonId) -> ConversationId | None:
        planned = self._context.record.every(
            Conversation, person_id=person_id, status=ConversationStatus.PLANNED, started_at=None
        )
        today = self._context.clock.today()
        return next((one.id for one in planned if day_of(one.planned_for) == today), None)
