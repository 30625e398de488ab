"""The first page of the day."""

from __future__ import annotations

from datetime import timedelta

from ldcoach.domain.kinds import ActionOwner
from ldcoach.services.context import Context
from ldcoach.services.views import TodayView

AHEAD = timedelta(days=7)
SHOWN = 8


class Today:
    """What is next, what was promised, what waits to be said."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def view(self) -> TodayView:
        """Gather the page in at most five statements."""
        record, clock = self._context.record, self._context.clock
        people = record.people()
        return TodayView(
            today=clock.today(),
            people=len(people),
            upcoming=tuple(record.upcoming(clock.now() + AHEAD, SHOWN)),
            promises=tuple(record.promises(owner=ActionOwner.MANAGER, limit=SHOWN)),
            waiting=tuple(record.waiting_feedback(limit=SHOWN)),
            without_talk=tuple(line for line in people if line.next_planned is None)[:SHOWN],
        )
