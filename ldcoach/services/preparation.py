"""The agenda of the next 1-2-1, built from the record, each item with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from ldcoach.domain.agenda import Agenda, AgendaItem, Reason, Shape, arrange
from ldcoach.domain.arrangement import Arrangement
from ldcoach.domain.asking import CAREER, CAREER_EVERY, asked_lately, career_is_due, fresh_questions
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.guides import AskOf, Guide
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.keeping import Setting
from ldcoach.domain.kinds import ActionOwner, Side
from ldcoach.domain.people import Person
from ldcoach.services.agenda_shapes import AgendaShapes
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of, start_of
from ldcoach.services.context import Context
from ldcoach.services.notes import PREPARE, Notes
from ldcoach.services.talks import USUAL_GUIDE, Talks
from ldcoach.services.views import Happening, LookBack, OpenTopic, PrepareView, Promise, TimelineEntry

STILL = timedelta(days=28)
"""A goal for which nothing happened in four weeks is worth a word."""
FRESH = 2
"""How many questions not asked lately stand on an agenda."""
SHOWN = 5
"""How many questions are proposed to have ready."""


class Preparation:
    """Gathers what belongs on the agenda and what happened since last time."""

    def __init__(self, context: Context, talks: Talks, notes: Notes) -> None:
        self._context = context
        self._record = context.record
        self._talks = talks
        self._notes = notes
        self._shapes = AgendaShapes(context.record)

    def agenda(self, person_id: PersonId, minutes: int | None = None) -> Agenda:
        """Return the agenda of the next 1-2-1 as the manager shaped it, and a question or two not asked lately.

        Without a planned 1-2-1 it is the one that a plan would begin with. `minutes` asks for another length than the
        planned one: what goes beyond it waits.
        """
        coming = self._record.next_of(person_id)
        planned = coming.planned_minutes if coming else self._record.get(Person, person_id).planned_minutes
        past = self._look_back(person_id)
        shape = self._shapes.of(coming.conversation_id) if coming else Shape()
        made = Arrangement(arrange([*self._items(person_id, past)], minutes or planned), shape)
        if minutes not in {None, planned}:
            made.fit()
        return made.agenda().with_questions(self._questions(past))

    def _questions(self, past: LookBack) -> Iterator[AgendaItem]:
        if not past.held:
            return
        guide = past.guide or self._context.library.guide(USUAL_GUIDE)
        fresh = fresh_questions(guide, asked_lately(guide, past.held, self._context.clock.today()))
        for code, question in fresh[:FRESH]:
            yield AgendaItem(f"{guide.key}.{code}.{guide_place(guide, code, question)}", Reason.QUESTION, question)

    def _items(self, person_id: PersonId, past: LookBack) -> Iterator[AgendaItem]:
        today = self._context.clock.today()
        yield from (_from_topic(topic) for topic in self._record.open_topics(person_id))
        yield from (_from_promise(promise) for promise in self._record.promises(person_id=person_id))
        for waiting in self._record.waiting_feedback(person_id=person_id):
            why = Reason.FEEDBACK_PLANNED if waiting.planned_in else Reason.FEEDBACK_WAITING
            yield AgendaItem(waiting.feedback_id, why, waiting.words, waiting.observed_on)
        for goal in self._record.goal_lines(person_id=person_id):
            if goal.last_movement is None or goal.last_movement < today - STILL:
                yield AgendaItem(goal.goal_id, Reason.GOAL_STILL, goal.title, goal.last_movement)
        for due in self._record.due_measures(person_id, today):
            yield AgendaItem(due.measure_id, Reason.READING_DUE, due.name, due.last_on)
        for gap_id, statement, review_on in past.gaps:
            yield AgendaItem(gap_id, Reason.GAP_REVIEW, statement, review_on)
        if career_is_due(past.held, today, known_for_long=past.earlier):
            yield AgendaItem(CAREER, Reason.CAREER_TALK, self._context.library.guide(CAREER).name)

    def _look_back(self, person_id: PersonId) -> LookBack:
        today = self._context.clock.today()
        return self._record.look_back(person_id, start_of(today - CAREER_EVERY), today)

    def view(self, conversation_id: ConversationId) -> PrepareView:
        """Return the prepare page of a planned 1-2-1."""
        conversation = self._record.get(Conversation, conversation_id)
        guide = self._talks.guide_of(conversation)
        held = self._last_held(conversation.person_id)
        past = self._look_back(conversation.person_id)
        fresh = fresh_questions(guide, asked_lately(guide, past.held, self._context.clock.today()))
        prepared = self._notes.of(conversation_id).get(PREPARE)
        return PrepareView(
            conversation=conversation,
            person=self._record.get(Person, conversation.person_id),
            guide=guide,
            agenda=arrange([*self._items(conversation.person_id, past)], conversation.planned_minutes),
            last_held_on=day_of(held.at) if held else None,
            since_last=self._since(conversation.person_id, held),
            questions=_to_have_ready(guide, [question for _, question in fresh]),
            fresh=min(len(fresh), SHOWN) if past.held else 0,
            prep_note=prepared.prep if prepared else "",
            shape=self._shapes.of(conversation_id),
        )

    def reshape(self, conversation_id: ConversationId, shape: Shape) -> Change:
        """Keep order, minutes and what waits on the agenda of a planned 1-2-1."""
        person_id = self._record.get(Conversation, conversation_id).person_id
        with self._record.work() as work:
            self._shapes.keep(work, conversation_id, shape)
        return Change.of(Setting, person=person_id)

    def _last_held(self, person_id: PersonId) -> TimelineEntry | None:
        page = self._record.timeline(person_id, kinds=[Happening.CONVERSATION], limit=1)
        return page.entries[0] if page.entries else None

    def _since(self, person_id: PersonId, held: TimelineEntry | None) -> tuple[TimelineEntry, ...]:
        kinds = [Happening.FEEDBACK, Happening.ACTION]
        recent = self._record.timeline(person_id, kinds=kinds, limit=5).entries
        return tuple(entry for entry in recent if held is None or entry.at >= held.at)


def guide_place(guide: Guide, code: str, question: str) -> int:
    """Return the number of a question in its stage, from 1."""
    return next(stage for stage in guide.stages if stage.code == code).questions.index(question) + 1


def _to_have_ready(guide: Guide, fresh: Sequence[str]) -> tuple[str, ...]:
    """Return questions to have ready: those not asked lately first, filled up with each stage's first one."""
    first = [stage.questions[0] for stage in guide.stages if stage.ask_of is not AskOf.MANAGER and stage.questions]
    return tuple(dict.fromkeys([*fresh, *first]))[:SHOWN]


def _from_topic(topic: OpenTopic) -> AgendaItem:
    reason = Reason.EMPLOYEE_TOPIC if topic.raised_by is Side.EMPLOYEE else Reason.MANAGER_TOPIC
    item = AgendaItem(topic.topic_id, reason, topic.title, topic.first_raised_on, topic.times_carried)
    carried_by_manager = topic.times_carried and reason is Reason.MANAGER_TOPIC
    return replace(item, reason=Reason.CARRIED_TOPIC) if carried_by_manager else item


def _from_promise(promise: Promise) -> AgendaItem:
    theirs = promise.owner in {ActionOwner.EMPLOYEE, ActionOwner.OTHER_ROLE}
    reason = Reason.THEIR_PROMISE if theirs else Reason.YOUR_PROMISE
    return AgendaItem(promise.action_id, reason, promise.words, promise.due_on)
