"""What goes wrong with files put into words, folders that vanish after use, and names that survive a power cut."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ldcoach.errors import LDCoachError

__all__ = ["PRIVATE_FILE", "PRIVATE_FOLDER", "create_private", "scratch", "settle", "told_of_files"]

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
_PREFIX = ".ldcoach-scratch-"
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP}

_FULL = "The disk is full; free some space, or choose another disk."
_NOT_ALLOWED = "LDCoach may not write there; check the permissions, or choose another folder."
_NO_FOLDER = "That folder does not exist; make it first, or choose another."
_NO_ANSWER = "The disk did not do what was asked of it; check it and its cable or network, then try again."
_REASONS = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _NOT_ALLOWED,
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
}


@contextmanager
def told_of_files(outcome: str) -> Iterator[None]:
    """Let failures of the file system out as `LDCoachError`; `outcome` is a sentence on what became of the act."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, _NO_ANSWER)
        raise LDCoachError(f"{outcome} {reason}") from None


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """Give a private folder inside another; it is gone afterwards, and what a crash left of earlier ones too."""
    _clear_left_behind(beside)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=beside))
    lock = _lock_of(folder)
    try:
        with lock:
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # what cannot be removed now is cleared by the next one


def create_private(path: Path) -> int:
    """Make a new file for this user only; return its descriptor, open for writing."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), PRIVATE_FILE)


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


def _clear_left_behind(beside: Path) -> None:
    for folder in beside.glob(f"{_PREFIX}*"):
        try:
            _lock_of(folder).acquire().lock.release()
        except (Timeout, OSError):  # in use, or somebody else's
            continue
        shutil.rmtree(folder, ignore_errors=True)


def _lock_of(folder: Path) -> FileLock:
    return FileLock(folder / "in-use", timeout=0, mode=PRIVATE_FILE, thread_local=False)
