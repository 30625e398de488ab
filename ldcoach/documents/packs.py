"""Several files in one zip: written plainly, read only up to bounds and only under names that are expected."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Mapping
from datetime import datetime

from ldcoach.errors import UnfitInput

__all__ = ["ZipPacks"]

_MOST_RATIO = 200
"""Text shrinks to a tenth, repetitions to a thousandth: beyond this, a file was made to fill a memory."""
_SMALL = 64 * 1024
"""Bytes up to which the ratio is of no interest."""
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_EARLIEST, _LATEST = 1980, 2107
_UNFIT = "The file is damaged, or holds what does not belong there. Nothing was changed. Ask for the file again."


class ZipPacks:
    """Puts files together and takes them apart, in memory; nothing is ever unpacked onto the disk."""

    def put_together(self, files: Mapping[str, bytes], made_at: datetime) -> bytes:
        """Return a zip with these files, in their order and readable on every system."""
        moment = made_at.replace(year=min(max(made_at.year, _EARLIEST), _LATEST))
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
            for name, content in files.items():
                entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                pack.writestr(entry, content)
        return buffer.getvalue()

    def take_apart(self, data: bytes, allowed: Collection[str], largest: int) -> Mapping[str, bytes]:
        """Return the files of a zip by name.

        Raises:
            UnfitInput: no zip, damaged, or with a name, a number of files, a size or a ratio that cannot be ours.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as pack:
                entries = pack.infolist()
                _refuse_odd(entries, allowed, largest)
                return {entry.filename: _content(pack, entry) for entry in entries}
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            raise UnfitInput(_UNFIT) from None


def _refuse_odd(entries: list[zipfile.ZipInfo], allowed: Collection[str], largest: int) -> None:
    names = [entry.filename for entry in entries]
    odd = (
        not names
        or len(set(names)) < len(names)
        or not set(names) <= set(allowed)
        or sum(entry.file_size for entry in entries) > largest
        or any(_odd(entry) for entry in entries)
    )
    if odd:
        raise UnfitInput(_UNFIT)


def _odd(entry: zipfile.ZipInfo) -> bool:
    swollen = entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1)
    return bool(entry.flag_bits & _ENCRYPTED) or entry.compress_type not in _METHODS or swollen


def _content(pack: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return what an entry holds, no more than it said: what it says may be a lie."""
    with pack.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise UnfitInput(_UNFIT)
    return content
