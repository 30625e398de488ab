"""Effort that hangs on nothing yet: named kindly, so that one may tie it or leave it."""

from __future__ import annotations

from datetime import timedelta

from ldcoach.domain.ids import PersonId
from ldcoach.services.context import Context
from ldcoach.services.views.goals import Loose

LOOKED_BACK = timedelta(days=90)
"""Older feedback is left in peace."""


class LooseEnds:
    """Finds goals without an outcome, and feedback, promises and learning without a goal."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self, person_id: PersonId | None = None, *, limit: int = 50) -> tuple[Loose, ...]:
        """Return what hangs on nothing, goals first; without a person, of everybody on the team."""
        since = self._context.clock.today() - LOOKED_BACK
        return tuple(self._context.record.loose(since, person_id=person_id, limit=limit))
