"""Backups that LDCoach makes by itself: when one is due, where it goes, which are kept, and proof that one opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ldcoach.domain.backup_slots import Slot, kept_slots
from ldcoach.errors import NotFound, RefusedByPolicy, UnfitInput
from ldcoach.paths import spelled_out
from ldcoach.services.backups import BackupFacts, Progress, no_progress
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.cloud_folders import cloud_service
from ldcoach.services.opening import OpenRecord
from ldcoach.services.safety import Safety, keys_of

__all__ = ["BackupLine", "BackupsView", "Drill", "Kept", "ManagedBackups"]

FOLDER, LAST, DRILLED = "backup.folder", "backup.last", "backup.drilled"
"""The settings: the folder the manager named, the last good backup, the last drill."""

_NO_BACKUP = "There is no backup to try yet. Nothing was changed; make one first."
_NO_FOLDER = "This folder is not there or cannot be written. Backups go where they went before; choose another folder."
_BY_POLICY = "Your organisation chose the folder for backups. Nothing was changed."


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One managed backup; `size` in bytes, `slots` what it is kept for."""

    file: Path
    made_at: datetime
    size: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class BackupsView:
    """What a page shows of the backups.

    `folder` is where the next one goes, `wanted` the one that was named, if any; while it is `missing`, as a disk that
    is not plugged in, backups go into the folder of the record. `age_days` counts from the last good backup, None
    before the first and when the clock stands before it; `service` is the cloud that syncs the folder, or empty.
    """

    folder: Path
    wanted: Path | None
    missing: bool
    by_policy: bool
    service: str
    last_good: datetime | None
    age_days: int | None
    due: bool
    lines: tuple[BackupLine, ...]
    drilled: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A new backup and the older ones that were removed for it."""

    made: BackupFacts
    removed: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Drill:
    """The newest backup opened in a scratch place: every page, link and count was as it should be."""

    backup: BackupFacts
    at: datetime


@dataclass(frozen=True, slots=True)
class ManagedBackups:
    """The backups of one open record; a folder that IT or `named_by_policy` names wins over the manager's choice."""

    safety: Safety
    opened: OpenRecord
    named_by_policy: Path | None = None

    def view(self) -> BackupsView:
        """Gather what is known; reads the beginnings of the backups, so not for a thread that paints."""
        wanted, folder = self._wanted(), self._folder()
        found = self._found(folder)
        slots = kept_slots([_local(facts) for facts in found])
        last = self._last_good(found)
        return BackupsView(
            folder=folder,
            wanted=wanted,
            missing=wanted is not None and folder != wanted,
            by_policy=self._named() is not None,
            service=cloud_service(folder),
            last_good=last,
            age_days=self._age(last),
            due=self.due(),
            lines=tuple(BackupLine(one.file, one.made_at, one.size, slots.get(_local(one), ())) for one in found),
            drilled=self._moment(DRILLED),
        )

    def last_good(self) -> datetime | None:
        """Return when the last good backup was made, from the record alone: cheap enough for the first page."""
        return self._moment(LAST)

    def due(self) -> bool:
        """Tell whether a backup should be made now.

        So it is when there is none of today in its folder, when older ones hold somebody erased, and when what opens
        the newest one (passphrase, code or key) was changed since.
        """
        if self.opened.desk.keeping.is_sample():
            return False
        found = self._found(self._folder())
        today = self._today() in {day_of(one.made_at) for one in found}
        return not today or bool(self._before_erasure(found)) or found[0].header != self._header()

    def run(self, progress: Progress = no_progress) -> Kept:
        """Make a backup, read it back, and remove those that no slot needs any more; may be called at any time.

        Raises:
            RecordDamaged: the record has damaged pages; older backups were left alone.
            LDCoachError: the folder cannot be written or is full; older backups were left alone.
        """
        folder = self._folder()
        self.safety.backups.prepare(folder, private=folder == self.opened.home.backups)
        made = self.safety.back_up(self.opened, folder / self._name(), progress)
        self._keep_list(folder)
        self.opened.desk.keeping.set(LAST, made.made_at.isoformat())
        removed = [*self._clear(folder, made), *self._clear_stale_elsewhere(folder)]
        return Kept(made, tuple(removed))

    def choose(self, folder: Path | None) -> Change:
        """Let backups go into a folder from now on, None for the one beside the record.

        Raises:
            RefusedByPolicy: IT chose the folder.
            UnfitInput: there is no such folder, or it cannot be written.
        """
        if self._named() is not None:
            raise RefusedByPolicy(_BY_POLICY)
        if folder is not None:
            folder = spelled_out(str(folder)).absolute()
            if not self.safety.backups.usable(folder):
                raise UnfitInput(_NO_FOLDER)
        return self.opened.desk.keeping.set(FOLDER, str(folder) if folder else "")

    def drill(self, progress: Progress = no_progress) -> Drill:
        """Prove that the newest backup can be restored, without restoring it: open a copy, check all of it, remove it.

        Raises:
            NotFound: there is no backup yet.
            RecordDamaged: it would not restore; make a new one.
            LDCoachError: there is no room for the copy.
        """
        found = self._found(self._folder()) or self._found(self.opened.home.backups)
        if not found:
            raise NotFound(_NO_BACKUP)
        with keys_of(self.opened.keys) as keys:
            facts = self.safety.backups.check(found[0].file, keys, progress)
        now = self.opened.desk.context.clock.now()
        self.opened.desk.keeping.set(DRILLED, now.isoformat())
        return Drill(facts, now)

    def copies_elsewhere(self) -> tuple[Path, ...]:
        """Return copies of this record that LDCoach knows of and does not manage."""
        home = self.opened.home
        facts = self.safety.backups.examine(home)
        own = {one.file for folder in self._folders() for one in self._found(folder)}
        beside = [one.file for folder in (home.folder, home.folder.parent) for one in self._ours(folder)]
        missing = [folder for folder in self._folders() if not folder.is_dir() and folder != home.backups]
        return (*facts.kept_aside, *(file for file in beside if file not in own), *missing)

    def _folder(self) -> Path:
        wanted = self._wanted()
        return wanted if wanted is not None and self.safety.backups.usable(wanted) else self.opened.home.backups

    def _wanted(self) -> Path | None:
        if (named_by_policy := self._named()) is not None:
            return named_by_policy
        named = self.opened.desk.keeping.setting(FOLDER, "")
        return spelled_out(named) if named else None

    def _named(self) -> Path | None:
        """Return the folder that IT chose; ~ stands for the home folder of whoever uses LDCoach."""
        forced = self.opened.desk.context.policy.backup_folder
        return self.named_by_policy or (spelled_out(forced) if forced else None)

    def _folders(self) -> tuple[Path, ...]:
        """Return every folder that may hold managed backups, the present one first."""
        wanted = self._wanted()
        return (self.opened.home.backups,) if wanted is None else (wanted, self.opened.home.backups)

    def _name(self) -> str:
        """Return a file name that says when and whose record, by a random id, and nothing else."""
        return f"{self._prefix}{self.opened.desk.context.clock.now():%Y%m%d-%H%M%S}.ldcbak"

    @property
    def _prefix(self) -> str:
        return f"ldcoach-{self.opened.keys.vault_id[:8]}-"

    def _ours(self, folder: Path) -> list[BackupFacts]:
        return [one for one in self.safety.backups.found(folder) if one.vault_id == self.opened.keys.vault_id]

    def _found(self, folder: Path) -> list[BackupFacts]:
        """Return the managed backups of this record in a folder, newest first."""
        return [one for one in self._ours(folder) if one.file.name.startswith(self._prefix)]

    def _clear(self, folder: Path, made: BackupFacts) -> list[Path]:
        found = self._found(folder)
        kept = kept_slots([_local(one) for one in found])
        stale = {one.file for one in self._before_erasure(found)}
        gone = [one.file for one in found if one.file != made.file and (_local(one) not in kept or one.file in stale)]
        for file in gone:
            self.safety.backups.remove(file)
        return gone

    def _clear_stale_elsewhere(self, folder: Path) -> list[Path]:
        """Remove what holds somebody erased from the other folder, and copies kept from before an upgrade."""
        others = [other for other in self._folders() if other != folder and other.is_dir()]
        gone = [one.file for other in others for one in self._before_erasure(self._found(other))]
        for file in gone:
            self.safety.backups.remove(file)
        for other in others:
            self._keep_list(other)
        moment = self.safety.erasure.erased_at(self.opened.desk.context.record)
        return gone + (self.safety.backups.remove_upgrade_copies(self.opened.home, moment) if moment else [])

    def _header(self) -> bytes:
        return self.safety.opening.vault.header_for_backup(self.opened.home, self.opened.keys)

    def _before_erasure(self, found: list[BackupFacts]) -> list[BackupFacts]:
        moment = self.safety.erasure.erased_at(self.opened.desk.context.record)
        # A moment that is still to come means that the clock was set back: then it cannot tell which backup is older.
        if moment is None or moment > self.opened.desk.context.clock.now():
            return []
        return [one for one in found if one.made_at < moment]

    def _keep_list(self, folder: Path) -> None:
        stones = self.safety.erasure.tombstones(self.opened.desk.context.record)
        with keys_of(self.opened.keys) as keys:
            self.safety.erasure.write_list(folder, stones, keys.seal)

    def _last_good(self, found: list[BackupFacts]) -> datetime | None:
        known = [one.made_at for one in found] + [moment for moment in [self._moment(LAST)] if moment]
        return max(known, default=None)

    def _age(self, last: datetime | None) -> int | None:
        days = -1 if last is None else (self._today() - day_of(last)).days
        return days if days >= 0 else None

    def _moment(self, name: str) -> datetime | None:
        kept: Any = self.opened.desk.keeping.setting(name)
        return datetime.fromisoformat(kept) if kept else None

    def _today(self) -> date:
        return self.opened.desk.context.clock.today()


def _local(facts: BackupFacts) -> datetime:
    return facts.made_at.astimezone()
