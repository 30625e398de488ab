"""Connections to the encrypted file: opened with the raw key, every protection set and read back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from ldcoach.errors import DiskFull, LDCoachError, RecordDamaged
from ldcoach.store.failures import DAMAGED, plainly

__all__ = ["Connections", "as_letters", "connect", "look_before_opening"]

PLAIN_HEADER = b"SQLite format 3"
SMALLEST = 4096
KEY_BYTES = 32
KEY_LETTERS = 67
_HEX = b"0123456789abcdef"
_ROOM_TO_OPEN = 64 << 10
_NO_ROOM = "The disk is full, so the record could not be opened. Nothing was lost; free some space, then try again."
_GONE = (
    "The record's file, ldcoach.db, is missing, and its key file is there. Nothing was changed. Put ldcoach.db back, "
    "or restore the newest backup with `ldcoach restore --newest`."
)
_NO_FILE = (
    "{name} in the folder of the record is no file: a folder or something else has its name. Nothing was changed. "
    "Move that elsewhere, or restore the newest backup with `ldcoach restore --newest`."
)
WRITING = {"ldcoach_writing": True}

_SET = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "wal_autocheckpoint=500",
    "busy_timeout=5000",
    "cache_size=-16384",
)
_READ_BACK: tuple[tuple[str, object], ...] = (
    ("foreign_keys", 1),
    ("journal_mode", "wal"),
    ("synchronous", 2),
    ("secure_delete", 1),
    ("temp_store", 2),
    ("trusted_schema", 0),
    ("cell_size_check", 1),
)


def look_before_opening(path: Path) -> None:
    """Refuse a file that SQLite would take for something else.

    Raises:
        RecordDamaged: it is gone while its key file is there, empty, cut short or not encrypted; or it or its journal
            is no file at all.
        LDCoachError: it may not be read or written.
    """
    try:
        _require_files(path)
        # Opened for writing too: SQLite would take a write-protected file, and leave a journal like it behind.
        with path.open("r+b") as file:
            start = file.read(len(PLAIN_HEADER))
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        raise RecordDamaged(_GONE) from None
    except OSError:
        message = (
            "The record's file could not be opened to be read and written. The record is as it was. "
            "Check that the file is not write-protected and that you may change it, then try again."
        )
        raise LDCoachError(message) from None
    if size < SMALLEST or start == PLAIN_HEADER:
        raise RecordDamaged(DAMAGED)


def _require_files(path: Path) -> None:
    """Refuse what is there and no file: a pipe would let us wait for ever."""
    for end in ("", "-wal", "-shm", "-journal"):
        part = path.with_name(path.name + end)
        if part.exists() and not part.is_file():
            raise RecordDamaged(_NO_FILE.format(name=part.name))


def connect(path: Path, key: bytearray, *, create: bool = False) -> dbapi2.Connection:
    """Open one connection with the raw key of 32 bytes.

    Raises:
        RecordDamaged: the pages do not fit the key, which the vault has proved already.
        DiskFull: there is no room for the little file beside the journal.
        LDCoachError: the folder or file may not be read or written.
    """
    uri = f"file:{quote(os.fsencode(os.path.realpath(path)))}?mode={'rwc' if create else 'rw'}"
    with plainly(), _told_of_no_room(path.parent):
        connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=5)
        try:
            _unlock(connection, key)
            _protect(connection)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def _told_of_no_room(folder: Path) -> Iterator[None]:
    """Tell a full disk from a broken one: when opening needs room, SQLite calls both a failure of the disk."""
    try:
        yield
    except dbapi2.OperationalError:
        if shutil.disk_usage(folder).free < _ROOM_TO_OPEN:
            raise DiskFull(_NO_ROOM) from None
        raise


def _unlock(connection: dbapi2.Connection, key: bytearray) -> None:
    _check_key(len(key), KEY_BYTES)
    letters = as_letters(key)
    try:
        _check_key(len(letters), KEY_LETTERS)
        connection.set_key(letters)
    finally:
        letters[:] = bytes(len(letters))
    if not connection.execute("PRAGMA cipher_version").fetchone():
        message = "This installation cannot encrypt. The record is as it was; install LDCoach again."
        raise LDCoachError(message)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def as_letters(key: bytearray) -> bytearray:
    """Return the key as SQLCipher wants it, built in place so that no copy is left behind."""
    letters = bytearray(b"x'")
    for byte in key:
        letters.append(_HEX[byte >> 4])
        letters.append(_HEX[byte & 15])
    letters += b"'"
    return letters


def _check_key(found: int, wanted: int) -> None:
    """Refuse a key of another length: SQLCipher would quietly take it for a passphrase."""
    if found != wanted:
        message = "The key of the record has the wrong length."
        raise ValueError(message)


def _protect(connection: dbapi2.Connection) -> None:
    for setting in _SET:
        connection.execute(f"PRAGMA {setting}").fetchall()
    for name, wanted in _READ_BACK:
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != wanted:
            message = f"A protection of the record could not be switched on ({name}). The record is as it was."
            raise LDCoachError(message)


class Connections:
    """The pool of one open record: `reading` begins plainly, `writing` takes the write lock at once."""

    def __init__(self, path: Path, key: bytearray) -> None:
        self._path = path
        self._key = bytearray(key)
        self.reading = sa.create_engine(
            "sqlite://",
            module=dbapi2,
            creator=self._open,
            poolclass=QueuePool,
            pool_size=4,
            max_overflow=12,
            pool_use_lifo=True,
            hide_parameters=True,
        )
        event.listen(self.reading, "begin", _begin)
        self.writing = self.reading.execution_options(**WRITING)

    def raw(self) -> Any:  # noqa: ANN401 - the pool's own wrapper of a connection
        """Return a connection outside any transaction, for pragmas; close it to give it back."""
        with plainly():
            return self.reading.raw_connection()

    def close(self) -> None:
        """Close every connection and wipe the key."""
        self.reading.dispose()
        self._key[:] = bytes(len(self._key))
        self._key.clear()

    def _open(self) -> dbapi2.Connection:
        return connect(self._path, self._key)


def _begin(connection: sa.Connection) -> None:
    writing = connection.get_execution_options().get("ldcoach_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
