"""A look at the journal before opening: one that belongs to another file would destroy this one."""

from __future__ import annotations

import struct
from pathlib import Path

from ldcoach.errors import RecordDamaged
from ldcoach.store.pages import PAGE, SALT, PageSeals

__all__ = ["look_at_journal"]

# Format: https://www.sqlite.org/fileformat2.html#walformat
_HEADER = 32
_FRAME_HEADER = 24
_BIG_ENDIAN_MAGIC = 0x377F0683
_WORD = 0xFFFFFFFF


def look_at_journal(database: Path, key: bytearray) -> None:
    """Refuse a live journal whose pages were not sealed for this file with this key.

    Its first frame tells: a torn one fails its own checksum and SQLite passes over it; one that is
    whole and sealed otherwise comes from elsewhere.

    Raises:
        RecordDamaged: the journal belongs to another file; nothing was changed.
    """
    journal = database.with_name(f"{database.name}-wal")
    try:
        with journal.open("rb") as file:
            start = file.read(_HEADER + _FRAME_HEADER + PAGE)
    except FileNotFoundError:
        return
    if len(start) < _HEADER + _FRAME_HEADER + PAGE or not _is_whole(start):
        return
    with database.open("rb") as file:
        salt = file.read(SALT)
    (number,) = struct.unpack_from(">I", start, _HEADER)
    if not PageSeals(key, salt).fits(start[_HEADER + _FRAME_HEADER :], number):
        message = (
            "The journal beside the record belongs to another copy of it. Nothing was changed. "
            "Put back the files that belong together, or restore the latest backup."
        )
        raise RecordDamaged(message)


def _is_whole(start: bytes) -> bool:
    """Tell whether the first frame is one that SQLite would use."""
    magic, _, _, _, salt_1, salt_2, sum_1, sum_2 = struct.unpack_from(">8I", start)
    _, _, frame_salt_1, frame_salt_2, frame_sum_1, frame_sum_2 = struct.unpack_from(">6I", start, _HEADER)
    order = ">" if magic == _BIG_ENDIAN_MAGIC else "<"
    sums = _checksum(start[: _HEADER - 8], order, (0, 0))
    if sums != (sum_1, sum_2) or (salt_1, salt_2) != (frame_salt_1, frame_salt_2):
        return False
    frame = start[_HEADER : _HEADER + 8] + start[_HEADER + _FRAME_HEADER :]
    return _checksum(frame, order, sums) == (frame_sum_1, frame_sum_2)


def _checksum(part: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(part) // 4}I", part)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _WORD
        second = (second + odd + first) & _WORD
    return first, second
