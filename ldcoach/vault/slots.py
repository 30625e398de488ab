"""Key slots: the master key wrapped under a passphrase, a recovery code, or a key that the system keeps."""

from __future__ import annotations

import math
import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ldcoach.errors import LDCoachError, WrongSecret
from ldcoach.vault.header_slots import NONCE_LENGTH, SALT_LENGTH, Slot, slot_context
from ldcoach.vault.keys import KEY_LENGTH, MasterKey, derive
from ldcoach.vault.memory import wipe
from ldcoach.vault.recovery import parse_code

if TYPE_CHECKING:
    from ldcoach.vault.cost import KeyCost
    from ldcoach.vault.header import Header
    from ldcoach.vault.header_slots import SlotKind

__all__ = ["code_slot", "open_slot", "seal_slot", "seconds_for"]

_WRONG: dict[SlotKind, str] = {
    "passphrase": (
        "The passphrase did not open the record. Nothing was changed. "
        "Check Caps Lock and the keyboard language, or use the recovery code."
    ),
    "recovery": (
        "The recovery code is complete, but it does not open this record. Nothing was changed. "
        "Look for the newest code of this record, or use the passphrase."
    ),
    "keyring": (
        "What this computer remembers does not open the record any more. Nothing was changed. "
        "Use the passphrase; then let LDCoach remember it again."
    ),
}
_NO_MEMORY = (
    "There is not enough free memory to unlock the record. Nothing was changed. Close other programs and try again."
)


def seal_slot(header: Header, kind: SlotKind, secret: bytearray, master: MasterKey, cost: KeyCost | None) -> Slot:
    """Return a new slot that opens with `secret`; salt, nonce and key are used this once.

    Args:
        header: gives the id and the epoch that the slot is bound to.
        kind: what the secret is.
        secret: the encoded passphrase, the 26 values of the recovery code, or the 32 bytes that the system keeps.
        master: the key to wrap.
        cost: for a passphrase; the others are random enough to do without.

    Raises:
        LDCoachError: there is not enough memory for this cost.
    """
    slot = Slot(str(uuid4()), kind, os.urandom(SALT_LENGTH), cost, os.urandom(NONCE_LENGTH))
    wrapping = _wrapping_key(header, slot, secret)
    try:
        context = slot_context(header.vault_id, header.epoch, slot)
        return replace(slot, wrapped=AESGCM(wrapping).encrypt(slot.nonce, master.exposed(), context))
    finally:
        wipe(wrapping)


def code_slot(header: Header, code: str, master: MasterKey) -> Slot:
    """Return a new slot that opens with a recovery code."""
    values = parse_code(code)
    try:
        return seal_slot(header, "recovery", values, master, None)
    finally:
        wipe(values)


def open_slot(header: Header, slot: Slot, secret: bytearray) -> MasterKey:
    """Return the master key of a slot. The header's MAC is still to be verified with it.

    Raises:
        WrongSecret: the secret does not fit, or somebody changed the slot, which looks the same.
        LDCoachError: there is not enough memory.
    """
    wrapping = _wrapping_key(header, slot, secret)
    opened = bytearray(KEY_LENGTH)
    try:
        context = slot_context(header.vault_id, header.epoch, slot)
        AESGCM(wrapping).decrypt_into(slot.nonce, slot.wrapped, context, opened)
    except InvalidTag:
        wipe(opened)
        raise WrongSecret(_WRONG[slot.kind]) from None
    finally:
        wipe(wrapping)
    return MasterKey(header.vault_id, opened)


def seconds_for(cost: KeyCost) -> float:
    """Run one derivation and return its seconds; infinity where memory does not suffice."""
    begun = time.perf_counter()
    try:
        wipe(_stretched(bytearray(b"calibration"), bytes(SALT_LENGTH), cost))
    except LDCoachError:
        return math.inf
    return time.perf_counter() - begun


def _wrapping_key(header: Header, slot: Slot, secret: bytearray) -> bytearray:
    salt = slot.salt + UUID(header.vault_id).bytes
    info = f"ldcoach/slot/{slot.kind}/v1"
    if slot.cost is None:
        return derive(secret, info, salt)
    root = _stretched(secret, slot.salt, slot.cost)
    try:
        return derive(root, info, salt)
    finally:
        wipe(root)


def _stretched(secret: bytearray, salt: bytes, cost: KeyCost) -> bytearray:
    # The binding takes and returns `bytes`, which cannot be wiped; they are gone from reach at once, and from
    # memory at the latest when locking starts a new process.
    try:
        root = hash_secret_raw(bytes(secret), salt, cost.passes, cost.memory_kib, cost.lanes, KEY_LENGTH, Type.ID)
    except (HashingError, MemoryError):
        raise LDCoachError(_NO_MEMORY) from None
    return bytearray(root)
