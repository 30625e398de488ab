"""What goes wrong with files put into words, files for this user only, and names that survive a power cut."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ldcoach.errors import LDCoachError

__all__ = ["PRIVATE_FILE", "PRIVATE_FOLDER", "create_private", "settle", "sync", "sync_and_close", "told_of_files"]

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP}

_FULL = "The disk is full; free some space, or choose another disk."
_NOT_ALLOWED = "LDCoach may not write there; check the permissions, or choose another folder."
_NO_FOLDER = "That folder does not exist; make it first, or choose another."
_NO_ANSWER = "The disk did not do what was asked of it; check it and its cable or network, then try again."
_NAME_TAKEN = "A file has the name of a folder that is needed there; move it elsewhere, then try again."
_IN_USE = "The folder is in use, or a disk of its own; close what uses it, or name a folder inside it."
_REASONS = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _NOT_ALLOWED,
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NAME_TAKEN,
    errno.EBUSY: _IN_USE,
    errno.EXDEV: _IN_USE,
}


@contextmanager
def told_of_files(outcome: str) -> Iterator[None]:
    """Let failures of the file system out as `LDCoachError`; `outcome` is a sentence on what became of the act."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, _NO_ANSWER)
        raise LDCoachError(f"{outcome} {reason}") from None


def create_private(path: Path) -> int:
    """Make a new file for this user only; return its descriptor, open for writing."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), PRIVATE_FILE)


def sync(path: Path) -> None:
    """Make what was written to a file safe on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_and_close(descriptor: int, data: bytes) -> None:
    """Write data to an open descriptor, onto the disk, and close it."""
    with open(descriptor, "wb") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())


def settle(folder: Path) -> None:
    """Make new names in a folder safe on the disk, where the system lets a folder be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)
