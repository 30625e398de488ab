"""Read-models of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ldcoach.domain.ids import PersonId
from ldcoach.domain.people import Person
from ldcoach.services.views.goals import GoalLine
from ldcoach.services.views.promises import Promise
from ldcoach.services.views.talks import Upcoming
from ldcoach.services.views.timeline import Timeline


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list, with when they last talked and talk next."""

    person_id: PersonId
    name: str
    role_title: str
    team: str
    cadence_days: int
    last_held: datetime | None
    next_planned: datetime | None
    archived: bool
    email: str = ""


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person's page; `held_of_last` counts the 1-2-1s held among the last ones that were due."""

    person: Person
    upcoming: Upcoming | None
    held_of_last: tuple[int, int]
    goals: tuple[GoalLine, ...]
    promises: tuple[Promise, ...]
    timeline: Timeline
