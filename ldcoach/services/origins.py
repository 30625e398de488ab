"""Where parts of a person's history come from: kept when somebody is taken over from a former manager."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ldcoach.domain.ids import PersonId
from ldcoach.domain.keeping import Setting
from ldcoach.services.ports import Record, Work

__all__ = ["KEPT", "Origin", "Origins"]

KEPT = "handover/"
"""How the names of the settings begin that say it: after it come the person here and the key of the person there."""


@dataclass(frozen=True, slots=True)
class Origin:
    """`manager` handed over `items` on a day, made on another; the items go by their ids here."""

    manager: str
    made_at: datetime
    taken_at: datetime
    items: frozenset[str]


class Origins:
    """Reads and keeps from whom people were taken over."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def of(self, person_id: PersonId) -> tuple[Origin, ...]:
        """Return from whom a person was taken over, oldest first."""
        found = [_origin(json.loads(row.value)) for row in self._settings(f"{KEPT}{person_id}/")]
        return tuple(sorted(found, key=lambda origin: origin.taken_at))

    def by_item(self, person_id: PersonId) -> dict[str, str]:
        """Return who handed over each item that came from somebody, by its id here; '' where they gave no name."""
        return {item: origin.manager for origin in self.of(person_id) for item in origin.items}

    def person_of(self, key: str) -> str:
        """Return the id here of whoever a key of another record went to before, '' where nobody did."""
        for row in self._settings(KEPT):
            person_id, _, origin = row.id.removeprefix(KEPT).partition("/")
            if origin == key:
                return person_id
        return ""

    def keep(self, work: Work, person_id: PersonId, key: str, origin: Origin) -> None:
        """Keep from whom items came; those of an earlier import of the same person stay named."""
        name = f"{KEPT}{person_id}/{key}"
        known = self._record.find(Setting, name)
        before: Iterable[str] = json.loads(known.value)["items"] if known is not None else ()
        value = {
            "manager": origin.manager,
            "made_at": origin.made_at.isoformat(),
            "taken_at": origin.taken_at.isoformat(),
            "items": sorted({*before, *origin.items}),
        }
        setting = Setting(id=name, value=json.dumps(value))
        if known is None:
            work.add(setting)
        else:
            work.save(setting)

    def _settings(self, prefix: str) -> list[Setting]:
        return [row for row in self._record.every(Setting) if row.id.startswith(prefix)]


def _origin(kept: Mapping[str, object]) -> Origin:
    items = kept.get("items")
    return Origin(
        manager=str(kept.get("manager") or ""),
        made_at=datetime.fromisoformat(str(kept["made_at"])),
        taken_at=datetime.fromisoformat(str(kept["taken_at"])),
        items=frozenset(items if isinstance(items, list) else ()),
    )
