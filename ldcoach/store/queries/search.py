"""Finding texts by their words, newest first."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from ldcoach.domain.ids import ConversationId, PersonId, TextId
from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.services.views import SearchHit, SearchResult
from ldcoach.store.folding import Question, ask
from ldcoach.store.mapping import from_micros

__all__ = ["find_texts"]

# Rowids count down with time, so the index is read in the order that is shown and stops at the limit.
_FIND = """
SELECT t.id, t.kind, t.owner_id, t.person_id, coalesce(p.name, ''), t.conversation_id, t.visibility, t.at, t.body
FROM search s CROSS JOIN text t ON t.rowid = s.rowid LEFT JOIN person p ON p.id = t.person_id
WHERE s.search MATCH ? ORDER BY s.rowid LIMIT ?
"""


def find_texts(
    connection: sa.Connection,
    words: str,
    *,
    person_id: PersonId | None,
    kinds: Iterable[TextKind],
    visibility: Visibility | None,
    limit: int,
) -> SearchResult:
    """Find texts that hold all the words; anything typed is safe."""
    question = ask(words, person_id=person_id, kinds=kinds, visibility=visibility)
    if question is None:
        return SearchResult((), more=False)
    rows = connection.exec_driver_sql(_FIND, (question.match, limit + 1)).fetchall()
    return SearchResult(tuple(_hit(question, *row) for row in rows[:limit]), more=len(rows) > limit)


def _hit(  # noqa: PLR0913 - the columns of the search
    question: Question,
    key: str,
    kind: str,
    owner: str,
    person: str | None,
    name: str,
    conversation: str | None,
    visibility: str,
    at: int,
    body: str,
) -> SearchHit:
    snippet, marks = question.snippet(body)
    return SearchHit(
        text_id=TextId(key),
        kind=TextKind(kind),
        owner_id=owner,
        person_id=PersonId(person) if person else None,
        person_name=name,
        conversation_id=ConversationId(conversation) if conversation else None,
        visibility=Visibility(visibility),
        at=from_micros(at),
        snippet=snippet,
        marks=marks,
    )
