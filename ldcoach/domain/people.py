"""People of the team, and what was agreed with each about notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import PersonStatus, Relationship

DEFAULT_CADENCE_DAYS = 7
DEFAULT_MINUTES = 30
CADENCE_DAYS = range(1, 367)
"""How often one may plan to talk, in days."""

MINUTES = range(5, 481)
"""How long a 1-2-1 may be planned for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the manager talks with; no birth date, health, pay, rating or mood is ever kept."""

    id: PersonId
    name: str
    preferred_name: str = ""
    role_title: str = ""
    team: str = ""
    email: str = ""
    relationship: Relationship = Relationship.DIRECT_REPORT
    started_on: date | None = None
    cadence_days: int = DEFAULT_CADENCE_DAYS
    planned_minutes: int = DEFAULT_MINUTES
    time_zone: str = ""
    language: str = "en"
    how_they_like_feedback: str = ""
    status: PersonStatus = PersonStatus.ACTIVE
    legal_hold: bool = False

    @property
    def called(self) -> str:
        """What the person is called in a sentence: the preferred name, else the first part of the name."""
        return self.preferred_name or next(iter(self.name.split()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAgreement:
    """What both agreed about notes, and when."""

    id: str
    person_id: PersonId
    agreed_on: date
    what_is_recorded: str
    who_can_see: str
    kept_until: date | None = None
