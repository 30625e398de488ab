"""The files inside an access pack that are not its pages: the table of contents, and the JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from ldcoach.domain.access_document import GROUP_TITLES, AccessFacts, contents
from ldcoach.domain.access_items import AccessItem
from ldcoach.domain.document import Format
from ldcoach.domain.rows_in_words import as_fields

__all__ = ["SCHEMA", "VERSION", "as_json", "contents_text"]

SCHEMA, VERSION = "ldcoach-access-pack", 1


def contents_text(items: Sequence[AccessItem], facts: AccessFacts, readable: Format) -> str:
    """Return the table of contents as plain text, for whoever unpacks the file."""
    held = [f"{GROUP_TITLES[one.group]}: {one.count}. Reason: {facts.reason}" for one in facts.withheld]
    if facts.places:
        held.append(f"Places where words were taken out: {facts.places}. Reason: {facts.reason}")
    lines = [
        f"Everything in the record about {facts.person.name}",
        f"Made on {facts.on.isoformat()}" + (f" by {facts.manager}" if facts.manager else ""),
        "",
        f"everything.{readable.value}  to read",
        "everything.json  the same for other programs: every field of every row",
        "",
        "Contents",
        *(f"  {title}: {count}" for title, count in contents(items, facts)),
        "",
        "What was withheld",
        *(f"  {line}" for line in held or ["Nothing."]),
        "",
        "Texts about other people are not in this pack, even where they mention this person.",
        "",
    ]
    return "\n".join(lines)


def as_json(items: Sequence[AccessItem], facts: AccessFacts) -> bytes:
    """Return UTF-8 JSON: what it is and its version first, then every field of every row."""
    whole = {
        "schema": SCHEMA,
        "version": VERSION,
        "made_on": facts.on.isoformat(),
        "person_id": facts.person.id,
        "name": facts.person.name,
        "contents": [{"part": title, "items": int(count)} for title, count in contents(items, facts)],
        "withheld": {
            "groups": [{"group": one.group.value, "items": one.count} for one in facts.withheld],
            "places": facts.places,
            "reason": facts.reason if facts.withheld or facts.places else "",
        },
        "items": [_item_as_data(item) for item in items],
        "audit": [as_fields(entry) for entry in facts.audit],
        "settings": [{"name": one.id, "value": json.loads(one.value)} for one in facts.settings],
        "linked": {key: facts.links[key] for key in sorted(_linked(items) & facts.links.keys())},
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _item_as_data(item: AccessItem) -> dict[str, object]:
    rows = [{"table": _table(row), **as_fields(row)} for row in item.rows]
    return {"id": item.id, "group": item.group.value, "on": item.on.isoformat() if item.on else None, "rows": rows}


def _table(row: object) -> str:
    """Return the name of a row's table: its kind in snake_case."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(row).__name__).lower()


def _linked(items: Sequence[AccessItem]) -> set[str]:
    """Return every id that a row points to."""
    rows = (as_fields(row) for item in items for row in item.rows)
    return {value for row in rows for name, value in row.items() if name.endswith("_id") and isinstance(value, str)}
