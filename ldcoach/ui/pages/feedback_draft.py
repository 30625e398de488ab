"""A piece of feedback while it is written: kept again and again without a trail of half sentences."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from ldcoach.domain.feedback import Feedback
from ldcoach.domain.ids import FeedbackId, GoalId, PersonId
from ldcoach.domain.kinds import FeedbackKind, Visibility
from ldcoach.services.change import Change
from ldcoach.services.feedback_book import FeedbackBook
from ldcoach.ui.pages.feedback_form import Typed

UNWRITTEN = "\N{HORIZONTAL ELLIPSIS}"
"""Stands for the words while only other fields were filled."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is written or chosen about one piece."""

    typed: Typed
    kind: FeedbackKind
    goal_id: GoalId | None
    visibility: Visibility


class FeedbackDraft:
    """What is kept of the piece on the page; a new piece has no row until it holds words."""

    def __init__(self, book: FeedbackBook, person_id: PersonId) -> None:
        self._book = book
        self.person_id = person_id
        self.piece: Feedback | None = None
        self._kept: Content | None = None
        self._first_of_visit = True

    @property
    def visibility(self) -> Visibility:
        """For whom the piece is as it was kept; a new one is preparation."""
        return self.piece.visibility if self.piece else Visibility.PREP

    def open(self, piece: Feedback, words: str) -> Content:
        """Go on with a piece that is kept; return what it says."""
        self.piece = piece
        typed = Typed(
            piece.observed_on,
            piece.situation,
            "" if words == UNWRITTEN else words,
            piece.behaviour,
            piece.impact,
            piece.ask,
            piece.next_step,
            piece.employee_view,
        )
        self._kept = Content(typed, piece.kind, piece.goal_id, piece.visibility)
        return self._kept

    def is_kept(self, content: Content) -> bool:
        """Tell whether the record holds just this."""
        return content == self._kept

    def end_visit(self) -> None:
        """Let the next change keep what was said before."""
        self._first_of_visit = True

    def keep(self, content: Content, about_work: Collection[str]) -> Change:
        """Keep the piece as it is now.

        Raises:
            LDCoachError: nothing was written; what was kept before stays.
        """
        if self.piece is None:
            change = self._add(content, about_work)
        else:
            change = self._rewrite(self.piece, content, about_work)
        self._kept = content
        self._first_of_visit = False
        return change

    def move(self, person_id: PersonId) -> Change | None:
        """Belong to somebody else from now on; what was kept for the first person is taken back."""
        change = self._book.discard(self.piece.id) if self.piece else None
        self.person_id = person_id
        self.piece = self._kept = None
        return change

    def _add(self, content: Content, about_work: Collection[str]) -> Change:
        typed = content.typed
        change = self._book.capture(
            self.person_id,
            typed.words.strip() or UNWRITTEN,
            kind=content.kind,
            observed_on=typed.observed_on,
            situation=typed.situation,
            behaviour=typed.behaviour,
            impact=typed.impact,
            ask=typed.ask,
            next_step=typed.next_step,
            goal_id=content.goal_id,
            visibility=content.visibility,
            about_work=about_work,
        )
        self.piece, _ = self._book.get(FeedbackId(change.created))
        return change

    def _rewrite(self, before: Feedback, content: Content, about_work: Collection[str]) -> Change:
        piece = content.typed.onto(
            replace(before, kind=content.kind, goal_id=content.goal_id, visibility=content.visibility)
        )
        words = content.typed.words.strip() or UNWRITTEN
        change = self._book.edit(piece, words, visit=self._first_of_visit, about_work=about_work)
        self.piece = piece
        return change


def blank(day: date) -> Typed:
    """Return empty fields with a day proposed."""
    return Typed(day, "", "", "", "", "", "", "")
