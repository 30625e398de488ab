"""Gathers for a handover what the employee has seen; what is not shared has no way in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Any, TypeVar

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation, KeptGuide, Topic
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Evidence, Goal, Measure, Outcome, Priority
from ldcoach.domain.guides import guide_from_dict, is_own
from ldcoach.domain.handover import (
    HandedEvidence,
    HandedFeedback,
    HandedGoal,
    HandedMeasure,
    HandedOutcome,
    HandedPerson,
    HandedPromise,
    HandedReading,
    HandedTalk,
    HandedText,
    HandedTopic,
    Handover,
)
from ldcoach.domain.kinds import ConversationStatus, GoalStatus, PriorityKind, TextKind, TopicStatus, Visibility
from ldcoach.domain.people import Person
from ldcoach.domain.story import may_leave
from ldcoach.domain.texts import Text
from ldcoach.services.ports import Record
from ldcoach.services.story_reading import view_owner
from ldcoach.services.views.talks import ASIDE

__all__ = ["gathered"]

Handed = TypeVar("Handed", HandedPerson, HandedTalk, HandedGoal, HandedOutcome, HandedMeasure, HandedReading)

_EVER = (datetime(MINYEAR, 1, 2, tzinfo=UTC), datetime(MAXYEAR, 12, 30, tzinfo=UTC))
_NOT_SHOWN = frozenset({GoalStatus.DRAFT, GoalStatus.DROPPED})
_BY_THEMSELVES = frozenset({TextKind.NOTE, TextKind.TAKEAWAY, TextKind.COMMENT})


def gathered(record: Record, person: Person, manager: str, now: datetime) -> tuple[Handover, int]:
    """Return all that a person has seen, and how many texts about them stay behind."""
    shared = [text for text in record.person_texts(person.id, *_EVER, Visibility.SHARED) if text.body.strip()]
    shared = [text for text in shared if text.owner_id.partition("#")[2] not in ASIDE]
    by_id: dict[str, Text] = {text.id: text for text in shared}
    owned = _first_by_owner(shared)
    staying = sum(
        bool(text.body.strip())
        for lane in (Visibility.PREP, Visibility.TO_SHARE)
        for text in record.person_texts(person.id, *_EVER, lane)
    )
    held = record.every(Conversation, person_id=person.id, status=ConversationStatus.HELD)
    talks: dict[str, Conversation] = {talk.id: talk for talk in held}
    goals = _goals(record, person, owned)
    kept = {goal.id for goal in goals}
    promises = _promises(record, person, by_id, kept, talks)
    feedback = _feedback(record, person, by_id, kept)
    judged = {*kept, *(one.id for one in promises), *(one.id for one in feedback), *by_id}
    views = {view_owner(key): key for key in judged}
    texts = tuple(_text(text, talks, views) for text in shared if text.kind in _BY_THEMSELVES)
    used = {one.talk for one in promises} | {one.talk for one in texts}
    handover = Handover(
        made_at=now,
        manager=manager,
        person=_copied(HandedPerson, person),
        talks=tuple(_copied(HandedTalk, talk, guide_key=_guide_kind(record, talk)) for talk in held if talk.id in used),
        goals=goals,
        evidence=_evidence(record, by_id, goals),
        feedback=feedback,
        promises=promises,
        topics=_topics(record, person, owned),
        texts=texts,
    )
    return handover, staying


def _first_by_owner(texts: Iterable[Text]) -> dict[tuple[str, TextKind], Text]:
    found: dict[tuple[str, TextKind], Text] = {}
    for text in texts:
        found.setdefault((text.owner_id, text.kind), text)
    return found


def _copied(kind: type[Handed], seen: object, **own: Any) -> Handed:  # noqa: ANN401  # each field has its own type
    """Return what is handed over of a row: the fields that its kind has, and no other; `own` are not as in the row."""
    same: dict[str, Any] = {field.name: getattr(seen, field.name) for field in fields(kind) if field.name not in own}
    return kind(**same, **own)


def _guide_kind(record: Record, talk: Conversation) -> str:
    """Return the guide of a 1-2-1; one of the manager's own stays here, and what travels is the one it goes back to."""
    own = record.every(KeptGuide, key=talk.guide_key, version=talk.guide_version) if is_own(talk.guide_key) else []
    return next((guide_from_dict(kept.body).kind for kept in own), talk.guide_key)


def _text(text: Text, talks: dict[str, Conversation], views: dict[str, str]) -> HandedText:
    talk = text.conversation_id or "" if text.conversation_id in talks else ""
    return HandedText(
        id=text.id,
        kind=text.kind,
        author=text.author,
        at=text.at,
        words=text.body,
        talk=talk,
        stage=text.owner_id.partition("#")[2] if talk else "",
        about=views.get(text.owner_id, ""),
    )


def _goals(record: Record, person: Person, owned: dict[tuple[str, TextKind], Text]) -> tuple[HandedGoal, ...]:
    goals = [goal for goal in record.every(Goal, person_id=person.id) if goal.status not in _NOT_SHOWN]
    seen = [(goal, owned[goal.id, TextKind.GOAL]) for goal in goals if (goal.id, TextKind.GOAL) in owned]
    return tuple(_goal(record, goal, text.at) for goal, text in seen)


def _goal(record: Record, goal: Goal, at: datetime) -> HandedGoal:
    outcome = record.find(Outcome, goal.outcome_id) if goal.outcome_id else None
    measures = [_measure(record, one, of_outcome=False) for one in record.every(Measure, goal_id=goal.id)]
    if outcome is not None:
        measures += [_measure(record, one, of_outcome=True) for one in record.every(Measure, outcome_id=outcome.id)]
    readings = {reading.id for measure in measures for reading in measure.readings}
    baseline = goal.baseline_reading_id or ""
    return _copied(
        HandedGoal,
        goal,
        at=at,
        baseline=baseline if baseline in readings else "",
        outcome=_outcome(record, outcome) if outcome is not None else None,
        measures=tuple(measures),
    )


def _outcome(record: Record, outcome: Outcome) -> HandedOutcome:
    priority = record.find(Priority, outcome.priority_id) if outcome.priority_id else None
    return _copied(
        HandedOutcome,
        outcome,
        priority=priority.name if priority else "",
        priority_kind=priority.kind if priority else PriorityKind.OTHER,
    )


def _measure(record: Record, measure: Measure, *, of_outcome: bool) -> HandedMeasure:
    """Return a measure with its values; the notes on readings were not seen, so they stay behind."""
    readings = tuple(_copied(HandedReading, reading) for reading in record.readings(measure.id))
    return _copied(HandedMeasure, measure, of_outcome=of_outcome, readings=readings)


def _evidence(record: Record, by_id: dict[str, Text], goals: tuple[HandedGoal, ...]) -> tuple[HandedEvidence, ...]:
    found = [(goal.id, one) for goal in goals for one in record.every(Evidence, goal_id=goal.id)]
    return tuple(
        HandedEvidence(
            id=one.id, goal=goal, kind=one.kind, on=one.on, at=by_id[one.text_id].at, words=by_id[one.text_id].body
        )
        for goal, one in found
        if one.agreed_by_employee and one.text_id in by_id
    )


def _feedback(record: Record, person: Person, by_id: dict[str, Text], goals: set[str]) -> tuple[HandedFeedback, ...]:
    pieces = record.every(Feedback, person_id=person.id, visibility=Visibility.SHARED)
    return tuple(
        HandedFeedback(
            id=piece.id,
            kind=piece.kind,
            source=piece.source,
            observed_on=piece.observed_on,
            shared_on=piece.shared_on,
            at=by_id[piece.text_id].at,
            words=by_id[piece.text_id].body,
            situation=piece.situation,
            behaviour=piece.behaviour,
            impact=piece.impact,
            next_step=piece.next_step,
            employee_view=piece.employee_view,
            goal=piece.goal_id if piece.goal_id in goals else "",
        )
        for piece in pieces
        if may_leave(piece.visibility) and piece.shared_on is not None and piece.text_id in by_id
    )


def _promises(
    record: Record, person: Person, by_id: dict[str, Text], goals: set[str], talks: dict[str, Conversation]
) -> tuple[HandedPromise, ...]:
    return tuple(
        HandedPromise(
            id=action.id,
            owner=action.owner,
            status=action.status,
            due_on=action.due_on,
            done_on=action.done_on,
            at=by_id[action.text_id].at,
            words=by_id[action.text_id].body,
            goal=action.goal_id if action.goal_id in goals else "",
            talk=action.conversation_id or "" if action.conversation_id in talks else "",
        )
        for action in record.every(Action, person_id=person.id)
        if action.text_id in by_id
    )


def _topics(record: Record, person: Person, owned: dict[tuple[str, TextKind], Text]) -> tuple[HandedTopic, ...]:
    """Return the topics that are still of use: what was talked about is in the notes."""
    topics = record.every(Topic, person_id=person.id)
    return tuple(
        HandedTopic(
            id=topic.id,
            title=topic.title,
            raised_by=topic.raised_by,
            status=topic.status,
            first_raised_on=topic.first_raised_on,
            at=owned[topic.id, TextKind.TOPIC].at,
        )
        for topic in topics
        if topic.status in {TopicStatus.OPEN, TopicStatus.PARKED} and (topic.id, TextKind.TOPIC) in owned
    )
