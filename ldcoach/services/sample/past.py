"""Years of ordinary 1-2-1s of one person, and what waits for the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

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
from ldcoach.services.sample.content import Trade

HOURS = (9, 10, 11, 13, 14, 15)
HELD = 0.9
RECENT_DAYS = 21
REPLIES = (
    "I saw it too. I thought the note was for the day team only.",
    "I did not know that anyone had waited. Thank you for saying it soon.",
    "I see it differently: there was nobody to hand over to. Can we look at the rota?",
)


@dataclass(frozen=True, slots=True)
class Past:
    """Whose past is told, with which guide, up to which day."""

    person: Person
    trade: Trade
    guide: Guide
    goal: Goal | None
    today: date
    years: int


def past_rows(past: Past, random: Random, ids: Ids) -> Iterator[object]:
    """Yield every row of a person's past, oldest 1-2-1 first, then the next one and what waits for it."""
    step = timedelta(days=past.person.cadence_days)
    weekday_shift = random.randrange(5)
    day = past.today - timedelta(days=365 * past.years) + timedelta(days=weekday_shift)
    hour = random.choice(HOURS)
    while day < past.today:
        yield from _talk(past, random, ids, _at(day, hour))
        day += step
    yield from _ahead(past, random, ids, _at(day if day > past.today else past.today, hour))


def _talk(past: Past, random: Random, ids: Ids, at: datetime) -> Iterator[object]:
    held = random.random() < HELD
    talk = Conversation(
        id=ConversationId(ids.new()),
        person_id=past.person.id,
        guide_key=past.guide.key,
        guide_version=past.guide.version,
        planned_for=at,
        planned_minutes=past.person.planned_minutes,
        started_at=at if held else None,
        ended_at=at + timedelta(minutes=random.randrange(22, 36)) if held else None,
        stage=len(past.guide.stages) - 1 if held else 0,
        status=ConversationStatus.HELD if held else random.choice(MISSED),
        takeaway=random.choice(past.trade.takeaways) if held else "",
    )
    yield talk
    if not held:
        return
    yield _text(past, ids, TextKind.TAKEAWAY, talk.id, talk.takeaway, at, talk=talk.id, author=Side.EMPLOYEE)
    stages = random.sample(past.guide.stages, k=min(2, len(past.guide.stages)))
    for number, stage in enumerate(stages):
        body = random.choice(past.trade.notes).format(called=past.person.called)
        yield _text(
            past, ids, TextKind.NOTE, f"{talk.id}#{stage.code}", body, at + timedelta(minutes=number + 3), talk=talk.id
        )
    if random.random() < PREP_SHARE:
        body = f"Listen first. Ask {past.person.called} what would help before offering anything."
        owner = f"{talk.id}#prepare"
        yield _text(past, ids, TextKind.NOTE, owner, body, at, talk=talk.id, visibility=Visibility.PREP)
    yield from _promise(past, random, ids, talk, at)
    if random.random() < FEEDBACK_SHARE:
        yield from _feedback(past, random, ids, at)


MISSED = (ConversationStatus.CANCELLED, ConversationStatus.RESCHEDULED, ConversationStatus.MISSED)
PREP_SHARE = 0.5
FEEDBACK_SHARE = 0.8


def _promise(past: Past, random: Random, ids: Ids, talk: Conversation, at: datetime) -> Iterator[object]:
    owner = random.choice((ActionOwner.EMPLOYEE, ActionOwner.EMPLOYEE, ActionOwner.MANAGER))
    choices = past.trade.manager_actions if owner is ActionOwner.MANAGER else past.trade.employee_actions
    words = random.choice(choices).format(called=past.person.called)
    due = at.date() + timedelta(days=random.randrange(3, past.person.cadence_days + 4))
    recent = (past.today - at.date()).days < RECENT_DAYS
    kept = random.random() < (0.4 if recent else 0.92)
    done = min(due + timedelta(days=random.choice((-2, -1, 0, 0, 3))), past.today)
    action_id = ActionId(ids.new())
    text = _text(past, ids, TextKind.ACTION, action_id, words, at + timedelta(minutes=9), talk=talk.id)
    yield text
    yield Action(
        id=action_id,
        person_id=past.person.id,
        conversation_id=talk.id,
        goal_id=past.goal.id if past.goal and random.random() < 0.2 else None,
        text_id=text.id,
        owner=owner,
        due_on=due,
        done_on=done if kept else None,
        status=ActionStatus.DONE if kept else ActionStatus.OPEN if recent else ActionStatus.DROPPED,
    )


def _feedback(past: Past, random: Random, ids: Ids, at: datetime, *, waiting: bool = False) -> Iterator[object]:
    redirecting = random.random() < 0.3
    moment = random.choice(past.trade.redirecting if redirecting else past.trade.reinforcing)
    piece_id = FeedbackId(ids.new())
    visibility = Visibility.TO_SHARE if waiting else Visibility.SHARED
    shared_on = None if waiting else at.date()
    body = f"{moment[0]}: {moment[1]} {moment[2]}"
    text = _text(past, ids, TextKind.FEEDBACK, piece_id, body, at, visibility=visibility)
    piece = Feedback(
        id=piece_id,
        person_id=past.person.id,
        text_id=text.id,
        kind=FeedbackKind.REDIRECTING if redirecting else FeedbackKind.REINFORCING,
        observed_on=at.date() - timedelta(days=random.randrange(3)),
        situation=moment[0],
        behaviour=moment[1],
        impact=moment[2],
        next_step=moment[3] if len(moment) > 3 else "",
        goal_id=_goal_near(past, at),
        visibility=visibility,
        shared_on=shared_on,
        employee_view=random.choice(REPLIES) if redirecting and not waiting else "",
    )
    yield text
    yield piece
    parts = "\n".join(piece.parts)
    yield _text(past, ids, TextKind.FEEDBACK_PARTS, piece_id, parts, at, visibility=visibility)


def _goal_near(past: Past, at: datetime) -> GoalId | None:
    recent = (past.today - at.date()).days < NEAR_DAYS
    return past.goal.id if past.goal and recent else None


NEAR_DAYS = 60


def _ahead(past: Past, random: Random, ids: Ids, at: datetime) -> Iterator[object]:
    yield Conversation(
        id=ConversationId(ids.new()),
        person_id=past.person.id,
        guide_key=past.guide.key,
        guide_version=past.guide.version,
        planned_for=at,
        planned_minutes=past.person.planned_minutes,
    )
    titles = random.sample(past.trade.topics, k=min(3, len(past.trade.topics)))
    for number, title in enumerate(titles):
        raised_by = Side.MANAGER if number == 2 else Side.EMPLOYEE
        topic = Topic(
            id=TopicId(ids.new()),
            person_id=past.person.id,
            raised_by=raised_by,
            title=title,
            first_raised_on=past.today - timedelta(days=random.randrange(1, 15)),
            times_carried=random.choice((0, 0, 1, 2)),
        )
        yield topic
        when = _at(topic.first_raised_on, 16)
        yield _text(past, ids, TextKind.TOPIC, topic.id, title, when, author=raised_by)
    if random.random() < 0.4:
        yield from _feedback(past, random, ids, _at(past.today - timedelta(days=2), 12), waiting=True)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


def _text(
    past: Past,
    ids: Ids,
    kind: TextKind,
    owner: str,
    body: str,
    at: datetime,
    *,
    talk: ConversationId | None = None,
    visibility: Visibility = Visibility.SHARED,
    author: Side = Side.MANAGER,
) -> Text:
    return Text(
        id=TextId(ids.new()),
        person_id=past.person.id,
        conversation_id=talk,
        kind=kind,
        owner_id=owner,
        visibility=visibility,
        at=at,
        body=body,
        author=author,
    )
