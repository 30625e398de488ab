"""Backups: one sealed file that holds the whole record, opened once before it gets its name."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from ldcoach.errors import NewerRecord, RecordDamaged, UnfitInput
from ldcoach.paths import Home
from ldcoach.services.backups import BackupFacts, BackupKeys, BackupStamp, Progress
from ldcoach.services.ports import Record
from ldcoach.store.backup_file import DAMAGED, MAGIC, Lead, Meta, Moved, read_back, read_lead, take_out, write_file
from ldcoach.store.checks import sound
from ldcoach.store.disk import create_private, settle, told_of_files
from ldcoach.store.engine import connect
from ldcoach.store.failures import plainly
from ldcoach.store.record import session_of
from ldcoach.store.schema import SCHEMA
from ldcoach.store.scratch import scratch
from ldcoach.store.session import Session

__all__ = ["check_backup", "look_at_backup", "look_at_everything", "make_backup", "taken_out"]

_NOT_MADE = "No backup was made; the record is as it was."
_NOT_CHECKED = (
    "The backup was not checked and is as it was. It is opened from a copy beside it, which needs as much room again."
)
_OTHER_FILE = (
    "Another kind of file has that name. No backup was made, and the file is as it was; choose another name, "
    "such as one that ends in .ldcbak."
)
_UNSOUND = "This backup holds a record that is not sound: {fault} Nothing was changed; use another backup."
_NEWER = "This backup holds a record of a newer LDCoach. Nothing was changed; install the newer version to restore it."
_PAGES = (
    "{bad} pages of the record are damaged, so no backup was made. Older backups and the record are as they were; "
    "keep them. `ldcoach verify` says more, and `ldcoach restore --newest` or `ldcoach salvage` leads back."
)
_COUNTED = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE 'search%' ORDER BY name
"""
_COUNTS = b"ldcoach/backup-counts/v1\0"

Look = Callable[[Any], list[str]]
"""Returns what is wrong with the record behind a connection, in sentences."""


def look_at_backup(file: Path) -> BackupFacts:
    """Return what a backup says of itself; raises as `read_lead`."""
    return read_lead(file).facts(file)


def make_backup(record: Record, target: Path, stamp: BackupStamp, keys: BackupKeys, progress: Progress) -> BackupFacts:
    """Copy an open record while its writers wait, read the copy back page by page, then give it its name.

    Raises:
        UnfitInput: another kind of file has that name.
        RecordDamaged: pages of the record do not carry their seal, so this would be no backup.
        RecordInUse: a reader kept the newest changes from being written back.
        LDCoachError: the folder cannot be written or is full; nothing is left behind.
    """
    own, target = session_of(record), target.absolute()
    with told_of_files(_NOT_MADE):
        _refuse_another_kind(target, own.path)
        with scratch(target.parent) as folder:
            made = folder / "new.ldcbak"
            lead, seal = _copy(own, made, stamp, keys, _share(progress, 0, 2))
            bad = read_back(made, lead, seal, keys.database, _counted(lead.meta.size, _share(progress, 1, 2)))
            if bad:
                raise RecordDamaged(_PAGES.format(bad=bad))
            made.replace(target)
            settle(target.parent)
    return lead.facts(target)


def check_backup(file: Path, keys: BackupKeys, progress: Progress) -> BackupFacts:
    """Check the seal, then open a copy beside the backup and look at every page, link and count.

    Raises:
        RecordDamaged, NewerRecord, UnfitInput: as `read_lead`; a fault inside is damage too.
        LDCoachError: there is no room for the copy.
    """
    read_lead(file)
    with told_of_files(_NOT_CHECKED), scratch(file.absolute().parent) as folder:
        return taken_out(file, folder / "copy.db", keys, look_at_everything, _share(progress, 0, 2)).facts(file)


def taken_out(file: Path, copy: Path, keys: BackupKeys, look: Look, progress: Progress) -> Lead:
    """Copy the database out of a backup, prove the seal, then open the copy and look at it.

    Raises:
        RecordDamaged: seal, pages, counts or whatever `look` finds.
        NewerRecord: the record inside has newer tables.
    """
    lead = read_lead(file)
    if lead.meta.schema > SCHEMA:
        raise NewerRecord(_NEWER)
    with open(create_private(copy), "wb") as target:  # noqa: PTH123 - a descriptor, not a path
        take_out(file, lead, target, keys, _counted(lead.meta.size, progress))
    with plainly(), closing(connect(copy, keys.database)) as connection:
        faults = look(connection)
        if faults:
            raise RecordDamaged(_UNSOUND.format(fault=faults[0]))
        if not hmac.compare_digest(_counts(connection, keys.seal), lead.meta.counts):
            raise RecordDamaged(DAMAGED)
    return lead


def look_at_everything(connection: Any) -> list[str]:  # noqa: ANN401 - a bare connection
    """Look at all that can be checked; triggers and full text only where the tables are those of today."""
    return sound(connection, None) if _schema(connection) == SCHEMA else _pages(connection)


def _pages(connection: Any) -> list[str]:  # noqa: ANN401
    bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    return [f"{len(bad)} of its pages are damaged."] if bad else []


def _copy(own: Session, made: Path, stamp: BackupStamp, keys: BackupKeys, progress: Progress) -> tuple[Lead, bytes]:
    """Write the file while the record is held still; return its beginning and the seal at its end."""
    with own.still() as database, closing(own.connections.raw()) as raw:
        size = database.stat().st_size
        meta = Meta(stamp.made_at, stamp.vault_id, _schema(raw), size, _counts(raw, keys.seal))
        with database.open("rb") as source, open(create_private(made), "wb") as target:  # noqa: PTH123
            lead = Lead.of(meta, stamp.header)
            return lead, write_file(target, lead, source, keys.seal, _counted(size, progress))


def _schema(connection: Any) -> int:  # noqa: ANN401
    return int(connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()[0])


def _counts(connection: Any, seal: bytearray) -> str:  # noqa: ANN401
    """Return a keyed digest of how many rows each table holds."""
    names = [name for (name,) in connection.execute(_COUNTED).fetchall()]
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    return hmac.digest(seal, _COUNTS + json.dumps(rows, sort_keys=True).encode("utf-8"), "sha256").hex()


def _refuse_another_kind(target: Path, database: Path) -> None:
    """Let an older backup be replaced, and nothing else."""
    if target.exists() and not target.is_file():
        raise UnfitInput(_OTHER_FILE)
    try:
        with target.open("rb") as file:
            backup = file.read(len(MAGIC)) == MAGIC
    except FileNotFoundError:
        backup = target.name not in {path.name for path in _own_files(database)} or target.parent != database.parent
    if not backup:
        raise UnfitInput(_OTHER_FILE)


def _own_files(database: Path) -> tuple[Path, ...]:
    home = Home(database.parent)
    return (*home.every_file(), home.instance_lock)


def _share(progress: Progress, part: int, parts: int) -> Progress:
    """Tell of one part of several that take about as long."""
    return lambda done, everything: progress(part * everything + done, parts * everything)


def _counted(size: int, progress: Progress) -> Moved:
    """Add up the pieces that were moved."""
    done = 0

    def moved(count: int) -> None:
        nonlocal done
        done += count
        progress(done, size)

    return moved
