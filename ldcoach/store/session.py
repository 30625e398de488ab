"""One open record: its connections, its one writer at a time, its lock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from filelock import FileLock

from ldcoach.errors import DiskFull, LDCoachError
from ldcoach.services.ports import Clock
from ldcoach.store import checks
from ldcoach.store.ballast import Ballast
from ldcoach.store.blank import give_back, nothing_blank
from ldcoach.store.engine import Connections
from ldcoach.store.failures import plainly
from ldcoach.store.mapping import to_micros
from ldcoach.store.writing import Transaction

__all__ = ["LAST_SEEN", "Session"]

LAST_SEEN = "last_seen"
_NEXT_GENERATION = "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'"
_SEEN = """
INSERT INTO meta(key, value) VALUES (?, ?)
ON CONFLICT(key) DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))
"""


class Session:
    """May be used from several threads; a thread that writes reads what it has just written."""

    def __init__(self, connections: Connections, lock: FileLock, clock: Clock, path: Path, ballast: Ballast) -> None:
        self.connections = connections
        self.path = path
        self._lock = lock
        self._clock = clock
        self._turn = threading.Lock()
        self._mine = threading.local()
        self._counted = False
        self._closed = False
        self._ballast = ballast
        ballast.take_aboard()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one moment of the record, or this thread's own open transaction."""
        own: sa.Connection | None = getattr(self._mine, "connection", None)
        if own is not None:
            yield own
            return
        self._require_open()
        with plainly(), self.connections.reading.connect() as connection, nothing_blank(connection):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give the one writing connection; leaving cleanly means that all of it is safely on the disk."""
        if getattr(self._mine, "connection", None) is not None:
            message = "A transaction is open in this thread already."
            raise RuntimeError(message)
        with self._turn, self._room(), plainly():
            self._require_open()
            with self.connections.writing.connect() as connection, connection.begin():
                self._mine.connection = connection
                try:
                    self._count(connection)
                    with nothing_blank(connection):
                        yield connection
                finally:
                    self._mine.connection = None
        self._counted = True

    @contextmanager
    def _room(self) -> Iterator[None]:
        """Make room on a disk that is nearly full; after a failure too, so that the next attempt has some."""
        self._ballast.make_room()
        try:
            yield
        except DiskFull:
            self._ballast.throw_off()
            raise

    @contextmanager
    def work(self) -> Iterator[Transaction]:
        """Begin a transaction; when anything in it failed, nothing of it is kept."""
        with self.writing() as connection:
            transaction = Transaction(connection, self._clock)
            yield transaction
            if transaction.failure is not None:
                raise transaction.failure

    @contextmanager
    def still(self) -> Iterator[Path]:
        """Hold every writer back while the file, complete by itself, is copied.

        Raises:
            RecordInUse: a reader kept the newest changes from being written back.
        """
        with self.alone() as raw:
            checks.write_back(raw)
            raw.execute("BEGIN IMMEDIATE")
            try:
                yield self.path
            finally:
                raw.execute("ROLLBACK")

    @contextmanager
    def alone(self) -> Iterator[Any]:
        """Give a bare connection outside any transaction while every writer waits."""
        with self._turn, plainly():
            self._require_open()
            raw = self.connections.raw()
            try:
                yield raw
            finally:
                give_back(raw)

    def close(self) -> None:
        """Write the journal back, close every connection, wipe the key and release the lock; twice is once."""
        with self._turn:
            if self._closed:
                return
            self._closed = True
            try:
                # What a full disk keeps from being written back stays in the journal; the next opening takes it up.
                with suppress(LDCoachError):
                    self._write_back()
            finally:
                self.connections.close()
                self._lock.release()

    def _write_back(self) -> None:
        raw = self.connections.raw()
        try:
            with plainly():
                checks.checkpoint(raw)
        finally:
            raw.close()

    def _count(self, connection: sa.Connection) -> None:
        """Count the sessions in which something was written, so that an old copy can be told from a new one.

        The moment is kept too and never goes back, so that a clock set wrong is noticed.
        """
        if not self._counted:
            connection.exec_driver_sql(_NEXT_GENERATION)
            connection.exec_driver_sql(_SEEN, (LAST_SEEN, str(to_micros(self._clock.now()))))

    def _require_open(self) -> None:
        if self._closed:
            message = "The record is closed."
            raise RuntimeError(message)
