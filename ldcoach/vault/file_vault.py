"""The vault of a record: create it, unlock it, change what opens it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.paths import Home, make_private
from ldcoach.vault.cost import calibrated
from ldcoach.vault.header import Header, pack, parse, sealed
from ldcoach.vault.header_files import WriteStep, no_step
from ldcoach.vault.key_file import KeyFile, own, verified, with_slot
from ldcoach.vault.keys import KEY_LENGTH, MasterKey
from ldcoach.vault.memory import wipe
from ldcoach.vault.passphrase import chosen, encoded
from ldcoach.vault.recovery import new_code, parse_code
from ldcoach.vault.slots import code_slot, seal_slot, seconds_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldcoach.services.ports import Keys
    from ldcoach.vault.cost import KeyCost
    from ldcoach.vault.header_slots import SlotKind

__all__ = ["FileVault"]

_TAKEN = "There is a record in this folder already. It was not changed. Open it, or choose another folder."
_NO_FOLDER = (
    "The folder for the record cannot be made here. Nothing was changed. "
    "Check the permissions of the place, or choose another."
)
_OPEN_TO_OTHERS = "This disk cannot keep other users of the computer out of the folder. The record itself is encrypted."


class FileVault:
    """Key slots in two files beside the record.

    Args:
        cost: what one guess at a passphrase costs; measured when a record is created if not given.
        on_step: hears of each step of a write.
        measure: runs one derivation and returns its seconds.
    """

    def __init__(
        self,
        cost: KeyCost | None = None,
        on_step: WriteStep = no_step,
        measure: Callable[[KeyCost], float] = seconds_for,
    ) -> None:
        self._cost = cost
        self._on_step = on_step
        self._measure = measure

    def exists(self, home: Home) -> bool:
        """Tell whether the folder holds a record, whole or not.

        Raises:
            LDCoachError: the folder cannot be read.
        """
        return self._file(home).any_exists()

    def create(self, home: Home, passphrase: str) -> tuple[MasterKey, str]:
        """Make the key file of a new record.

        Returns:
            The keys, and the recovery code, which is kept nowhere.

        Raises:
            UnfitInput: there is a record already, or the passphrase is empty.
            LDCoachError: the folder cannot be written; everything is as it was.
        """
        if self.exists(home):
            raise UnfitInput(_TAKEN)
        secret, code = chosen(passphrase), new_code()
        master = MasterKey(str(uuid4()), bytearray(os.urandom(KEY_LENGTH)))
        header = Header(master.vault_id, epoch=1, seq=1, slots=())
        try:
            cost = self._cost or calibrated(self._measure)
            slots = (seal_slot(header, "passphrase", secret, master, cost), code_slot(header, code, master))
            warnings = _private_folder(home)
            self._file(home).write(replace(header, slots=slots), master)
        except BaseException:
            master.close()
            raise
        finally:
            wipe(secret)
        master.warnings = warnings + master.warnings
        return master, code

    def unlock(self, home: Home, passphrase: str) -> MasterKey:
        """Open with the passphrase; the keys' `warnings` say what to know about the files.

        Raises:
            WrongSecret: this passphrase does not open the record.
            RecordMissing, RecordDamaged, NewerRecord: as their names say.
            LDCoachError: the key file cannot be read, or there is not enough memory.
        """
        return self._unlock(home, "passphrase", encoded(passphrase))

    def unlock_with_code(self, home: Home, code: str) -> MasterKey:
        """Open with the recovery code; raises as `unlock`.

        Raises:
            MistypedCode: a kind of WrongSecret, saying which groups to compare.
        """
        return self._unlock(home, "recovery", parse_code(code))

    def change_passphrase(self, home: Home, keys: Keys, passphrase: str) -> None:
        """Let a new passphrase open the record instead of the old one.

        Copies of the key file made earlier, in backups too, still open with the old passphrase.

        Raises:
            UnfitInput: the passphrase is empty.
            RecordMissing, RecordDamaged, NewerRecord: the key file cannot be changed as it is.
            LDCoachError: it cannot be written; the old passphrase still holds.
        """
        master, secret, file = own(keys), chosen(passphrase), self._file(home)
        try:
            header = file.current(master)
            cost = self._cost or header.slot("passphrase").cost
            file.change(with_slot(header, seal_slot(header, "passphrase", secret, master, cost)), master)
        finally:
            wipe(secret)

    def renew_recovery_code(self, home: Home, keys: Keys) -> str:
        """Return a new recovery code; the old one no longer opens this key file.

        Raises:
            RecordMissing, RecordDamaged, NewerRecord: the key file cannot be changed as it is.
            LDCoachError: it cannot be written; the old code still holds.
        """
        master, code, file = own(keys), new_code(), self._file(home)
        header = file.current(master)
        file.change(with_slot(header, code_slot(header, code, master)), master)
        return code

    def header_for_backup(self, home: Home, keys: Keys) -> bytes:
        """Return the newest key file that the open keys vouch for, with what a person holds and nothing else.

        A backup lies elsewhere, so what this device remembers has no place in it.

        Raises:
            RecordMissing, RecordDamaged, NewerRecord: the key file is not as it should be.
        """
        master = own(keys)
        header = self._file(home).current(master)
        held = tuple(slot for slot in header.slots if slot.kind != "keyring")
        return pack(sealed(replace(header, slots=held, pending=None), master))

    def unlock_copy(self, header: bytes, passphrase: str) -> MasterKey:
        """Open a key file that a backup carries; no file is read or written.

        Raises:
            WrongSecret: this passphrase was not the one of that day.
            RecordDamaged, NewerRecord: as their names say.
        """
        return _opened_copy(header, "passphrase", encoded(passphrase))

    def unlock_copy_with_code(self, header: bytes, code: str) -> MasterKey:
        """Open a key file that a backup carries with the recovery code of that day; raises as `unlock_copy`.

        Raises:
            MistypedCode: a kind of WrongSecret, saying which groups to compare.
        """
        return _opened_copy(header, "recovery", parse_code(code))

    def _file(self, home: Home) -> KeyFile:
        return KeyFile(home, self._on_step)

    def _unlock(self, home: Home, kind: SlotKind, secret: bytearray) -> MasterKey:
        try:
            return self._file(home).unlock(lambda header: verified(header, kind, secret))
        finally:
            wipe(secret)


def _opened_copy(header: bytes, kind: SlotKind, secret: bytearray) -> MasterKey:
    try:
        return verified(parse(header), kind, secret)
    finally:
        wipe(secret)


def _private_folder(home: Home) -> tuple[str, ...]:
    """Make the folder, for this user only; return a warning where the disk cannot do that."""
    try:
        make_private(home.folder)
    except OSError as error:
        raise LDCoachError(_NO_FOLDER) from error
    try:
        home.folder.chmod(0o700)
    except OSError:
        return (_OPEN_TO_OTHERS,)
    return ()
