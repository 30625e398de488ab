"""A piece of feedback while it is written: kept again and again without a trail of half sentences."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from ldcoach.domain.feedback import Feedback
from ldcoach.domain.ids import FeedbackId, GoalId, PersonId, SkillId, TextId
from ldcoach.domain.kinds import FeedbackKind, Visibility
from ldcoach.services.change import Change
from ldcoach.services.feedback_book import FeedbackBook
from ldcoach.ui.pages.write_feedback.form import Typed

UNWRITTEN = "\N{HORIZONTAL ELLIPSIS}"
"""Stands for the words while only other fields were filled."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is written or chosen about one piece."""

    typed: Typed
    kind: FeedbackKind
    goal_id: GoalId | None
    visibility: Visibility
    skills: tuple[SkillId, ...] = ()


class FeedbackDraft:
    """What is kept of the piece on the page; a new piece has no row until it holds words."""

    def __init__(self, book: FeedbackBook, person_id: PersonId) -> None:
        self._book = book
        self.person_id = person_id
        self.piece: Feedback | None = None
        self._kept: Content | None = None
        self._rules: tuple[str, ...] = ()
        self._first_of_visit = True

    @property
    def visibility(self) -> Visibility:
        """For whom the piece is as it was kept; a new one is preparation."""
        return self.piece.visibility if self.piece else Visibility.PREP

    def open(self, piece: Feedback, words: str, skills: tuple[SkillId, ...] = ()) -> Content:
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
        self._kept = Content(typed, piece.kind, piece.goal_id, piece.visibility, skills)
        self._rules = piece.rules_seen
        return self._kept

    def is_kept(self, content: Content, rules_seen: tuple[str, ...] | None = None) -> bool:
        """Tell whether the record holds just this, and these rules that found something in it if they are given."""
        return content == self._kept and rules_seen in {None, self._rules}

    def as_piece(self, content: Content) -> Feedback:
        """Return the piece as it would be kept now."""
        before = self.piece or Feedback(
            id=FeedbackId(""),
            person_id=self.person_id,
            text_id=TextId(""),
            kind=content.kind,
            observed_on=content.typed.observed_on,
        )
        return content.typed.onto(
            replace(before, kind=content.kind, goal_id=content.goal_id, visibility=content.visibility)
        )

    def end_visit(self) -> None:
        """Let the next change keep what was said before."""
        self._first_of_visit = True

    def keep(self, content: Content, about_work: Collection[str], rules_seen: tuple[str, ...]) -> Change:
        """Keep the piece as it is now.

        Raises:
            LDCoachError: nothing was written; what was kept before stays.
        """
        if self.piece is None:
            change = self._add(content, about_work, rules_seen)
        else:
            change = self._rewrite(content, about_work, rules_seen)
        self._kept, self._rules = content, rules_seen
        self._first_of_visit = False
        return change

    def move(self, person_id: PersonId) -> Change | None:
        """Belong to somebody else from now on; what was kept for the first person is taken back."""
        change = self._book.discard(self.piece.id) if self.piece else None
        self.person_id = person_id
        self.piece = self._kept = None
        return change

    def _add(self, content: Content, about_work: Collection[str], rules_seen: tuple[str, ...]) -> Change:
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
            skill_ids=content.skills,
            visibility=content.visibility,
            rules_seen=rules_seen,
            about_work=about_work,
        )
        self.piece, _ = self._book.get(FeedbackId(change.created))
        return change

    def _rewrite(self, content: Content, about_work: Collection[str], rules_seen: tuple[str, ...]) -> Change:
        piece = replace(self.as_piece(content), rules_seen=rules_seen)
        words = content.typed.words.strip() or UNWRITTEN
        change = self._book.edit(
            piece,
            words,
            visit=self._first_of_visit,
            skill_ids=content.skills,
            rules_seen=rules_seen,
            about_work=about_work,
        )
        self.piece = piece
        return change


def blank(day: date) -> Typed:
    """Return empty fields with a day proposed."""
    return Typed(day, "", "", "", "", "", "", "")
