"""The keys of a record and the slots that keep them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ldcoach.paths import Home


class Keys(Protocol):
    """The keys of one unlocked record, in memory."""

    @property
    def vault_id(self) -> str:
        """The id in the header, not secret."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what did not go as it should, though the record opened."""

    def database_key(self) -> bytearray:
        """Return 32 fresh bytes, which the caller wipes."""

    def backup_key(self) -> bytearray:
        """Return the key that seals backups: 32 fresh bytes, which the caller wipes."""

    def close(self) -> None:
        """Wipe the keys; afterwards `database_key` refuses."""


class Verdict(Protocol):
    """What is known of a passphrase before it is used; strength goes from 0 to 4."""

    @property
    def long_enough(self) -> bool:
        """Whether it has the least length."""

    @property
    def common(self) -> bool:
        """Whether others use it."""

    @property
    def strength(self) -> int:
        """From 0, very weak, to 4."""

    @property
    def sentence(self) -> str:
        """What would make it better."""


class Vault(Protocol):
    """The key slots beside the record."""

    def exists(self, home: Home) -> bool:
        """Tell whether there are key slots in this home."""

    def create(self, home: Home, passphrase: str) -> tuple[Keys, str]:
        """Make key slots for a new record; return its keys and the recovery code, shown once."""

    def unlock(self, home: Home, passphrase: str) -> Keys:
        """Open with the passphrase.

        Raises:
            RecordMissing, WrongSecret, RecordDamaged, NewerRecord: as their names say.
        """

    def unlock_with_code(self, home: Home, code: str) -> Keys:
        """Open with the recovery code; raises as `unlock`."""

    def change_passphrase(self, home: Home, keys: Keys, passphrase: str) -> None:
        """Replace the passphrase slot."""

    def renew_recovery_code(self, home: Home, keys: Keys) -> str:
        """Replace the recovery slot; the old code no longer opens this header."""

    def header_for_backup(self, home: Home, keys: Keys) -> bytes:
        """Return the key slots as they are now, for a backup to carry along."""

    def unlock_copy(self, header: bytes, passphrase: str) -> Keys:
        """Open key slots that a backup carries, with the passphrase of the day it was made; raises as `unlock`."""

    def unlock_copy_with_code(self, header: bytes, code: str) -> Keys:
        """Open key slots that a backup carries, with the recovery code of that day; raises as `unlock`."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """One key slot: `kind` is passphrase, recovery or keyring.

    `here` tells of a keyring slot whether it is this device's; None for the others, and where that cannot be told.
    """

    slot_id: str
    kind: str
    here: bool | None


class Remembering(Protocol):
    """Opening without the passphrase on devices that the manager chose."""

    def is_worth_asking(self, home: Home) -> bool:
        """Tell whether some device remembers this record; takes no time."""

    def unlock(self, home: Home) -> Keys:
        """Open with what this device keeps, within two seconds.

        Raises:
            LDCoachError: it keeps nothing that fits, or cannot be asked; the passphrase has to be.
            RecordMissing, RecordDamaged, NewerRecord: as their names say.
        """

    def remember(self, home: Home, keys: Keys) -> None:
        """Let this device open the record.

        Raises:
            LDCoachError: there is no key store that can be trusted, or it said no; nothing was changed.
        """

    def forget(self, home: Home, keys: Keys, *, everywhere: bool = False) -> tuple[str, ...]:
        """Ask for the passphrase again on this device, or on all; return warnings."""

    def drop(self, home: Home) -> tuple[str, ...]:
        """Remove what this device keeps for a key file that another one has replaced; return warnings."""

    def ways_in(self, home: Home) -> tuple[WayIn, ...]:
        """Return every key slot."""


class Rotation(Protocol):
    """Changing the master key; the record is rewritten between `begin` and `finish`."""

    def pending(self, home: Home, keys: Keys) -> Keys | None:
        """Return the next keys where a change was begun and neither finished nor dropped."""

    def begin(self, home: Home, keys: Keys, passphrase: str) -> tuple[Keys, str]:
        """Prepare the next keys, which the same passphrase and the returned recovery code will open."""

    def finish(self, home: Home, keys: Keys, following: Keys) -> None:
        """Let only the next keys open the record, which is under them by now."""

    def drop(self, home: Home, keys: Keys) -> None:
        """Go on with the present keys, which the record is still under."""
