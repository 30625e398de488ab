"""Opening without the passphrase on a device that the manager chose: a slot whose key the system keeps.

Never the master key, always a key of its own; never the only way in.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from ldcoach.errors import KeyStoreUnavailable, UnfitInput
from ldcoach.services.ports import WayIn
from ldcoach.vault.header_files import WriteStep, no_step
from ldcoach.vault.header_slots import MOST_DEVICES
from ldcoach.vault.key_file import KeyFile, checked, own
from ldcoach.vault.keys import KEY_LENGTH
from ldcoach.vault.memory import wipe
from ldcoach.vault.slots import open_slot, seal_slot
from ldcoach.vault.system_keys import KeyStore, SystemKeys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ldcoach.paths import Home
    from ldcoach.services.ports import Keys
    from ldcoach.vault.header import Header
    from ldcoach.vault.header_slots import Slot
    from ldcoach.vault.keys import MasterKey

__all__ = ["DeviceSlots", "service_name"]

_NOT_HERE = "This record is not remembered on this computer. Nothing was changed; use the passphrase."
_TOO_MANY = (
    "This record is remembered on {most} devices already. Nothing was changed; "
    "make it forget them all, then let this one remember it."
)
_NOT_REMOVED = (
    "The key store of this computer did not answer, so what it remembers is still there. It no longer opens the "
    "record, on any device; older copies of the key file still open with it."
)


def service_name(vault_id: str) -> str:
    """Return the name under which a record's keys stand in the key store; the slot's id is the user name."""
    return f"LDCoach {vault_id}"


class DeviceSlots:
    """The slots of a record that belong to key stores of devices."""

    def __init__(self, store: KeyStore | None = None, on_step: WriteStep = no_step) -> None:
        self._store = store or SystemKeys()
        self._on_step = on_step

    def is_worth_asking(self, home: Home) -> bool:
        """Tell whether some device remembers this record; asks the file only, which takes no time.

        Raises:
            RecordMissing, RecordDamaged, NewerRecord: the key file is not as it should be.
        """
        return bool(_of_devices(self._file(home).newest()))

    def unlock(self, home: Home) -> MasterKey:
        """Open with what the key store of this device keeps, within two seconds.

        Raises:
            KeyStoreUnavailable: the store cannot be asked, or the record is not remembered here.
            WrongSecret: what it keeps does not fit any more.
            RecordMissing, RecordDamaged, NewerRecord: as their names say.
        """
        file = self._file(home)
        header = file.newest()
        kept = self._kept(header)
        if not kept:
            raise KeyStoreUnavailable(_NOT_HERE)
        try:
            return file.unlock(lambda found: _opened(found, kept))
        finally:
            _wipe_all(kept)

    def remember(self, home: Home, keys: Keys) -> None:
        """Let this device open the record, in place of what it may remember of it already.

        Raises:
            UnfitInput: as many devices as there may be remember it.
            KeyStoreUnavailable: there is no key store, or none that can be trusted.
            LDCoachError: the key file cannot be written; what was remembered is as it was.
        """
        master, file = own(keys), self._file(home)
        header = file.current(master)
        here = self._here(header)
        others = tuple(slot for slot in header.slots if slot.slot_id not in here)
        if len(others) == MOST_DEVICES + 2:
            raise UnfitInput(_TOO_MANY.format(most=MOST_DEVICES))
        key = bytearray(os.urandom(KEY_LENGTH))
        try:
            slot = seal_slot(header, "keyring", key, master, None)
            self._keep(file, replace(header, slots=(*others, slot)), master, key)
        finally:
            wipe(key)
        self._let_go(header.vault_id, here)

    def forget(self, home: Home, keys: Keys, *, everywhere: bool = False) -> tuple[str, ...]:
        """Ask for the passphrase again on this device, or on all of them.

        Returns:
            Warnings: none, or that the key store could not be reached. Then every device is forgotten, since
            nothing says which slot is this one's.

        Raises:
            LDCoachError: the key file cannot be written; everything is as it was.
        """
        master, file = own(keys), self._file(home)
        header = file.current(master)
        known = _of_devices(header)
        warnings: tuple[str, ...] = ()
        try:
            here = self._here(header)
        except KeyStoreUnavailable:
            here, warnings = known, (_NOT_REMOVED,)
        gone = known if everywhere else here
        if gone:
            kept = tuple(slot for slot in header.slots if slot.slot_id not in gone)
            file.change(replace(header, slots=kept), master)
        if not warnings:
            warnings = self._let_go(header.vault_id, here)
        return warnings + master.warnings

    def drop(self, home: Home) -> tuple[str, ...]:
        """Remove from the key store what the key file of a home names; the file stays as it is.

        For a key file that is not used any more: another one took its place. Returns warnings.

        Raises:
            RecordMissing, RecordDamaged, NewerRecord: the key file is not as it should be.
        """
        header = self._file(home).newest()
        return self._let_go(header.vault_id, _of_devices(header))

    def ways_in(self, home: Home) -> tuple[WayIn, ...]:
        """Return every slot; `here` is None for devices where the key store cannot be asked.

        Raises:
            RecordMissing, RecordDamaged, NewerRecord: the key file is not as it should be.
        """
        header = self._file(home).newest()
        try:
            here: frozenset[str] | None = self._here(header)
        except KeyStoreUnavailable:
            here = None
        return tuple(_way_in(slot, here) for slot in header.slots)

    def _file(self, home: Home) -> KeyFile:
        return KeyFile(home, self._on_step)

    def _keep(self, file: KeyFile, header: Header, master: MasterKey, key: bytearray) -> None:
        """Keep the key first: a slot without its key would be of no use, a key without its slot opens nothing."""
        service, name = service_name(header.vault_id), header.slots[-1].slot_id
        self._store.keep(service, name, key)
        try:
            file.change(header, master)
        except BaseException:
            self._let_go(header.vault_id, frozenset({name}))
            raise

    def _let_go(self, vault_id: str, names: Iterable[str]) -> tuple[str, ...]:
        if not names:
            return ()
        try:
            self._store.forget(service_name(vault_id), names)
        except KeyStoreUnavailable:
            return (_NOT_REMOVED,)
        return ()

    def _here(self, header: Header) -> frozenset[str]:
        """Return the slots whose key this device keeps."""
        kept = self._kept(header)
        _wipe_all(kept)
        return frozenset(kept)

    def _kept(self, header: Header) -> dict[str, bytearray]:
        slots = _of_devices(header)
        return self._store.find(service_name(header.vault_id), sorted(slots)) if slots else {}


def _of_devices(header: Header) -> frozenset[str]:
    return frozenset(slot.slot_id for slot in header.slots if slot.kind == "keyring")


def _opened(header: Header, kept: dict[str, bytearray]) -> MasterKey:
    """Open the slot whose key this device keeps; raises as `open_slot` and `verify`."""
    slot = next((slot for slot in header.slots if slot.slot_id in kept), None)
    if slot is None:
        raise KeyStoreUnavailable(_NOT_HERE)
    return checked(header, open_slot(header, slot, kept[slot.slot_id]))


def _way_in(slot: Slot, here: frozenset[str] | None) -> WayIn:
    of_this = None if slot.kind != "keyring" or here is None else slot.slot_id in here
    return WayIn(slot.slot_id, slot.kind, here=of_this)


def _wipe_all(keys: dict[str, bytearray]) -> None:
    for key in keys.values():
        wipe(key)
