"""The key file of one home as a whole: opened by a secret, and changed by whoever holds the keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ldcoach.errors import RecordDamaged, WrongSecret
from ldcoach.vault.header import pack, parse, sealed, verify
from ldcoach.vault.header_files import HeaderFiles, WriteStep, no_step
from ldcoach.vault.keys import MasterKey
from ldcoach.vault.slots import open_slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldcoach.paths import Home
    from ldcoach.services.ports import Keys
    from ldcoach.vault.header import Header
    from ldcoach.vault.header_files import HeaderCopy
    from ldcoach.vault.header_slots import Slot, SlotKind

    Attempt = Callable[[Header], MasterKey]

__all__ = ["KeyFile", "checked", "own", "verified", "with_slot"]

_OTHER_RECORD = "The key file in this folder belongs to another record than the open one. Nothing was changed."


class KeyFile:
    """Both copies of the key file of a home, read and written as one."""

    def __init__(self, home: Home, on_step: WriteStep = no_step) -> None:
        self._files = HeaderFiles(home, on_step)

    def any_exists(self) -> bool:
        """Tell whether the folder holds a record, whole or not; raises as `HeaderFiles.any_exists`."""
        return self._files.any_exists()

    def newest(self) -> Header:
        """Return the newest whole copy, which nobody vouches for yet; raises as `HeaderFiles.read`."""
        return self._files.read()[0].header

    def unlock(self, attempt: Attempt) -> MasterKey:
        """Open the newest copy that can be opened, and write the other anew where it differs.

        Args:
            attempt: opens one header and verifies it.

        Raises:
            WrongSecret: no slot opened.
            RecordMissing, RecordDamaged, NewerRecord: as their names say.
        """
        copy, master = _first_opened(self._files.read(), attempt)
        master.warnings = self._files.heal(copy)
        return master

    def current(self, master: MasterKey) -> Header:
        """Return the newest header that the open keys vouch for.

        Raises:
            RecordMissing, RecordDamaged, NewerRecord: there is none.
        """
        failure = RecordDamaged(_OTHER_RECORD)
        for copy in self._files.read():
            if copy.header.vault_id != master.vault_id:
                continue
            try:
                verify(copy.header, master)
            except RecordDamaged as error:
                failure = error
            else:
                return copy.header
        raise failure

    def change(self, header: Header, master: MasterKey) -> None:
        """Write what comes after a header that was read; `warnings` of the keys say what went half well.

        Raises:
            LDCoachError: it cannot be written; everything is as it was.
        """
        self.write(replace(header, seq=header.seq + 1), master)

    def write(self, header: Header, master: MasterKey) -> None:
        """Write a header as it is; raises as `change`."""
        data = pack(sealed(header, master))
        # What the next unlock would refuse must never replace what it accepts.
        verify(parse(data), master)
        master.warnings = self._files.write(data)


def verified(header: Header, kind: SlotKind, secret: bytearray) -> MasterKey:
    """Open a header's first slot of a kind and hold the header against its MAC.

    Raises:
        WrongSecret: the secret does not fit.
        RecordDamaged: it fits, but the header was altered.
    """
    return checked(header, open_slot(header, header.slot(kind), secret))


def checked(header: Header, master: MasterKey) -> MasterKey:
    """Return keys that a slot gave if they vouch for the whole header; else close them and raise as `verify`."""
    try:
        verify(header, master)
    except RecordDamaged:
        master.close()
        raise
    return master


def with_slot(header: Header, slot: Slot) -> Header:
    """Return the header with a slot in the place of the one of its kind."""
    return replace(header, slots=tuple(slot if old.kind == slot.kind else old for old in header.slots))


def own(keys: Keys) -> MasterKey:
    """Return keys as this vault made them.

    Raises:
        TypeError: another part made them.
    """
    if not isinstance(keys, MasterKey):
        message = "these keys were not unlocked by this vault"
        raise TypeError(message)
    return keys


def _first_opened(copies: tuple[HeaderCopy, ...], attempt: Attempt) -> tuple[HeaderCopy, MasterKey]:
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
            return copy, attempt(copy.header)
        except (WrongSecret, RecordDamaged) as error:
            refusals.append(error)
    # The secret fitted an altered copy, so calling it wrong would send the manager looking in the wrong place.
    raise next((refusal for refusal in refusals if isinstance(refusal, RecordDamaged)), refusals[0])


def _distinct(copies: tuple[HeaderCopy, ...]) -> tuple[HeaderCopy, ...]:
    """Leave out a copy that says the same as one before it: stretching a passphrase twice takes seconds."""
    return tuple(copy for place, copy in enumerate(copies) if copy.data not in {seen.data for seen in copies[:place]})
