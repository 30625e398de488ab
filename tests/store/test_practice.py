"""What was done since a day: facts by the local day, of the team and of those who left it, and nothing older."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from ldcoach.domain.conversations import Topic
from ldcoach.domain.goals import Measure, Outcome, Reading
from ldcoach.domain.ids import MeasureId, OutcomeId, ReadingId, TopicId
from ldcoach.domain.kinds import (
    ActionOwner,
    ActionStatus,
    ConversationStatus,
    FeedbackKind,
    GoalStatus,
    PersonStatus,
    Relationship,
    Side,
    TextKind,
    Visibility,
)
from ldcoach.domain.practice import GoalFacts, Piece, Promised, Raised, Slot
from ldcoach.services.ports.practice import Part, PracticeFacts
from ldcoach.store.record import EncryptedRecord
from tests.fakes import FixedClock
from tests.store.writer import Writer

WEEK = timedelta(days=7)


@pytest.fixture
def since(clock: FixedClock) -> date:
    return clock.today() - 4 * WEEK


def local(moment: datetime) -> date:
    return moment.astimezone().date()


def test_nothing_is_read_that_was_not_asked_for(record: EncryptedRecord, write: Writer, since: date) -> None:
    ada = write.person()
    write.person("Bo Ek", relationship=Relationship.SKIP_LEVEL)
    write.person("Cy Dahl", status=PersonStatus.ARCHIVED)
    write.goal(ada)
    assert record.practice(since, ()) == PracticeFacts(reports=frozenset({ada.id}))


def test_conversations_since_a_day(record: EncryptedRecord, write: Writer, clock: FixedClock, since: date) -> None:
    ada, now = write.person(), clock.now()
    write.held(ada, now - 5 * WEEK)
    write.held(ada, now - WEEK, talk_share_estimate=60)
    write.planned(ada, now - 2 * WEEK, status=ConversationStatus.HELD)
    write.planned(ada, now + WEEK)
    found = record.practice(since, [Part.SLOTS])
    assert (found.pieces, found.promised, found.raised, found.goals) == ((), (), (), ())
    assert sorted(found.slots, key=lambda slot: slot.planned_on) == [
        Slot(ada.id, local(now - 2 * WEEK), ConversationStatus.HELD, local(now - 2 * WEEK)),
        Slot(ada.id, local(now - WEEK), ConversationStatus.HELD, local(now - WEEK), 60),
        Slot(ada.id, local(now + WEEK), ConversationStatus.PLANNED),
    ]


def test_feedback_that_was_shared_since_a_day(record: EncryptedRecord, write: Writer, since: date) -> None:
    ada, day = write.person(), timedelta(days=1)
    shared = {"visibility": Visibility.SHARED, "shared_on": since}
    whole = {"situation": "On Monday", "behaviour": "you asked first", "impact": "so we knew"}
    write.feedback(ada, "whole", observed_on=since - day, rules_seen=("vague", "always"), **shared, **whole)
    write.feedback(ada, "part", kind=FeedbackKind.REDIRECTING, observed_on=since, **shared, **whole | {"impact": ""})
    write.feedback(ada, "waits", observed_on=since)
    write.feedback(ada, "before", observed_on=since, visibility=Visibility.SHARED, shared_on=since - day)
    assert record.practice(since, [Part.PIECES]).pieces == (
        Piece(ada.id, FeedbackKind.REINFORCING, since - day, since, complete=True, rules=("vague", "always")),
        Piece(ada.id, FeedbackKind.REDIRECTING, since, since, complete=False),
    )


def test_promises_since_a_day_and_older_ones_that_are_open(
    record: EncryptedRecord, write: Writer, clock: FixedClock, since: date
) -> None:
    ada, today = write.person(), clock.today()
    clock.advance(weeks=-8)
    old, later = clock.now(), today + WEEK
    write.action(ada, "old and open", ActionOwner.EMPLOYEE, due_on=later, status=ActionStatus.CARRIED_OVER)
    write.action(ada, "old, open and without a day")
    write.action(ada, "old and done", status=ActionStatus.DONE, done_on=today)
    clock.advance(weeks=8)
    write.action(ada, "new", status=ActionStatus.DONE, due_on=later, done_on=today)
    found = record.practice(since, [Part.PROMISED]).promised
    assert set(found) == {
        Promised(ada.id, ActionOwner.EMPLOYEE, ActionStatus.CARRIED_OVER, local(old), later),
        Promised(ada.id, ActionOwner.MANAGER, ActionStatus.OPEN, local(old)),
        Promised(ada.id, ActionOwner.MANAGER, ActionStatus.DONE, local(clock.now()), later, today),
    }
    assert len(found) == 3


def test_topics_by_day_and_side(record: EncryptedRecord, write: Writer, since: date) -> None:
    ada = write.person()
    for number, (side, on) in enumerate(
        [(Side.EMPLOYEE, since), (Side.EMPLOYEE, since), (Side.MANAGER, since), (Side.MANAGER, since - WEEK)]
    ):
        key = TopicId(f"t{number}")
        write.keep(Topic(id=key, person_id=ada.id, raised_by=side, title="Rota", first_raised_on=on))
    found = record.practice(since, [Part.RAISED]).raised
    assert set(found) == {Raised(since, Side.EMPLOYEE, 2), Raised(since, Side.MANAGER, 1)}
    assert len(found) == 2


def test_goals_tell_what_they_name_and_whether_a_change_could_be_shown(
    record: EncryptedRecord, write: Writer, clock: FixedClock, since: date
) -> None:
    ada, day = write.person(), local(clock.now())
    outcome = write.keep(Outcome(id=OutcomeId("o"), name="Fewer rejects"))
    write.goal(ada, outcome_id=outcome.id, critical_behaviour="asks first", target_value=4.0)
    own = write.goal(ada, target_value=2.0)
    write.goal(ada, "Without a target")
    write.goal(ada, "Reached", status=GoalStatus.ACHIEVED)
    write.text(ada, "why", kind=TextKind.GOAL, owner_id=own.id, at=clock.now() - WEEK)
    write.keep(Measure(id=MeasureId("m"), name="Rejects", unit="%", outcome_id=outcome.id))
    write.keep(Measure(id=MeasureId("n"), name="Calls", unit="n", goal_id=own.id))
    readings = (("m", WEEK, 7.0), ("m", 2 * WEEK, 8.0), ("n", WEEK, 1.0))
    for number, (measure, ago, value) in enumerate(readings):
        on = clock.today() - ago
        write.keep(Reading(id=ReadingId(f"r{number}"), measure_id=MeasureId(measure), on=on, value=value))
    assert sorted(record.practice(since, [Part.GOALS]).goals, key=lambda goal: (goal.since, not goal.linked)) == [
        GoalFacts(day - WEEK, linked=False, behaviour=False, comparable=False),
        GoalFacts(day, linked=True, behaviour=True, comparable=True),
        GoalFacts(day, linked=False, behaviour=False, comparable=False),
    ]
