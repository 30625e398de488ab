"""Copying what can still be read of a damaged record into a new one, row by row, with a count of what is lost.

SQLCipher refuses a page whose seal does not fit and there is no way around that, so the rows before and after it are
read from both ends, and those in between one by one, by the places that the indexes know.
"""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from ldcoach.errors import NewerRecord, RecordDamaged
from ldcoach.paths import Home
from ldcoach.services.backups import Progress, Salvaged
from ldcoach.store.checks import sound, write_back
from ldcoach.store.disk import PRIVATE_FOLDER, create_private, settle, sync, sync_and_close, told_of_files
from ldcoach.store.engine import connect
from ldcoach.store.failures import plainly
from ldcoach.store.instance import take_lock
from ldcoach.store.journal import look_at_journal
from ldcoach.store.mending import bind_again, finish_tables, put_bookkeeping_right
from ldcoach.store.row_walk import DamagedFile, Walk, walk
from ldcoach.store.schema import SCHEMA
from ldcoach.store.scratch import scratch
from ldcoach.store.swap import swap_in, take_backups_along

__all__ = ["salvage"]

_NOT_SALVAGED = "Nothing was copied; the damaged record is as it was."
_NOTHING = (
    "The part of the record that says where everything is cannot be read, so nothing can be copied. It is as it was; "
    "restore the newest backup with `ldcoach restore --newest`."
)
_UNSOUND = "What could be read does not make a sound record. The damaged one is as it was; restore the newest backup."
_NEWER = "This record was written by a newer LDCoach. It is as it was; salvage it with the newer version."
_OWN_BOOKS = {"meta", "alembic_version"}


def salvage(home: Home, target: Home | None, key: bytearray, progress: Progress) -> Salvaged:
    """Copy what can be read into a new record under the same key and key slots.

    Without a target the new record takes the place of the damaged one, which is kept in a folder beside it.

    Raises:
        RecordDamaged: nothing can be read.
        NewerRecord: a newer LDCoach wrote it, which alone knows what belongs together.
        RecordInUse: the record is open.
        LDCoachError: the disk is full or cannot be written; nothing was changed.
    """
    home = Home(Path(os.path.realpath(home.folder)))
    place = target or home
    with told_of_files(_NOT_SALVAGED):
        lock = take_lock(home)
        try:
            with scratch(place.folder.absolute().parent) as folder:
                damaged = _copied(home, folder / "damaged", key)
                new = Home(folder / "record")
                new.folder.mkdir(mode=PRIVATE_FOLDER)
                walks, loose = _build(damaged, new, key, progress)
                _write_slots(home, new)
                if target is not None:
                    new.folder.rename(target.folder)
                    settle(target.folder.parent)
                    aside = None
                else:
                    aside = swap_in(new.folder, home, lock.release)
                    take_backups_along(aside, home)
        finally:
            lock.release()
    kept = {name: found.kept for name, found in walks.items() if name not in _OWN_BOOKS}
    missing = {name: found.missing for name, found in walks.items() if found.missing}
    return Salvaged(place.folder, kept, missing, loose, aside)


def _copied(home: Home, folder: Path, key: bytearray) -> Path:
    """Copy database and journal: the damaged files are evidence, and reading them could change them."""
    if not home.database.is_file():
        raise RecordDamaged(_NOTHING)
    folder.mkdir(mode=PRIVATE_FOLDER)
    copy = folder / home.database.name
    shutil.copyfile(home.database, copy)
    journal = home.database.with_name(f"{home.database.name}-wal")
    if journal.is_file():
        beside = copy.with_name(journal.name)
        shutil.copyfile(journal, beside)
        try:
            look_at_journal(copy, key)
        except RecordDamaged:
            beside.unlink()  # of another file: it would destroy this copy
    return copy


def _build(damaged: Path, new: Home, key: bytearray, progress: Progress) -> tuple[dict[str, Walk], dict[str, int]]:
    with closing(DamagedFile(damaged, key)) as source:
        try:
            parts = source.parts()
        except RecordDamaged:
            raise RecordDamaged(_NOTHING) from None
        if not parts:  # an empty file opens, and holds nothing
            raise RecordDamaged(_NOTHING)
        create_and_close(new.database)
        with plainly(), closing(connect(new.database, key, create=True)) as connection:
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute("BEGIN IMMEDIATE")
            walks = _copy_tables(source, parts, connection, progress)
            _refuse_newer(connection)
            put_bookkeeping_right(connection)
            loose = bind_again(connection)
            finish_tables(connection, parts)
            connection.execute("COMMIT")
            connection.execute("PRAGMA foreign_keys=ON")
            if sound(connection, None):
                raise RecordDamaged(_UNSOUND)
            write_back(connection)
    sync(new.database)
    return walks, loose


def create_and_close(path: Path) -> None:
    """Make an empty file for this user only."""
    sync_and_close(create_private(path), b"")


def _copy_tables(source: DamagedFile, parts: list[Any], connection: Any, progress: Progress) -> dict[str, Walk]:  # noqa: ANN401 - a bare connection
    tables = [(name, sql) for kind, name, sql in parts if kind == "table"]
    walks: dict[str, Walk] = {}
    for step, (name, sql) in enumerate(tables):
        progress(step, len(tables))
        connection.execute(sql)
        walks[name] = walk(source, name, connection)
    progress(len(tables), len(tables))
    return walks


def _refuse_newer(connection: Any) -> None:  # noqa: ANN401
    found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    if found and str(found[0]).isdecimal() and int(found[0]) > SCHEMA:
        raise NewerRecord(_NEWER)


def _write_slots(home: Home, new: Home) -> None:
    for present, copy in ((home.header, new.header), (home.header_copy, new.header_copy)):
        if present.is_file():
            sync_and_close(create_private(copy), present.read_bytes())
    settle(new.folder)
