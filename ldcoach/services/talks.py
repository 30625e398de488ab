"""The 1-2-1: planned, prepared, held, closed; pinned to the guide it was held with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from ldcoach.domain.conversations import Conversation
from ldcoach.domain.guides import Guide, scaled_minutes
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ConversationStatus, Side, TextKind, TopicStatus, Visibility
from ldcoach.domain.people import MINUTES, Person
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.agenda_shapes import AgendaShapes
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.context import Context
from ldcoach.services.guide_shelf import GuideShelf
from ldcoach.services.notes import FILED, Notes
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.ports import Work
from ldcoach.services.topics import Topics
from ldcoach.services.views import EarlierNotes, StageNotes, TalkView, Upcoming

AHEAD = timedelta(days=3650)
MANY = 200
USUAL_GUIDE = "weekly"
"""The guide for a regular slot, unless another one is chosen."""
UNHELD = frozenset({ConversationStatus.MISSED, ConversationStatus.RESCHEDULED, ConversationStatus.CANCELLED})
"""What may become of a planned 1-2-1 that is not held; none of it is anybody's fault."""


class Talks:
    """Plans and holds 1-2-1s."""

    def __init__(self, context: Context, pen: Pen, notes: Notes, topics: Topics, shelf: GuideShelf) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen
        self._notes = notes
        self._topics = topics
        self._shelf = shelf
        self._shapes = AgendaShapes(context.record)

    def guides(self) -> tuple[Guide, ...]:
        """Return the guides one can choose from."""
        return self._shelf.guides()

    def upcoming(self) -> list[Upcoming]:
        """Return planned 1-2-1s, soonest first."""
        return self._record.upcoming(self._context.clock.now() + AHEAD, MANY)

    def plan(self, person_id: PersonId, at: datetime, *, minutes: int = 0, guide_key: str = USUAL_GUIDE) -> Change:
        """Plan a 1-2-1; `at` is aware, `minutes` 0 means the person's usual length; raises UnfitInput."""
        if minutes and minutes not in MINUTES:
            message = (
                f"A 1-2-1 takes {MINUTES.start} to {MINUTES[-1]} minutes. Nothing was planned; give another length."
            )
            raise UnfitInput(message)
        person = self._record.get(Person, person_id)
        guide = self._shelf.guide(guide_key)
        conversation = Conversation(
            id=ConversationId(self._context.ids.new()),
            person_id=person_id,
            guide_key=guide.key,
            guide_version=guide.version,
            planned_for=at,
            planned_minutes=minutes or person.planned_minutes,
        )
        with self._record.work() as work:
            self._shelf.keep(work, guide)
            work.add(conversation)
        return Change.of(Conversation, person=person_id, created=conversation.id)

    def move(self, conversation_id: ConversationId, at: datetime) -> Change:
        """Give a planned 1-2-1 another time."""
        return self._save(replace(self._planned(conversation_id), planned_for=at))

    def cancel(self, conversation_id: ConversationId) -> Change:
        """Cancel a planned 1-2-1; its topics stay open."""
        return self.let_pass(conversation_id, ConversationStatus.CANCELLED)

    def let_pass(self, conversation_id: ConversationId, status: ConversationStatus) -> Change:
        """Say that a planned 1-2-1 did not happen, was moved to no day yet, or is cancelled; its topics stay open.

        Raises:
            UnfitInput: it was held or let pass already, or `status` says something else.
        """
        if status not in UNHELD:
            message = "A 1-2-1 that is not held did not happen, was moved, or was cancelled. Nothing was changed."
            raise UnfitInput(message)
        return self._save(replace(self._planned(conversation_id), status=status))

    def restore(self, conversation_id: ConversationId) -> Change:
        """Take back that a 1-2-1 was not held: it is planned again as it was.

        Raises:
            UnfitInput: it was held.
        """
        conversation = self._record.get(Conversation, conversation_id)
        if conversation.status is ConversationStatus.HELD:
            message = "This 1-2-1 was held. Nothing was changed; plan another one."
            raise UnfitInput(message)
        return self._save(replace(conversation, status=ConversationStatus.PLANNED))

    def set_minutes(self, conversation_id: ConversationId, minutes: int) -> Change:
        """Plan another length, in minutes, for a 1-2-1 that is not over; raises UnfitInput."""
        if minutes not in MINUTES:
            message = (
                f"A 1-2-1 takes {MINUTES.start} to {MINUTES[-1]} minutes. Nothing was changed; give another length."
            )
            raise UnfitInput(message)
        return self._save(replace(self._planned(conversation_id), planned_minutes=minutes))

    def choose_guide(self, conversation_id: ConversationId, guide_key: str) -> Change:
        """Take another guide, also midway: what was noted under the old one stays with it."""
        conversation = self._planned(conversation_id)
        guide, old = self._shelf.guide(guide_key), self.guide_of(conversation)
        with self._record.work() as work:
            self._shelf.keep(work, guide)
            work.save(replace(conversation, guide_key=guide.key, guide_version=guide.version, stage=0))
            if guide.key != old.key:
                self._notes.file_away(work, conversation_id, old, guide)
        return Change.of(Conversation, person=conversation.person_id)

    def start(self, conversation_id: ConversationId) -> Change:
        """Begin, or go on with, a planned 1-2-1."""
        conversation = self._planned(conversation_id)
        if conversation.started_at is not None:
            return Change.of(person=conversation.person_id)
        return self._save(replace(conversation, started_at=self._context.clock.now()))

    def go_to_stage(self, conversation_id: ConversationId, stage: int) -> Change:
        """Remember which stage is open; stages may be entered in any order."""
        conversation = self._record.get(Conversation, conversation_id)
        last = len(self.guide_of(conversation).stages) - 1
        return self._save(replace(conversation, stage=max(0, min(stage, last))))

    def view(self, conversation_id: ConversationId) -> TalkView:
        """Return a 1-2-1 as it is held or read again."""
        conversation = self._record.get(Conversation, conversation_id)
        guide = self.guide_of(conversation)
        promises = self._record.promises(person_id=conversation.person_id)
        notes = self._notes.of(conversation_id)
        return TalkView(
            conversation=conversation,
            person=self._record.get(Person, conversation.person_id),
            guide=guide,
            stage_minutes=scaled_minutes(guide, conversation.planned_minutes),
            notes=notes,
            topics=self._shapes.in_order(conversation_id, self._record.open_topics(conversation.person_id)),
            promises=tuple(promises),
            goals=tuple(self._record.goal_lines(person_id=conversation.person_id)),
            earlier=self._earlier(notes),
            waiting=tuple(self._record.waiting_feedback(person_id=conversation.person_id)),
        )

    def draft_takeaway(
        self, conversation_id: ConversationId, takeaway: str, *, about_work: Collection[str] = NOBODY
    ) -> Change:
        """Autosave the employee's takeaway while the 1-2-1 is open; `close` makes it a shared text.

        Raises:
            HeldText: a stop rule holds it; what was saved before stays as it was.
        """
        conversation = self._planned(conversation_id)
        self._pen.hold(takeaway, about_work=about_work)
        return self._save(replace(conversation, takeaway=takeaway))

    def close(
        self,
        conversation_id: ConversationId,
        *,
        takeaway: str = "",
        next_at: datetime | None = None,
        about_work: Collection[str] = NOBODY,
    ) -> Change:
        """End a 1-2-1: keep the employee's takeaway, carry open topics over, plan the next one.

        Prep notes stay prep. Topics that were not discussed are carried by item.
        """
        conversation = self._planned(conversation_id)
        self._pen.hold(takeaway, about_work=about_work)
        now = self._context.clock.now()
        held = replace(
            conversation,
            status=ConversationStatus.HELD,
            started_at=conversation.started_at or now,
            ended_at=now,
            takeaway=takeaway.strip(),
            next_on=day_of(next_at) if next_at else None,
        )
        with self._record.work() as work:
            work.save(held)
            work.audit("hold", Conversation, held.id)
            self._keep_takeaway(work, held, about_work)
            self._topics.settle(work, held)
            self._shapes.forget(work, held.id)
            if next_at is not None:
                self._plan_next(work, held, next_at)
        return Change.of(Conversation, Text, person=held.person_id)

    def guide_of(self, conversation: Conversation) -> Guide:
        """Return the guide in the version that the 1-2-1 is pinned to."""
        return self._shelf.of(conversation)

    def discuss(self, conversation_id: ConversationId, topic_id: str, outcome: str = "") -> Change:
        """Mark a topic as talked about in this 1-2-1."""
        return self._topics.become(topic_id, TopicStatus.DISCUSSED, conversation_id=conversation_id, outcome=outcome)

    def _earlier(self, notes: Mapping[str, StageNotes]) -> tuple[EarlierNotes, ...]:
        """Return what was noted under guides that were left, with the names of their stages."""
        found = []
        for code, kept in notes.items():
            key, mark, stage_code = code.partition(FILED)
            if mark and (kept.shared.strip() or kept.prep.strip()):
                names = {stage.code: stage.name for stage in self._shelf.guide(key).stages}
                found.append(EarlierNotes(names.get(stage_code, stage_code), kept))
        return tuple(found)

    def _planned(self, conversation_id: ConversationId) -> Conversation:
        conversation = self._record.get(Conversation, conversation_id)
        if conversation.status is not ConversationStatus.PLANNED:
            message = _over(conversation.status)
            raise UnfitInput(message)
        return conversation

    def _plan_next(self, work: Work, held: Conversation, at: datetime) -> None:
        newest = self._shelf.newest_of(held)
        self._shelf.keep(work, newest)
        work.add(
            Conversation(
                id=ConversationId(self._context.ids.new()),
                person_id=held.person_id,
                guide_key=newest.key,
                guide_version=newest.version,
                planned_for=at,
                planned_minutes=held.planned_minutes,
            )
        )

    def _keep_takeaway(self, work: Work, held: Conversation, about_work: Collection[str]) -> None:
        if not held.takeaway:
            return
        text = self._pen.new(
            work,
            TextKind.TAKEAWAY,
            held.takeaway,
            owner_id=held.id,
            person_id=held.person_id,
            conversation_id=held.id,
            visibility=Visibility.SHARED,
            author=Side.EMPLOYEE,
        )
        self._pen.confirm(work, text.id, about_work)

    def _save(self, conversation: Conversation) -> Change:
        with self._record.work() as work:
            work.save(conversation)
        return Change.of(Conversation, person=conversation.person_id)


def _over(status: ConversationStatus) -> str:
    """Say why nothing can be done with a 1-2-1 any more."""
    if status is ConversationStatus.HELD:
        return "This 1-2-1 is closed already. Nothing was changed; plan a new one to go on."
    return "This 1-2-1 was not held. Nothing was changed; take that back, or plan a new one."
