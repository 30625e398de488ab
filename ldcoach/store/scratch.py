"""Private folders that are gone after use, even after a crash."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ldcoach.store.disk import PRIVATE_FILE

__all__ = ["scratch"]

_PREFIX = ".ldcoach-scratch-"


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


def _clear_left_behind(beside: Path) -> None:
    for folder in beside.glob(f"{_PREFIX}*"):
        lock = _lock_of(folder)
        try:
            lock.acquire()
            lock.release()
        except (Timeout, OSError):  # in use, or somebody else's
            continue
        shutil.rmtree(folder, ignore_errors=True)


def _lock_of(folder: Path) -> FileLock:
    return FileLock(folder / "in-use", timeout=0, mode=PRIVATE_FILE, thread_local=False)
