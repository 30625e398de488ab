"""Files sealed under a code that is told by voice: Argon2id, then AES-256-GCM.

Layout: magic (8) | version, u16 | length of the head, u16 | head, canonical JSON | SHA-256 of all but these 32 bytes
(32) | what was sealed, encrypted. The head has the cost of a guess, salt, nonce, and a proof of the key, so that a
wrong code is told from an altered file. The checksum finds accidents before a code is asked for; the cipher finds
people.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import struct
from dataclasses import dataclass
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ldcoach.errors import LDCoachError, NewerRecord, UnfitInput, WrongSecret
from ldcoach.vault.canonical import canonical, decoded, encoded, expect
from ldcoach.vault.cost import KeyCost
from ldcoach.vault.keys import KEY_LENGTH, derive
from ldcoach.vault.memory import wipe
from ldcoach.vault.recovery import VOICE, new_code, parse_code

__all__ = ["COST", "MAGIC", "CodeSealer"]

MAGIC = b"LDSEALED"
_VERSION = 1
_FRAME = struct.Struct(">8sHH")
_DIGEST = 32
_MOST_HEAD = 1024
_SALT, _NONCE, _PROOF = 16, 12, 32

COST = KeyCost(128 * 1024, 2, 1)
"""The code has 90 random bits of its own, so that this cost is a second wall and not the first."""
_MOST_KIB = 512 * 1024
_MOST_PASSES = 4

_UNFIT = (
    "This is no file that LDCoach sealed, or it was cut short or altered since. Nothing was changed. "
    "Ask for the file again."
)
_NEWER = "This file was sealed by a newer LDCoach. Nothing was changed; install the newer version to open it."
_WRONG = (
    "The code is complete, but it does not open this file. Nothing was changed. "
    "Ask for the code that was shown when this file was made."
)
_NO_MEMORY = "There is not enough free memory. Nothing was changed. Close other programs and try again."


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands at the beginning; `proof` is what the key must give."""

    cost: KeyCost
    salt: bytes
    nonce: bytes
    proof: bytes

    def packed(self) -> bytes:
        """Return the frame and the head, the one way to write them."""
        body = canonical(
            {
                "kdf": "argon2id",
                "lanes": self.cost.lanes,
                "memory_kib": self.cost.memory_kib,
                "nonce": encoded(self.nonce),
                "passes": self.cost.passes,
                "proof": encoded(self.proof),
                "salt": encoded(self.salt),
            }
        )
        return _FRAME.pack(MAGIC, _VERSION, len(body)) + body


class CodeSealer:
    """Seals and opens; `cost` is for what is sealed from now on."""

    def __init__(self, cost: KeyCost = COST) -> None:
        self._cost = cost

    def seal(self, content: bytes) -> tuple[bytes, str]:
        """Return the sealed bytes and their code.

        Raises:
            LDCoachError: there is not enough memory.
        """
        code = new_code(VOICE)
        salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
        key, proof = _keys(code, salt, self._cost)
        try:
            lead = _Head(self._cost, salt, nonce, proof).packed()
            body = AESGCM(key).encrypt(nonce, content, lead)
        finally:
            wipe(key)
        return lead + _checksum(lead, body) + body, code

    def inspect(self, sealed: bytes) -> None:
        """Go on only where the bytes are whole; raises UnfitInput, NewerRecord."""
        _taken_apart(sealed)

    def open(self, sealed: bytes, code: str) -> bytes:
        """Return what was sealed; raises UnfitInput, NewerRecord, WrongSecret."""
        head, lead, body = _taken_apart(sealed)
        key, proof = _keys(code, head.salt, head.cost)
        try:
            if not hmac.compare_digest(proof, head.proof):
                raise WrongSecret(_WRONG)
            return AESGCM(key).decrypt(head.nonce, body, lead)
        except InvalidTag:
            raise UnfitInput(_UNFIT) from None
        finally:
            wipe(key)


def _keys(code: str, salt: bytes, cost: KeyCost) -> tuple[bytearray, bytes]:
    """Return the key of the cipher, which the caller wipes, and the proof of it."""
    values = parse_code(code, VOICE)
    try:
        root = bytearray(
            hash_secret_raw(bytes(values), salt, cost.passes, cost.memory_kib, cost.lanes, KEY_LENGTH, Type.ID)
        )
    except (HashingError, MemoryError):
        raise LDCoachError(_NO_MEMORY) from None
    finally:
        wipe(values)
    try:
        return derive(root, "ldcoach/sealed/v1", salt), bytes(derive(root, "ldcoach/sealed-proof/v1", salt))
    finally:
        wipe(root)


def _taken_apart(sealed: bytes) -> tuple[_Head, bytes, bytes]:
    """Return the head, the bytes it stands in, and what is encrypted; every number is in its bounds."""
    if len(sealed) < _FRAME.size:
        raise UnfitInput(_UNFIT)
    magic, version, length = _FRAME.unpack_from(sealed)
    if magic != MAGIC or length > _MOST_HEAD:
        raise UnfitInput(_UNFIT)
    end = _FRAME.size + length
    lead, checksum, body = sealed[:end], sealed[end : end + _DIGEST], sealed[end + _DIGEST :]
    if _checksum(lead, body) != checksum:
        raise UnfitInput(_UNFIT)
    # Every version keeps this frame, so a whole file of a later one is told from a damaged one.
    if version > _VERSION:
        raise NewerRecord(_NEWER)
    return _head_of(lead), lead, body


def _head_of(lead: bytes) -> _Head:
    try:
        fields: Any = json.loads(lead[_FRAME.size :])
        expect(isinstance(fields, dict))
        cost = KeyCost(fields["memory_kib"], fields["passes"], fields["lanes"])
        expect(cost.memory_kib <= _MOST_KIB and cost.passes <= _MOST_PASSES)
        head = _Head(
            cost, decoded(fields["salt"], _SALT), decoded(fields["nonce"], _NONCE), decoded(fields["proof"], _PROOF)
        )
        expect(head.packed() == lead)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UnfitInput(_UNFIT) from None
    return head


def _checksum(lead: bytes, body: bytes) -> bytes:
    return hashlib.sha256(lead + body).digest()
