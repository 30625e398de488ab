"""Keeps what was seen in a few seconds: for whom, one line, and when; everything else can wait."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from ldcoach.domain.ids import FeedbackId, PersonId
from ldcoach.domain.kinds import FeedbackKind
from ldcoach.services import said_day
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.feedback_book import FeedbackBook
from ldcoach.services.pen import NOBODY

__all__ = ["Capture"]


class Capture:
    """Takes down one line of feedback; it waits to be completed and to be said."""

    def __init__(self, context: Context, book: FeedbackBook) -> None:
        self._context = context
        self._book = book

    def day(self, said: str) -> date:
        """Return the day that is meant by now, yesterday, last Tuesday, 3 days ago or a date; empty means today.

        Raises:
            NoDaySaid: the words are not understood as a day.
            UnfitInput: the day lies ahead.
        """
        return said_day.said_day(said, self._context.clock.today())

    def warm_up(self) -> None:
        """Load what understands days and reads texts, so that the first line is kept at once; for another thread."""
        said_day.warm_up()
        self._context.library.coaching_rules()

    def keep(
        self,
        person_id: PersonId,
        line: str,
        *,
        when: str = "",
        kind: FeedbackKind = FeedbackKind.REINFORCING,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Keep one line for a person.

        Raises:
            HeldText: a stop rule holds the line; nothing was written.
            UnfitInput: there are no words, or no day that was.
        """
        return self._book.capture(person_id, line, kind=kind, observed_on=self.day(when), about_work=about_work)

    def take_back(self, feedback_id: FeedbackId) -> Change:
        """Undo: remove a line that was just kept, with every word of it."""
        return self._book.discard(feedback_id)
