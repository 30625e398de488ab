"""The ways back from a damaged record: which there are, the newest good backup, and what can still be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ldcoach.errors import NotFound, RecordDamaged, UnfitInput, WrongSecret
from ldcoach.paths import Home
from ldcoach.services.backups import BackupFacts, Progress, Salvaged, no_progress
from ldcoach.services.opening import OpenRecord
from ldcoach.services.safety import Restored, Safety, Secret

__all__ = ["Rescue", "WaysBack"]

_NONE = (
    "There is no backup in the folder of the record or beside it. Nothing was changed; name one with "
    "`ldcoach restore FILE`, or copy out what can still be read with `ldcoach salvage`."
)
_TAKEN = "There is something in that folder already. Nothing was changed; name one that does not exist yet."
_KEYS_DAMAGED = "The key file was altered or damaged outside LDCoach."


@dataclass(frozen=True, slots=True)
class WaysBack:
    """What can be done about a damaged record: `backups` that are near, newest first, and whether to `salvage`."""

    backups: tuple[BackupFacts, ...]
    salvage: bool


@dataclass(frozen=True, slots=True)
class Rescue:
    """Finds damage, and leads back from it; the damaged record is always kept."""

    safety: Safety

    def verify(self, opened: OpenRecord, progress: Progress = no_progress) -> list[str]:
        """Check the key file, then every page, structure, link, search and canary; empty means sound."""
        faults = []
        try:
            self.safety.opening.vault.header_for_backup(opened.home, opened.keys)
        except RecordDamaged:
            faults.append(_KEYS_DAMAGED)
        return faults + opened.desk.keeping.check(progress)

    def ways_back(self, home: Home) -> WaysBack:
        """Look for backups in and beside a home, and for a file to copy from; needs no secret."""
        folders = (home.backups, home.folder, home.folder.parent)
        found = {facts.file: facts for folder in folders for facts in self.safety.backups.found(folder)}
        ordered = sorted(found.values(), key=lambda facts: facts.made_at, reverse=True)
        return WaysBack(tuple(ordered), home.database.is_file())

    def restore_newest(self, home: Home, secret: Secret, progress: Progress = no_progress) -> Restored:
        """Restore the newest near backup that is sound and opens; others are passed over.

        Raises:
            NotFound: there is none.
            RecordInUse, UnfitInput: as `Safety.restore`.
            WrongSecret, RecordDamaged: none could be restored; the reason of the newest.
        """
        backups = self.ways_back(home).backups
        failure: RecordDamaged | WrongSecret | None = None
        refused: set[bytes] = set()
        for facts in backups:
            if facts.header in refused:
                continue  # the same key slots as of one that the secret did not open; stretching it takes its time
            try:
                return self.safety.restore(facts.file, home, secret, progress)
            except WrongSecret as error:
                refused.add(facts.header)
                failure = failure or error
            except RecordDamaged as error:
                failure = failure or error
        raise failure or NotFound(_NONE)

    def salvage(
        self, home: Home, secret: Secret, target: Path | None = None, progress: Progress = no_progress
    ) -> Salvaged:
        """Copy what can be read into a new record, which opens with the same secrets; the damaged one is kept.

        Without a target the new record takes the place of the damaged one, which is then in a folder beside it.

        Raises:
            WrongSecret, RecordMissing, RecordInUse: as their names say.
            UnfitInput: the target exists.
            RecordDamaged: nothing can be read at all.
        """
        if target is not None and target.exists():
            raise UnfitInput(_TAKEN)
        vault = self.safety.opening.vault
        unlock = vault.unlock_with_code if secret.is_code else vault.unlock
        unlocked = unlock(home, secret.text)
        key = unlocked.database_key()
        try:
            return self.safety.backups.salvage(home, Home(target) if target else None, key, progress)
        finally:
            key[:] = bytes(len(key))
            unlocked.close()
