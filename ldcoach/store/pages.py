"""The seal on each page of the encrypted file, computed apart from SQLCipher.

SQLCipher 4 closes a page of 4,096 bytes with its IV (16) and an HMAC-SHA512 (64) over content, IV and page number. The
key of the HMAC comes from the raw key and the salt, the first 16 bytes of the file, which its seal leaves out.
Source: https://www.zetetic.net/sqlcipher/design/.
"""

from __future__ import annotations

import hashlib

__all__ = ["PAGE", "SALT", "PageSeals"]

PAGE = 4096
SALT = 16
_SEAL = 64
_SALT_MASK = 0x3A
_ROUNDS = 2
_BLOCK = 128
# SQLite keeps the page at the first gigabyte for its locks and never writes it.
_NEVER_WRITTEN = (1 << 30) // PAGE + 1


class PageSeals:
    """Tells whether pages were sealed for one file under one key of 32 bytes; `salt` begins that file."""

    def __init__(self, key: bytearray, salt: bytes) -> None:
        mask = bytes(byte ^ _SALT_MASK for byte in salt)
        seal_key = hashlib.pbkdf2_hmac("sha512", key, mask, _ROUNDS, len(key)).ljust(_BLOCK, b"\0")
        # An HMAC begun once and copied for each page takes two thirds of the time of one begun anew.
        self._inner = hashlib.sha512(bytes(byte ^ 0x36 for byte in seal_key))
        self._outer = hashlib.sha512(bytes(byte ^ 0x5C for byte in seal_key))

    def fits(self, page: bytes | memoryview, number: int) -> bool:
        """Tell whether a page, counted from 1, is as it was sealed."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(page[SALT if number == 1 else 0 : -_SEAL])
        inner.update(number.to_bytes(4, "little"))
        outer.update(inner.digest())
        return outer.digest() == page[-_SEAL:] or number == _NEVER_WRITTEN

    def damaged(self, pages: bytes | memoryview, first: int) -> int:
        """Return how many of the pages that follow one another are not as they were sealed; a part of one counts."""
        view = memoryview(pages)
        starts = range(0, len(view), PAGE)
        return sum(not self.fits(view[at : at + PAGE], first + at // PAGE) for at in starts)
