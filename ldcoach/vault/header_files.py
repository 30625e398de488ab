"""The two copies of the key file on the disk: read them, and write them so that a crash leaves one whole."""

from __future__ import annotations

import errno
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ldcoach.errors import LDCoachError, RecordDamaged, RecordMissing
from ldcoach.vault.header import MAX_BYTES, Header, parse

if TYPE_CHECKING:
    from ldcoach.paths import Home

__all__ = ["HeaderCopy", "HeaderFiles", "WriteStep", "no_step"]

_TEMPORARY_PREFIX, _TEMPORARY_SUFFIX = ".vault-", ".tmp"
# Windows cannot open a folder to sync it, and needs no telling.
_MAKES_NAMES_DURABLE = os.name != "posix"
_FOLDER_SYNC_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP})

_MISSING = "There is no record in this folder yet. Create one, or choose the folder that holds it."
_ORPHANED = (
    "The key file of this record is missing, so the record stays closed. Nothing was changed. "
    "Put vault.hdr back, or restore the newest backup into a new folder."
)
_UNREADABLE = (
    "The key file of this record cannot be read: LDCoach is not allowed to, or the disk did not answer. "
    "Nothing was changed. Check the permissions of the folder and try again."
)
_NOT_WRITTEN = (
    "The key file could not be written: the disk is full, or LDCoach is not allowed to write in this folder. "
    "Everything is as it was. Make room or check the permissions of the folder, and try again."
)
_HALF_WRITTEN = (
    "The key file is saved, but the disk did not confirm its second copy. "
    "LDCoach writes it again at the next unlock; make room on the disk until then."
)
_NOT_HEALED = (
    "One of the two copies of the key file is missing, damaged or out of date, and LDCoach cannot write in this "
    "folder. The record is whole. Check the permissions of the folder and the room on the disk."
)
_HEALED = "One of the two copies of the key file was missing, damaged or out of date. It was written anew."


class WriteStep(Protocol):
    """Hears of each step of a write, so that a test can stop the program there."""

    def __call__(self, file: str, stage: str) -> None:
        """Take the file's name and one of `begun`, `written`, `replaced`, `done`."""


def no_step(file: str, stage: str) -> None:
    """Hear of a step and do nothing."""


@dataclass(frozen=True, slots=True)
class HeaderCopy:
    """One whole copy, as it was found."""

    path: Path
    data: bytes
    header: Header


class HeaderFiles:
    """The key file of one home and its copy."""

    def __init__(self, home: Home, on_step: WriteStep = no_step) -> None:
        self._home = home
        self._on_step = on_step

    def any_exists(self) -> bool:
        """Tell whether the folder holds a record: a key file, its copy, or a database without either.

        Raises:
            LDCoachError: the folder cannot be read.
        """
        return any(_is_there(path) for path in (*self._paths(), self._home.database))

    def read(self) -> tuple[HeaderCopy, ...]:
        """Return the whole copies, one or two, the highest `seq` first.

        Raises:
            RecordMissing: no key file and no database.
            RecordDamaged: no copy is whole, or the database is there and its key file is not.
            NewerRecord: a whole copy was written by a later version.
            LDCoachError: no copy can be read, because of permissions or the disk.
        """
        copies: list[HeaderCopy] = []
        damage: RecordDamaged | None = None
        refusal: OSError | None = None
        for path in self._paths():
            try:
                data = _bytes_of(path)
                copies.append(HeaderCopy(path, data, parse(data)))
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                refusal = error
            except RecordDamaged as error:
                damage = error
        if copies:
            return tuple(sorted(copies, key=lambda copy: copy.header.seq, reverse=True))
        raise self._reason(damage, refusal)

    def write(self, data: bytes) -> tuple[str, ...]:
        """Write both copies; once the first is in place the change holds, whatever comes after.

        Returns:
            Warnings: none, or that the second copy is not safe yet.

        Raises:
            LDCoachError: the first copy could not be written; everything is as it was.
        """
        first, second = self._paths()
        try:
            self._replace(first, data)
        except OSError as error:
            raise LDCoachError(_NOT_WRITTEN) from error
        confirmed = self._confirm(first)
        try:
            self._replace(second, data)
        except OSError:
            return (_HALF_WRITTEN,)
        return () if self._confirm(second) and confirmed else (_HALF_WRITTEN,)

    def heal(self, good: HeaderCopy) -> tuple[str, ...]:
        """Write the other copy anew where it differs from a verified one.

        Never raises for the disk: a folder that cannot be written must not lock the manager out.

        Returns:
            Warnings: none, or what was wrong and whether it was mended.
        """
        other = next(path for path in self._paths() if path != good.path)
        try:
            if _is_there(other) and _bytes_of(other) == good.data:
                return ()
            self._replace(other, good.data)
        except (OSError, LDCoachError):
            return (_NOT_HEALED,)
        return (_HEALED,) if self._confirm(other) else (_NOT_HEALED,)

    def _paths(self) -> tuple[Path, Path]:
        return self._home.header, self._home.header_copy

    def _reason(self, damage: RecordDamaged | None, refusal: OSError | None) -> LDCoachError:
        # A copy that cannot be read may be whole, so the permission comes before the damage of the other.
        if refusal is not None:
            return LDCoachError(_UNREADABLE)
        if damage is not None:
            return damage
        if _is_there(self._home.database):
            return RecordDamaged(_ORPHANED)
        return RecordMissing(_MISSING)

    def _replace(self, path: Path, data: bytes) -> None:
        """Put a complete file in place of another, which stays until the very last."""
        self._on_step(path.name, "begun")
        self._clear_leftovers()
        descriptor, name = tempfile.mkstemp(_TEMPORARY_SUFFIX, _TEMPORARY_PREFIX, path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._on_step(path.name, "written")
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        self._on_step(path.name, "replaced")

    def _clear_leftovers(self) -> None:
        """Remove what a crash in the middle of an earlier write left behind."""
        for leftover in self._home.folder.glob(f"{_TEMPORARY_PREFIX}*{_TEMPORARY_SUFFIX}"):
            leftover.unlink(missing_ok=True)

    def _confirm(self, path: Path) -> bool:
        """Make the new name durable; tell whether the disk agreed."""
        try:
            _sync_folder(path.parent)
            self._on_step(path.name, "done")
        except OSError:
            return False
        return True


def _bytes_of(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        return b""  # a folder, or a pipe, which would let us wait for ever
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise LDCoachError(_UNREADABLE) from error
    return True


def _sync_folder(folder: Path) -> None:
    if _MAKES_NAMES_DURABLE:
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _FOLDER_SYNC_UNSUPPORTED:
            raise
    finally:
        os.close(descriptor)
