"""Texts by what they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.store.mapping import to_micros
from ldcoach.store.queries.rows import marks, rows_where

__all__ = ["of_conversation", "of_owners", "of_person"]

AT_A_TIME = 500


def of_owners(
    connection: sa.Connection, owner_ids: Sequence[str], *, kinds: Iterable[TextKind], visibility: Visibility | None
) -> list[Text]:
    """Return the texts that belong to the owners, oldest first."""
    wanted = [kind.value for kind in kinds]
    found: list[Text] = []
    for start in range(0, len(owner_ids), AT_A_TIME):
        owners = owner_ids[start : start + AT_A_TIME]
        condition, values = f"owner_id IN ({marks(owners)})", list(owners)
        if wanted:
            condition, values = f"{condition} AND kind IN ({marks(wanted)})", values + wanted
        if visibility is not None:
            condition, values = f"{condition} AND visibility = ?", [*values, visibility.value]
        found += rows_where(connection, Text, condition, values, "rowid DESC")
    return found if len(owner_ids) <= AT_A_TIME else sorted(found, key=lambda text: text.at)


def of_conversation(connection: sa.Connection, conversation_id: ConversationId) -> list[Text]:
    """Return the texts written in one 1-2-1, oldest first."""
    return rows_where(connection, Text, "conversation_id = ?", [conversation_id], "rowid DESC")


def of_person(
    connection: sa.Connection, person_id: PersonId, since: datetime, until: datetime, visibility: Visibility
) -> list[Text]:
    """Return a person's texts of one visibility in [since, until), oldest first."""
    condition = "person_id = ? AND at >= ? AND at < ? AND visibility = ?"
    values = [person_id, to_micros(since), to_micros(until), visibility.value]
    return rows_where(connection, Text, condition, values, "at, id")
