"""Making a record whole or not at all, and opening one after every check that is quick."""

from __future__ import annotations

import os
from pathlib import Path

from ldcoach.errors import LDCoachError, RecordMissing, UnfitInput
from ldcoach.paths import Home, make_private
from ldcoach.services.ports import Clock
from ldcoach.store.ballast import Ballast
from ldcoach.store.canaries import put_canaries
from ldcoach.store.checks import checkpoint
from ldcoach.store.disk import create_private, settle
from ldcoach.store.engine import Connections, connect, look_before_opening
from ldcoach.store.failures import plainly
from ldcoach.store.first_look import look_at_pages
from ldcoach.store.instance import is_there, take_lock
from ldcoach.store.journal import look_at_journal
from ldcoach.store.schema import migrate
from ldcoach.store.session import Session
from ldcoach.store.upgrade import bring_up_to_date

__all__ = ["create_session", "open_session"]


def create_session(home: Home, key: bytearray, clock: Clock, *, sample: bool) -> Session:
    """Build the file beside its place, then move it there: a crash leaves no half record."""
    _make_folder(home.folder)
    lock = take_lock(home)
    try:
        _refuse_another(home)
        _build(home, key, sample=sample)
        return Session(Connections(home.database, key), lock, clock, home.database, Ballast(home.ballast))
    except BaseException:
        lock.release()
        raise


def open_session(home: Home, key: bytearray, clock: Clock, *, every_page: bool) -> Session:
    """Take the lock, look at the file, open it and bring its tables up to date."""
    if not any(path.exists() for path in (home.header, home.header_copy, home.database)):
        message = "There is no record in this folder. Choose another folder, or begin a new record."
        raise RecordMissing(message)
    lock = take_lock(home)
    connections = None
    try:
        Ballast(home.ballast).make_room()
        look_before_opening(home.database)
        look_at_journal(home.database, key)
        if every_page:
            look_at_pages(home.database, key)
        connections = Connections(home.database, key)
        bring_up_to_date(connections, home, key)
    except BaseException:
        if connections is not None:
            connections.close()
        lock.release()
        raise
    return Session(connections, lock, clock, home.database, Ballast(home.ballast))


def _make_folder(folder: Path) -> None:
    try:
        make_private(folder)
    except OSError:
        message = "The folder for the record could not be made. Nothing was changed; choose another folder."
        raise LDCoachError(message) from None


def _refuse_another(home: Home) -> None:
    if is_there(home):
        message = "There is a record in this folder already. It is as it was; open it, or choose another folder."
        raise UnfitInput(message)


def _build(home: Home, key: bytearray, *, sample: bool) -> None:
    new = home.database.with_name(f"{home.database.name}.new")
    _clear(new)
    try:
        os.close(create_private(new))
        connect(new, key, create=True).close()
        connections = Connections(new, key)
        try:
            with plainly():
                migrate(connections)
                _mark(connections, sample=sample)
        finally:
            connections.close()
        new.replace(home.database)
        settle(home.folder)
    finally:
        _clear(new)


def _mark(connections: Connections, *, sample: bool) -> None:
    with connections.writing.begin() as connection:
        rows = [("sample", str(int(sample))), ("generation", "0")]
        connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES (?, ?)", rows)
        put_canaries(connection.connection.dbapi_connection)
    raw = connections.raw()
    try:
        checkpoint(raw)
    finally:
        raw.close()


def _clear(new: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        new.with_name(new.name + ending).unlink(missing_ok=True)
