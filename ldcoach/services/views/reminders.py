"""Read-model of what is worth a quiet word today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ldcoach.services.views.talks import Upcoming


class ReminderKind(StrEnum):
    """What a reminder is about."""

    GOING_ON = "going_on"
    SOON = "soon"
    NOT_HELD = "not_held"
    PROMISE_DUE = "promise_due"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One quiet word: about a 1-2-1, or about a number of own promises due by `due_on`.

    `key` is the same as long as it is about the same thing, so that it need be said only once.
    """

    kind: ReminderKind
    key: str
    talk: Upcoming | None = None
    promises: int = 0
    due_on: date | None = None
