"""Whether the record is sound: pages, structure, links, full text, triggers and canaries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlcipher3 import dbapi2

from ldcoach.errors import RecordInUse
from ldcoach.store.canaries import dead_canaries
from ldcoach.store.standing import TRIGGERS

__all__ = ["checkpoint", "missing_triggers", "out_of_step", "readable", "sound", "write_back"]

Progress = Callable[[int, int], None]
Look = Callable[[Any], list[str]]
_SHOWN = 5
_OF_THE_FILE = {dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_IOERR, dbapi2.SQLITE_ERROR}


def sound(connection: Any, progress: Progress | None) -> list[str]:  # noqa: ANN401 - a bare connection of the pool
    """Return what is wrong, in plain sentences; an empty list means sound.

    Raises:
        RecordInUse: a reader kept the newest changes from being written back.
        sqlcipher3.DatabaseError: something other than the file is in the way, such as a full disk.
    """
    return _look(connection, _LOOKS, progress)


def readable(connection: Any) -> list[str]:  # noqa: ANN401
    """Return what is wrong with a record whose tables may be those of an earlier version; raises as `sound`."""
    return _look(connection, _LOOKS[:-2], None)


def _look(connection: Any, looks: tuple[Look, ...], progress: Progress | None) -> list[str]:  # noqa: ANN401
    findings: list[str] = []
    for step, look in enumerate(looks):
        if progress:
            progress(step, len(looks))
        try:
            findings += look(connection)
        except dbapi2.DatabaseError as error:
            # Once a page is known to be damaged, SQLCipher answers all sorts of things.
            if not findings and _primary(error) not in _OF_THE_FILE:
                raise
            findings.append(f"A part of the record could not be read ({_name(error)}).")
    if progress:
        progress(len(looks), len(looks))
    return findings


def checkpoint(connection: Any) -> bool:  # noqa: ANN401
    """Write the journal back into the file; False when a reader is in the way."""
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def write_back(connection: Any) -> None:  # noqa: ANN401
    """Write the journal back into the file.

    Raises:
        RecordInUse: a reader is in the way.
    """
    if not checkpoint(connection):
        message = "The record is being read elsewhere in the program. Nothing was changed; try again in a moment."
        raise RecordInUse(message)


def missing_triggers(connection: Any) -> list[str]:  # noqa: ANN401
    """Return the names of triggers that should be there and are not, or not as they should be."""
    there = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    return [name for name, sql in TRIGGERS.items() if there.get(name, "").split() != sql.split()]


def _written_back(connection: Any) -> list[str]:  # noqa: ANN401
    # The page check reads the file and not the journal, so the journal goes first.
    write_back(connection)
    return []


def _pages(connection: Any) -> list[str]:  # noqa: ANN401
    bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    return [f"{len(bad)} pages of the record were altered or damaged outside LDCoach."] if bad else []


def _structure(connection: Any) -> list[str]:  # noqa: ANN401
    rows = connection.execute(f"PRAGMA integrity_check({_SHOWN})").fetchall()
    bad = [row for row in rows if row[0] != "ok"]
    return [f"The record's structure is damaged in {len(bad)} or more places."] if bad else []


def _links(connection: Any) -> list[str]:  # noqa: ANN401
    bad = connection.execute("PRAGMA foreign_key_check").fetchall()
    tables = ", ".join(sorted({row[0].replace("_", " ") for row in bad}))
    return [f"{len(bad)} rows point to something that is gone ({tables})."] if bad else []


def out_of_step(connection: Any) -> list[str]:  # noqa: ANN401
    """Return whether the full text fits the texts, as a finding."""
    try:
        connection.execute("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
    except dbapi2.DatabaseError as error:
        if _primary(error) != dbapi2.SQLITE_CORRUPT:
            raise
        return ["The search does not fit the texts."]
    return []


def _canaries(connection: Any) -> list[str]:  # noqa: ANN401
    dead = dead_canaries(connection)
    return ["Rows that LDCoach knows by heart read back otherwise."] if dead else []


def _triggers(connection: Any) -> list[str]:  # noqa: ANN401
    missing = missing_triggers(connection)
    return [f"Parts that keep the search and the texts in step are missing ({', '.join(missing)})."] if missing else []


def _primary(error: dbapi2.DatabaseError) -> int:
    code: int = getattr(error, "sqlite_errorcode", None) or dbapi2.SQLITE_ERROR
    return code & 0xFF


def _name(error: dbapi2.DatabaseError) -> str:
    return str(getattr(error, "sqlite_errorname", type(error).__name__))


_LOOKS = (_written_back, _pages, _structure, _links, out_of_step, _triggers, _canaries)
