"""Files that appear whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.paths import Home

__all__ = ["write_new", "write_whole"]

_UNSAVED = (
    "The file could not be saved there. Nothing was written. Close it if another program has it open, "
    "or choose another folder."
)
_OF_A_RECORD = "That is the name of a part of a record or of a backup. Nothing was written; choose another name."
_KEPT = (".ldcbak", ".ldclist")
_NO_FILE = "A folder, or something else that is no file, has that name. Nothing was written; choose another name."


def write_whole(target: Path, content: bytes) -> str:
    """Write a file, readable by its owner alone, in place of what was there; return its SHA-256 in hex.

    Raises:
        UnfitInput: a record or a backup has that name, which would be lost, or it is a folder or a device.
        LDCoachError: the folder cannot be written or is full; nothing changed.

    """
    try:
        meant = target.resolve()  # what a link stands for is what would be lost
        _spare_records(meant)
        if (meant.exists() and not meant.is_file()) or _is_systems(target):
            raise UnfitInput(_NO_FILE)
        _replace(meant, content)
    except OSError as error:
        raise LDCoachError(_UNSAVED) from error
    return hashlib.sha256(content).hexdigest()


def write_new(target: Path, content: bytes) -> None:
    """Write a file that must not be there yet, readable by its owner alone.

    Raises:
        LDCoachError: there is such a file, or the folder cannot be written or is full; nothing is left behind.

    """
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError as error:
        message = "There is a file of that name already. Nothing was written; choose another name."
        raise LDCoachError(message) from error
    except OSError as error:
        raise LDCoachError(_UNSAVED) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _make_durable(target.parent)
    except OSError as error:
        with suppress(OSError):
            target.unlink()
        raise LDCoachError(_UNSAVED) from error


def _is_systems(target: Path) -> bool:
    """Tell whether the system itself keeps that folder: /dev/stdout may lead to a file that is being written."""
    folder = target.parent.resolve()
    return folder == Path("/dev") or folder.is_relative_to("/proc")


def _spare_records(target: Path) -> None:
    """Refuse the names of what a record is made of, in whatever folder and case: nobody means to write there."""
    home = Home(target.parent)
    own = {path.name for path in (*home.every_file(), home.instance_lock, home.ballast)}
    name = target.name.casefold()
    if name in own or name.endswith(_KEPT):
        raise UnfitInput(_OF_A_RECORD)


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".ldcoach-", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    _make_durable(target.parent)


def _make_durable(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder, and keeps its entries safe by itself
        return
    with suppress(OSError):  # the file is there and whole; some network folders cannot be told to hurry
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
