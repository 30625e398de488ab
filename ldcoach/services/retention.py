"""What has been kept for long: proposed to the manager, never deleted by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from ldcoach.domain.conversations import Conversation
from ldcoach.domain.goals import Goal
from ldcoach.domain.ids import PersonId
from ldcoach.domain.keeping import Audit
from ldcoach.domain.kept_long import KeptLong, age_of
from ldcoach.domain.kinds import PersonStatus
from ldcoach.domain.leaving import Receipt, Summary
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import RefusedByPolicy, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.ports import Record
from ldcoach.services.retention_spans import RetentionSpans

__all__ = ["Ageing", "OldEntries", "OldNotes", "OldPerson", "OldRows", "Retention", "RetentionView"]

_TOUCHED: Mapping[KeptLong, type] = {
    KeptLong.PREP_NOTES: Text,
    KeptLong.NOT_HELD: Conversation,
    KeptLong.THEMES: Conversation,
    KeptLong.GOALS: Goal,
    KeptLong.SUMMARIES: Summary,
    KeptLong.RECEIPTS: Receipt,
}
"""What can be deleted person by person; what was shared is looked at one by one instead."""

_IN_DOUBT = (
    "The clock of this computer stands before {seen:%Y-%m-%d}, when the record was last used. Nothing was deleted; "
    "set the clock, or say that it is right."
)
_NOT_AT_ONCE = "These are not deleted at once. Nothing was deleted; look at them one by one."
_HELD = "{name} is under a legal hold, so nothing was deleted. End the hold first if those who asked for it agree."


class Ageing(Protocol):
    """What the record knows of the age of its rows."""

    def last_seen(self, record: Record) -> datetime | None:
        """Return the latest moment at which the record was written, None if never."""

    def trust_clock(self, record: Record, now: datetime) -> None:
        """Take the clock's word: let this moment be the latest."""

    def old(self, record: Record, kind: KeptLong, before: datetime) -> list[tuple[str, int, datetime]]:
        """Return person, how many things of a kind are older, and the oldest one's moment; by name."""

    def delete(self, record: Record, kind: KeptLong, person_id: str, before: datetime) -> int:
        """Delete a person's things of a kind from before a moment; return how many there were."""

    def old_audit(self, record: Record, before: datetime) -> tuple[int, datetime] | None:
        """Return how many entries of the audit list are older and the oldest's moment; none of people under a hold."""

    def delete_audit(self, record: Record, before: datetime) -> int:
        """Delete these entries; return how many there were."""


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
class OldEntries:
    """Entries of the audit list that have been kept for long; they are about no one person."""

    many: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class OldPerson:
    """Somebody who left the team and is still in the record."""

    person_id: PersonId
    name: str
    legal_hold: bool


@dataclass(frozen=True, slots=True)
class RetentionView:
    """What is proposed. While `suspended` nothing is, because the clock stands before `last_seen`.

    Prep notes are old after so many `days`; `spans` says after how many days or months each of the others is. What was
    `shared` is pointed out, and no more; `themes` are stay interviews and skip-level 1-2-1s.
    """

    suspended: bool
    last_seen: datetime | None
    notes: tuple[OldNotes, ...]
    people: tuple[OldPerson, ...]
    holds: tuple[OldPerson, ...]
    days: int
    missed: tuple[OldRows, ...] = ()
    shared: tuple[OldRows, ...] = ()
    themes: tuple[OldRows, ...] = ()
    goals: tuple[OldRows, ...] = ()
    summaries: tuple[OldRows, ...] = ()
    receipts: tuple[OldRows, ...] = ()
    audit: OldEntries | None = None
    spans: Mapping[str, int] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing is proposed or pointed out, and nobody is under a legal hold."""
        rows = (self.notes, self.missed, self.shared, self.themes, self.goals, self.summaries, self.receipts)
        return not (self.suspended or self.audit or any((*rows, self.people, self.holds)))


@dataclass(frozen=True, slots=True)
class Retention:
    """Proposes what could go, and does it when the manager says so."""

    context: Context
    ageing: Ageing

    @property
    def days(self) -> int:
        """After how many days the deletion of a prep note is proposed; 90 unless somebody says otherwise."""
        return self.spans.of(KeptLong.PREP_NOTES)

    @property
    def spans(self) -> RetentionSpans:
        """From which age each kind is proposed."""
        return RetentionSpans(self.context)

    def view(self) -> RetentionView:
        """Gather the proposals; changes nothing."""
        people = self.context.record.every(Person)
        seen = self.ageing.last_seen(self.context.record)
        holds = tuple(_old(person) for person in people if person.legal_hold)
        if self._in_doubt(seen):
            return RetentionView(
                suspended=True,
                last_seen=seen,
                notes=(),
                people=(),
                holds=holds,
                days=self.days,
                spans=self.spans.by_name(),
            )
        by_id = {person.id: person for person in people}
        audit = self.ageing.old_audit(self.context.record, self._before(KeptLong.AUDIT))
        return RetentionView(
            suspended=False,
            last_seen=seen,
            notes=tuple(_as_notes(row) for row in self._rows(KeptLong.PREP_NOTES, by_id)),
            people=tuple(_old(person) for person in people if person.status is PersonStatus.ARCHIVED),
            holds=holds,
            days=self.days,
            missed=self._rows(KeptLong.NOT_HELD, by_id),
            shared=self._rows(KeptLong.SHARED, by_id),
            themes=self._rows(KeptLong.THEMES, by_id),
            goals=self._rows(KeptLong.GOALS, by_id),
            summaries=self._rows(KeptLong.SUMMARIES, by_id),
            receipts=self._rows(KeptLong.RECEIPTS, by_id),
            audit=OldEntries(*audit) if audit else None,
            spans=self.spans.by_name(),
        )

    def delete(self, kind: KeptLong, person_id: PersonId) -> tuple[Change, int]:
        """Delete a person's things of a kind that are old; return how many there were.

        Raises:
            NotFound: no such person.
            RefusedByPolicy: the person is under a legal hold.
            UnfitInput: the clock is in doubt, or the kind is not deleted at once.
        """
        if kind not in _TOUCHED:
            raise UnfitInput(_NOT_AT_ONCE)
        self._require_free(person_id)
        deleted = self.ageing.delete(self.context.record, kind, person_id, self._before(kind))
        return Change.of(_TOUCHED[kind], person=person_id), deleted

    def delete_audit(self) -> tuple[Change, int]:
        """Delete old entries of the audit list, but of people under a legal hold; return how many there were.

        Raises:
            UnfitInput: the clock is in doubt.
        """
        self._require_clock()
        return Change.of(Audit), self.ageing.delete_audit(self.context.record, self._before(KeptLong.AUDIT))

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
        self._require_clock()
        if person.legal_hold:
            raise RefusedByPolicy(_HELD.format(name=person.name))

    def _require_clock(self) -> None:
        seen = self.ageing.last_seen(self.context.record)
        if seen is not None and self._in_doubt(seen):
            raise UnfitInput(_IN_DOUBT.format(seen=seen))

    def _rows(self, kind: KeptLong, by_id: Mapping[PersonId, Person]) -> tuple[OldRows, ...]:
        found = self.ageing.old(self.context.record, kind, self._before(kind))
        return tuple(_about(by_id[PersonId(key)], many, oldest) for key, many, oldest in found)

    def _before(self, kind: KeptLong) -> datetime:
        return self.context.clock.now() - age_of(kind, self.spans.of(kind))


def _about(person: Person, many: int, oldest: datetime) -> OldRows:
    return OldRows(person.id, person.name, many, oldest, person.legal_hold)


def _as_notes(row: OldRows) -> OldNotes:
    return OldNotes(row.person_id, row.name, row.many, row.oldest, row.legal_hold)


def _old(person: Person) -> OldPerson:
    return OldPerson(person.id, person.name, person.legal_hold)
