"""A file of no use that gives its room back when the disk is full: deleting needs room too."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from ldcoach.store.disk import create_private

__all__ = ["BALLAST_BYTES", "Ballast"]

BALLAST_BYTES = 4 << 20
_LITTLE = 1 << 20
_PLENTY = 4 * BALLAST_BYTES


class Ballast:
    """The file beside one record; nothing here ever fails, for it must not be in the way of a save."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def take_aboard(self) -> None:
        """Make the file where it is missing and the disk has plenty of room."""
        with suppress(OSError):
            if self._path.exists() or shutil.disk_usage(self._path.parent).free < _PLENTY:
                return
            new = self._path.with_name(f"{self._path.name}.new")
            new.unlink(missing_ok=True)
            _fill(new)
            new.replace(self._path)

    def make_room(self) -> None:
        """Before a save: give the room back when there is little left."""
        with suppress(OSError):
            if shutil.disk_usage(self._path.parent).free < _LITTLE:
                self.throw_off()

    def throw_off(self) -> None:
        """Give the room back."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def _fill(path: Path) -> None:
    """Take the room for good; where the system cannot reserve it, what is written must not shrink when compressed."""
    with open(create_private(path), "wb") as file:  # noqa: PTH123 - a descriptor, not a path
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, BALLAST_BYTES)
        else:
            file.write(os.urandom(BALLAST_BYTES))
