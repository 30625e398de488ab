"""What is worth a quiet word: a 1-2-1 that goes on, begins soon or was not held, and promises that are due."""

from __future__ import annotations

from datetime import datetime, timedelta

from ldcoach.domain.kinds import ActionOwner
from ldcoach.services.clock import day_of
from ldcoach.services.context import Context
from ldcoach.services.views import Promise, Reminder, ReminderKind, Upcoming

SOON = timedelta(minutes=30)
"""How long before a 1-2-1 a reminder stands (our default)."""
MANY = 200


class Reminders:
    """Gathers reminders; the app says them, and the desktop where it can."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def now(self) -> list[Reminder]:
        """Return what stands now, in two statements: 1-2-1s by time, then own promises that are due."""
        record, clock = self._context.record, self._context.clock
        talks = record.upcoming(clock.now() + SOON, MANY)
        return self.among(talks, record.promises(owner=ActionOwner.MANAGER, limit=MANY))

    def among(self, talks: list[Upcoming], promises: list[Promise]) -> list[Reminder]:
        """Return what of these is worth a word now."""
        now, today = self._context.clock.now(), self._context.clock.today()
        found = [Reminder(kind, f"{kind}:{talk.conversation_id}", talk) for talk in talks if (kind := _kind(talk, now))]
        due = [promise for promise in promises if promise.due_on is not None and promise.due_on <= today]
        if due:
            found.append(Reminder(ReminderKind.PROMISE_DUE, f"promises:{today}", promises=len(due), due_on=today))
        return found


def _kind(talk: Upcoming, now: datetime) -> ReminderKind | None:
    """Return why a planned 1-2-1 is worth a word; one of today stays quiet between its hour and the evening."""
    if talk.started:
        return ReminderKind.GOING_ON
    if day_of(talk.planned_for) < day_of(now):
        return ReminderKind.NOT_HELD
    begins_soon = now - timedelta(minutes=talk.planned_minutes) <= talk.planned_for <= now + SOON
    return ReminderKind.SOON if begins_soon else None
