"""From noted to said: what waits and for how long, when it is to be said, and how to begin."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from ldcoach.domain.feedback import DismissedRule, Feedback
from ldcoach.domain.ids import FeedbackId, PersonId
from ldcoach.domain.kinds import FeedbackKind, TextKind, Visibility
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.context import Context
from ldcoach.services.feedback_book import FeedbackBook
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.views import Rehearsal, ToShare, Upcoming

__all__ = ["COUNTED", "Delivery"]

COUNTED = timedelta(weeks=12)
"""How far back pieces are counted by kind."""

OLD = "FB21"
"""The rule that asks after an old observation."""

_DOTS = {"FB01": "time", "FB02": "occasion", "FB03": "behaviour", "FB04": "impact"}
_EVER = datetime(9999, 1, 1, tzinfo=UTC)
_MOST_TALKS = 500
_TO_ASK = {
    FeedbackKind.REINFORCING: (("sbi", "+", 0), ("cedar", "D", 2), ("cedar", "A", 3)),
    FeedbackKind.REDIRECTING: (("sbi", "+", 0), ("cedar", "D", 0), ("sbi", "+", 1), ("sbi", "+", 2)),
    FeedbackKind.FEEDFORWARD: (("feedforward", "I", 0), ("feedforward", "I", 3), ("feedforward", "C", 1)),
}
"""Questions of the guides, by guide, stage and place, that let the other side speak first."""


class Delivery:
    """Brings feedback to the talk in which it is said; nothing goes by itself."""

    def __init__(self, context: Context, pen: Pen, book: FeedbackBook) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen
        self._book = book

    def to_share(self, person_id: PersonId | None = None) -> tuple[ToShare, ...]:
        """Return what waits to be said, for one person or all active ones, oldest observation first."""
        who = {"person_id": person_id} if person_id else {}
        names = {line.person_id: line.name for line in self._record.people(archived=person_id is not None)}
        every = self._record.every(Feedback, visibility=Visibility.TO_SHARE, **who)
        pieces = sorted((one for one in every if one.person_id in names), key=lambda one: (one.observed_on, one.id))
        texts = self._record.texts_of([piece.id for piece in pieces], kinds=[TextKind.FEEDBACK])
        words = {text.owner_id: text for text in texts}
        kept = self._record.every(DismissedRule, rule_id=OLD)
        serves = {one.text_id for one in kept}
        talks = self._record.upcoming(_EVER, _MOST_TALKS)
        return tuple(
            self._waiting(piece, words.get(piece.id), names[piece.person_id], talks, asked=piece.text_id in serves)
            for piece in pieces
        )

    def _waiting(
        self, piece: Feedback, text: Text | None, name: str, talks: Sequence[Upcoming], *, asked: bool
    ) -> ToShare:
        today = self._context.clock.today()
        days = (today - piece.observed_on).days
        planned = next((talk for talk in talks if text and talk.conversation_id == text.conversation_id), None)
        coming = _next(talks, piece.person_id, today)
        return ToShare(
            feedback=piece,
            words=text.body if text else "",
            person_name=name,
            days=days,
            asks=not asked and days > self._context.library.coaching_rules().rule(OLD).caution_days,
            still_open=tuple(dot for rule, dot in _DOTS.items() if rule in piece.rules_seen),
            planned_in=planned.conversation_id if planned else None,
            planned_for=planned.planned_for if planned else None,
            next_talk=coming.planned_for if coming else None,
        )

    def next_talk(self, person_id: PersonId) -> Upcoming | None:
        """Return the next planned 1-2-1 with a person from today on, if there is one."""
        return _next(self._record.upcoming(_EVER, _MOST_TALKS), person_id, self._context.clock.today())

    def plan(self, feedback_id: FeedbackId) -> Change:
        """Plan to say a piece in the next 1-2-1 with the person; its agenda sets minutes aside for it.

        Raises:
            UnfitInput: it was shared already, or no 1-2-1 is planned; nothing was changed.
        """
        piece, _ = self._book.get(feedback_id)
        self._require_waiting(piece)
        talk = self.next_talk(piece.person_id)
        if talk is None:
            message = "No 1-2-1 is planned with this person. Nothing was changed; plan one first, or share it now."
            raise UnfitInput(message)
        if piece.visibility is Visibility.PREP:
            self._book.edit(replace(piece, visibility=Visibility.TO_SHARE), self._book.get(piece.id)[1])
        return self._tie(piece, replace(self._record.get(Text, piece.text_id), conversation_id=talk.conversation_id))

    def unplan(self, feedback_id: FeedbackId) -> Change:
        """Let a piece wait without a 1-2-1."""
        piece, _ = self._book.get(feedback_id)
        return self._tie(piece, replace(self._record.get(Text, piece.text_id), conversation_id=None))

    def _tie(self, piece: Feedback, text: Text) -> Change:
        with self._record.work() as work:
            work.save(text)
        return Change.of(Feedback, Text, person=piece.person_id)

    def still_serves(self, feedback_id: FeedbackId) -> Change:
        """Keep an old piece waiting; it is not asked about again."""
        piece, _ = self._book.get(feedback_id)
        kept = DismissedRule(id=self._context.ids.new(), rule_id=OLD, text_id=piece.text_id)
        with self._record.work() as work:
            if not self._record.every(DismissedRule, rule_id=OLD, text_id=piece.text_id):
                work.add(kept)
        return Change.of(Feedback, DismissedRule, person=piece.person_id)

    def let_go(self, feedback_id: FeedbackId) -> Change:
        """Stop waiting to say a piece: it becomes a prep note, with every word of it.

        Raises:
            UnfitInput: it was shared already; nothing was changed.
        """
        piece, words = self._book.get(feedback_id)
        self._require_waiting(piece)
        change = self._book.edit(replace(piece, visibility=Visibility.PREP), words)
        self.unplan(feedback_id)
        return change

    def wait_again(self, feedback_id: FeedbackId) -> Change:
        """Undo: let a piece that was let go wait to be said again."""
        piece, words = self._book.get(feedback_id)
        self._require_waiting(piece)
        return self._book.edit(replace(piece, visibility=Visibility.TO_SHARE), words)

    def rehearsal(self, feedback_id: FeedbackId) -> Rehearsal:
        """Return what helps to say a piece; the piece's own question comes first."""
        piece, words = self._book.get(feedback_id)
        opening = self._record.texts_of([_opening(piece.id)], kinds=[TextKind.FEEDBACK_PARTS])
        questions = [piece.ask, *(self._question(*place) for place in _TO_ASK[piece.kind])]
        return Rehearsal(
            piece,
            words,
            self._record.get(Person, piece.person_id).called,
            opening[0].body if opening else "",
            tuple(dict.fromkeys(question for question in questions if question)),
        )

    def keep_opening(self, feedback_id: FeedbackId, line: str, *, about_work: Collection[str] = NOBODY) -> Change:
        """Keep the manager's own opening line; it is preparation and is never shared by itself.

        Raises:
            HeldText: a stop rule holds the line; what was kept before stays.
        """
        piece, _ = self._book.get(feedback_id)
        kept = self._record.texts_of([_opening(piece.id)], kinds=[TextKind.FEEDBACK_PARTS])
        self._pen.hold(line, about_work=about_work, standing=[text.body for text in kept])
        if not kept and not line.strip():
            return Change.of()
        with self._record.work() as work:
            if kept:
                text = self._pen.rewrite(work, kept[0], line.strip(), visit=False)
            else:
                text = self._pen.new(
                    work,
                    TextKind.FEEDBACK_PARTS,
                    line.strip(),
                    owner_id=_opening(piece.id),
                    person_id=piece.person_id,
                    visibility=Visibility.PREP,
                )
            self._pen.confirm(work, text.id, about_work)
        return Change.of(Text, person=piece.person_id)

    def counts(self, person_id: PersonId | None = None) -> tuple[date, Mapping[FeedbackKind, int]]:
        """Return since when, and how many pieces of each kind were seen since then; a count, never a target."""
        since = self._context.clock.today() - COUNTED
        return since, self._record.feedback_kinds(since, person_id=person_id)

    def _question(self, guide_key: str, code: str, place: int) -> str:
        """Return a question of a guide, or nothing where a pack has brought another guide by that name."""
        for guide in self._context.library.guides():
            for stage in guide.stages if guide.key == guide_key else ():
                if stage.code == code and place < len(stage.questions):
                    return stage.questions[place]
        return ""

    def _require_waiting(self, piece: Feedback) -> None:
        if piece.visibility is Visibility.SHARED:
            message = "This was shared already, so it stays as it is. Nothing was changed."
            raise UnfitInput(message)


def _next(talks: Sequence[Upcoming], person_id: PersonId, today: date) -> Upcoming | None:
    return next((one for one in talks if one.person_id == person_id and day_of(one.planned_for) >= today), None)


def _opening(feedback_id: FeedbackId) -> str:
    """Return the owner of a piece's opening line: the piece's id, '#', and what it is."""
    return f"{feedback_id}#opening"
