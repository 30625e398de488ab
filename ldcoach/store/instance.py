"""One LDCoach at a time: a lock that the system releases by itself when the program ends."""

from __future__ import annotations

from filelock import FileLock, Timeout

from ldcoach.errors import LDCoachError, RecordInUse
from ldcoach.paths import Home

__all__ = ["is_there", "take_lock"]


def is_there(home: Home) -> bool:
    """Tell whether a record lies in this home."""
    return home.database.exists()


def take_lock(home: Home) -> FileLock:
    """Take the lock of a home, which exists, without waiting.

    Raises:
        RecordInUse: another LDCoach has the record open.
        LDCoachError: the folder cannot be written.
    """
    lock = FileLock(home.instance_lock, timeout=0, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        message = "Another LDCoach has this record open. Nothing was changed; close it there first."
        raise RecordInUse(message) from None
    except OSError:
        message = (
            "The folder of the record cannot be written. The record is as it was. "
            "Check that you may read and write the folder, then try again."
        )
        raise LDCoachError(message) from None
    return lock
