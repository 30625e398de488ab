"""A new master key for a record that exists, in steps that may be cut off anywhere.

The key file holds the next key and its slots, wrapped under the present key, from before the record is
rewritten until after. Whoever opens the record in between can tell by the record which of the two keys it is
under, and go on from there.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ldcoach.errors import LDCoachError, RecordDamaged
from ldcoach.vault.canonical import canonical
from ldcoach.vault.header import Header, Pending
from ldcoach.vault.header_files import WriteStep, no_step
from ldcoach.vault.header_slots import NONCE_LENGTH
from ldcoach.vault.key_file import KeyFile, own
from ldcoach.vault.keys import KEY_LENGTH, MasterKey, Purpose
from ldcoach.vault.memory import wipe
from ldcoach.vault.passphrase import chosen
from ldcoach.vault.recovery import new_code
from ldcoach.vault.slots import code_slot, seal_slot

if TYPE_CHECKING:
    from ldcoach.paths import Home
    from ldcoach.services.ports import Keys
    from ldcoach.vault.cost import KeyCost
    from ldcoach.vault.header_slots import Slot

__all__ = ["KeyRotation"]

_BEGUN = (
    "A change of the record's key was begun before and is not finished. Nothing was changed. "
    "Open the record once, which finishes it, and try again."
)
_NOT_BEGUN = "No change of the record's key was begun. Nothing was changed."
_RESUMED = (
    "A change of the record's key that was cut off has been finished. The passphrase stays; the former recovery code "
    "no longer opens the record. If the new one was not written down, change the key once more to get another."
)
_UNREADABLE = (
    "A change of the record's key was begun, and its key cannot be read. Nothing was changed. "
    "Restore the newest backup into a new folder."
)


class KeyRotation:
    """Changes the master key of a record, together with whoever rewrites the record.

    Args:
        cost: what one guess at the passphrase costs from then on; as before if not given.
        on_step: hears of each step of a write.
    """

    def __init__(self, cost: KeyCost | None = None, on_step: WriteStep = no_step) -> None:
        self._cost = cost
        self._on_step = on_step

    def pending(self, home: Home, keys: Keys) -> MasterKey | None:
        """Return the next keys of a change that was begun, else None; their `warnings` tell of it.

        Raises:
            RecordMissing, RecordDamaged, NewerRecord: the key file is not as it should be.
        """
        master = own(keys)
        header = self._file(home).current(master)
        return None if header.pending is None else _unwrapped(header, header.pending, master)

    def begin(self, home: Home, keys: Keys, passphrase: str) -> tuple[MasterKey, str]:
        """Write down the next key, before the record is touched; until `finish` everything opens as before.

        What devices remember is left out: their keys are not known here.

        Returns:
            The next keys, and the recovery code that goes with them.

        Raises:
            UnfitInput: the passphrase is empty.
            LDCoachError: a change was begun already, or the key file cannot be written.
        """
        master, file = own(keys), self._file(home)
        header = file.current(master)
        if header.pending is not None:
            raise LDCoachError(_BEGUN)
        secret, code = chosen(passphrase), new_code()
        following = MasterKey(master.vault_id, bytearray(os.urandom(KEY_LENGTH)))
        try:
            cost = self._cost or header.slot("passphrase").cost
            after = replace(header, epoch=header.epoch + 1)
            slots = (seal_slot(after, "passphrase", secret, following, cost), code_slot(after, code, following))
            file.change(replace(header, pending=_wrapped(header, following, master, slots)), master)
        except BaseException:
            following.close()
            raise
        finally:
            wipe(secret)
        return following, code

    def finish(self, home: Home, keys: Keys, following: Keys) -> None:
        """Make the next key the only one. The record has to be under it, safely on the disk.

        Raises:
            LDCoachError: no change was begun, or the key file cannot be written; the next opening finishes it.
        """
        master, after_it, file = own(keys), own(following), self._file(home)
        header, warnings = file.current(master), after_it.warnings
        if header.pending is None:
            raise LDCoachError(_NOT_BEGUN)
        after = replace(header, epoch=header.epoch + 1, slots=header.pending.slots, pending=None)
        file.change(after, after_it)
        after_it.warnings = warnings + after_it.warnings

    def drop(self, home: Home, keys: Keys) -> None:
        """Go on with the present key. The record has to be under it.

        Raises:
            LDCoachError: the key file cannot be written; the next opening tries again.
        """
        master, file = own(keys), self._file(home)
        file.change(replace(file.current(master), pending=None), master)

    def _file(self, home: Home) -> KeyFile:
        return KeyFile(home, self._on_step)


def _wrapped(header: Header, following: MasterKey, master: MasterKey, slots: tuple[Slot, ...]) -> Pending:
    key, nonce = master.derived(Purpose.NEXT_KEY), os.urandom(NONCE_LENGTH)
    try:
        return Pending(nonce, AESGCM(key).encrypt(nonce, following.exposed(), _context(header)), slots)
    finally:
        wipe(key)


def _unwrapped(header: Header, pending: Pending, master: MasterKey) -> MasterKey:
    key, opened = master.derived(Purpose.NEXT_KEY), bytearray(KEY_LENGTH)
    try:
        AESGCM(key).decrypt_into(pending.nonce, pending.wrapped, _context(header), opened)
    except InvalidTag:
        raise RecordDamaged(_UNREADABLE) from None
    finally:
        wipe(key)
    return MasterKey(header.vault_id, opened, (_RESUMED,))


def _context(header: Header) -> bytes:
    """Return what the next key is bound to: this record, and the change from this key to the one after."""
    return canonical({"vault": header.vault_id, "epoch": header.epoch + 1, "type": "pending"})
