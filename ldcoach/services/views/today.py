"""Read-model of the first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ldcoach.services.views.feedback import WaitingFeedback
from ldcoach.services.views.people import PersonLine
from ldcoach.services.views.promises import Promise
from ldcoach.services.views.talks import Upcoming


@dataclass(frozen=True, slots=True)
class TodayView:
    """The first page: what is next, what was promised, what waits to be said."""

    today: date
    people: int
    upcoming: tuple[Upcoming, ...]
    promises: tuple[Promise, ...]
    waiting: tuple[WaitingFeedback, ...]
    without_talk: tuple[PersonLine, ...]
