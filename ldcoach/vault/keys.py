"""The master key of one unlocked record, and the keys that come from it."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ldcoach.errors import LDCoachError
from ldcoach.vault.memory import wipe

__all__ = ["KEY_LENGTH", "MasterKey", "Purpose", "derive"]

KEY_LENGTH = 32


class Purpose(StrEnum):
    """What a derived key is for; the text goes into the derivation and never changes."""

    DATABASE = "ldcoach/database/v1"
    HEADER_MAC = "ldcoach/header-mac/v1"
    BACKUP_MAC = "ldcoach/backup-mac/v1"
    NEXT_KEY = "ldcoach/next-key/v1"


def derive(secret: bytearray, info: str, salt: bytes) -> bytearray:
    """Return 32 bytes from HKDF-SHA256 (RFC 5869), which the caller wipes."""
    derived = bytearray(KEY_LENGTH)
    HKDF(SHA256(), KEY_LENGTH, salt, info.encode("ascii")).derive_into(secret, derived)
    return derived


class MasterKey:
    """The key from which all others come; it belongs to one record and lives in memory only.

    `warnings` are sentences for the user about the key file: it opened, yet something wants attention.
    """

    def __init__(self, vault_id: str, secret: bytearray, warnings: tuple[str, ...] = ()) -> None:
        """Take over `secret`, 32 bytes, which `close` wipes; `vault_id` is a UUID as text."""
        self._vault_id = vault_id
        self._secret = secret
        self._open = True
        self.warnings = warnings

    @property
    def vault_id(self) -> str:
        """The id in the header, not secret."""
        return self._vault_id

    def database_key(self) -> bytearray:
        """Return the raw key of the database: 32 fresh bytes, which the caller wipes.

        Raises:
            LDCoachError: the keys were closed.
        """
        return self.derived(Purpose.DATABASE)

    def backup_key(self) -> bytearray:
        """Return the key that seals backups: 32 fresh bytes, which the caller wipes.

        Raises:
            LDCoachError: the keys were closed.
        """
        return self.derived(Purpose.BACKUP_MAC)

    def derived(self, purpose: Purpose) -> bytearray:
        """Return the key for one purpose: 32 fresh bytes, which the caller wipes.

        Raises:
            LDCoachError: the keys were closed.
        """
        return derive(self.exposed(), purpose, UUID(self._vault_id).bytes)

    def exposed(self) -> bytearray:
        """Return the master key itself, not a copy, for a slot to wrap.

        Raises:
            LDCoachError: the keys were closed.
        """
        if not self._open:
            message = "The record is locked. Nothing was changed. Unlock it to go on."
            raise LDCoachError(message)
        return self._secret

    def close(self) -> None:
        """Wipe the master key; afterwards nothing can be derived. May be called twice."""
        wipe(self._secret)
        self._open = False
