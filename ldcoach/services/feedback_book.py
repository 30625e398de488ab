"""Feedback: captured soon, completed in parts, shared, answered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from ldcoach.domain.feedback import Feedback, FeedbackSkill
from ldcoach.domain.goals import Skill
from ldcoach.domain.ids import FeedbackId, GoalId, PersonId, SkillId, TextId
from ldcoach.domain.kinds import FeedbackKind, TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.days import require_past
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.ports import Work
from ldcoach.services.reviews import Reviews
from ldcoach.services.views import WaitingFeedback

_MOST_LIKELY = 2


class FeedbackBook:
    """Keeps feedback and what became of it."""

    def __init__(self, context: Context, pen: Pen, reviews: Reviews) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen
        self._reviews = reviews

    def waiting(self, person_id: PersonId | None = None) -> list[WaitingFeedback]:
        """Return feedback that was not shared yet, oldest observation first."""
        return self._record.waiting_feedback(person_id=person_id)

    def of(self, person_id: PersonId) -> list[tuple[Feedback, str]]:
        """Return every piece for a person with its words, oldest first."""
        pieces = self._record.every(Feedback, person_id=person_id)
        texts = self._record.texts_of([piece.id for piece in pieces], kinds=[TextKind.FEEDBACK])
        words = {text.owner_id: text.body for text in texts}
        return [(piece, words.get(piece.id, "")) for piece in pieces]

    def latest(
        self,
        visibility: Visibility,
        *,
        person_id: PersonId | None = None,
        among: Collection[FeedbackId] | None = None,
        limit: int = 20,
    ) -> tuple[list[tuple[Feedback, str]], bool]:
        """Return the pieces of one visibility seen last, newest first, and whether there are more.

        `among` leaves out every other piece.
        """
        whose = {"person_id": person_id} if person_id else {}
        every = self._record.every(Feedback, visibility=visibility, **whose)
        pieces = every if among is None else [piece for piece in every if piece.id in among]
        newest = sorted(pieces, key=lambda piece: (piece.observed_on, piece.id), reverse=True)[:limit]
        texts = self._record.texts_of([piece.id for piece in newest], kinds=[TextKind.FEEDBACK])
        words = {text.owner_id: text.body for text in texts}
        return [(piece, words.get(piece.id, "")) for piece in newest], len(pieces) > limit

    def goals_for(self, person_id: PersonId, words: str) -> list[GoalId]:
        """Return the person's active goals that a text may belong to, the likest in its words first."""
        return self._record.goals_like(words, person_id=person_id, limit=_MOST_LIKELY)

    def get(self, feedback_id: FeedbackId) -> tuple[Feedback, str]:
        """Return one piece with its words."""
        piece = self._record.get(Feedback, feedback_id)
        return piece, self._record.get(Text, piece.text_id).body

    def capture(
        self,
        person_id: PersonId,
        words: str,
        *,
        kind: FeedbackKind = FeedbackKind.REINFORCING,
        observed_on: date | None = None,
        situation: str = "",
        behaviour: str = "",
        impact: str = "",
        ask: str = "",
        next_step: str = "",
        goal_id: GoalId | None = None,
        skill_ids: Collection[SkillId] = (),
        visibility: Visibility = Visibility.TO_SHARE,
        rules_seen: tuple[str, ...] | None = None,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Keep one piece; everything but the person and a few words can wait.

        `rules_seen` are the coach's for just these words, where it has read them already.

        Raises:
            HeldText: nothing was written.
            UnfitInput: no words, or a day that lies ahead.
        """
        piece = Feedback(
            id=FeedbackId(self._context.ids.new()),
            person_id=person_id,
            text_id=TextId(""),
            kind=kind,
            observed_on=observed_on or self._context.clock.today(),
            situation=situation.strip(),
            behaviour=behaviour.strip(),
            impact=impact.strip(),
            ask=ask.strip(),
            next_step=next_step.strip(),
            goal_id=goal_id,
            visibility=visibility,
        )
        self._require(piece, words)
        self._pen.hold(words, *piece.parts, about_work=about_work)
        piece = self._reviewed(piece, words, rules_seen)
        with self._record.work() as work:
            text = self._pen.new(
                work, TextKind.FEEDBACK, words, owner_id=piece.id, person_id=person_id, visibility=visibility
            )
            work.add(replace(piece, text_id=text.id))
            self._tie(work, piece.id, skill_ids)
            self._keep_parts(work, piece, visit=True)
            self._pen.confirm(work, text.id, about_work)
        return Change.of(Feedback, Text, person=person_id, created=piece.id)

    def edit(
        self,
        piece: Feedback,
        words: str,
        *,
        visit: bool = True,
        skill_ids: Collection[SkillId] | None = None,
        rules_seen: tuple[str, ...] | None = None,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Replace a piece and its words; earlier words are kept for each editing visit.

        `skill_ids` are the skills it speaks to from now on; None leaves them as they are.
        """
        self._require(piece, words)
        before, text = self._record.get(Feedback, piece.id), self._record.get(Text, piece.text_id)
        self._pen.hold(words, *piece.parts, about_work=about_work, standing=(text.body, *before.parts))
        piece = self._reviewed(piece, words, rules_seen)
        with self._record.work() as work:
            work.save(piece)
            if skill_ids is not None:
                self._tie(work, piece.id, skill_ids)
            self._pen.rewrite(work, text, words, visit=visit, visibility=piece.visibility)
            self._keep_parts(work, piece, visit=visit)
            self._pen.confirm(work, text.id, about_work)
        return Change.of(Feedback, Text, person=piece.person_id)

    def discard(self, feedback_id: FeedbackId) -> Change:
        """Take back a piece that was not shared yet, with every word of it.

        Raises:
            UnfitInput: it was shared, so it belongs to both.
        """
        piece, _ = self.get(feedback_id)
        if piece.visibility is Visibility.SHARED:
            message = "This was shared already, so it stays. Nothing was changed; correct it with a new note."
            raise UnfitInput(message)
        with self._record.work() as work:
            work.remove(Feedback, piece.id)
            for text in self._record.texts_of([piece.id]):
                work.remove(Text, text.id)
            work.audit("discard", Feedback, piece.id)
        return Change.of(Feedback, Text, person=piece.person_id)

    def share(
        self,
        feedback_id: FeedbackId,
        *,
        on: date | None = None,
        employee_view: str = "",
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Mark a piece as said, with the person's own view as they gave it.

        Raises:
            HeldText: a stop rule holds their view; nothing was changed.
            UnfitInput: the day lies ahead, or before the day on which it was seen.
        """
        piece, words = self.get(feedback_id)
        day = on or self._context.clock.today()
        if not piece.observed_on <= day <= self._context.clock.today():
            message = "It was said between the day you saw it and today. Nothing was changed; give another day."
            raise UnfitInput(message)
        shared = replace(
            piece,
            visibility=Visibility.SHARED,
            shared_on=day,
            employee_view=employee_view.strip() or piece.employee_view,
        )
        return self.edit(shared, words, about_work=about_work)

    def _tie(self, work: Work, feedback_id: FeedbackId, skill_ids: Collection[SkillId]) -> None:
        """Let a piece speak to these skills and to no others."""
        tied = {link.skill_id: link.id for link in self._record.every(FeedbackSkill, feedback_id=feedback_id)}
        for skill_id in tied.keys() - set(skill_ids):
            work.remove(FeedbackSkill, tied[skill_id])
        for skill_id in dict.fromkeys(skill_ids):
            if skill_id not in tied:
                skill = self._record.get(Skill, skill_id)
                work.add(FeedbackSkill(id=self._context.ids.new(), feedback_id=feedback_id, skill_id=skill.id))

    def _reviewed(self, piece: Feedback, words: str, seen: tuple[str, ...] | None) -> Feedback:
        """Return the piece with the ids of the rules that find something in it; never the words that they found."""
        return replace(piece, rules_seen=self._reviews.rules_seen(piece, words) if seen is None else seen)

    def _require(self, piece: Feedback, words: str) -> None:
        if not words.strip():
            message = "Feedback needs a few words. Nothing was saved; say what you saw or heard."
            raise UnfitInput(message)
        require_past(piece.observed_on, self._context.clock.today(), "the day on which you saw it")

    def _keep_parts(self, work: Work, piece: Feedback, *, visit: bool) -> None:
        """Mirror the parts in one text, so that search and erasure find every word in one place."""
        body = "\n".join(piece.parts)
        kept = self._record.texts_of([piece.id], kinds=[TextKind.FEEDBACK_PARTS])
        if kept:
            self._pen.rewrite(work, kept[0], body, visit=visit, visibility=piece.visibility)
        elif body:
            self._pen.new(
                work,
                TextKind.FEEDBACK_PARTS,
                body,
                owner_id=piece.id,
                person_id=piece.person_id,
                visibility=piece.visibility,
            )
