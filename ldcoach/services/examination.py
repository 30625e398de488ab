"""What the facts of a home mean, in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ldcoach.paths import Home
from ldcoach.services.backups import HomeFacts
from ldcoach.services.cloud_folders import cloud_service

__all__ = ["Finding", "findings"]

_LITTLE_ROOM = 3
_OLD_DAYS = 31
_OTHERS = 0o077
_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact in a sentence; `fine` is False where the manager should do something."""

    topic: str
    sentence: str
    fine: bool = True


def findings(facts: HomeFacts, now: datetime) -> list[Finding]:
    """Say what is known of a home, in the order in which one would ask."""
    found = [*_record(facts), _program(facts), _backup(facts, now), *_damaged_backups(facts), *_aside(facts)]
    return [*found, *_permissions(facts), _place(facts), _room(facts)]


def _record(facts: HomeFacts) -> list[Finding]:
    home = Home(facts.folder)
    if not any(path.name in facts.sizes for path in home.every_file()):
        return [Finding("record", f"There is no record in {facts.folder}.", fine=False)]
    found = [Finding("home", f"The record is in {facts.folder}.")]
    if home.database.name in facts.sizes:
        found.append(_size(facts, home))
    else:
        sentence = f"Its database ({home.database.name}) is missing; restore the newest backup."
        found.append(Finding("record", sentence, fine=False))
    return [*found, _header(facts, home)]


def _size(facts: HomeFacts, home: Home) -> Finding:
    if not facts.looks_whole:
        sentence = f"Its database ({home.database.name}) was cut short or is not encrypted; restore the newest backup."
        return Finding("record", sentence, fine=False)
    size = sum(facts.sizes.get(path.name, 0) for path in home.every_file())
    return Finding("record", f"Its files take {_mega(size)}. `ldcoach verify` looks at every page of it.")


def _header(facts: HomeFacts, home: Home) -> Finding:
    if not facts.keys_whole and {home.header.name, home.header_copy.name} & facts.sizes.keys():
        return Finding("keys", "No copy of the key file is as it was written; restore the newest backup.", fine=False)
    if facts.copies_equal:
        return Finding("keys", "Both copies of the key file are there and equal.")
    if facts.copies_equal is False:
        return Finding("keys", "The two copies of the key file differ; the next unlock mends that.", fine=False)
    if {home.header.name, home.header_copy.name} & facts.sizes.keys():
        return Finding("keys", "One copy of the key file is missing; the next unlock writes it anew.", fine=False)
    return Finding("keys", "Both copies of the key file are missing; restore the newest backup.", fine=False)


def _program(facts: HomeFacts) -> Finding:
    return Finding("schema", f"This LDCoach keeps records in version {facts.schema} of its tables.")


def _backup(facts: HomeFacts, now: datetime) -> Finding:
    backup = facts.newest_backup
    if backup is None:
        return Finding("backup", "There is no backup in the folder of the record or beside it.", fine=False)
    days = (now - backup.made_at).days
    when = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago") if days >= 0 else "after today by its own clock"
    sentence = f"The newest backup near the record was made {when}: {backup.file} (version {backup.schema})."
    return Finding("backup", sentence, fine=days <= _OLD_DAYS)


def _damaged_backups(facts: HomeFacts) -> list[Finding]:
    return [
        Finding("backup", f"{file} is no backup that this LDCoach can use.", fine=False)
        for file in facts.unreadable_backups
    ]


def _aside(facts: HomeFacts) -> list[Finding]:
    return [Finding("aside", f"A record from before a restore is kept in {path}.") for path in facts.kept_aside]


def _permissions(facts: HomeFacts) -> list[Finding]:
    if not facts.modes:
        return []
    open_to_others = [f"{name} ({mode:o})" for name, mode in facts.modes.items() if mode & _OTHERS]
    if open_to_others:
        sentence = (
            f"Other users of this computer may reach: {', '.join(open_to_others)}. The record itself is encrypted."
        )
        return [Finding("permissions", sentence, fine=False)]
    return [Finding("permissions", "Only you may read folder and files.")]


def _place(facts: HomeFacts) -> Finding:
    service = cloud_service(facts.folder)
    if not service:
        return Finding("place", "The folder does not look like one that a cloud service syncs.")
    sentence = f"The folder looks like one that {service} syncs, which can mix up files; move the record elsewhere."
    return Finding("place", sentence, fine=False)


def _room(facts: HomeFacts) -> Finding:
    enough = facts.free_bytes > _LITTLE_ROOM * sum(facts.sizes.values())
    more = "" if enough else ", which is little for a backup beside the record"
    return Finding("room", f"{_mega(facts.free_bytes)} are free on its disk{more}.", fine=enough)


def _mega(size: int) -> str:
    return f"{size / _MEGA:,.1f} MB"
