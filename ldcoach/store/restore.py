"""Putting a backup back: checked in full in a new folder, which then takes the place of the present one."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ldcoach.domain.erasure import Tombstone
from ldcoach.errors import RecordDamaged, UnfitInput
from ldcoach.paths import Home, make_private
from ldcoach.services.backups import BackupKeys, Placed, Progress
from ldcoach.store.backup import look_at_everything, taken_out
from ldcoach.store.checks import write_back
from ldcoach.store.disk import PRIVATE_FOLDER, create_private, settle, sync, sync_and_close, told_of_files
from ldcoach.store.engine import connect
from ldcoach.store.erased_list import read_erased
from ldcoach.store.erasing import replay
from ldcoach.store.failures import plainly
from ldcoach.store.instance import take_lock
from ldcoach.store.scratch import scratch
from ldcoach.store.swap import Step, finish_restore, no_step, swap_in, take_backups_along

__all__ = ["place_backup"]

_NOT_RESTORED = "Nothing was restored; what was there before is as it was."
_NOT_OURS = (
    "The folder holds files that are no part of a record ({count}). Nothing was restored; move them elsewhere, or name "
    "another folder with --home."
)
_OF_THE_SYSTEM = {".DS_Store", "desktop.ini", "Thumbs.db", ".directory"}


def place_backup(file: Path, home: Home, keys: BackupKeys, progress: Progress, on_step: Step = no_step) -> Placed:
    """Make a backup the record of a home; return the folder that keeps the former one, None if there was none.

    Whoever was erased since, by the sealed lists beside the backup and in the home, is erased from it too, before it
    takes its place. The managed backups of the former record move over.

    Raises:
        RecordInUse: the present record is open.
        UnfitInput: the folder holds files that are no part of a record.
        RecordDamaged, NewerRecord: the backup is not as it should be.
        LDCoachError: the disk is full or cannot be written; in all cases the home is as it was.
    """
    home = Home(Path(os.path.realpath(home.folder)))
    parent = home.folder.parent
    with told_of_files(_NOT_RESTORED):
        make_private(parent)
        finish_restore(home)
        with _held(home) as release, scratch(parent) as folder:
            new = Home(folder / "record")
            new.folder.mkdir(mode=PRIVATE_FOLDER)
            lead = taken_out(file, new.database, keys, look_at_everything, progress)
            stones = _erased_since((file.absolute().parent, home.backups), keys)
            again = _erase_again(new.database, keys, stones or ())
            sync(new.database)
            for place in (new.header, new.header_copy):
                sync_and_close(create_private(place), lead.header)
            settle(new.folder)
            aside = swap_in(new.folder, home, release, on_step)
            take_backups_along(aside, home)
            return Placed(aside, again, erased_known=stones is not None)


def _erased_since(folders: tuple[Path, ...], keys: BackupKeys) -> set[Tombstone] | None:
    """Return who was erased by every list that carries the seal, None where there is no such list."""
    found: set[Tombstone] | None = None
    for folder in folders:
        try:
            stones = read_erased(folder, keys.seal)
        except RecordDamaged:
            continue  # of another record, or altered: it tells nothing, and the caller says so
        if stones is not None:
            found = (found or set()) | set(stones)
    return found


def _erase_again(database: Path, keys: BackupKeys, stones: Collection[Tombstone]) -> int:
    if not stones:
        return 0
    with plainly(), closing(connect(database, keys.database)) as connection:
        again = replay(connection, sorted(stones))
        write_back(connection)
    return again


@contextmanager
def _held(home: Home) -> Iterator[Callable[[], None]]:
    """Hold the lock of a home that exists; gives what releases it early."""
    if not home.folder.exists():
        yield _nothing_to_release
        return
    _refuse_foreign(home)
    lock = take_lock(home)
    try:
        yield lock.release
    finally:
        lock.release()


def _nothing_to_release() -> None:
    """Do nothing: there was no folder, so there is no lock."""


def _refuse_foreign(home: Home) -> None:
    """Refuse a folder that was not made for the record alone: it is going to be moved as a whole."""
    own = {path.name for path in (*home.every_file(), home.instance_lock, home.backups, home.ballast)} | _OF_THE_SYSTEM
    foreign = [path for path in home.folder.iterdir() if path.name not in own and not _is_left_by_us(path)]
    if foreign:
        raise UnfitInput(_NOT_OURS.format(count=len(foreign)))


def _is_left_by_us(path: Path) -> bool:
    return path.name.startswith((".vault-", ".ldcoach-", "ldcoach.db")) or path.suffix == ".ldcbak"
