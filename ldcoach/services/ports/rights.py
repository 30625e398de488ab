"""What a person's rights need from outside: every row of theirs, files put together in one, sealed files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ldcoach.services.ports.documents import DocumentWriter
from ldcoach.services.ports.record import Record
from ldcoach.services.ports.sealing import Sealer
from ldcoach.services.ports.travel import WholeFiles


class PersonRows(Protocol):
    """Reads all that hangs on one person."""

    def everything(self, record: Record, person_id: str) -> Mapping[type, tuple[object, ...]]:
        """Return every row that hangs on a person alone, by kind and oldest first.

        Among them are what was noted of these rows (`Audit`) and the settings kept under their ids (`Setting`).

        Raises:
            NotFound: no such person.
        """

    def mentions(self, record: Record, person_id: str, name: str) -> int:
        """Return how many texts about others hold a name."""


class Packs(Protocol):
    """Several files in one."""

    def put_together(self, files: Mapping[str, bytes], made_at: datetime) -> bytes:
        """Return one zip file; the names are plain, the order is kept."""

    def take_apart(self, data: bytes, allowed: Collection[str], largest: int) -> Mapping[str, bytes]:
        """Return the files of a zip, only names that are allowed and at most `largest` bytes in all.

        Raises:
            UnfitInput: damaged, or more than such a file can be.
        """


@dataclass(frozen=True, slots=True)
class RightsParts:
    """All that access packs and handovers need beside the record."""

    rows: PersonRows
    writer: DocumentWriter
    packs: Packs
    files: WholeFiles
    sealer: Sealer
