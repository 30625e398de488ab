"""Topics of a 1-2-1: raised by either side, carried over as themselves until something becomes of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ldcoach.domain.conversations import Conversation, Topic, TopicInConversation
from ldcoach.domain.ids import ConversationId, PersonId, TopicId
from ldcoach.domain.kinds import Side, TextKind, TopicStatus, Visibility
from ldcoach.domain.texts import Text
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.pen import NOBODY, Pen
from ldcoach.services.ports import Work


class Topics:
    """Raises topics and keeps what became of them."""

    def __init__(self, context: Context, pen: Pen) -> None:
        self._context = context
        self._record = context.record
        self._pen = pen

    def raise_one(
        self, person_id: PersonId, title: str, raised_by: Side, *, about_work: Collection[str] = NOBODY
    ) -> Change:
        """Put a topic on the list of a person."""
        if not title.strip():
            message = "A topic needs a few words. Nothing was saved; say what it is about."
            raise UnfitInput(message)
        self._pen.hold(title, about_work=about_work)
        topic = Topic(
            id=TopicId(self._context.ids.new()),
            person_id=person_id,
            raised_by=raised_by,
            title=" ".join(title.split()),
            first_raised_on=self._context.clock.today(),
        )
        with self._record.work() as work:
            work.add(topic)
            text = self._pen.new(
                work,
                TextKind.TOPIC,
                topic.title,
                owner_id=topic.id,
                person_id=person_id,
                visibility=Visibility.SHARED if raised_by is Side.EMPLOYEE else Visibility.TO_SHARE,
                author=raised_by,
            )
            self._pen.confirm(work, text.id, about_work)
        return Change.of(Topic, Text, person=person_id, created=topic.id)

    def park(self, topic_id: str) -> Change:
        """Set a topic aside, by agreement."""
        return self.become(topic_id, TopicStatus.PARKED)

    def drop(self, topic_id: str) -> Change:
        """Let a topic go; it stays in the record."""
        return self.become(topic_id, TopicStatus.DROPPED)

    def reopen(self, topic_id: str) -> Change:
        """Put a topic back on the list."""
        return self.become(topic_id, TopicStatus.OPEN)

    def become(self, topic_id: str, status: TopicStatus, *, conversation_id: str = "", outcome: str = "") -> Change:
        """Change what became of a topic; with a 1-2-1, keep that it was there.

        Raises:
            HeldText: a stop rule holds the outcome; nothing was changed.
        """
        self._pen.hold(outcome)
        topic = replace(self._record.get(Topic, topic_id), status=status)
        with self._record.work() as work:
            work.save(topic)
            if conversation_id:
                self._keep_place(work, topic, conversation_id, outcome)
        return Change.of(Topic, person=topic.person_id)

    def settle(self, work: Work, held: Conversation) -> None:
        """Carry every topic that is still open over to the next 1-2-1, counting how often."""
        for topic in self._record.every(Topic, person_id=held.person_id, status=TopicStatus.OPEN):
            work.save(replace(topic, times_carried=topic.times_carried + 1))
            self._keep_place(work, topic, held.id, "carried_over")

    def _keep_place(self, work: Work, topic: Topic, conversation_id: str, outcome: str) -> None:
        """Keep what came of a topic in a 1-2-1; a topic that was ticked, opened and ticked again is there once."""
        there = self._record.every(TopicInConversation, conversation_id=conversation_id)
        before = [place for place in there if place.topic_id == topic.id]
        if before:
            work.save(replace(before[0], outcome=outcome))
        else:
            work.add(self._place(topic, conversation_id, outcome, len(there)))

    def _place(self, topic: Topic, conversation_id: str, outcome: str, position: int) -> TopicInConversation:
        return TopicInConversation(
            id=self._context.ids.new(),
            topic_id=topic.id,
            conversation_id=ConversationId(conversation_id),
            position=position,
            outcome=outcome,
        )
