"""What was done since a day: facts by the local day, of the team and of those who left it, and nothing older."""

from __future__ import annotations

import random
import re
import sqlite3
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation, Topic
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
from ldcoach.domain.practice import Day, DueDay, GoalFacts, Pending, Promises, Raised, Talks
from ldcoach.domain.texts import Text
from ldcoach.services.ports.practice import Part, PracticeFacts
from ldcoach.store.local_days import LocalDays
from ldcoach.store.mapping import to_micros
from ldcoach.store.queries import practice
from ldcoach.store.record import EncryptedRecord
from tests.fakes import FixedClock
from tests.store.writer import Writer

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@pytest.fixture
def since(clock: FixedClock) -> date:
    return clock.today() - 4 * WEEK


def local(moment: datetime) -> date:
    return moment.astimezone().date()


def number(moment: datetime) -> Day:
    return local(moment).toordinal()


def test_nothing_is_read_that_was_not_asked_for(record: EncryptedRecord, write: Writer, since: date) -> None:
    ada = write.person()
    write.person("Bo Ek", relationship=Relationship.SKIP_LEVEL)
    write.person("Cy Dahl", status=PersonStatus.ARCHIVED)
    write.goal(ada)
    assert record.practice(since, ()) == PracticeFacts(reports=frozenset({ada.id}))


def test_conversations_since_a_day(record: EncryptedRecord, write: Writer, clock: FixedClock, since: date) -> None:
    ada, now, late = write.person(), clock.now(), timedelta(days=2)
    write.held(ada, now - 6 * WEEK)
    write.held(ada, now - 5 * WEEK)
    write.held(ada, now - WEEK, talk_share_estimate=60)
    write.planned(ada, now - 3 * WEEK, started_at=now - 3 * WEEK + late, status=ConversationStatus.HELD)
    write.planned(ada, now - 2 * WEEK, status=ConversationStatus.HELD)
    write.planned(ada, now - 10 * DAY, status=ConversationStatus.RESCHEDULED)
    write.planned(ada, now - 9 * DAY, status=ConversationStatus.CANCELLED)
    write.planned(ada, now - 8 * DAY, status=ConversationStatus.MISSED, talk_share_estimate=10)
    write.planned(ada, now + WEEK)
    found = record.practice(since, [Part.TALKS])
    assert (found.shared, found.due, found.pending, found.raised, found.goals) == ((), (), (), (), ())
    on = [number(now - ago * DAY) for ago in (21, 14, 10, 9, 8, 7)]
    assert found.talks == {
        ada.id: Talks(
            planned=[*on, number(now + WEEK)],
            held=[number(now - 5 * WEEK), number(now - 3 * WEEK + late), on[1], on[5]],
            moved=[on[2]],
            lost=[on[3], on[4]],
            shares=[(on[5], 60)],
        )
    }


def test_feedback_that_was_shared_since_a_day(record: EncryptedRecord, write: Writer, since: date) -> None:
    ada = write.person()
    shared = {"visibility": Visibility.SHARED, "shared_on": since}
    whole = {"situation": "On Monday", "behaviour": "you asked first", "impact": "so we knew"}
    long_before = since - timedelta(days=500)
    write.feedback(ada, "whole", observed_on=long_before, rules_seen=("vague", "always"), **shared, **whole)
    write.feedback(ada, "part", kind=FeedbackKind.REDIRECTING, observed_on=since, **shared, **whole | {"impact": ""})
    write.feedback(ada, "ahead", kind=FeedbackKind.FEEDFORWARD, observed_on=since, **shared)
    write.feedback(ada, "waits", observed_on=since)
    write.feedback(ada, "before", observed_on=since, visibility=Visibility.SHARED, shared_on=since - DAY)
    (found,) = record.practice(since, [Part.SHARED]).shared
    assert sorted(found.waits) == [0, 0, 500]
    assert found.kinds == dict.fromkeys(FeedbackKind, 1)
    assert (found.on, found.found, found.whole) == (since, [["vague", "always"]], [ada.id])


def test_promises_since_a_day_and_how_many_are_open(
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
    write.action(ada, "late", status=ActionStatus.DONE, due_on=today - DAY, done_on=today)
    write.action(ada, "dropped", status=ActionStatus.DROPPED, due_on=today)
    write.action(ada, "done on no known day", status=ActionStatus.DONE)
    found = record.practice(since, [Part.PROMISES, Part.DUE, Part.PENDING])
    assert found.promises == {ada.id: Promises([number(clock.now())] * 2, [today.toordinal()] * 3, still_open=2)}
    assert found.due == (
        DueDay(today - DAY, ActionOwner.MANAGER, 1, 0),
        DueDay(later, ActionOwner.EMPLOYEE, 1, 0),
        DueDay(later, ActionOwner.MANAGER, 1, 1),
    )
    pending = sorted(found.pending, key=lambda one: one.owner)
    assert pending == [Pending(ActionOwner.EMPLOYEE, local(old)), Pending(ActionOwner.MANAGER, local(old))]


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


@pytest.mark.parametrize("part", Part)
def test_no_big_table_is_walked_through_nor_sorted(
    record: EncryptedRecord, write: Writer, since: date, part: Part
) -> None:
    write.goal(write.person())
    asked: list[str] = []
    with record.session.reading() as connection:
        bare: Any = connection.connection.dbapi_connection
        bare.set_trace_callback(asked.append)
        practice.facts(connection, since, [part])
        bare.set_trace_callback(None)
        plan = [str(row[3]) for each in asked for row in bare.execute(f"EXPLAIN QUERY PLAN {each}")]
    assert plan
    small = re.compile(r"SCAN (p|g|person)\b|SCAN a USING INDEX ix_action_open")
    assert [step for step in plan if step.startswith("SCAN") and not small.match(step)] == []
    assert part is Part.GOALS or not any("B-TREE" in step for step in plan)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "Africa/Casablanca"])
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be changed within a process there")
def test_days_are_those_of_this_machine(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        since, chance = date(2024, 1, 31), random.Random(zone)
        days, bare = LocalDays(since), sqlite3.connect(":memory:")
        begun = datetime.combine(since, datetime.min.time()).astimezone(UTC)
        for _ in range(3000):
            moment = begun + timedelta(minutes=chance.randrange(4 * 365 * 24 * 60))
            (found,) = bare.execute(f"SELECT {days.sql(':at')}", {"at": to_micros(moment)}).fetchone()
            assert date.fromordinal(found) == days.at(to_micros(moment)) == local(moment)
        bare.close()
    finally:
        monkeypatch.undo()
        time.tzset()


def test_every_fact_is_what_one_finds_row_by_row(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    chance, since, now = random.Random(7), clock.today() - 10 * WEEK, clock.now()
    people = [write.person(f"Person {each}") for each in range(3)]
    clock.advance(weeks=-20)
    for _ in range(60):
        ada, ago = chance.choice(people), timedelta(hours=chance.randrange(20 * 7 * 24))
        planned, status = now - ago, chance.choice(list(ConversationStatus))
        begun = planned + timedelta(hours=chance.randrange(60)) if status is ConversationStatus.HELD else None
        write.planned(ada, planned, status=status, started_at=begun)
        state = chance.choice(list(ActionStatus))
        done = (clock.today() + timedelta(days=chance.randrange(140))) if state is ActionStatus.DONE else None
        write.action(ada, "Rota", status=state, done_on=done)
        clock.advance(hours=chance.randrange(50))
    found = record.practice(since, [Part.TALKS, Part.PROMISES])
    slots, actions = record.every(Conversation), record.every(Action)
    for ada in people:
        mine = [slot for slot in slots if slot.person_id == ada.id]
        met = sorted(number(slot.started_at or slot.planned_for) for slot in mine if slot.status == "held")
        begins = [day for day in met if day >= since.toordinal()]
        assert found.talks[ada.id].held == [*[day for day in met if day < since.toordinal()][-1:], *begins]
        planned_days = sorted(number(s.planned_for) for s in mine if local(s.started_at or s.planned_for) >= since)
        assert found.talks[ada.id].planned == planned_days
        counted = [one for one in actions if one.person_id == ada.id and one.status != "dropped"]
        for back in range(0, 70, 3):
            day = clock.today() - timedelta(days=back)
            if day < since:
                continue
            texts = {one.id: local(record.get(Text, one.text_id).at) for one in counted}
            is_open = any(texts[one.id] < day and (one.done_on is None or one.done_on >= day) for one in counted)
            assert found.promises[ada.id].open_before(day.toordinal()) == is_open
