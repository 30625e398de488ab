"""Takes the holes out of libraries: zeros that moving their names for a wheel left in them, two megabytes at a time.

A wheel's tool appends a segment and places it at the next border of large pages, in the file as in memory. In memory
that costs nothing; in the file it is room. Here the file loses the zeros, and the memory stays laid out as it was.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

__all__ = ["close", "close_all"]

_BEGINNING = b"\x7fELF\x02\x01\x01"
"""64 bits, little-endian."""
_X86_64, _MACHINE = 62, 0x12
_PAGE = 0x1000
_LEAST = 0x10000
"""Smaller holes are not worth a change."""
_LOAD, _NO_BITS = 1, 8
_HEADER_SIZE = 64


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file: where it is, and where an entry says its kind, its offset and its size."""

    at: int
    entry: int
    count: int
    offset_at: int
    size_at: int
    kind_at: int

    def entries(self) -> range:
        return range(self.at, self.at + self.entry * self.count, self.entry)


def close_all(folder: Path) -> int:
    """Take the holes out of every library of a folder; return the bytes that were saved."""
    return sum(close(path) for path in sorted(folder.rglob("*.so*")) if path.is_file() and not path.is_symlink())


def close(path: Path) -> int:
    """Take the hole before a library's last segment out of its file; return the bytes that were saved."""
    data = bytearray(path.read_bytes())
    if not data.startswith(_BEGINNING) or struct.unpack_from("<H", data, _MACHINE)[0] != _X86_64:
        return 0
    segments, sections = _tables(data)
    begins = max((_word(data, at + 8) for at in segments.entries() if _kind(data, at) == _LOAD), default=0)
    ends = _last_byte_before(begins, data, segments, sections)
    closed = -(-ends // _PAGE) * _PAGE
    saved = begins - closed
    if saved < _LEAST or begins % _PAGE or any(data[ends:begins]):
        return 0
    for table in (segments, sections):
        for at in table.entries():
            _shift(data, at + table.offset_at, begins, saved)
    for at in segments.entries():
        if _kind(data, at) == _LOAD:
            struct.pack_into("<Q", data, at + 48, _PAGE)
    for at in (0x20, 0x28):
        _shift(data, at, begins, saved)
    path.write_bytes(data[:closed] + data[begins:])
    return saved


def _tables(data: bytearray) -> tuple[_Table, _Table]:
    """Return the table of segments and that of sections."""
    segments_at, sections_at = struct.unpack_from("<QQ", data, 0x20)
    segment, segments, section, sections = struct.unpack_from("<HHHH", data, 0x36)
    return (
        _Table(segments_at, segment, segments, offset_at=8, size_at=32, kind_at=0),
        _Table(sections_at, section, sections, offset_at=24, size_at=32, kind_at=4),
    )


def _last_byte_before(begins: int, data: bytearray, *tables: _Table) -> int:
    """Return where the last thing before a place ends: a segment, a section, or one of the tables."""
    ends = [_HEADER_SIZE] + [each.at + each.entry * each.count for each in tables if each.at < begins]
    for table in tables:
        for at in table.entries():
            offset, size = _word(data, at + table.offset_at), _word(data, at + table.size_at)
            empty = table.kind_at and _kind(data, at + table.kind_at) == _NO_BITS
            if offset < begins and not empty:
                ends.append(offset + size)
    return max(ends)


def _shift(data: bytearray, at: int, begins: int, saved: int) -> None:
    """Have a place that lies behind the hole say where it is without it."""
    offset = _word(data, at)
    if offset >= begins:
        struct.pack_into("<Q", data, at, offset - saved)


def _word(data: bytearray, at: int) -> int:
    return int(struct.unpack_from("<Q", data, at)[0])


def _kind(data: bytearray, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])
