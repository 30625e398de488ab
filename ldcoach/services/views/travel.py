"""Read-models of what leaves and comes back around a 1-2-1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ldcoach.domain.ids import PersonId
from ldcoach.domain.meetings import MatchedBy
from ldcoach.domain.people import Person
from ldcoach.domain.prep_form import Answer


class Taking(StrEnum):
    """What becomes of something that came in."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"
    HELD = "held"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer of a form; `rules` and `question` say why it is held."""

    answer: Answer
    label: str
    taking: Taking
    rules: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class FormView:
    """What would be taken over from a form that came back."""

    uid: str
    person: Person
    imported_at: datetime | None
    lines: tuple[AnswerLine, ...]

    @property
    def taken(self) -> tuple[AnswerLine, ...]:
        """The answers that the record takes."""
        return tuple(line for line in self.lines if line.taking in {Taking.NEW, Taking.CHANGED})


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting of a calendar that looks like a 1-2-1; `key` tells it from all others."""

    key: str
    series: str
    title: str
    start: datetime
    minutes: int
    person_id: PersonId | None
    person_name: str
    matched_by: MatchedBy
    taking: Taking
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class CalendarView:
    """What a calendar holds for the record.

    `ours` counts meetings that came from this record, `others` those that are no 1-2-1s or are left out.
    """

    lines: tuple[MeetingLine, ...]
    ours: int
    others: int

    def count(self, taking: Taking) -> int:
        """Count the meetings of which this becomes."""
        return sum(line.taking is taking for line in self.lines)


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """One entry of the calendar that would leave."""

    uid: str
    person_id: str
    title: str
    start: datetime
    minutes: int
    every_days: int
    sequence: int
    cancelled: bool


@dataclass(frozen=True, slots=True)
class FollowUpItem:
    """One item of a follow-up: `group` is topics, takeaway, actions or next."""

    id: str
    group: str
    title: str
    detail: str
    leaves: bool
