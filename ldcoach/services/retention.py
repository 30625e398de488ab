"""What has been kept for long: proposed to the manager, never deleted by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from ldcoach.domain.conversations import Conversation
from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import PersonStatus
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import RefusedByPolicy, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.ports import Record

__all__ = ["Ageing", "OldNotes", "OldPerson", "OldRows", "Retention", "RetentionView"]

MISSED_DAYS, SHARED_DAYS = 183, 730
"""After half a year and after two years; source: content specification 5.4."""

_IN_DOUBT = (
    "The clock of this computer stands before {seen:%Y-%m-%d}, when the record was last used. Nothing was deleted; "
    "set the clock, or say that it is right."
)
_HELD = "{name} is under a legal hold, so nothing was deleted. End the hold first if those who asked for it agree."


class Ageing(Protocol):
    """What the record knows of the age of its rows."""

    def last_seen(self, record: Record) -> datetime | None:
        """Return the latest moment at which the record was written, None if never."""

    def trust_clock(self, record: Record, now: datetime) -> None:
        """Take the clock's word: let this moment be the latest."""

    def old_prep_notes(self, record: Record, before: datetime) -> list[tuple[str, int, datetime]]:
        """Return person, how many prep notes are older, and the oldest one's moment."""

    def delete_prep_notes(self, record: Record, person_id: str, before: datetime) -> int:
        """Delete a person's prep notes from before a moment; return how many there were."""

    def old_shared(self, record: Record, before: datetime) -> list[tuple[str, int, datetime]]:
        """Return person, how many shared notes, takeaways and pieces of feedback are older, and the oldest's moment."""

    def old_missed_talks(self, record: Record, before: datetime) -> list[tuple[str, int, datetime]]:
        """Return person, how many missed and cancelled 1-2-1s without a word are older, and the oldest's moment."""

    def delete_missed_talks(self, record: Record, person_id: str, before: datetime) -> int:
        """Delete a person's missed and cancelled 1-2-1s without a word; return how many there were."""


@dataclass(frozen=True, slots=True)
class OldNotes:
    """Prep notes on one person that are older than is proposed to keep them."""

    person_id: PersonId
    name: str
    notes: int
    oldest: datetime
    legal_hold: bool


@dataclass(frozen=True, slots=True)
class OldRows:
    """`many` things about one person that have been kept for long, the oldest of a moment."""

    person_id: PersonId
    name: str
    many: int
    oldest: datetime
    legal_hold: bool


@dataclass(frozen=True, slots=True)
class OldPerson:
    """Somebody who left the team and is still in the record."""

    person_id: PersonId
    name: str
    legal_hold: bool


@dataclass(frozen=True, slots=True)
class RetentionView:
    """What is proposed. While `suspended` nothing is, because the clock stands before `last_seen`.

    Prep notes are old after so many `days`; `missed` 1-2-1s after half a year, what was `shared` after two years.
    """

    suspended: bool
    last_seen: datetime | None
    notes: tuple[OldNotes, ...]
    people: tuple[OldPerson, ...]
    holds: tuple[OldPerson, ...]
    days: int
    missed: tuple[OldRows, ...] = ()
    shared: tuple[OldRows, ...] = ()


@dataclass(frozen=True, slots=True)
class Retention:
    """Proposes what could go, and does it when the manager says so."""

    context: Context
    ageing: Ageing

    @property
    def days(self) -> int:
        """After how many days the deletion of a prep note is proposed; 90 unless IT says otherwise."""
        return self.context.policy.number("retention.prep_note_days")

    def view(self) -> RetentionView:
        """Gather the proposals; changes nothing."""
        people = self.context.record.every(Person)
        seen = self.ageing.last_seen(self.context.record)
        holds = tuple(_old(person) for person in people if person.legal_hold)
        if self._in_doubt(seen):
            return RetentionView(suspended=True, last_seen=seen, notes=(), people=(), holds=holds, days=self.days)
        by_id = {person.id: person for person in people}
        notes = [
            OldNotes(by_id[PersonId(key)].id, by_id[PersonId(key)].name, many, oldest, by_id[PersonId(key)].legal_hold)
            for key, many, oldest in self.ageing.old_prep_notes(self.context.record, self._before(self.days))
        ]
        gone = tuple(_old(person) for person in people if person.status is PersonStatus.ARCHIVED)
        record = self.context.record
        return RetentionView(
            suspended=False,
            last_seen=seen,
            notes=tuple(notes),
            people=gone,
            holds=holds,
            days=self.days,
            missed=_rows(self.ageing.old_missed_talks(record, self._before(MISSED_DAYS)), by_id),
            shared=_rows(self.ageing.old_shared(record, self._before(SHARED_DAYS)), by_id),
        )

    def delete_notes(self, person_id: PersonId) -> tuple[Change, int]:
        """Delete a person's prep notes that are old; return how many there were.

        Raises:
            NotFound: no such person.
            RefusedByPolicy: the person is under a legal hold.
            UnfitInput: the clock is in doubt.
        """
        self._require_free(person_id)
        deleted = self.ageing.delete_prep_notes(self.context.record, person_id, self._before(self.days))
        return Change.of(Text, person=person_id), deleted

    def delete_missed(self, person_id: PersonId) -> tuple[Change, int]:
        """Delete a person's old 1-2-1s that were not held and have no words; return how many. Raises as above."""
        self._require_free(person_id)
        deleted = self.ageing.delete_missed_talks(self.context.record, person_id, self._before(MISSED_DAYS))
        return Change.of(Conversation, person=person_id), deleted

    def hold(self, person_id: PersonId, *, on: bool) -> Change:
        """Put a person under a legal hold, or end it; while it lasts nothing of theirs is erased.

        Raises:
            NotFound: no such person.
        """
        person = self.context.record.get(Person, person_id)
        with self.context.record.work() as work:
            work.save(replace(person, legal_hold=on))
            work.audit("hold" if on else "release", Person, person_id)
        return Change.of(Person, person=person_id)

    def trust_clock(self) -> Change:
        """Say that the clock is right, after it stood wrong."""
        self.ageing.trust_clock(self.context.record, self.context.clock.now())
        return Change.of(Person)

    def _in_doubt(self, seen: datetime | None) -> bool:
        return seen is not None and self.context.clock.now() < seen

    def _require_free(self, person_id: PersonId) -> None:
        """Refuse to delete while the clock is in doubt or the person under a legal hold."""
        person = self.context.record.get(Person, person_id)
        seen = self.ageing.last_seen(self.context.record)
        if seen is not None and self._in_doubt(seen):
            raise UnfitInput(_IN_DOUBT.format(seen=seen))
        if person.legal_hold:
            raise RefusedByPolicy(_HELD.format(name=person.name))

    def _before(self, days: int) -> datetime:
        return self.context.clock.now() - timedelta(days=days)


def _rows(found: list[tuple[str, int, datetime]], by_id: Mapping[PersonId, Person]) -> tuple[OldRows, ...]:
    people = ((by_id[PersonId(key)], many, oldest) for key, many, oldest in found)
    return tuple(OldRows(person.id, person.name, many, oldest, person.legal_hold) for person, many, oldest in people)


def _old(person: Person) -> OldPerson:
    return OldPerson(person.id, person.name, person.legal_hold)
