"""What the record's safety needs from outside, and what is known of a backup and of a home."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ldcoach.paths import Home
from ldcoach.services.ports import Record

__all__ = [
    "BackupFacts",
    "BackupKeys",
    "BackupStamp",
    "Backups",
    "HomeFacts",
    "Placed",
    "Progress",
    "Salvaged",
    "no_progress",
]

Progress = Callable[[int, int], None]
"""Hears how far a long act has come, as done and all; what it raises ends the act, and nothing is left behind."""


def no_progress(done: int, everything: int) -> None:
    """Hear how far an act has come and do nothing."""


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a backup says of itself; `size` is that of the record in bytes, `header` the key slots of that day."""

    file: Path
    made_at: datetime
    vault_id: str
    schema: int
    size: int
    header: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class BackupStamp:
    """What a backup carries beside the record: whose it is, from when, and the key slots of that moment."""

    vault_id: str
    made_at: datetime
    header: bytes = field(repr=False)


@dataclass(slots=True)
class BackupKeys:
    """The two keys that a backup needs, 32 bytes each; whoever made this wipes it."""

    database: bytearray = field(repr=False)
    seal: bytearray = field(repr=False)

    def wipe(self) -> None:
        """Overwrite both."""
        for key in (self.database, self.seal):
            key[:] = bytes(len(key))


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What lies in a home, seen from outside: sizes in bytes by file name, and the newest backup that is near.

    `modes` are the permissions of folder and files by name, empty where the system has none; `copies_equal` is None
    while a copy of the key slots is missing; `schema` is the newest that this program knows. `keys_whole` is False when
    no copy of the key slots is as it was written, `looks_whole` when the database cannot be one, whatever its key.
    """

    folder: Path
    exists: bool
    sizes: dict[str, int]
    modes: dict[str, int]
    copies_equal: bool | None
    newest_backup: BackupFacts | None
    unreadable_backups: tuple[Path, ...]
    kept_aside: tuple[Path, ...]
    schema: int
    free_bytes: int
    looks_whole: bool = True
    keys_whole: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the former record is kept, if there was one; how many erased people the backup still held.

    `erased_known` is False when no sealed list of erased people was found, so that somebody erased may be back.
    """

    kept_aside: Path | None
    erased_again: int
    erased_known: bool


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was copied out of a damaged record: rows by kind that were `kept`, and those known to be `missing`.

    `loose` are rows that were read but left out, because what they belong to is lost. `folder` holds the new record.
    """

    folder: Path
    kept: dict[str, int]
    missing: dict[str, int]
    loose: dict[str, int]
    kept_aside: Path | None


class Backups(Protocol):
    """Writes, checks and puts back the one file that holds a whole record."""

    def look(self, file: Path) -> BackupFacts:
        """Read what a backup says of itself, before any key is known.

        Raises:
            UnfitInput: there is no such file, or it may not be read.
            RecordDamaged, NewerRecord: as their names say.
        """

    def make(
        self, record: Record, target: Path, stamp: BackupStamp, keys: BackupKeys, progress: Progress
    ) -> BackupFacts:
        """Copy an open record into a file, check it by opening it, and only then give it its name.

        Raises:
            UnfitInput: another kind of file has that name.
            LDCoachError: the folder cannot be written or is full; nothing is left behind.
        """

    def check(self, file: Path, keys: BackupKeys, progress: Progress) -> BackupFacts:
        """Check the seal, then open a copy and look at every page and link; raises as `look`."""

    def place(self, file: Path, home: Home, keys: BackupKeys, progress: Progress) -> Placed:
        """Check a backup, erase from it who was erased since, and make it the record of a home.

        Raises:
            RecordInUse: the record of this home is open.
            UnfitInput: files that are no part of a record lie in its folder.
            LDCoachError: as `check`; the home is as it was.
        """

    def prepare(self, folder: Path, *, private: bool) -> None:
        """Make a folder of our own for backups, if it is `private` and missing; raises LDCoachError."""

    def usable(self, folder: Path) -> bool:
        """Tell whether backups can go into a folder that somebody named; it is never made."""

    def found(self, folder: Path) -> list[BackupFacts]:
        """Return the backups in a folder that can be read, newest first."""

    def remove(self, file: Path) -> None:
        """Remove one backup; raises LDCoachError."""

    def remove_upgrade_copies(self, home: Home, before: datetime) -> list[Path]:
        """Remove the copies that an upgrade kept before a moment; return them."""

    def salvage(self, home: Home, target: Home | None, key: bytearray, progress: Progress) -> Salvaged:
        """Copy what can still be read of a damaged record into a new one; in its place when no target is named.

        Raises:
            RecordDamaged: not even the first page can be read, so there is nothing to copy.
            RecordInUse, UnfitInput, LDCoachError: as `place`; the damaged record is kept.
        """

    def examine(self, home: Home) -> HomeFacts:
        """Look at a home from outside; changes nothing and needs no key."""
