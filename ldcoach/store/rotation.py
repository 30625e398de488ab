"""Rewriting a closed record under another key, as one transaction of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from ldcoach.errors import LDCoachError, RecordDamaged
from ldcoach.paths import Home
from ldcoach.store.checks import write_back
from ldcoach.store.disk import settle
from ldcoach.store.engine import as_letters, connect, look_before_opening
from ldcoach.store.failures import DAMAGED, plainly
from ldcoach.store.instance import take_lock
from ldcoach.store.journal import look_at_journal

__all__ = ["ClosedRecord", "Step", "closed_record", "no_step"]

Step = Callable[[str], None]
"""Hears of each step, so that a test can stop the program there."""

_NO_JOURNAL = "The record could not be made ready for its new key. It is as it was; restart the computer and try again."
_NOT_REWRITTEN = (
    "The record could not be put under its new key: the disk is full, or did not do what was asked of it. Nothing was "
    "changed and nothing is lost. Rewriting needs as much room again as the record takes; make room and try again."
)


def no_step(step: str) -> None:
    """Hear of a step and do nothing."""


class ClosedRecord:
    """A record that nobody has open; the lock is held."""

    def __init__(self, path: Path, on_step: Step = no_step) -> None:
        self._path = path
        self._on_step = on_step

    def opens_with(self, key: bytearray) -> bool:
        """Tell whether the record is under a key. A rewriting that was cut off is undone by looking.

        Raises:
            RecordDamaged: it is gone, empty, cut short or not encrypted.
            LDCoachError: it may not be read or written.
        """
        look_before_opening(self._path)
        try:
            look_at_journal(self._path, key)
            connect(self._path, key).close()
        except RecordDamaged:
            return False
        return True

    def rewrite(self, present: bytearray, following: bytearray) -> None:
        """Put the record under another key, safely on the disk, and check every page of it.

        Raises:
            RecordDamaged: the record was not sound.
            LDCoachError: the disk is full or cannot be written. `opens_with` tells which key it is under.
        """
        with plainly(), closing(connect(self._path, present)) as connection:
            write_back(connection)
            _require_sound(connection)
            _leave_wal(connection)
            self._on_step("ready")
            _rewrite(connection, following)
            self._on_step("rewritten")
        # The old journal's name must be gone for good: were it to come back, it would bring the old pages with it.
        settle(self._path.parent)
        self._on_step("settled")
        with plainly(), closing(connect(self._path, following)) as connection:
            _require_sound(connection)
        self._on_step("checked")


@contextmanager
def closed_record(home: Home, on_step: Step = no_step) -> Iterator[ClosedRecord]:
    """Hold the lock of a record that nobody has open.

    Raises:
        RecordInUse: another LDCoach has it open.
        LDCoachError: the folder cannot be written.
    """
    lock = take_lock(home)
    try:
        yield ClosedRecord(home.database, on_step)
    finally:
        lock.release()


def _require_sound(connection: dbapi2.Connection) -> None:
    if connection.execute("PRAGMA cipher_integrity_check").fetchall():
        raise RecordDamaged(DAMAGED)


def _rewrite(connection: dbapi2.Connection, key: bytearray) -> None:
    letters = as_letters(key)
    try:
        connection.reset_key(letters)
    except dbapi2.Error:
        # This call, unlike all others, does not say which of the two it was.
        raise LDCoachError(_NOT_REWRITTEN) from None
    finally:
        letters[:] = bytes(len(letters))


def _leave_wal(connection: dbapi2.Connection) -> None:
    """Go back to the journal that one transaction over every page needs, and sync it at each step."""
    mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    if mode != "delete":
        raise LDCoachError(_NO_JOURNAL)
    connection.execute("PRAGMA synchronous=EXTRA").fetchall()
