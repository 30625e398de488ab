"""The reads of the record that look across the chain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ldcoach.domain.ids import PersonId
from ldcoach.services.views.goals import Loose
from ldcoach.store.queries import loose
from ldcoach.store.session import Session

__all__ = ["ChainReads"]


class ChainReads:
    """What is not tied yet."""

    session: Session

    def loose(self, since: date, *, person_id: PersonId | None = None, limit: int = 50) -> Sequence[Loose]:
        """Return effort that hangs on nothing, of active people: newest first, at most `limit` of each kind."""
        with self.session.reading() as connection:
            return loose.loose(connection, since, person_id=person_id, limit=limit)
