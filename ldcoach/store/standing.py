"""What stands beside the tables: the full-text index, fed by triggers, and the end of texts whose owner is gone."""

from __future__ import annotations

__all__ = ["INDEX_NEW_TEXT", "OWNERS", "SEARCH", "STOP_INDEXING", "TRIGGERS", "owner_trigger"]

SEARCH = (
    """CREATE VIEW text_searched AS
SELECT rowid, coalesce(folded, body) AS body,
'who' || replace(coalesce(person_id, ''), '-', '') || ' kind' || replace(kind, '_', '')
|| ' vis' || replace(visibility, '_', '') AS tokens FROM text""",
    """CREATE VIRTUAL TABLE search USING fts5(body, tokens, content='text_searched', content_rowid='rowid',
tokenize='unicode61 remove_diacritics 2', columnsize=0)""",
    "INSERT INTO search(search, rank) VALUES ('secure-delete', 1)",
)
"""The view that is indexed and the index over it; what is deleted is overwritten in it too."""

_ADD = "INSERT INTO search(rowid, body, tokens) SELECT rowid, body, tokens FROM text_searched WHERE rowid = {}.rowid"
_DROP = (
    "INSERT INTO search(search, rowid, body, tokens) "
    "SELECT 'delete', rowid, body, tokens FROM text_searched WHERE rowid = old.rowid"
)
_SEEN = "body, folded, person_id, kind, visibility"

INDEX_NEW_TEXT = f"CREATE TRIGGER text_added AFTER INSERT ON text BEGIN {_ADD.format('new')}; END"
STOP_INDEXING = "DROP TRIGGER text_added"
OWNERS = ("conversation", "topic", "goal", "gap", "feedback", "action", "evidence", "reflection", "summary")
"""Tables whose rows own texts by `text.owner_id`; a stage of a 1-2-1 owns its notes by `id#stage`."""


def owner_trigger(table: str) -> str:
    """Return the trigger by which the texts of a deleted row go with it."""
    return (
        f"CREATE TRIGGER {table}_texts AFTER DELETE ON {table} BEGIN "  # noqa: S608 only our own names
        "DELETE FROM text WHERE owner_id = old.id; "
        "DELETE FROM text WHERE owner_id > old.id || '#' AND owner_id < old.id || '$'; END"
    )


TRIGGERS = {
    "text_added": INDEX_NEW_TEXT,
    "text_removed": f"CREATE TRIGGER text_removed BEFORE DELETE ON text BEGIN {_DROP}; END",
    "text_leaving": f"CREATE TRIGGER text_leaving BEFORE UPDATE OF {_SEEN} ON text BEGIN {_DROP}; END",
    "text_coming": f"CREATE TRIGGER text_coming AFTER UPDATE OF {_SEEN} ON text BEGIN {_ADD.format('new')}; END",
    **{f"{table}_texts": owner_trigger(table) for table in OWNERS},
}
"""Every trigger that must be there, by name."""
