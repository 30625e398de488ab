"""The agenda of the next 1-2-1, built from the record, each item with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ldcoach.domain.agenda import Agenda, AgendaItem, Reason, arrange
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ActionOwner, Side
from ldcoach.domain.people import Person
from ldcoach.services.clock import day_of
from ldcoach.services.context import Context
from ldcoach.services.notes import PREPARE, Notes
from ldcoach.services.talks import Talks
from ldcoach.services.views import Happening, OpenTopic, PrepareView, Promise, TimelineEntry

STILL = timedelta(days=28)
"""A goal for which nothing happened in four weeks is worth a word."""


class Preparation:
    """Gathers what belongs on the agenda and what happened since last time."""

    def __init__(self, context: Context, talks: Talks, notes: Notes) -> None:
        self._context = context
        self._record = context.record
        self._talks = talks
        self._notes = notes

    def agenda(self, person_id: PersonId, planned_minutes: int) -> Agenda:
        """Return the agenda for a length in minutes, in at most six statements."""
        today = self._context.clock.today()
        items = [_from_topic(topic) for topic in self._record.open_topics(person_id)]
        items += [_from_promise(promise) for promise in self._record.promises(person_id=person_id)]
        items += [
            AgendaItem(waiting.feedback_id, Reason.FEEDBACK_WAITING, waiting.words, waiting.observed_on)
            for waiting in self._record.waiting_feedback(person_id=person_id)
        ]
        items += [
            AgendaItem(goal.goal_id, Reason.GOAL_STILL, goal.title, goal.last_movement)
            for goal in self._record.goal_lines(person_id=person_id)
            if goal.last_movement is None or goal.last_movement < today - STILL
        ]
        items += [
            AgendaItem(due.measure_id, Reason.READING_DUE, due.name, due.last_on)
            for due in self._record.due_measures(person_id, today)
        ]
        items += [
            AgendaItem(tally.gap.id, Reason.GAP_REVIEW, tally.gap.statement, tally.gap.review_on)
            for tally in self._record.gap_tallies(person_id)
            if tally.gap.review_on is not None and tally.gap.review_on <= today
        ]
        return arrange(items, planned_minutes)

    def view(self, conversation_id: ConversationId) -> PrepareView:
        """Return the prepare page of a planned 1-2-1."""
        conversation = self._record.get(Conversation, conversation_id)
        guide = self._talks.guide_of(conversation)
        held = self._last_held(conversation.person_id)
        prepared = self._notes.of(conversation_id).get(PREPARE)
        return PrepareView(
            conversation=conversation,
            person=self._record.get(Person, conversation.person_id),
            guide=guide,
            agenda=self.agenda(conversation.person_id, conversation.planned_minutes),
            last_held_on=day_of(held.at) if held else None,
            since_last=self._since(conversation.person_id, held),
            questions=tuple(question for stage in guide.stages for question in stage.questions[:1]),
            prep_note=prepared.prep if prepared else "",
        )

    def _last_held(self, person_id: PersonId) -> TimelineEntry | None:
        page = self._record.timeline(person_id, kinds=[Happening.CONVERSATION], limit=1)
        return page.entries[0] if page.entries else None

    def _since(self, person_id: PersonId, held: TimelineEntry | None) -> tuple[TimelineEntry, ...]:
        kinds = [Happening.FEEDBACK, Happening.ACTION]
        recent = self._record.timeline(person_id, kinds=kinds, limit=5).entries
        return tuple(entry for entry in recent if held is None or entry.at >= held.at)


def _from_topic(topic: OpenTopic) -> AgendaItem:
    reason = Reason.EMPLOYEE_TOPIC if topic.raised_by is Side.EMPLOYEE else Reason.MANAGER_TOPIC
    item = AgendaItem(topic.topic_id, reason, topic.title, topic.first_raised_on, topic.times_carried)
    carried_by_manager = topic.times_carried and reason is Reason.MANAGER_TOPIC
    return replace(item, reason=Reason.CARRIED_TOPIC) if carried_by_manager else item


def _from_promise(promise: Promise) -> AgendaItem:
    theirs = promise.owner in {ActionOwner.EMPLOYEE, ActionOwner.OTHER_ROLE}
    reason = Reason.THEIR_PROMISE if theirs else Reason.YOUR_PROMISE
    return AgendaItem(promise.action_id, reason, promise.words, promise.due_on)
