"""Reads the pages of an encrypted record without SQLCipher, so that what lies in free pages and journals can be seen."""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED = 4096, 80


def decrypted(database: Path, key: bytes) -> bytes:
    """Return every page of the file and of its journal, each proven by its seal."""
    return b"".join(_pages(database, key))


def _pages(database: Path, key: bytes) -> Iterator[bytes]:
    data = database.read_bytes()
    salt = data[:16]
    seal_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    for number in range(1, len(data) // PAGE + 1):
        yield _page(data[(number - 1) * PAGE : number * PAGE], number, key, seal_key)
    journal = database.with_name(database.name + "-wal")
    frames = journal.read_bytes() if journal.exists() else b""
    for place in range(32, len(frames) - PAGE - 23, 24 + PAGE):
        (number,) = struct.unpack_from(">I", frames, place)
        yield _page(frames[place + 24 : place + 24 + PAGE], number, key, seal_key)


def _page(page: bytes, number: int, key: bytes, seal_key: bytes) -> bytes:
    start = 16 if number == 1 else 0
    content, iv, seal = page[start : PAGE - RESERVED], page[PAGE - RESERVED : PAGE - 64], page[PAGE - 64 :]
    found = hmac.digest(seal_key, content + iv + struct.pack("<I", number), "sha512")
    assert hmac.compare_digest(found, seal), f"page {number} does not carry its seal"
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return decryptor.update(content) + decryptor.finalize()
