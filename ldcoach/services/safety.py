"""The record's safety: backing up, checking and restoring a backup, and getting back in with the recovery code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from ldcoach.errors import LDCoachError, RecordDamaged, RecordMissing, WrongSecret
from ldcoach.paths import Home
from ldcoach.services.backups import (
    BackupFacts,
    BackupKeys,
    Backups,
    BackupStamp,
    HomeFacts,
    Progress,
    no_progress,
)
from ldcoach.services.opening import Opening, OpenRecord
from ldcoach.services.ports import Erasure, Keys
from ldcoach.services.retention import Ageing

__all__ = ["Restored", "Safety", "Secret", "keys_of"]

_DID_NOT_OPEN = (
    "The {what} did not open this backup. Nothing was changed. A backup opens with the passphrase and the recovery "
    "code of the day it was made, {day}, also when they were changed since."
)
_NO_RECORD = "There is no record in this folder. Nothing was changed; choose the folder that holds it."
_UNKNOWN = (
    "There was no list of erased people beside this backup. If you erased somebody after it was made, erase them again."
)
_ALTERED = (
    "The key slots in this backup were altered outside LDCoach. Nothing was changed. Use another backup, or fetch this "
    "one again from where it is kept."
)


@dataclass(frozen=True, slots=True)
class Secret:
    """A passphrase, or a recovery code."""

    text: str = field(repr=False)
    is_code: bool = False

    @property
    def what(self) -> str:
        """The field's word for it."""
        return "recovery code" if self.is_code else "passphrase"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place, and the folder that keeps the former record, if there was one.

    `erased_again` people had been erased since and were in the backup still. While `erased_known` is False there was no
    list of erased people, so somebody erased may be back: `warning` says so, else it is empty.
    """

    backup: BackupFacts
    kept_aside: Path | None
    erased_again: int = 0
    erased_known: bool = True

    @property
    def warning(self) -> str:
        """A sentence for the manager, or nothing."""
        return "" if self.erased_known else _UNKNOWN


@dataclass(frozen=True, slots=True)
class Safety:
    """Brings vault and backups together; the acts may take long and tell how far they are."""

    opening: Opening
    backups: Backups
    erasure: Erasure
    ageing: Ageing

    def back_up(self, opened: OpenRecord, target: Path, progress: Progress = no_progress) -> BackupFacts:
        """Write a backup of an open record, checked by opening it.

        Raises:
            UnfitInput: another kind of file has that name.
            LDCoachError: the folder cannot be written or is full; nothing is left behind.
        """
        header = self.opening.vault.header_for_backup(opened.home, opened.keys)
        stamp = BackupStamp(opened.keys.vault_id, self.opening.clock.now(), header)
        with keys_of(opened.keys) as keys:
            return self.backups.make(opened.desk.context.record, target, stamp, keys, progress)

    def check(self, file: Path, secret: Secret, progress: Progress = no_progress) -> BackupFacts:
        """Check a backup as `restore` would, and put nothing in place.

        Raises:
            WrongSecret: not the passphrase or recovery code of the day it was made.
            UnfitInput, RecordDamaged, NewerRecord: as their names say.
        """
        with self._unlocked(file, secret) as keys:
            return self.backups.check(file, keys, progress)

    def restore(self, file: Path, home: Home, secret: Secret, progress: Progress = no_progress) -> Restored:
        """Make a backup the record of a home; the former one is kept in a folder beside it.

        Raises:
            RecordInUse: the record of this home is open.
            WrongSecret, UnfitInput, RecordDamaged, NewerRecord: as `check`; the home is as it was.
        """
        with self._unlocked(file, secret) as keys:
            facts = self.backups.look(file)
            placed = self.backups.place(file, home, keys, progress)
        if placed.kept_aside:
            self._forget_former(Home(placed.kept_aside))
        return Restored(facts, placed.kept_aside, placed.erased_again, placed.erased_known)

    def recover(self, home: Home, code: str, passphrase: str) -> tuple[str, tuple[str, ...]]:
        """Open with the recovery code and give the record a new passphrase; return the new code and warnings.

        Raises:
            UnfitInput: the new passphrase is too short.
            WrongSecret: the code does not open the record; nothing was changed.
        """
        self._require_record(home)
        self.opening.require(passphrase)
        opened = self.opening.open_with_code(home, code)
        try:
            return self.opening.renew(opened, passphrase), opened.keys.warnings
        finally:
            opened.close()

    def change_passphrase(self, home: Home, present: str, new: str) -> tuple[str, ...]:
        """Replace the passphrase; return warnings. Backups and copies made before still open with the former one.

        Raises:
            UnfitInput: the new one is too short.
            WrongSecret: the present one does not open the record.
        """
        self._require_record(home)
        self.opening.require(new)
        opened = self.opening.open(home, present)
        try:
            self.opening.change_passphrase(opened, present, new)
            return opened.keys.warnings
        finally:
            opened.close()

    def examine(self, home: Home) -> HomeFacts:
        """Look at a home from outside; changes nothing and needs no secret."""
        facts = self.backups.examine(home)
        try:
            self.opening.remembering.is_worth_asking(home)
        except RecordDamaged:
            return replace(facts, keys_whole=False)
        except LDCoachError:
            return facts
        return facts

    def _forget_former(self, home: Home) -> None:
        """Take what this device remembers of a former key file out of its key store; the passphrase opens it still."""
        with suppress(LDCoachError):  # a former key file may be damaged, which is why another took its place
            self.opening.remembering.drop(home)

    def _require_record(self, home: Home) -> None:
        if not self.opening.exists(home):
            raise RecordMissing(_NO_RECORD)

    @contextmanager
    def _unlocked(self, file: Path, secret: Secret) -> Iterator[BackupKeys]:
        facts = self.backups.look(file)
        unlocked = self._unlock(facts, secret)
        try:
            with keys_of(unlocked) as keys:
                yield keys
        finally:
            unlocked.close()

    def _unlock(self, facts: BackupFacts, secret: Secret) -> Keys:
        vault = self.opening.vault
        unlock = vault.unlock_copy_with_code if secret.is_code else vault.unlock_copy
        try:
            return unlock(facts.header, secret.text)
        except WrongSecret as error:
            if type(error) is not WrongSecret:  # a mistyped code, which says where to look
                raise
            what, day = secret.what, f"{facts.made_at:%d %B %Y}".lstrip("0")
            raise WrongSecret(_DID_NOT_OPEN.format(what=what, day=day)) from None
        except RecordDamaged:
            raise RecordDamaged(_ALTERED) from None


@contextmanager
def keys_of(unlocked: Keys) -> Iterator[BackupKeys]:
    """Give the two keys that backups need, and wipe them."""
    keys = BackupKeys(unlocked.database_key(), unlocked.backup_key())
    try:
        yield keys
    finally:
        keys.wipe()
