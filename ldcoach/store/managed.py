"""The folders of managed backups: made, looked through, and cleared of what is no longer needed."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from ldcoach.errors import LDCoachError
from ldcoach.paths import Home
from ldcoach.services.backups import BackupFacts
from ldcoach.store.backup_file import read_lead
from ldcoach.store.disk import PRIVATE_FOLDER, settle, told_of_files

__all__ = ["UPGRADE_COPY", "found_in", "prepare", "remove", "remove_upgrade_copies", "usable"]

UPGRADE_COPY = "before-version-"
_NO_FOLDER = "No backup was made; the record is as it was."
_NOT_REMOVED = "The new backup is there, but an older one could not be removed."


def usable(folder: Path) -> bool:
    """Tell whether backups can go into a folder of the manager's choice; it is never made, for a disk may be absent."""
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def prepare(folder: Path, *, private: bool) -> None:
    """Make our own folder where it is missing, for this user only.

    Raises:
        LDCoachError: it cannot be made.
    """
    if private:
        with told_of_files(_NO_FOLDER):
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            folder.chmod(PRIVATE_FOLDER)


def found_in(folder: Path) -> list[BackupFacts]:
    """Return the backups in a folder whose beginning is whole, newest first."""
    found = []
    for file in sorted(folder.glob("*.ldcbak")) if folder.is_dir() else ():
        try:
            found.append(read_lead(file).facts(file))
        except LDCoachError:
            continue  # damaged or newer: `doctor` names these, and none of them is ours to remove
    return sorted(found, key=lambda facts: facts.made_at, reverse=True)


def remove(file: Path) -> None:
    """Remove one backup.

    Raises:
        LDCoachError: the folder cannot be written.
    """
    with told_of_files(_NOT_REMOVED):
        file.unlink(missing_ok=True)
        settle(file.parent)


def remove_upgrade_copies(home: Home, before: datetime) -> list[Path]:
    """Remove what was kept from before an upgrade and is older than a moment; return the folders."""
    if not home.backups.is_dir():
        return []
    copies = [path for path in home.backups.iterdir() if path.is_dir() and path.name.startswith(UPGRADE_COPY)]
    old = [path for path in copies if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before]
    for path in old:
        with told_of_files(_NOT_REMOVED):
            shutil.rmtree(path)
    return old
