"""Finding what was written, anywhere in the record."""

from __future__ import annotations

from collections.abc import Iterable

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import TextKind, Visibility
from ldcoach.services.context import Context
from ldcoach.services.views import SearchResult

SHOWN = 50


class Finding:
    """Full-text search over everything written."""

    def __init__(self, context: Context) -> None:
        self._record = context.record

    def find(
        self,
        words: str,
        *,
        person_id: PersonId | None = None,
        kinds: Iterable[TextKind] = (),
        visibility: Visibility | None = None,
        limit: int = SHOWN,
    ) -> SearchResult:
        """Return texts with all the words (the last may be a beginning), newest first."""
        if not words.strip():
            return SearchResult((), more=False)
        return self._record.search(words, person_id=person_id, kinds=kinds, visibility=visibility, limit=limit)
