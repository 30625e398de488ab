"""The vault of a record: create it, unlock it, change what opens it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from ldcoach.errors import LDCoachError, RecordDamaged, UnfitInput, WrongSecret
from ldcoach.vault.cost import calibrated
from ldcoach.vault.header import Header, SecretKind, Slot, pack, parse, sealed, verify
from ldcoach.vault.header_files import HeaderCopy, HeaderFiles, WriteStep, no_step
from ldcoach.vault.keys import KEY_LENGTH, MasterKey
from ldcoach.vault.memory import wipe
from ldcoach.vault.passphrase import encoded
from ldcoach.vault.recovery import new_code, parse_code
from ldcoach.vault.slots import open_slot, seal_slot, seconds_for

if TYPE_CHECKING:
    from ldcoach.paths import Home
    from ldcoach.services.ports import Keys
    from ldcoach.vault.cost import KeyCost

__all__ = ["FileVault"]

_TAKEN = "There is a record in this folder already. It was not changed. Open it, or choose another folder."
_NO_FOLDER = (
    "The folder for the record cannot be made here. Nothing was changed. "
    "Check the permissions of the place, or choose another."
)
_OPEN_TO_OTHERS = "This disk cannot keep other users of the computer out of the folder. The record itself is encrypted."
_EMPTY = "The passphrase is empty. Nothing was changed. Choose a few words that only you would put together."
_OTHER_RECORD = "The key file in this folder belongs to another record than the open one. Nothing was changed."


class FileVault:
    """Key slots in two files beside the record.

    Args:
        cost: what one guess at a passphrase costs; measured when a record is created if not given.
        on_step: hears of each step of a write.
    """

    def __init__(self, cost: KeyCost | None = None, on_step: WriteStep = no_step) -> None:
        self._cost = cost
        self._on_step = on_step

    def exists(self, home: Home) -> bool:
        """Tell whether the folder holds a record, whole or not.

        Raises:
            LDCoachError: the folder cannot be read.
        """
        return self._files(home).any_exists()

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
        secret, code = _chosen(passphrase), new_code()
        master = MasterKey(str(uuid4()), bytearray(os.urandom(KEY_LENGTH)))
        header = Header(master.vault_id, epoch=1, seq=1, slots=())
        try:
            cost = self._cost or calibrated(seconds_for)
            slots = (seal_slot(header, "passphrase", secret, master, cost), _code_slot(header, code, master))
            master.warnings = _private_folder(home) + self._write(home, replace(header, slots=slots), master)
        except BaseException:
            master.close()
            raise
        finally:
            wipe(secret)
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
        master, secret = _own(keys), _chosen(passphrase)
        try:
            header = self._current(home, master)
            cost = self._cost or header.slot("passphrase").cost
            self._change(home, header, seal_slot(header, "passphrase", secret, master, cost), master)
        finally:
            wipe(secret)

    def renew_recovery_code(self, home: Home, keys: Keys) -> str:
        """Return a new recovery code; the old one no longer opens this key file.

        Raises:
            RecordMissing, RecordDamaged, NewerRecord: the key file cannot be changed as it is.
            LDCoachError: it cannot be written; the old code still holds.
        """
        master, code = _own(keys), new_code()
        header = self._current(home, master)
        self._change(home, header, _code_slot(header, code, master), master)
        return code

    def header_for_backup(self, home: Home, keys: Keys) -> bytes:
        """Return the newest key file that the open keys vouch for.

        Raises:
            RecordMissing, RecordDamaged, NewerRecord: the key file is not as it should be.
        """
        return pack(self._current(home, _own(keys)))

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

    def _files(self, home: Home) -> HeaderFiles:
        return HeaderFiles(home, self._on_step)

    def _unlock(self, home: Home, kind: SecretKind, secret: bytearray) -> MasterKey:
        files = self._files(home)
        try:
            copy, master = _opened(files.read(), kind, secret)
        finally:
            wipe(secret)
        master.warnings = files.heal(copy)
        return master

    def _current(self, home: Home, master: MasterKey) -> Header:
        """Return the newest header that the open keys vouch for."""
        failure = RecordDamaged(_OTHER_RECORD)
        for copy in self._files(home).read():
            if copy.header.vault_id != master.vault_id:
                continue
            try:
                verify(copy.header, master)
            except RecordDamaged as error:
                failure = error
            else:
                return copy.header
        raise failure

    def _change(self, home: Home, header: Header, slot: Slot, master: MasterKey) -> None:
        slots = tuple(slot if old.kind == slot.kind else old for old in header.slots)
        master.warnings = self._write(home, replace(header, seq=header.seq + 1, slots=slots), master)

    def _write(self, home: Home, header: Header, master: MasterKey) -> tuple[str, ...]:
        data = pack(sealed(header, master))
        # What the next unlock would refuse must never replace what it accepts.
        verify(parse(data), master)
        return self._files(home).write(data)


def _chosen(passphrase: str) -> bytearray:
    if not passphrase.strip():
        raise UnfitInput(_EMPTY)
    return encoded(passphrase)


def _code_slot(header: Header, code: str, master: MasterKey) -> Slot:
    values = parse_code(code)
    try:
        return seal_slot(header, "recovery", values, master, None)
    finally:
        wipe(values)


def _opened(copies: tuple[HeaderCopy, ...], kind: SecretKind, secret: bytearray) -> tuple[HeaderCopy, MasterKey]:
    """Open the first copy that the secret fits and whose MAC holds.

    A crash between the two copies leaves the second with the former passphrase, so an older copy is
    tried only where the newer one opened and turned out to be altered.
    """
    refusals: list[WrongSecret | RecordDamaged] = []
    for copy in _distinct(copies):
        older = copy.header.seq < copies[0].header.seq
        if older and any(isinstance(refusal, WrongSecret) for refusal in refusals):
            break
        try:
            return copy, _verified(copy.header, kind, secret)
        except (WrongSecret, RecordDamaged) as error:
            refusals.append(error)
    # The secret fitted an altered copy, so calling it wrong would send the manager looking in the wrong place.
    raise next((refusal for refusal in refusals if isinstance(refusal, RecordDamaged)), refusals[0])


def _opened_copy(header: bytes, kind: SecretKind, secret: bytearray) -> MasterKey:
    try:
        return _verified(parse(header), kind, secret)
    finally:
        wipe(secret)


def _distinct(copies: tuple[HeaderCopy, ...]) -> tuple[HeaderCopy, ...]:
    """Leave out a copy that says the same as one before it: stretching a passphrase twice takes seconds."""
    return tuple(copy for place, copy in enumerate(copies) if copy.data not in {seen.data for seen in copies[:place]})


def _verified(header: Header, kind: SecretKind, secret: bytearray) -> MasterKey:
    master = open_slot(header, kind, secret)
    try:
        verify(header, master)
    except RecordDamaged:
        master.close()
        raise
    return master


def _own(keys: Keys) -> MasterKey:
    if not isinstance(keys, MasterKey):
        message = "these keys were not unlocked by this vault"
        raise TypeError(message)
    return keys


def _private_folder(home: Home) -> tuple[str, ...]:
    """Make the folder, for this user only; return a warning where the disk cannot do that."""
    try:
        home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise LDCoachError(_NO_FOLDER) from error
    try:
        home.folder.chmod(0o700)
    except OSError:
        return (_OPEN_TO_OTHERS,)
    return ()
