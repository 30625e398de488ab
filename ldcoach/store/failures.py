"""What the database says when something goes wrong, put into words for the manager."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy.exc
from sqlcipher3 import dbapi2

from ldcoach.errors import DiskFull, LDCoachError, RecordDamaged, RecordInUse, UnfitInput

__all__ = ["DAMAGED", "plainly", "told"]

DAMAGED = "The record is damaged and was not changed. Restore the latest backup, or ask for help before trying again."
_CLASH = (
    "This could not be kept: a row with that id is there already, or it points to something that is gone. "
    "The record is as it was."
)
_FULL = "The disk is full. This last change was not saved; nothing else was lost. Free some space, then save again."
_READ_ONLY = (
    "The record can be read but not written. The record is as it was. "
    "Check that its folder and files are not write-protected, then try again."
)
_NO_ACCESS = (
    "The record's file could not be opened. The record is as it was. "
    "Check that you may read and write its folder, then try again."
)
_BUSY = "The record is in use. Nothing was changed; try again in a moment."
_DISK = (
    "The disk did not do what was asked of it. What was saved before is as it was. "
    "Check the disk and its cable or network, then try again."
)
_ODD_LETTERS = "The text holds half a letter that cannot be stored. Nothing was saved; remove it, then save again."

_BY_CODE: dict[int, tuple[type[LDCoachError], str]] = {
    dbapi2.SQLITE_CONSTRAINT: (LDCoachError, _CLASH),
    dbapi2.SQLITE_FULL: (DiskFull, _FULL),
    dbapi2.SQLITE_READONLY: (LDCoachError, _READ_ONLY),
    dbapi2.SQLITE_CANTOPEN: (LDCoachError, _NO_ACCESS),
    dbapi2.SQLITE_PERM: (LDCoachError, _NO_ACCESS),
    dbapi2.SQLITE_AUTH: (LDCoachError, _NO_ACCESS),
    dbapi2.SQLITE_BUSY: (RecordInUse, _BUSY),
    dbapi2.SQLITE_LOCKED: (RecordInUse, _BUSY),
    dbapi2.SQLITE_IOERR: (LDCoachError, _DISK),
    dbapi2.SQLITE_CORRUPT: (RecordDamaged, DAMAGED),
    dbapi2.SQLITE_NOTADB: (RecordDamaged, DAMAGED),
}
_PRIMARY = 0xFF


def told(error: BaseException) -> LDCoachError | None:
    """Return the failure in words without content, or None when it is a fault of the program."""
    cause = error.orig if isinstance(error, sqlalchemy.exc.DBAPIError) else error
    if isinstance(cause, UnicodeEncodeError):
        return UnfitInput(_ODD_LETTERS)
    if not isinstance(cause, dbapi2.Error):
        return None
    code = getattr(cause, "sqlite_errorcode", None)
    kind, message = _BY_CODE.get((code or 0) & _PRIMARY, (None, ""))
    return kind(message) if kind else None


@contextmanager
def plainly() -> Iterator[None]:
    """Let failures of the database out as `LDCoachError`; faults of the program stay what they are."""
    try:
        yield
    except (sqlalchemy.exc.DBAPIError, dbapi2.Error, UnicodeEncodeError) as error:
        failure = told(error)
        if failure is None:
            raise
        # The cause may quote what was being written, so it is not carried along.
        raise failure from None
