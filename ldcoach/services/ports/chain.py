"""Reads of the record that look across the chain: effort that hangs on nothing, and skills."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from ldcoach.domain.ids import PersonId
from ldcoach.services.views.goals import Loose


class ChainRecord(Protocol):
    """The part of the record that holds what is not tied yet."""

    def loose(self, since: date, *, person_id: PersonId | None = None, limit: int = 50) -> Sequence[Loose]:
        """Return effort that hangs on nothing, of active people: newest first, at most `limit` of each kind.

        Goals are the active ones without an outcome; without a goal, it is feedback seen since a day, open actions,
        and learning.
        """
