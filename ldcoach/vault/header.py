"""The key file `vault.hdr`: its bytes, its checksum, and its MAC under the master key.

Layout: magic (8) | version, u16 | length, u32 | canonical JSON | SHA-256 of all before (32). Numbers are
big-endian. The checksum finds accidents; the MAC inside the JSON finds people.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import struct
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from ldcoach.errors import NewerRecord, RecordDamaged
from ldcoach.vault.cost import KeyCost
from ldcoach.vault.keys import KEY_LENGTH, MasterKey, Purpose
from ldcoach.vault.memory import wipe

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "MAX_BYTES",
    "NONCE_LENGTH",
    "SALT_LENGTH",
    "Header",
    "SecretKind",
    "Slot",
    "SlotKind",
    "pack",
    "parse",
    "sealed",
    "slot_context",
    "verify",
]

SecretKind = Literal["passphrase", "recovery"]
SlotKind = SecretKind | Literal["keyring"]

MAX_BYTES = 64 * 1024
SALT_LENGTH = 16
NONCE_LENGTH = 12
_WRAPPED_LENGTH = KEY_LENGTH + 16
_MAC_LENGTH = 32
_MAX_SLOTS = 8
_LARGEST = 2**53 - 1

_MAGIC = b"LDCVAULT"
_VERSION = 1
_FRAME = struct.Struct(">8sHI")
_CHECKSUM_LENGTH = 32

_DAMAGED = (
    "The key file of this record is damaged, so the record stays closed. Nothing was changed. "
    "Restore the newest backup into a new folder."
)
_ALTERED = (
    "The key file of this record was altered outside LDCoach, so the record stays closed. Nothing was changed. "
    "Restore the newest backup into a new folder."
)
_NEWER = "This record was written by a newer LDCoach. Nothing was changed. Install the newest version to open it."


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


@dataclass(frozen=True, slots=True)
class Header:
    """What the key file says. `seq` counts the writes, `epoch` the master keys of this record."""

    vault_id: str
    epoch: int
    seq: int
    slots: tuple[Slot, ...]
    mac: bytes = b""

    def slot(self, kind: SecretKind) -> Slot:
        """Return the slot of this kind; a parsed header has exactly one of each."""
        return next(slot for slot in self.slots if slot.kind == kind)


def pack(header: Header) -> bytes:
    """Return the file's bytes of a sealed header, at most 64 KiB."""
    body = _canonical(_header_fields(header))
    framed = _FRAME.pack(_MAGIC, _VERSION, len(body)) + body
    return framed + hashlib.sha256(framed).digest()


def parse(data: bytes) -> Header:
    """Read a key file and check all that can be checked without the master key.

    Parameters are held against their bounds here, so nothing is computed with a hostile one.

    Raises:
        RecordDamaged: cut short, flipped, not ours, or not as this version writes it.
        NewerRecord: whole, but of a later version.
    """
    try:
        body = _unframed(data)
        fields = json.loads(body)
        if fields["pending"] is not None:
            raise NewerRecord(_NEWER)
        header = _header_from(fields)
        # One comparison refuses unknown fields, doubled fields, and every second way to write a value.
        _expect(_canonical(_header_fields(header)) == body)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise RecordDamaged(_DAMAGED) from None
    return header


def sealed(header: Header, master: MasterKey) -> Header:
    """Return the header with its MAC under the master key."""
    return replace(header, mac=_mac(header, master))


def verify(header: Header, master: MasterKey) -> None:
    """Hold the header against its MAC.

    Raises:
        RecordDamaged: somebody without the master key changed it.
    """
    if not hmac.compare_digest(_mac(header, master), header.mac):
        raise RecordDamaged(_ALTERED)


def slot_context(vault_id: str, epoch: int, slot: Slot) -> bytes:
    """Return what the wrapping of a slot is bound to: all but the nonce and the wrapped key."""
    return _canonical(
        {
            "magic": _MAGIC.decode("ascii"),
            "version": _VERSION,
            "vault": vault_id,
            "epoch": epoch,
            "id": slot.slot_id,
            "type": slot.kind,
            "kdf": _kdf_fields(slot),
        }
    )


def _mac(header: Header, master: MasterKey) -> bytes:
    key = master.derived(Purpose.HEADER_MAC)
    try:
        fields = _header_fields(header)
        del fields["mac"]
        return hmac.digest(key, _FRAME.pack(_MAGIC, _VERSION, 0) + _canonical(fields), "sha256")
    finally:
        wipe(key)


def _unframed(data: bytes) -> bytes:
    _expect(_FRAME.size + _CHECKSUM_LENGTH <= len(data) <= MAX_BYTES)
    magic, version, length = _FRAME.unpack_from(data)
    framed, checksum = data[:-_CHECKSUM_LENGTH], data[-_CHECKSUM_LENGTH:]
    _expect(magic == _MAGIC and hashlib.sha256(framed).digest() == checksum)
    # Every version keeps this frame, so a whole file of a later one is told from a damaged one.
    if version > _VERSION:
        raise NewerRecord(_NEWER)
    body = framed[_FRAME.size :]
    _expect(version == _VERSION and length == len(body))
    return body


def _canonical(fields: Mapping[str, Any]) -> bytes:
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return text.encode("ascii")


def _header_fields(header: Header) -> dict[str, Any]:
    return {
        "vault": header.vault_id,
        "epoch": header.epoch,
        "seq": header.seq,
        "slots": [_slot_fields(slot) for slot in header.slots],
        "pending": None,
        "mac": _encoded(header.mac),
    }


def _slot_fields(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.slot_id,
        "type": slot.kind,
        "kdf": _kdf_fields(slot),
        "nonce": _encoded(slot.nonce),
        "wrapped": _encoded(slot.wrapped),
    }


def _kdf_fields(slot: Slot) -> dict[str, Any]:
    salt = _encoded(slot.salt)
    if slot.cost is None:
        return {"name": "hkdf-sha256", "salt": salt}
    cost = {"m": slot.cost.memory_kib, "t": slot.cost.passes, "p": slot.cost.lanes}
    return {"name": "argon2id", "salt": salt, **cost}


def _header_from(fields: Mapping[str, Any]) -> Header:
    slots = fields["slots"]
    _expect(isinstance(slots, list) and len(slots) <= _MAX_SLOTS)
    header = Header(
        vault_id=_uuid(fields["vault"]),
        epoch=_count(fields["epoch"]),
        seq=_count(fields["seq"]),
        slots=tuple(_slot_from(slot) for slot in slots),
        mac=_decoded(fields["mac"], _MAC_LENGTH),
    )
    kinds = Counter(slot.kind for slot in header.slots)
    # A person always holds both ways in; the keyring may only ever come on top.
    _expect(kinds["passphrase"] == 1 and kinds["recovery"] == 1)
    _expect(len({slot.slot_id for slot in header.slots}) == len(header.slots))
    return header


def _slot_from(fields: Mapping[str, Any]) -> Slot:
    kind, kdf = fields["type"], fields["kdf"]
    _expect(kind in {"passphrase", "recovery", "keyring"})
    return Slot(
        slot_id=_uuid(fields["id"]),
        kind=kind,
        salt=_decoded(kdf["salt"], SALT_LENGTH),
        cost=KeyCost(kdf["m"], kdf["t"], kdf["p"]) if kind == "passphrase" else None,
        nonce=_decoded(fields["nonce"], NONCE_LENGTH),
        wrapped=_decoded(fields["wrapped"], _WRAPPED_LENGTH),
    )


def _count(value: object) -> int:
    if type(value) is not int or not 1 <= value <= _LARGEST:
        raise ValueError
    return value


def _uuid(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return str(UUID(value))


def _encoded(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _decoded(value: object, length: int) -> bytes:
    if not isinstance(value, str):
        raise TypeError
    decoded = base64.b64decode(value, validate=True)
    _expect(len(decoded) == length)
    return decoded


def _expect(holds: bool) -> None:  # noqa: FBT001 - a check, not a switch
    if not holds:
        raise ValueError
