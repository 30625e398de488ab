"""What opens a record, and changing it: remembered devices, and a new master key."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from ldcoach.errors import LDCoachError, RecordMissing
from ldcoach.paths import Home
from ldcoach.services.opening import ClosedRecord, Opening, OpenRecord, wipe
from ldcoach.services.policy import require_remembering
from ldcoach.services.ports import Keys, WayIn

__all__ = ["Rotated", "WaysIn"]

_NO_RECORD = "There is no record in this folder. Nothing was changed; choose the folder that holds it."
_NOT_FINISHED = (
    "The record has its new key, but the key file could not be brought up to date. Nothing is lost: make room on the "
    "disk and open the record, which finishes it; then change the key once more, to get a recovery code."
)


@dataclass(frozen=True, slots=True)
class Rotated:
    """The new recovery code, shown once, whether this device remembers the record as before, and warnings."""

    code: str = field(repr=False)
    remembered: bool
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaysIn:
    """The key slots of a record."""

    opening: Opening

    def every(self, home: Home) -> tuple[WayIn, ...]:
        """Return every key slot; needs no passphrase.

        Raises:
            RecordMissing, RecordDamaged, NewerRecord: as their names say.
        """
        self._require_record(home)
        return self.opening.remembering.ways_in(home)

    def is_remembered(self, home: Home) -> bool:
        """Tell whether this device opens the record; asks the key store, for two seconds at most."""
        return any(way.here for way in self.every(home))

    def remember(self, opened: OpenRecord) -> None:
        """Let this device open the record without the passphrase.

        Raises:
            RefusedByPolicy: IT does not allow it.
            LDCoachError: there is no key store that can be trusted, or it said no; nothing was changed.
        """
        require_remembering(self.opening.policy)
        self.opening.remembering.remember(opened.home, opened.keys)

    def forget(self, opened: OpenRecord, *, everywhere: bool = False) -> tuple[str, ...]:
        """Ask for the passphrase again, on this device or on all; return warnings."""
        return self.opening.remembering.forget(opened.home, opened.keys, everywhere=everywhere)

    def rotate(self, home: Home, passphrase: str) -> Rotated:
        """Give a record that nobody has open a new master key and a new recovery code; the passphrase stays.

        Raises:
            WrongSecret: the passphrase does not open the record.
            RecordInUse: it is open.
            LDCoachError: the disk is full, or cannot be written. The record opens as before, or with the new code
                where the change had come far enough; nothing is lost.
        """
        self._require_record(home)
        # Opening it proves that passphrase, key and record fit, and finishes what was cut off before.
        opened = self.opening.open(home, passphrase)
        try:
            opened.desk.context.record.close()
            return self._rotated(home, opened.keys, passphrase)
        finally:
            opened.close()

    def _rotated(self, home: Home, keys: Keys, passphrase: str) -> Rotated:
        remembered = self.is_remembered(home)
        with self.opening.records.closed(home) as closed:
            following, code = self.opening.rotation.begin(home, keys, passphrase)
            try:
                self._rewrite(home, closed, keys, following)
                self._finish(home, keys, following)
                warnings = following.warnings
                return Rotated(code, remembered and self._remembers(home, following), warnings)
            finally:
                following.close()

    def _rewrite(self, home: Home, closed: ClosedRecord, keys: Keys, following: Keys) -> None:
        present_key, following_key = keys.database_key(), following.database_key()
        try:
            closed.rewrite(present_key, following_key)
        except LDCoachError:
            # On a full disk this fails too; the next opening undoes it then.
            with suppress(LDCoachError):
                if closed.opens_with(present_key):
                    self.opening.rotation.drop(home, keys)
            raise
        finally:
            wipe(present_key)
            wipe(following_key)

    def _finish(self, home: Home, keys: Keys, following: Keys) -> None:
        self.opening.remembering.drop(home)
        try:
            self.opening.rotation.finish(home, keys, following)
        except LDCoachError as error:
            raise LDCoachError(_NOT_FINISHED) from error

    def _remembers(self, home: Home, keys: Keys) -> bool:
        """Let this device remember the new key; tell whether it does."""
        try:
            require_remembering(self.opening.policy)
            self.opening.remembering.remember(home, keys)
        except LDCoachError:
            return False
        return True

    def _require_record(self, home: Home) -> None:
        if not self.opening.exists(home):
            raise RecordMissing(_NO_RECORD)
