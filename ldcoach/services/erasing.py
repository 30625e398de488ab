"""Erasing a person for good: what would go, that it went, and which copies elsewhere still hold the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ldcoach.domain.ids import PersonId
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError, RefusedByPolicy
from ldcoach.services.backups import BackupFacts, Progress, no_progress
from ldcoach.services.managed_backups import ManagedBackups
from ldcoach.services.ports import Record

__all__ = ["ErasePreview", "Erased", "Erasing"]

_HELD = (
    "{name} is under a legal hold, so nothing was erased. End the hold first if those who asked for it agree; "
    "`ldcoach retention --release` does that."
)


@dataclass(frozen=True, slots=True)
class ErasePreview:
    """What would go: rows by table; `mentions` texts of others hold the name and stay; `elsewhere` copies stay too."""

    person_id: PersonId
    name: str
    rows: Mapping[str, int]
    mentions: int
    legal_hold: bool
    elsewhere: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """What went. `backup` is the new one, `removed` the older managed ones.

    `elsewhere` are copies that still hold the person; `warning` is a sentence when
    the record is clean and its backups are not, else empty.
    """

    person_id: PersonId
    on: date
    rows: Mapping[str, int]
    mentions: int
    backup: BackupFacts | None
    removed: tuple[Path, ...]
    elsewhere: tuple[Path, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Erasing:
    """Erases people of one open record."""

    managed: ManagedBackups

    def preview(self, person_id: PersonId) -> ErasePreview:
        """Count what would go; changes nothing.

        Raises:
            NotFound: no such person.
        """
        person = self._record.get(Person, person_id)
        reach = self.managed.safety.erasure.reach(self._record, person_id, person.called)
        elsewhere = self.managed.copies_elsewhere()
        return ErasePreview(person_id, person.name, reach.rows, reach.mentions, person.legal_hold, elsewhere)

    def erase(self, person_id: PersonId, progress: Progress = no_progress) -> Erased:
        """Take the person out of the record, its free pages and its managed backups.

        Raises:
            NotFound: no such person.
            RefusedByPolicy: the person is under a legal hold.
            RecordInUse: the record is being read elsewhere in the program; nothing was changed.
            LDCoachError: as `Erasure.erase`.
        """
        seen = self.preview(person_id)
        if seen.legal_hold:
            raise RefusedByPolicy(_HELD.format(name=seen.name))
        clock = self.managed.opened.desk.context.clock
        on = clock.today()
        gone = self.managed.safety.erasure.erase(self._record, person_id, clock.now(), on)
        try:
            kept = self.managed.run(progress)
        except LDCoachError as failure:
            warning = f"The person is erased from the record. Older backups still hold them: {failure}"
            return Erased(person_id, on, gone.rows, seen.mentions, None, (), self.managed.copies_elsewhere(), warning)
        elsewhere = self.managed.copies_elsewhere()
        return Erased(person_id, on, gone.rows, seen.mentions, kept.made, kept.removed, elsewhere)

    @property
    def _record(self) -> Record:
        return self.managed.opened.desk.context.record
