"""Gaps: described, diagnosed question by question, agreed and looked at again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ldcoach.domain.actions import Action
from ldcoach.domain.diagnosis import UNKNOWN, Diagnosis, Node, look
from ldcoach.domain.gaps import Gap, stage_of
from ldcoach.domain.ids import ActionId, GapId, OutcomeId, PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, TextKind, Visibility
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.context import Context
from ldcoach.services.gap_reading import fit_answers, is_shared, running_talk, texts_of, view_of
from ldcoach.services.naming import one_named
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.ports import Work
from ldcoach.services.views import GapLine, GapTally, GapView
from ldcoach.services.views.gaps import STILL_OPEN

CHECK_WITHIN = timedelta(days=7)
CHANGED = (Gap, Text)


class GapBook:
    """Keeps gaps and what is answered about them; every answer is safe as soon as it is given."""

    def __init__(self, context: Context, pen: Pen) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen

    @property
    def diagnosis(self) -> Diagnosis:
        """What is asked about a gap."""
        return self._context.library.diagnosis()

    def lines(self, person_id: PersonId | None = None) -> list[GapLine]:
        """Return gaps with where they stand, oldest first; without a person, everybody's."""
        return [self._line(tally) for tally in self._record.gap_tallies(person_id)]

    def named(self, words: str) -> Gap:
        """Return the gap with this id, or whose description begins so; raises NotFound, Ambiguous."""
        return one_named(words, [(gap.id, gap.statement, gap) for gap in self._record.every(Gap)], "gap")

    def view(self, gap_id: GapId) -> GapView:
        """Return a gap whole; raises NotFound."""
        return view_of(self._context, self._record.get(Gap, gap_id))

    def begin(
        self,
        person_id: PersonId,
        statement: str,
        *,
        examples: Sequence[str] = (),
        outcome_id: OutcomeId | None = None,
        together: bool = False,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Describe a gap of a person's work; `together` says that the two of them answer.

        Raises:
            HeldText, UnfitInput: nothing was written.
        """
        told = _told(examples)
        self._pen.hold(statement, *told, about_work=about_work)
        self._record.get(Person, person_id)
        gap = Gap(
            id=GapId(self._context.ids.new()),
            person_id=person_id,
            outcome_id=outcome_id,
            statement=_fit(statement),
            examples=told,
            answers={},
        )
        with self._record.work() as work:
            work.add(gap)
            text = self._pen.new(
                work, TextKind.GAP, _words_of(gap), owner_id=gap.id, person_id=person_id, visibility=_lane(together)
            )
            self._pen.confirm(work, text.id, about_work)
            work.audit("add", Gap, gap.id)
        return Change.of(*CHANGED, person=person_id, created=gap.id)

    def describe(
        self,
        gap_id: GapId,
        statement: str,
        *,
        examples: Sequence[str],
        outcome_id: OutcomeId | None,
        together: bool,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """Describe a gap anew; earlier words are kept, and what was shared once stays shared."""
        before = self._record.get(Gap, gap_id)
        told = _told(examples)
        standing = (before.statement, *before.examples)
        self._pen.hold(statement, *told, about_work=about_work, standing=standing)
        gap = replace(before, statement=_fit(statement), examples=told, outcome_id=outcome_id)
        with self._record.work() as work:
            work.save(gap)
            for text in self._texts(gap):
                words = _words_of(gap) if text.owner_id == gap.id else text.body
                lane = Visibility.SHARED if together else text.visibility
                self._pen.rewrite(work, text, words, visit=True, visibility=lane)
                self._pen.confirm(work, text.id, about_work if text.owner_id == gap.id else NOBODY)
        return _change(gap)

    def answer(self, gap_id: GapId, node_id: str, key: str) -> Change:
        """Keep an answer; what is not known leaves a check to do, which ends when the answer is known.

        Raises:
            UnfitInput: there is no such question, or it takes no such answer.
        """
        gap, node = self._record.get(Gap, gap_id), self._node(node_id)
        if node.answer(key) is None:
            message = "That is no answer to this question. Nothing was changed; choose one of those that it takes."
            raise UnfitInput(message)
        with self._record.work() as work:
            answers = dict(gap.answers) | {node_id: key}
            if key == UNKNOWN and not self._is_being_found_out(gap, node_id):
                action_id = self._new_check(work, gap, node)
                answers = gap.with_check(node_id, action_id) | {node_id: key}
            elif key != UNKNOWN and self._end_check(work, gap, node_id):
                answers = gap.with_check(node_id, None) | {node_id: key}
            self._keep(work, replace(gap, answers=answers))
        return _change(gap, Action)

    def note(
        self, gap_id: GapId, node_id: str, words: str, *, visit: bool = True, about_work: Collection[str] = NOBODY
    ) -> Change:
        """Keep what was seen about one question; raises HeldText."""
        gap, owner_id = self._record.get(Gap, gap_id), f"{gap_id}#{self._node(node_id).id}"
        kept = next((text for text in self._texts(gap) if text.owner_id == owner_id), None)
        self._pen.hold(words, about_work=about_work, standing=[kept.body] if kept else NOBODY)
        if kept is None and not words.strip():
            return _change(gap)
        with self._record.work() as work:
            if kept is None:
                lane = _lane(self._together(gap))
                kept = self._pen.new(
                    work, TextKind.GAP, words, owner_id=owner_id, person_id=gap.person_id, visibility=lane
                )
            else:
                self._pen.rewrite(work, kept, words, visit=visit)
            self._pen.confirm(work, kept.id, about_work)
        return _change(gap)

    def set_check(self, gap_id: GapId, node_id: str, owner: ActionOwner, due_on: date | None) -> Change:
        """Say who finds out about a question, and by when.

        Raises:
            UnfitInput: there is nothing to find out about it.
        """
        gap = self._record.get(Gap, gap_id)
        check = gap.check_of(node_id)
        if check is None:
            message = "There is no check to do for this question. Nothing was changed."
            raise UnfitInput(message)
        action = replace(self._record.get(Action, check), owner=owner, due_on=due_on)
        with self._record.work() as work:
            work.save(action)
        return _change(gap, Action)

    def look_again(self, gap_id: GapId, on: date | None) -> Change:
        """Say when the gap is looked at again; None says that it is closed.

        Raises:
            UnfitInput: the day has passed, or steps are open on a path that would be closed.
        """
        if on is not None and on < self._context.clock.today():
            message = "That day has passed. Nothing was changed; choose a day to come."
            raise UnfitInput(message)
        if on is None and any(line.status in STILL_OPEN for line in self._record.path_of(gap_id)):
            message = "Some steps are still open. Nothing was changed; mark them done or let them go first."
            raise UnfitInput(message)
        gap = replace(self._record.get(Gap, gap_id), review_on=on)
        with self._record.work() as work:
            work.save(gap)
            work.audit("close" if on is None else "edit", Gap, gap_id)
        return _change(gap)

    def let_go(self, gap_id: GapId) -> Change:
        """Take a gap out of the record with its answers, its notes and its checks; agreed promises stay."""
        gap = self._record.get(Gap, gap_id)
        with self._record.work() as work:
            for node_id in gap.given:
                check = gap.check_of(node_id)
                if check is not None and self._record.find(Action, check) is not None:
                    work.remove(Action, check)
            work.remove(Gap, gap_id)
            work.audit("remove", Gap, gap_id)
        return _change(gap, Action)

    def _line(self, tally: GapTally) -> GapLine:
        found = look(self.diagnosis, fit_answers(self.diagnosis, tally.gap))
        today = self._context.clock.today()
        stage = stage_of(tally.gap, found, steps=tally.steps, still_open=tally.still_open, today=today)
        return GapLine(tally.gap, tally.person_name, tally.steps, tally.still_open, stage)

    def _node(self, node_id: str) -> Node:
        try:
            return self.diagnosis.nodes[node_id]
        except KeyError:
            message = "There is no such question. Nothing was changed."
            raise UnfitInput(message) from None

    def _keep(self, work: Work, gap: Gap) -> None:
        found = look(self.diagnosis, fit_answers(self.diagnosis, gap))
        work.save(replace(gap, causes=tuple(cause.key for cause in found.causes)))

    def _new_check(self, work: Work, gap: Gap, node: Node) -> ActionId:
        """Note the check as a promise, within a week, of both where both answer."""
        action_id, together = ActionId(self._context.ids.new()), self._together(gap)
        if gap.person_id is None:
            message = "This gap belongs to nobody. Nothing was changed; begin one for a person."
            raise UnfitInput(message)
        talk = running_talk(self._record, gap.person_id)
        text = self._pen.new(
            work,
            TextKind.ACTION,
            node.check,
            owner_id=action_id,
            person_id=gap.person_id,
            conversation_id=talk,
            visibility=_lane(together),
        )
        work.add(
            Action(
                id=action_id,
                person_id=gap.person_id,
                conversation_id=talk,
                text_id=text.id,
                owner=ActionOwner.BOTH if together else ActionOwner.MANAGER,
                due_on=self._context.clock.today() + CHECK_WITHIN,
            )
        )
        return action_id

    def _is_being_found_out(self, gap: Gap, node_id: str) -> bool:
        """Tell whether a question has its check; one that an answer ended does not serve when that is taken back."""
        check = gap.check_of(node_id)
        action = self._record.find(Action, check) if check else None
        return check is not None and (
            gap.given.get(node_id) == UNKNOWN or (action is not None and action.status in STILL_OPEN)
        )

    def _end_check(self, work: Work, gap: Gap, node_id: str) -> bool:
        """End a check whose answer is known; tell whether it is gone, as one noted today was a slip."""
        check = gap.check_of(node_id)
        action = self._record.find(Action, check) if check else None
        if action is None or action.status not in STILL_OPEN:
            return action is None and check is not None
        today = self._context.clock.today()
        if day_of(self._record.get(Text, action.text_id).at) == today:
            work.remove(Action, action.id)
            return True
        work.save(replace(action, status=ActionStatus.DONE, done_on=today))
        return False

    def _texts(self, gap: Gap) -> list[Text]:
        return texts_of(self._record, self.diagnosis, gap)

    def _together(self, gap: Gap) -> bool:
        return is_shared(gap, self._texts(gap))


def _told(examples: Iterable[str]) -> tuple[str, ...]:
    return tuple(fit for one in examples if (fit := " ".join(one.split())))


def _words_of(gap: Gap) -> str:
    return "\n".join((gap.statement, *gap.examples))


def _lane(together: bool) -> Visibility:  # noqa: FBT001  # says in one word which lane
    return Visibility.SHARED if together else Visibility.PREP


def _change(gap: Gap, *kinds: type) -> Change:
    return Change.of(*CHANGED, *kinds, person=gap.person_id or "")


def _fit(statement: str) -> str:
    fit = " ".join(statement.split())
    if not fit:
        message = "A gap needs a few words. Nothing was saved; say what is and what was wanted."
        raise UnfitInput(message)
    return fit
