"""Years of ordinary 1-2-1s of one person, and what waits for the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation, Topic
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Goal
from ldcoach.domain.guides import Guide
from ldcoach.domain.ids import ActionId, ConversationId, FeedbackId, GoalId, TextId, TopicId
from ldcoach.domain.kinds import (
    ActionOwner,
    ActionStatus,
    ConversationStatus,
    FeedbackKind,
    Side,
    TextKind,
    Visibility,
)
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.services.ports import Ids
from ldcoach.services.sample.rhythm import Rhythm
from ldcoach.services.sample.seen import RulesSeen
from ldcoach.services.sample.words import Words

HELD, PREPARED, FED_BACK, REDIRECTED = 0.92, 0.6, 0.35, 0.3
KEPT, KEPT_LATELY = 0.92, 0.4
WAITING = 0.6
RECENT_DAYS, NEAR_DAYS = 21, 60
NOTED_STAGES = 3
MISSED = (ConversationStatus.CANCELLED, ConversationStatus.RESCHEDULED, ConversationStatus.MISSED)
REPLIES = (
    "I saw it too. I thought the note was for the day team only.",
    "I did not know that anyone had waited. Thank you for saying it soon.",
    "I see it differently: there was nobody to hand over to. Can we look at the rota?",
)
PREP_NOTES = (
    "Listen first. Ask {called} what would help before offering anything.",
    "Thank {called} for the example from last time, with the day.",
    "Ask who else sees it. Do not name anyone.",
    "Start with {called}'s first topic and stay there until it is done.",
    "Say what I promised and have not done yet.",
)


class Past:
    """Tells one person's past up to a day."""

    def __init__(  # what one person's past is told from
        self,
        person: Person,
        guide: Guide,
        goal: Goal | None,
        today: date,
        words: Words,
        seen: RulesSeen,
        ids: Ids,
    ) -> None:
        self._person = person
        self._guide = guide
        self._goal = goal
        self._today = today
        self._words = words
        self._seen = seen
        self._random = words.random
        self._ids = ids

    def rows(self, rhythm: Rhythm) -> Iterator[object]:
        """Yield every row, oldest 1-2-1 first, then the next one and what waits for it."""
        for at in rhythm.past:
            yield from self._talk(at)
        yield from self._ahead(rhythm.next)

    def _talk(self, at: datetime) -> Iterator[object]:
        talk = self._held(at) if self._random.random() < HELD else self._missed(at)
        yield talk
        if talk.status is not ConversationStatus.HELD:
            return
        yield self._text(TextKind.TAKEAWAY, talk.id, talk.takeaway, at, talk=talk.id, author=Side.EMPLOYEE)
        for number, stage in enumerate(self._guide.stages[:NOTED_STAGES], start=3):
            owner = f"{talk.id}#{stage.code}"
            note = self._words.note(self._person.called)
            yield self._text(TextKind.NOTE, owner, note, at + timedelta(minutes=4 * number), talk=talk.id)
        if self._random.random() < PREPARED:
            body = self._random.choice(PREP_NOTES).format(called=self._person.called)
            owner = f"{talk.id}#prepare"
            before = at - timedelta(minutes=20)
            yield self._text(TextKind.NOTE, owner, body, before, talk=talk.id, visibility=Visibility.PREP)
        yield from self._promise(talk, at + timedelta(minutes=24))
        if self._random.random() < FED_BACK:
            yield from self._feedback(at + timedelta(minutes=26), shared=True)

    def _held(self, at: datetime) -> Conversation:
        return Conversation(
            id=ConversationId(self._ids.new()),
            person_id=self._person.id,
            guide_key=self._guide.key,
            guide_version=self._guide.version,
            planned_for=at,
            planned_minutes=self._person.planned_minutes,
            started_at=at,
            ended_at=at + timedelta(minutes=self._random.randrange(22, 36)),
            stage=len(self._guide.stages) - 1,
            status=ConversationStatus.HELD,
            takeaway=self._words.takeaways.deal(),
        )

    def _missed(self, at: datetime) -> Conversation:
        return Conversation(
            id=ConversationId(self._ids.new()),
            person_id=self._person.id,
            guide_key=self._guide.key,
            guide_version=self._guide.version,
            planned_for=at,
            planned_minutes=self._person.planned_minutes,
            status=self._random.choice(MISSED),
        )

    def _promise(self, talk: Conversation, at: datetime) -> Iterator[object]:
        owner = self._random.choice((ActionOwner.EMPLOYEE, ActionOwner.EMPLOYEE, ActionOwner.MANAGER))
        deck = self._words.manager_actions if owner is ActionOwner.MANAGER else self._words.employee_actions
        action_id = ActionId(self._ids.new())
        words = deck.deal().format(called=self._person.called)
        text = self._text(TextKind.ACTION, action_id, words, at, talk=talk.id)
        yield text
        due = at.date() + timedelta(days=self._random.randrange(3, self._person.cadence_days + 4))
        recent = (self._today - at.date()).days < RECENT_DAYS
        kept = self._random.random() < (KEPT_LATELY if recent else KEPT)
        done = min(due + timedelta(days=self._random.choice((-2, -1, 0, 0, 3))), self._today)
        yield Action(
            id=action_id,
            person_id=self._person.id,
            conversation_id=talk.id,
            goal_id=self._goal_near(at),
            text_id=text.id,
            owner=owner,
            due_on=due,
            done_on=done if kept else None,
            status=ActionStatus.DONE if kept else ActionStatus.OPEN if recent else ActionStatus.DROPPED,
        )

    def _feedback(self, at: datetime, *, shared: bool) -> Iterator[object]:
        redirecting = self._random.random() < REDIRECTED
        situation, behaviour, impact, *more = (
            self._words.redirecting.deal() if redirecting else self._words.reinforcing.deal()
        )
        piece_id = FeedbackId(self._ids.new())
        visibility = Visibility.SHARED if shared else Visibility.TO_SHARE
        body = f"{situation}: {behaviour} {impact}"
        text = self._text(TextKind.FEEDBACK, piece_id, body, at, visibility=visibility)
        yield text
        told = Feedback(
            id=piece_id,
            person_id=self._person.id,
            text_id=text.id,
            kind=FeedbackKind.REDIRECTING if redirecting else FeedbackKind.REINFORCING,
            observed_on=at.date() - timedelta(days=self._random.randrange(3)),
            situation=situation,
            behaviour=behaviour,
            impact=impact,
            next_step=more[0] if more else "",
            goal_id=self._goal_near(at),
            visibility=visibility,
            shared_on=at.date() if shared else None,
            employee_view=self._random.choice(REPLIES) if redirecting and shared else "",
        )
        piece = replace(told, rules_seen=self._seen.in_piece(replace(told, employee_view=""), body))
        yield piece
        yield self._text(TextKind.FEEDBACK_PARTS, piece_id, "\n".join(piece.parts), at, visibility=visibility)

    def _goal_near(self, at: datetime) -> GoalId | None:
        recent = (self._today - at.date()).days < NEAR_DAYS
        return self._goal.id if self._goal and recent else None

    def _ahead(self, at: datetime) -> Iterator[object]:
        yield Conversation(
            id=ConversationId(self._ids.new()),
            person_id=self._person.id,
            guide_key=self._guide.key,
            guide_version=self._guide.version,
            planned_for=at,
            planned_minutes=self._person.planned_minutes,
        )
        for raised_by in (Side.EMPLOYEE, Side.EMPLOYEE, Side.MANAGER):
            raised_on = self._today - timedelta(days=self._random.randrange(1, 15))
            topic = Topic(
                id=TopicId(self._ids.new()),
                person_id=self._person.id,
                raised_by=raised_by,
                title=self._words.topics.deal(),
                first_raised_on=raised_on,
                times_carried=self._random.choice((0, 0, 1, 2)),
            )
            yield topic
            when = datetime.combine(raised_on, at.timetz())
            yield self._text(TextKind.TOPIC, topic.id, topic.title, when, author=raised_by)
        if self._random.random() < WAITING:
            yield from self._feedback(at - timedelta(days=max(1, (at.date() - self._today).days + 2)), shared=False)

    def _text(
        self,
        kind: TextKind,
        owner: str,
        body: str,
        at: datetime,
        *,
        talk: ConversationId | None = None,
        visibility: Visibility = Visibility.SHARED,
        author: Side = Side.MANAGER,
    ) -> Text:
        # The odd microseconds keep texts of one moment apart, as real ones would be.
        moment = at + timedelta(microseconds=self._random.randrange(1_000_000))
        return Text(
            id=TextId(self._ids.new()),
            person_id=self._person.id,
            conversation_id=talk,
            kind=kind,
            owner_id=owner,
            visibility=visibility,
            at=moment,
            body=body,
            author=author,
        )
