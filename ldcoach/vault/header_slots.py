"""One slot of the key file: its fields, their bounds, and what its wrapping is bound to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ldcoach.vault.canonical import canonical, decoded, encoded, expect, uuid_text
from ldcoach.vault.cost import KeyCost
from ldcoach.vault.keys import KEY_LENGTH

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "MAGIC",
    "MOST_DEVICES",
    "NONCE_LENGTH",
    "SALT_LENGTH",
    "VERSION",
    "WRAPPED_LENGTH",
    "Slot",
    "SlotKind",
    "slot_context",
    "slot_fields",
    "slots_from",
]

SlotKind = Literal["passphrase", "recovery", "keyring"]

MAGIC = b"LDCVAULT"
VERSION = 1
SALT_LENGTH = 16
NONCE_LENGTH = 12
WRAPPED_LENGTH = KEY_LENGTH + 16
_MAX_SLOTS = 8
MOST_DEVICES = _MAX_SLOTS - 2
"""How many slots may belong to key stores of devices, beside passphrase and recovery code."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the master key; `cost` is set for a passphrase only.

    `salt` is 16 bytes, `nonce` 12, `wrapped` 48: the master key and its AES-GCM tag.
    """

    slot_id: str
    kind: SlotKind
    salt: bytes
    cost: KeyCost | None
    nonce: bytes = b""
    wrapped: bytes = b""


def slot_context(vault_id: str, epoch: int, slot: Slot) -> bytes:
    """Return what the wrapping of a slot is bound to: all but the nonce and the wrapped key."""
    return canonical(
        {
            "magic": MAGIC.decode("ascii"),
            "version": VERSION,
            "vault": vault_id,
            "epoch": epoch,
            "id": slot.slot_id,
            "type": slot.kind,
            "kdf": _kdf_fields(slot),
        }
    )


def slot_fields(slot: Slot) -> dict[str, Any]:
    """Return a slot as it stands in the key file."""
    return {
        "id": slot.slot_id,
        "type": slot.kind,
        "kdf": _kdf_fields(slot),
        "nonce": encoded(slot.nonce),
        "wrapped": encoded(slot.wrapped),
    }


def slots_from(fields: object) -> tuple[Slot, ...]:
    """Return the slots of a key file, every number within its bounds.

    Raises:
        ValueError, TypeError, KeyError: a field is missing or not as it should be.
    """
    if not isinstance(fields, list):
        raise TypeError
    expect(len(fields) <= _MAX_SLOTS)
    slots = tuple(_slot_from(slot) for slot in fields)
    kinds = Counter(slot.kind for slot in slots)
    # A person always holds both ways in; the keyring may only ever come on top.
    expect(kinds["passphrase"] == 1 and kinds["recovery"] == 1)
    expect(len({slot.slot_id for slot in slots}) == len(slots))
    return slots


def _kdf_fields(slot: Slot) -> dict[str, Any]:
    salt = encoded(slot.salt)
    if slot.cost is None:
        return {"name": "hkdf-sha256", "salt": salt}
    cost = {"m": slot.cost.memory_kib, "t": slot.cost.passes, "p": slot.cost.lanes}
    return {"name": "argon2id", "salt": salt, **cost}


def _slot_from(fields: Mapping[str, Any]) -> Slot:
    kind, kdf = fields["type"], fields["kdf"]
    expect(kind in {"passphrase", "recovery", "keyring"})
    return Slot(
        slot_id=uuid_text(fields["id"]),
        kind=kind,
        salt=decoded(kdf["salt"], SALT_LENGTH),
        cost=KeyCost(kdf["m"], kdf["t"], kdf["p"]) if kind == "passphrase" else None,
        nonce=decoded(fields["nonce"], NONCE_LENGTH),
        wrapped=decoded(fields["wrapped"], WRAPPED_LENGTH),
    )
