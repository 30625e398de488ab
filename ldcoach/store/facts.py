"""What can be seen of a home from outside, without a key and without changing anything."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ldcoach.errors import LDCoachError
from ldcoach.paths import Home
from ldcoach.services.backups import BackupFacts, HomeFacts
from ldcoach.store.backup import look_at_backup
from ldcoach.store.disk import told_of_files
from ldcoach.store.engine import PLAIN_HEADER, SMALLEST
from ldcoach.store.schema import SCHEMA
from ldcoach.store.swap import aside_of

__all__ = ["examine"]

_MORE_THAN_SLOTS = 128 * 1024

_NOT_SEEN = "The folder of the record could not be looked at; nothing was changed."


def examine(home: Home) -> HomeFacts:
    """Look at the files of a home and at the backups in it and beside it.

    Raises:
        LDCoachError: the folder cannot be read.
    """
    with told_of_files(_NOT_SEEN):
        there = [path for path in (*home.every_file(), home.instance_lock) if path.is_file()]
        newest, unreadable = _backups(home)
        return HomeFacts(
            folder=home.folder,
            exists=home.folder.is_dir(),
            sizes={path.name: path.stat().st_size for path in there},
            modes=_modes([home.folder, *there, home.ballast, home.backups, *sorted(home.backups.glob("*"))]),
            copies_equal=_copies_equal(home),
            newest_backup=newest,
            unreadable_backups=unreadable,
            kept_aside=aside_of(home),
            schema=SCHEMA,
            free_bytes=shutil.disk_usage(_nearest(home.folder)).free,
            looks_whole=_looks_whole(home.database),
        )


def _looks_whole(database: Path) -> bool:
    """Tell whether a database, if there is one, has whole pages and is not written in the clear."""
    if not database.is_file():
        return True
    with database.open("rb") as file:
        start = file.read(len(PLAIN_HEADER))
    size = database.stat().st_size
    return size >= SMALLEST and size % SMALLEST == 0 and start != PLAIN_HEADER


def _modes(paths: list[Path]) -> dict[str, int]:
    """Return permissions by name, the folder as '.'; Windows keeps them elsewhere."""
    if os.name == "nt":
        return {}
    folder, *files = paths
    names = {folder: ".", **{path: path.name for path in files}}
    return {name: path.stat().st_mode & 0o777 for path, name in names.items() if path.exists()}


def _copies_equal(home: Home) -> bool | None:
    copies = (home.header, home.header_copy)
    if not all(path.is_file() for path in copies):
        return None
    first, second = (_beginning(path) for path in copies)
    return first == second


def _beginning(path: Path) -> bytes:
    """Return more of a file than key slots can take, and no more: it may be anything."""
    with path.open("rb") as file:
        return file.read(_MORE_THAN_SLOTS)


def _backups(home: Home) -> tuple[BackupFacts | None, tuple[Path, ...]]:
    """Return the newest backup in the home, in its folder of backups or beside it, and those that are damaged."""
    found: list[BackupFacts] = []
    unreadable: list[Path] = []
    for folder in (home.folder, home.backups, home.folder.parent):
        for file in sorted(folder.glob("*.ldcbak")):
            try:
                found.append(look_at_backup(file))
            except LDCoachError:
                unreadable.append(file)
    return max(found, key=lambda facts: facts.made_at, default=None), tuple(unreadable)


def _nearest(folder: Path) -> Path:
    """Return the folder, or the closest one above it that exists."""
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
