"""Making a record, opening it with its key, and closing it again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from ldcoach.domain.policy import Policy
from ldcoach.errors import KeyStoreUnavailable, LDCoachError, RecordDamaged, UnfitInput
from ldcoach.paths import Home
from ldcoach.services.context import Context
from ldcoach.services.desk import Desk
from ldcoach.services.policy import require_passphrase
from ldcoach.services.ports import (
    Clock,
    DocumentWriter,
    Ids,
    Keys,
    Library,
    Record,
    Remembering,
    Rotation,
    Vault,
    Verdict,
)
from ldcoach.services.ports.travel import Travel
from ldcoach.services.unmaking import leaving_nothing_new

_NEITHER_KEY = (
    "The record does not fit its key file, which was about to be changed. Nothing was changed. "
    "Restore the newest backup into a new folder."
)

_NOT_REMEMBERED = "IT does not let this computer open a record without its passphrase. Type the passphrase."


class ClosedRecord(Protocol):
    """A record that nobody has open, and nobody can open meanwhile; the caller wipes the keys."""

    def opens_with(self, key: bytearray) -> bool:
        """Tell whether the record is under a key."""

    def rewrite(self, present: bytearray, following: bytearray) -> None:
        """Put the record under another key, safely on the disk.

        Raises:
            LDCoachError: the disk is full or the record damaged; `opens_with` tells which key it is under.
        """


class Records(Protocol):
    """Where records are made and opened; the caller wipes the key."""

    def exists(self, home: Home) -> bool:
        """Tell whether there is a database in this home."""

    def create(self, home: Home, key: bytearray, clock: Clock, *, sample: bool = False) -> Record:
        """Make an empty record; leaves nothing behind when it fails."""

    def open(self, home: Home, key: bytearray, clock: Clock) -> Record:
        """Open a record.

        Raises:
            RecordMissing, RecordInUse, RecordDamaged, NewerRecord: as their names say.
        """

    def closed(self, home: Home) -> AbstractContextManager[ClosedRecord]:
        """Hold a record that nobody has open.

        Raises:
            RecordInUse: another LDCoach has it open.
        """


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A record on the desk, with the keys that opened it."""

    home: Home
    desk: Desk
    keys: Keys

    def close(self) -> None:
        """Put the record away and wipe the keys."""
        try:
            self.desk.context.record.close()
        finally:
            self.keys.close()


@dataclass(frozen=True, slots=True)
class Opening:
    """Brings vault and store together."""

    vault: Vault
    remembering: Remembering
    rotation: Rotation
    records: Records
    library: Library
    clock: Clock
    ids: Callable[[], Ids]
    writer: Callable[[], DocumentWriter]
    travel: Callable[[], Travel]
    judge: Callable[[str], Verdict]
    policy: Policy = field(default_factory=Policy)

    def exists(self, home: Home) -> bool:
        """Tell whether this home holds a record or a part of one."""
        return self.vault.exists(home) or self.records.exists(home)

    def create(
        self, home: Home, passphrase: str, *, sample: bool = False, ids: Ids | None = None, clock: Clock | None = None
    ) -> tuple[OpenRecord, str]:
        """Make a record; return it open, with the recovery code that is shown once.

        Raises:
            LDCoachError: there is a record already, or the folder cannot be written; nothing was made.
        """
        if self.exists(home):
            message = (
                "There is a record in this folder already. Nothing was changed; open it, or choose another folder."
            )
            raise LDCoachError(message)
        if not sample:  # a sample's passphrase is printed, whatever IT asks of real ones
            self.require(passphrase)
        with leaving_nothing_new(home):
            keys, code = self.vault.create(home, passphrase)
            database_key = keys.database_key()
            try:
                record = self.records.create(home, database_key, clock or self.clock, sample=sample)
            except BaseException:
                for slot_file in (home.header, home.header_copy):
                    slot_file.unlink(missing_ok=True)
                keys.close()
                raise
            finally:
                wipe(database_key)
        return self._lay_out(home, record, keys, clock, ids), code

    def open(self, home: Home, passphrase: str) -> OpenRecord:
        """Open a record with its passphrase; raises as `Vault.unlock` and `Records.open`."""
        return self._open(home, self.vault.unlock(home, passphrase))

    def open_with_code(self, home: Home, code: str) -> OpenRecord:
        """Open with the recovery code; `renew` has to follow, so that the passphrase is known again."""
        return self._open(home, self.vault.unlock_with_code(home, code))

    def open_remembered(self, home: Home) -> OpenRecord:
        """Open with what this device keeps; raises as `Remembering.unlock` and `Records.open`."""
        if not self.policy.allows("remember.allowed"):
            raise KeyStoreUnavailable(_NOT_REMEMBERED)
        return self._open(home, self.remembering.unlock(home))

    def may_be_remembered(self, home: Home) -> bool:
        """Tell whether some device remembers this record and IT lets it; takes no time."""
        return self.policy.allows("remember.allowed") and self.remembering.is_worth_asking(home)

    def renew(self, opened: OpenRecord, passphrase: str) -> str:
        """Give an open record a new passphrase and a new recovery code; return the code, shown once."""
        self.require(passphrase)
        self.vault.change_passphrase(opened.home, opened.keys, passphrase)
        return self.vault.renew_recovery_code(opened.home, opened.keys)

    def change_passphrase(self, opened: OpenRecord, present: str, new: str) -> None:
        """Replace the passphrase after proving the present one; older copies still open with the old one.

        Raises:
            WrongSecret: the present passphrase is not that.
            UnfitInput: the new one is too short.
        """
        self.require(new)
        self.vault.unlock(opened.home, present).close()
        self.vault.change_passphrase(opened.home, opened.keys, new)

    def require(self, passphrase: str) -> None:
        """Refuse a passphrase that is too short to protect anybody.

        Raises:
            RefusedByPolicy: it is shorter or weaker than IT asks for.
            UnfitInput: it is shorter than LDCoach itself asks for.
        """
        verdict = self.judge(passphrase)
        require_passphrase(self.policy, verdict)
        if not verdict.long_enough:
            message = f"This passphrase is too short. {verdict.sentence} Nothing was made or changed."
            raise UnfitInput(message)

    def _open(self, home: Home, unlocked: Keys) -> OpenRecord:
        keys = self._settled(home, unlocked)
        database_key = keys.database_key()
        try:
            record = self.records.open(home, database_key, self.clock)
        except BaseException:
            keys.close()
            raise
        finally:
            wipe(database_key)
        return self._lay_out(home, record, keys, None, None)

    def _settled(self, home: Home, keys: Keys) -> Keys:
        """Return the keys that the record is under, once a change of key that was cut off is finished or undone."""
        try:
            following = self.rotation.pending(home, keys)
            if following is None:
                return keys
            return settle(self, home, keys, following)
        except BaseException:
            keys.close()
            raise

    def _lay_out(self, home: Home, record: Record, keys: Keys, clock: Clock | None, ids: Ids | None) -> OpenRecord:
        context = Context(record, clock or self.clock, ids or self.ids(), self.library, self.policy)
        return OpenRecord(home, Desk.lay_out(context, self.writer(), self.travel()), keys)


def settle(opening: Opening, home: Home, keys: Keys, following: Keys) -> Keys:
    """Finish a change of key or undo it, by the key that the record is under; return that one, the other is wiped.

    Raises:
        RecordInUse: the record is open elsewhere.
        RecordDamaged: it is under neither.
        LDCoachError: the key file cannot be written; the next opening tries again.
    """
    try:
        with opening.records.closed(home) as closed:
            if _fits(closed, keys):
                opening.rotation.drop(home, keys)
                following.close()
                return keys
            if _fits(closed, following):
                opening.rotation.finish(home, keys, following)
                keys.close()
                return following
    except BaseException:
        following.close()
        raise
    following.close()
    raise RecordDamaged(_NEITHER_KEY)


def _fits(closed: ClosedRecord, keys: Keys) -> bool:
    database_key = keys.database_key()
    try:
        return closed.opens_with(database_key)
    finally:
        wipe(database_key)


def wipe(key: bytearray) -> None:
    """Overwrite a key with zeros."""
    key[:] = bytes(len(key))
