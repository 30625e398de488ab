"""The key file `vault.hdr`: its bytes, its checksum, and its MAC under the master key.

Layout: magic (8) | version, u16 | length, u32 | canonical JSON | SHA-256 of all before (32). Numbers are
big-endian. The checksum finds accidents; the MAC inside the JSON finds people.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ldcoach.errors import NewerRecord, RecordDamaged
from ldcoach.vault.canonical import canonical, count, decoded, encoded, expect, uuid_text
from ldcoach.vault.header_slots import MAGIC, NONCE_LENGTH, VERSION, WRAPPED_LENGTH, Slot, slot_fields, slots_from
from ldcoach.vault.keys import MasterKey, Purpose
from ldcoach.vault.memory import wipe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldcoach.vault.header_slots import SlotKind

__all__ = ["MAX_BYTES", "Header", "Pending", "pack", "parse", "sealed", "verify"]

MAX_BYTES = 64 * 1024
_MAC_LENGTH = 32
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
class Pending:
    """A change of the master key that was begun: the next key, wrapped under the present one, and its slots.

    `nonce` is 12 bytes, `wrapped` 48.
    """

    nonce: bytes
    wrapped: bytes
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What the key file says. `seq` counts the writes, `epoch` the master keys of this record."""

    vault_id: str
    epoch: int
    seq: int
    slots: tuple[Slot, ...]
    pending: Pending | None = None
    mac: bytes = b""

    def slot(self, kind: SlotKind) -> Slot:
        """Return the slot of this kind; a parsed header has exactly one for the passphrase and one for the code."""
        return next(slot for slot in self.slots if slot.kind == kind)


def pack(header: Header) -> bytes:
    """Return the file's bytes of a sealed header, at most 64 KiB."""
    body = canonical(_header_fields(header))
    framed = _FRAME.pack(MAGIC, VERSION, len(body)) + body
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
        header = _header_from(json.loads(body))
        # One comparison refuses unknown fields, doubled fields, and every second way to write a value.
        expect(canonical(_header_fields(header)) == body)
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


def _mac(header: Header, master: MasterKey) -> bytes:
    key = master.derived(Purpose.HEADER_MAC)
    try:
        fields = _header_fields(header)
        del fields["mac"]
        return hmac.digest(key, _FRAME.pack(MAGIC, VERSION, 0) + canonical(fields), "sha256")
    finally:
        wipe(key)


def _unframed(data: bytes) -> bytes:
    expect(_FRAME.size + _CHECKSUM_LENGTH <= len(data) <= MAX_BYTES)
    magic, version, length = _FRAME.unpack_from(data)
    framed, checksum = data[:-_CHECKSUM_LENGTH], data[-_CHECKSUM_LENGTH:]
    expect(magic == MAGIC and hashlib.sha256(framed).digest() == checksum)
    # Every version keeps this frame, so a whole file of a later one is told from a damaged one.
    if version > VERSION:
        raise NewerRecord(_NEWER)
    body = framed[_FRAME.size :]
    expect(version == VERSION and length == len(body))
    return body


def _header_fields(header: Header) -> dict[str, Any]:
    return {
        "vault": header.vault_id,
        "epoch": header.epoch,
        "seq": header.seq,
        "slots": [slot_fields(slot) for slot in header.slots],
        "pending": None if header.pending is None else _pending_fields(header.pending),
        "mac": encoded(header.mac),
    }


def _pending_fields(pending: Pending) -> dict[str, Any]:
    return {
        "nonce": encoded(pending.nonce),
        "wrapped": encoded(pending.wrapped),
        "slots": [slot_fields(slot) for slot in pending.slots],
    }


def _header_from(fields: Mapping[str, Any]) -> Header:
    pending = fields["pending"]
    return Header(
        vault_id=uuid_text(fields["vault"]),
        epoch=count(fields["epoch"]),
        seq=count(fields["seq"]),
        slots=slots_from(fields["slots"]),
        pending=None if pending is None else _pending_from(pending),
        mac=decoded(fields["mac"], _MAC_LENGTH),
    )


def _pending_from(fields: Mapping[str, Any]) -> Pending:
    return Pending(
        nonce=decoded(fields["nonce"], NONCE_LENGTH),
        wrapped=decoded(fields["wrapped"], WRAPPED_LENGTH),
        slots=slots_from(fields["slots"]),
    )
