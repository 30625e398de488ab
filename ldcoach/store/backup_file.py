"""The backup file: what stands at its beginning, and the seal over all of it.

Layout: magic (8) | version, u16 | lengths of meta and header, u32 each | meta, canonical JSON | header, the key slots
as they are beside the record | SHA-256 of all before (32) | the database as it is on the disk | HMAC-SHA256 of all
before under the backup key (32). Numbers are big-endian. The checksum finds accidents before a passphrase is asked
for; the HMAC finds people.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from ldcoach.errors import NewerRecord, RecordDamaged, UnfitInput
from ldcoach.services.backups import BackupFacts, BackupKeys
from ldcoach.store.pages import PAGE, SALT, PageSeals

__all__ = ["DAMAGED", "MAGIC", "Lead", "Meta", "read_back", "read_lead", "take_out", "write_file"]

MAGIC = b"LDCBACK\n"
_VERSION = 1
_FRAME = struct.Struct(">8sHII")
_DIGEST = 32
_MOST_META = 4096
_MOST_HEADER = 64 * 1024
_CHUNK = 1 << 20

Moved = Callable[[int], None]
"""Hears of each piece that was moved, in bytes."""

DAMAGED = (
    "This file is no backup made by LDCoach, or it was cut short or altered since. Nothing was changed. "
    "Use another backup, or fetch this one again from where it is kept."
)
_NEWER = "This backup was made by a newer LDCoach. Nothing was changed; install the newer version to use it."
_UNREADABLE = "The backup cannot be read. Nothing was changed; check its path and that you may read it."


@dataclass(frozen=True, slots=True)
class Meta:
    """What a backup says in the clear; `size` is that of the database in bytes.

    How much a manager has written is nobody's business, so of the row counts only a keyed digest is kept.
    """

    made_at: datetime
    vault_id: str
    schema: int
    size: int
    counts: str

    def packed(self) -> bytes:
        """Return the one way to write this down."""
        fields = {
            "counts": self.counts,
            "made_at": self.made_at.astimezone(UTC).isoformat(),
            "schema": self.schema,
            "size": self.size,
            "vault": self.vault_id,
        }
        return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("utf-8")


@dataclass(frozen=True, slots=True)
class Lead:
    """The beginning of a backup; `data` is all of it, up to the database."""

    meta: Meta
    header: bytes
    data: bytes

    @classmethod
    def of(cls, meta: Meta, header: bytes) -> Lead:
        """Put a beginning together."""
        body = meta.packed()
        framed = _FRAME.pack(MAGIC, _VERSION, len(body), len(header)) + body + header
        return cls(meta, header, framed + hashlib.sha256(framed).digest())

    def facts(self, file: Path) -> BackupFacts:
        """Return what the services want to know."""
        meta = self.meta
        return BackupFacts(file, meta.made_at, meta.vault_id, meta.schema, meta.size, self.header)


def read_lead(file: Path) -> Lead:
    """Read and check the beginning of a backup and the length of the file.

    Raises:
        UnfitInput: there is no such file, or it may not be read.
        RecordDamaged: not a backup, cut short, or altered where no key is needed to see it.
        NewerRecord: a newer LDCoach made it.
    """
    try:
        if file.exists() and not file.is_file():  # a pipe would let us wait for ever
            raise UnfitInput(_UNREADABLE)
        with file.open("rb") as source:
            lead = _lead_from(source)
            size = os.fstat(source.fileno()).st_size
    except OSError:
        raise UnfitInput(_UNREADABLE) from None
    if size != len(lead.data) + lead.meta.size + _DIGEST:
        raise RecordDamaged(DAMAGED)
    return lead


def write_file(target: IO[bytes], lead: Lead, database: IO[bytes], seal: bytearray, moved: Moved) -> bytes:
    """Write a backup, piece by piece, onto the disk; return the seal at its end."""
    mac = hmac.new(seal, lead.data, hashlib.sha256)
    target.write(lead.data)
    for piece in _pieces(database, lead.meta.size, moved):
        mac.update(piece)
        target.write(piece)
    target.write(mac.digest())
    target.flush()
    os.fsync(target.fileno())
    return mac.digest()


def read_back(file: Path, lead: Lead, seal: bytes, key: bytearray, moved: Moved) -> int:
    """Read a new backup anew from the disk; return how many of its pages do not carry their seal.

    Every page has a seal of its own under the raw key, so what was written in between shows without a second pass of
    the seal over all of it.

    Raises:
        RecordDamaged: its beginning or its end is not what was written.
    """
    with file.open("rb") as source:
        _forget_cached(source)
        begins, number, bad = source.read(len(lead.data)), 1, 0
        seals: PageSeals | None = None
        for piece in _pieces(source, lead.meta.size, moved):
            seals = seals or PageSeals(key, piece[:SALT])
            bad += seals.damaged(piece, number)
            number += len(piece) // PAGE
        ends = source.read(_DIGEST + 1)
    if begins != lead.data or ends != seal:
        raise RecordDamaged(DAMAGED)
    return bad


def take_out(file: Path, lead: Lead, target: IO[bytes], keys: BackupKeys, moved: Moved) -> None:
    """Read a backup anew, copy the database out of it, and hold all of it against the seal.

    Raises:
        RecordDamaged: the seal does not fit, so what was copied must not be opened.
    """
    with file.open("rb") as source:
        mac = hmac.new(keys.seal, source.read(len(lead.data)), hashlib.sha256)
        for piece in _pieces(source, lead.meta.size, moved):
            mac.update(piece)
            target.write(piece)
        found = source.read(_DIGEST + 1)
    if not hmac.compare_digest(mac.digest(), found):
        raise RecordDamaged(DAMAGED)


def _forget_cached(source: IO[bytes]) -> None:
    """Let what is read come from the disk and not from memory, where the system can be asked for that."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(source.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _pieces(source: IO[bytes], length: int, moved: Moved) -> Iterator[bytes]:
    left = length
    while left:
        piece = source.read(min(left, _CHUNK))
        if not piece:
            raise RecordDamaged(DAMAGED)
        yield piece
        left -= len(piece)
        moved(len(piece))


def _lead_from(source: IO[bytes]) -> Lead:
    frame = source.read(_FRAME.size)
    if len(frame) < _FRAME.size:
        raise RecordDamaged(DAMAGED)
    magic, version, meta_length, header_length = _FRAME.unpack(frame)
    if magic != MAGIC or meta_length > _MOST_META or header_length > _MOST_HEADER:
        raise RecordDamaged(DAMAGED)
    body, header, checksum = source.read(meta_length), source.read(header_length), source.read(_DIGEST)
    framed = frame + body + header
    if hashlib.sha256(framed).digest() != checksum:
        raise RecordDamaged(DAMAGED)
    # Every version keeps this frame, so a whole file of a later one is told from a damaged one.
    if version > _VERSION:
        raise NewerRecord(_NEWER)
    return Lead(_meta_from(body), header, framed + checksum)


def _meta_from(body: bytes) -> Meta:
    try:
        fields = json.loads(body)
        moment = datetime.fromisoformat(fields["made_at"])
        meta = Meta(moment, str(fields["vault"]), int(fields["schema"]), int(fields["size"]), str(fields["counts"]))
        whole = meta.packed() == body and meta.size > 0
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        whole = False
    if not whole:
        raise RecordDamaged(DAMAGED)
    return meta
