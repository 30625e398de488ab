"""Everything that hangs on one person, for the person to read."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from ldcoach.domain.keeping import Audit, Setting
from ldcoach.store.erasing import reached
from ldcoach.store.queries.rows import rows_where
from ldcoach.store.session import Session
from ldcoach.store.tables import TABLES

__all__ = ["everything"]

_LISTED = "id IN (SELECT value FROM json_each(?))"
_NOTED = "entity_id IN (SELECT value FROM json_each(?))"


def everything(session: Session, person_id: str) -> Mapping[type, tuple[object, ...]]:
    """Return every row of a person by kind, with the audit entries and settings of these rows.

    What is found here is what erasing takes out, so neither can forget a table that the other knows.

    Raises:
        NotFound: no such person.
    """
    with session.reading() as connection:
        bare: Any = connection.connection.dbapi_connection
        ids = reached(bare, person_id)
        kinds = {table.name: kind for kind, table in TABLES.items()}
        found: dict[type, tuple[object, ...]] = {
            kinds[table]: _listed(connection, kinds[table], keys) for table, keys in ids.items()
        }
        every = {key for keys in ids.values() for key in keys}
        found[Audit] = tuple(rows_where(connection, Audit, _NOTED, (json.dumps(sorted(every)),), "id"))
        settings = rows_where(connection, Setting, "1", (), "id")
        found[Setting] = tuple(one for one in settings if not every.isdisjoint(_parts(one.id)))
        return {kind: rows for kind, rows in found.items() if rows}


def _listed(connection: sa.Connection, kind: type, ids: Collection[str]) -> tuple[object, ...]:
    return tuple(rows_where(connection, kind, _LISTED, (json.dumps(sorted(ids)),), "created_at, id"))


def _parts(name: str) -> list[str]:
    """Return what a setting is kept under; erasing parts the name alike."""
    return name.replace(":", "/").replace(".", "/").split("/")
