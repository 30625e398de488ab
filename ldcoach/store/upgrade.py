"""Opening an older record: checked, copied, migrated, checked again; a crash leaves it as it was or done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ldcoach.errors import NewerRecord, RecordDamaged
from ldcoach.paths import Home
from ldcoach.store import schema
from ldcoach.store.canaries import put_canaries
from ldcoach.store.checks import readable, sound, write_back
from ldcoach.store.disk import PRIVATE_FOLDER, create_private, settle, sync, told_of_files
from ldcoach.store.engine import Connections, connect
from ldcoach.store.erasing import finish
from ldcoach.store.failures import DAMAGED, plainly
from ldcoach.store.managed import UPGRADE_COPY
from ldcoach.store.scratch import scratch

__all__ = ["Step", "bring_up_to_date", "no_step"]

Step = Callable[[str], None]
"""Hears of each step of an upgrade, so that a test can stop the program there."""

_NEWER = "This record was written by a newer LDCoach. It is as it was; install the newer version to open it."
_UNSOUND = (
    "This record has to be brought up to date, but it is damaged: {fault} It is as it was. Restore the newest backup "
    "with `ldcoach restore --newest`, or copy out what can be read with `ldcoach salvage`."
)
_UNSOUND_AFTER = "The record was brought up to date and is not sound: {fault} A copy from before is in {copy}."
_NOT_COPIED = "The record has to be brought up to date, and a copy from before could not be made. It is as it was."
_CHUNK = 1 << 20


def no_step(step: str) -> None:
    """Hear of a step and do nothing."""


def bring_up_to_date(connections: Connections, home: Home, key: bytearray, on_step: Step = no_step) -> None:
    """Migrate an older record, and finish what was cut off; one of today costs a single query.

    Raises:
        NewerRecord: a newer LDCoach wrote it.
        RecordDamaged: it does not know its version, or is not sound enough to be migrated.
        LDCoachError: there is no room for the copy from before, or the migration failed; it is as it was.
    """
    known = _bookkeeping(connections)
    found = int(known["schema"])
    if found > schema.SCHEMA:
        raise NewerRecord(_NEWER)
    if found < schema.SCHEMA:
        _upgrade(connections, home, key, found, on_step)
    if not known.keys() >= {"canary/short", "canary/long"} or "erasing" in known:
        _finish(connections)


def _bookkeeping(connections: Connections) -> dict[str, str]:
    with plainly(), closing(connections.raw()) as raw:
        if not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            raise RecordDamaged(DAMAGED)
        keys = "('schema', 'erasing', 'canary/short', 'canary/long')"
        # Only the version itself is read: the long canary lies on pages of its own, which opening has no need of.
        value = "CASE key WHEN 'schema' THEN value END"
        known = dict(raw.execute(f"SELECT key, {value} FROM meta WHERE key IN {keys}").fetchall())  # noqa: S608 only our own names
    if not (known.get("schema") or "").isdecimal():
        raise RecordDamaged(DAMAGED)
    return known


def _finish(connections: Connections) -> None:
    """Put the canaries into a record from before there were any, and finish an erasure that was cut off."""
    with plainly(), closing(connections.raw()) as raw:
        put_canaries(raw)
        finish(raw)


def _upgrade(connections: Connections, home: Home, key: bytearray, found: int, on_step: Step) -> None:
    with plainly(), closing(connections.raw()) as raw:
        _require(readable(raw), _UNSOUND)
        write_back(raw)
    on_step("checked")
    copy = home.backups / f"{UPGRADE_COPY}{found}"
    with told_of_files(_NOT_COPIED):
        home.backups.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        _copy(home, copy, key, on_step)
    on_step("copied")
    with plainly():
        schema.migrate(connections)
    on_step("migrated")
    with plainly(), closing(connections.raw()) as raw:
        put_canaries(raw)
        _require(sound(raw, None), _UNSOUND_AFTER, copy)
    on_step("checked again")


def _copy(home: Home, place: Path, key: bytearray, on_step: Step) -> None:
    """Copy the record into a folder that can be opened like a home; proven before it gets its name."""
    with scratch(home.backups) as folder:
        new = Home(folder / "record")
        new.folder.mkdir(mode=PRIVATE_FOLDER)
        for path in (home.header, home.header_copy, home.database):
            if path.exists():
                _copy_file(path, new.folder / path.name)
        on_step("copying")
        with plainly(), closing(connect(new.database, key)) as connection:
            _require(readable(connection), _UNSOUND)
            write_back(connection)
        settle(new.folder)
        if place.exists():
            shutil.rmtree(place)  # of an upgrade that was cut off: the record is still what it was then
        new.folder.rename(place)
        settle(home.backups)


def _copy_file(path: Path, copy: Path) -> None:
    with path.open("rb") as source, open(create_private(copy), "wb") as target:  # noqa: PTH123 - a descriptor, not a path
        shutil.copyfileobj(source, target, _CHUNK)
    sync(copy)


def _require(faults: list[str], message: str, copy: Path | None = None) -> None:
    if faults:
        raise RecordDamaged(message.format(fault=faults[0], copy=copy))
