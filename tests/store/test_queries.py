"""What the pages ask: right answers, few statements, no walk through a big table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from ldcoach.domain.asking import HeldTalk
from ldcoach.domain.conversations import KeptGuide, Topic, TopicInConversation
from ldcoach.domain.gaps import Gap, PathStep
from ldcoach.domain.goals import Evidence, IfThenPlan, Learning, Measure, Outcome, Priority, Reading
from ldcoach.domain.guides import guide_as_dict
from ldcoach.domain.ids import (
    EvidenceId,
    GapId,
    LearningId,
    MeasureId,
    OutcomeId,
    PathStepId,
    PriorityId,
    ReadingId,
    TopicId,
)
from ldcoach.domain.kinds import (
    ActionOwner,
    ActionStatus,
    ConversationStatus,
    EvidenceKind,
    GoalStatus,
    PathKind,
    PersonStatus,
    Side,
    TextKind,
    TopicStatus,
    Visibility,
)
from ldcoach.domain.leaving import Summary
from ldcoach.domain.people import Person
from ldcoach.library.file_library import FileLibrary
from ldcoach.paths import resources
from ldcoach.services.views import Happening, TimelineEntry
from ldcoach.store.record import EncryptedRecord
from tests.fakes import FixedClock
from tests.store.writer import Writer

BIG = ("text", "conversation", "feedback", "action", "reading", "revision", "topic")
WEEK = timedelta(days=7)


@contextmanager
def statements(record: EncryptedRecord) -> Iterator[list[tuple[str, object]]]:
    """Collect what is asked of the database, transactions aside."""
    asked: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, parameters: object, *___: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            asked.append((statement, parameters))

    engine = record.session.connections.reading
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def walks(connection: sa.Connection, statement: str, parameters: object) -> list[str]:
    """Return the steps of the plan that walk through a big table or sort without an index."""
    plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]  # type: ignore[arg-type]
    aliases = {name: table for table, name in re.findall(r"(?:FROM|JOIN) (\w+) (\w)\b", statement)}
    # An index over open, waiting or planned rows alone may be read from its start: that is the list itself.
    small = re.compile(r"VIRTUAL|USING INDEX ix_(action_open|feedback_waiting|conversation_planned)")
    names = [step.split()[1] for step in plan if step.startswith("SCAN") and not small.search(step)]
    return [name for name in names if aliases.get(name, name) in BIG]


TODAY: list[Callable[[EncryptedRecord, Person], object]] = [
    lambda record, _: record.people(),
    lambda record, _: record.upcoming(FixedClock().now() + WEEK, 8),
    lambda record, _: record.promises(owner=ActionOwner.MANAGER, limit=8),
    lambda record, _: record.waiting_feedback(limit=8),
]
AGENDA: list[Callable[[EncryptedRecord, Person], object]] = [
    lambda record, person: record.open_topics(person.id),
    lambda record, person: record.promises(person_id=person.id),
    lambda record, person: record.waiting_feedback(person_id=person.id),
    lambda record, person: record.goal_lines(person_id=person.id),
    lambda record, person: record.due_measures(person.id, date(2026, 3, 2)),
    lambda record, person: record.look_back(person.id, FixedClock().now() - WEEK, date(2026, 3, 2)),
]
OTHERS: list[Callable[[EncryptedRecord, Person], object]] = [
    lambda record, person: record.next_of(person.id),
    lambda record, person: record.last_due(person.id, FixedClock().now(), 6),
    lambda record, person: record.timeline(person.id),
    lambda record, person: record.timeline(person.id, before=(FixedClock().now(), "x")),
    lambda record, person: record.search("rota", person_id=person.id),
    lambda record, person: record.texts_of([person.id], kinds=[TextKind.NOTE], visibility=Visibility.PREP),
    lambda record, person: record.person_texts(
        person.id, FixedClock().now() - WEEK, FixedClock().now(), Visibility.SHARED
    ),
    lambda record, _: record.conversation_texts("c"),  # type: ignore[arg-type]
    lambda record, _: record.readings(MeasureId("m")),
    lambda record, _: record.goal_thread("g"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("page", "most"), [(TODAY, 5), (AGENDA, 6)], ids=["today", "agenda"])
def test_a_page_asks_little(
    record: EncryptedRecord, write: Writer, page: list[Callable[[EncryptedRecord, Person], object]], most: int
) -> None:
    person = write.person()
    with statements(record) as asked:
        for question in page:
            question(record, person)
    assert len(asked) <= most


@pytest.mark.parametrize("number", range(len(TODAY + AGENDA + OTHERS)))
def test_no_question_walks_through_a_big_table(record: EncryptedRecord, write: Writer, number: int) -> None:
    person = write.person()
    with statements(record) as asked:
        (TODAY + AGENDA + OTHERS)[number](record, person)
    assert asked
    with record.session.reading() as connection:
        assert [walks(connection, *question) for question in asked] == [[] for _ in asked]


def test_the_plan_test_sees_a_walk(record: EncryptedRecord) -> None:
    with record.session.reading() as connection:
        assert walks(connection, "SELECT body FROM text t WHERE t.language = ?", ("",)) == ["t"]


def test_people(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    zoe, ada = write.person("zoe", team="Ops"), write.person("Ada", status=PersonStatus.ARCHIVED)
    write.held(zoe, clock.now() - 2 * WEEK)
    write.held(zoe, clock.now() - WEEK)
    write.planned(zoe, clock.now() + 2 * WEEK)
    write.planned(zoe, clock.now() + WEEK)
    (line,) = record.people()
    assert (line.person_id, line.name, line.team, line.archived) == (zoe.id, "zoe", "Ops", False)
    assert (line.last_held, line.next_planned) == (clock.now() - WEEK, clock.now() + WEEK)
    assert [one.name for one in record.people(archived=True)] == ["Ada", "zoe"]
    assert record.people(archived=True)[0].last_held is None
    assert record.person_names() == [(ada.id, "Ada"), (zoe.id, "zoe")]


def test_upcoming(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada, gone = write.person("Ada"), write.person("Bo", status=PersonStatus.ARCHIVED)
    write.keep(KeptGuide(id="k", key="weekly", version=1, name="Weekly", language="en", source="built-in", body={}))
    overdue = write.planned(ada, clock.now() - WEEK, started_at=clock.now() - WEEK)
    soon = write.planned(ada, clock.now() + WEEK)
    other = write.planned(ada, clock.now() + WEEK, guide_key="career")
    write.planned(ada, clock.now() + 2 * WEEK)
    write.planned(gone, clock.now())
    write.held(ada, clock.now())
    found = record.upcoming(clock.now() + WEEK, 8)
    assert [line.conversation_id for line in found] == [overdue.id, soon.id, other.id]
    assert [line.started for line in found] == [True, False, False]
    assert [line.guide_name for line in found] == ["Weekly", "Weekly", "career"]
    assert len(record.upcoming(clock.now() + WEEK, 1)) == 1


def test_promises(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada, bo = write.person("Ada"), write.person("Bo")
    undated = write.action(ada, "undated")
    late = write.action(ada, "late", due_on=clock.today() + WEEK)
    early = write.action(bo, "early", due_on=clock.today(), owner=ActionOwner.BOTH)
    theirs = write.action(ada, "theirs", owner=ActionOwner.EMPLOYEE, status=ActionStatus.CARRIED_OVER)
    write.action(ada, "done", status=ActionStatus.DONE, done_on=clock.today())
    write.action(write.person("Cy", status=PersonStatus.ARCHIVED), "gone")
    everybody = [line.action_id for line in record.promises()]
    assert everybody == [early.id, late.id, undated.id, theirs.id]
    assert [line.words for line in record.promises(owner=ActionOwner.MANAGER)] == ["early", "late", "undated"]
    assert [line.words for line in record.promises(person_id=ada.id, owner=ActionOwner.EMPLOYEE)] == ["theirs"]
    assert [line.person_name for line in record.promises(limit=1)] == ["Bo"]


def test_waiting_feedback(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada, bo = write.person("Ada"), write.person("Bo")
    second = write.feedback(ada, "second")
    first = write.feedback(bo, "first", observed_on=clock.today() - WEEK)
    write.feedback(ada, "said", shared_on=clock.today(), visibility=Visibility.SHARED)
    write.feedback(ada, "for me alone", visibility=Visibility.PREP)
    assert [line.feedback_id for line in record.waiting_feedback()] == [first.id, second.id]
    assert [line.words for line in record.waiting_feedback(person_id=ada.id)] == ["second"]


def test_look_back(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada, bo = write.person("Ada"), write.person("Bo")
    body = guide_as_dict(FileLibrary(resources()).guide("grow"))
    write.keep(KeptGuide(id="k", key="grow", version=1, name="GROW", language="en", source="built-in", body=body))
    old = write.held(ada, clock.now() - 3 * WEEK)
    career = write.held(ada, clock.now() - WEEK, guide_key="career")
    weekly = write.held(ada, clock.now())
    write.text(ada, "One?\nTwo?", owner_id=f"{career.id}#asked", conversation_id=career.id)
    write.text(ada, "A note", owner_id=f"{weekly.id}#1", conversation_id=weekly.id)
    write.planned(ada, clock.now() + WEEK, guide_key="grow")
    write.held(bo, clock.now())
    for name, on in (("due", clock.today()), ("later", clock.today() + WEEK)):
        gap = Gap(id=GapId(name), person_id=ada.id, statement=name, answers={}, agreed_on=clock.today(), review_on=on)
        write.keep(gap)
    past = record.look_back(ada.id, clock.now() - WEEK, clock.today())
    day = clock.today()
    assert past.held == (HeldTalk("weekly", day), HeldTalk("career", day - WEEK, ("One?", "Two?")))
    assert past.earlier
    assert past.guide is not None
    assert past.guide.name == "GROW coaching"
    assert past.gaps == (("due", "due", day),)
    assert not record.look_back(ada.id, old.planned_for, day).earlier
    assert [entry.words for entry in record.timeline(ada.id, kinds=[Happening.NOTE]).entries] == ["A note"]


def test_next_of(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada, bo = write.person("Ada"), write.person("Bo")
    write.planned(ada, clock.now() + WEEK)
    first = write.planned(ada, clock.now() - WEEK)
    write.held(ada, clock.now() - 2 * WEEK)
    found = record.next_of(ada.id)
    assert found is not None
    assert (found.conversation_id, found.person_name) == (first.id, "Ada")
    assert record.next_of(bo.id) is None


def test_last_due(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada, bo, now = write.person("Ada"), write.person("Bo"), clock.now()
    held, missed = ConversationStatus.HELD, ConversationStatus.MISSED
    write.held(ada, now - 3 * WEEK)
    write.planned(ada, now - 2 * WEEK, status=missed)
    write.planned(ada, now - WEEK)
    write.planned(ada, now - timedelta(days=1), status=ConversationStatus.CANCELLED)
    write.held(ada, now)
    write.held(ada, now + WEEK)
    write.held(bo, now)
    assert record.last_due(ada.id, now, 5) == [held, missed, held]
    assert record.last_due(ada.id, now, 2) == [held, missed]
    assert record.last_due(ada.id, now - 4 * WEEK, 5) == []


def test_open_topics(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada = write.person()
    for number, status in enumerate(TopicStatus):
        raised = clock.today() - number * timedelta(days=1)
        key = TopicId(f"t{number}")
        write.keep(
            Topic(
                id=key, person_id=ada.id, raised_by=Side.EMPLOYEE, title=status, status=status, first_raised_on=raised
            )
        )
    older = clock.today() - WEEK
    write.keep(
        Topic(
            id=TopicId("old"),
            person_id=ada.id,
            raised_by=Side.MANAGER,
            title="old",
            first_raised_on=older,
            times_carried=2,
        )
    )
    talk = write.held(ada, clock.now())
    write.keep(TopicInConversation(id="p", topic_id=TopicId("old"), conversation_id=talk.id, position=0))
    assert [(line.title, line.times_carried) for line in record.open_topics(ada.id)] == [("old", 2), ("open", 0)]


def chain(write: Writer) -> tuple[Outcome, Measure]:
    """Keep a priority, an outcome and its measure."""
    write.keep(Priority(id=PriorityId("r"), name="Keep people"))
    outcome = write.keep(Outcome(id=OutcomeId("o"), name="Fewer rejects", priority_id=PriorityId("r")))
    measure = write.keep(Measure(id=MeasureId("m"), name="Rejects", unit="%", outcome_id=outcome.id))
    return outcome, measure


def test_goal_lines_and_thread(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada, today = write.person(), clock.today()
    outcome, measure = chain(write)
    goal = write.goal(ada, outcome_id=outcome.id, target_on=today + WEEK)
    still = write.goal(ada, "Still")
    write.goal(ada, "Reached", status=GoalStatus.ACHIEVED)
    piece = write.feedback(ada, "clear", goal_id=goal.id, observed_on=today - 3 * WEEK)
    action = write.action(ada, "draft", goal_id=goal.id, status=ActionStatus.DONE, done_on=today - 2 * WEEK)
    learning = write.keep(Learning(id=LearningId("l"), person_id=ada.id, goal_id=goal.id, title="Course"))
    text = write.text(ada, "two shifts without help", kind=TextKind.EVIDENCE, owner_id="e")
    kind = EvidenceKind.OBSERVED_BEHAVIOUR
    proof = write.keep(Evidence(id=EvidenceId("e"), goal_id=goal.id, kind=kind, on=today - WEEK, text_id=text.id))
    plan = write.keep(IfThenPlan(id="i", goal_id=goal.id, if_cue="late"))
    step = write.keep(
        PathStep(
            id=PathStepId("s"), goal_id=goal.id, kind=PathKind.JOB_AID, description="card", owner=ActionOwner.MANAGER
        )
    )
    line, other = record.goal_lines(person_id=ada.id)
    assert (line.outcome_name, line.priority_name, line.practice_count, line.evidence_count) == (
        "Fewer rejects",
        "Keep people",
        3,
        1,
    )
    assert line.last_movement == today - WEEK
    assert (other.goal_id, other.outcome_name, other.last_movement) == (still.id, None, None)
    assert len(record.goal_lines(active_only=False)) == 3
    thread = record.goal_thread(goal.id)
    assert [one.feedback_id for one in thread.feedback] == [piece.id]
    assert [one.action_id for one in thread.actions] == [action.id]
    assert thread.learning == (learning,)
    assert thread.evidence == ((proof, "two shifts without help"),)
    assert (thread.measures, thread.plans, thread.steps) == ((measure,), (plan,), (step,))


def test_due_measures(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada, today = write.person(), clock.today()
    outcome, measure = chain(write)
    goal = write.goal(ada, outcome_id=outcome.id)
    write.goal(ada, "Another for the same outcome", outcome_id=outcome.id)
    own = write.keep(Measure(id=MeasureId("own"), name="Calls", unit="n", goal_id=goal.id, frequency_days=7))
    paused = write.goal(ada, status=GoalStatus.PAUSED)
    write.keep(Measure(id=MeasureId("paused"), name="Paused", unit="n", goal_id=paused.id))
    assert [(due.measure_id, due.last_on) for due in record.due_measures(ada.id, today)] == [
        (own.id, None),
        (measure.id, None),
    ]
    readings = [
        Reading(id=ReadingId(f"d{days}"), measure_id=measure.id, on=today - timedelta(days=days), value=float(days))
        for days in (9, 7)
    ]
    for reading in readings:
        write.keep(reading)
    write.keep(Reading(id=ReadingId("x"), measure_id=own.id, on=today - timedelta(days=6), value=1.0))
    (due,) = record.due_measures(ada.id, today)
    assert (due.measure_id, due.goal_id, due.last_on, due.last_value) == (measure.id, goal.id, today - WEEK, 7.0)
    assert record.readings(measure.id) == readings


def test_the_timeline_comes_in_pages_without_gaps(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada = write.person()
    goal = write.goal(ada)
    for number in range(7):
        clock.advance(hours=1)
        write.text(ada, f"note {number}")
        write.text(ada, "")
        write.feedback(ada, f"feedback {number}", goal_id=goal.id)
        write.action(ada, f"action {number}")
        write.held(ada, clock.now(), takeaway=f"takeaway {number}")
        write.planned(ada, clock.now())
        blocks = {"goals": [goal.id]}
        key = write.ids.new()
        write.keep(Summary(id=key, person_id=ada.id, from_on=clock.today(), to_on=clock.today(), blocks=blocks))  # type: ignore[arg-type]
    whole = record.timeline(ada.id, limit=100)
    assert whole.cursor is None
    assert len(whole.entries) == 35
    assert [entry.at for entry in whole.entries] == sorted((entry.at for entry in whole.entries), reverse=True)
    pages: list[TimelineEntry] = []
    cursor = None
    for _ in range(9):
        page = record.timeline(ada.id, before=cursor, limit=4)
        pages += page.entries
        cursor = page.cursor
    assert tuple(pages) == whole.entries
    assert cursor is None


def test_the_timeline_says_what_each_thing_is(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada = write.person()
    goal = write.goal(ada, "Delegate")
    piece = write.feedback(ada, "clear", goal_id=goal.id)
    write.held(ada, clock.now(), takeaway="mine")
    (entry,) = record.timeline(ada.id, kinds=[Happening.FEEDBACK]).entries
    assert (entry.id, entry.words, entry.goal_title, entry.visibility) == (
        piece.id,
        "clear",
        "Delegate",
        Visibility.TO_SHARE,
    )
    (talk,) = record.timeline(ada.id, kinds=[Happening.CONVERSATION]).entries
    assert (talk.title, talk.words, talk.minutes, talk.state) == ("weekly", "mine", 25, "held")


def test_texts_of_owners_and_spans(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada = write.person()
    talk = write.held(ada, clock.now())
    old = write.text(ada, "old", at=clock.now() - WEEK, visibility=Visibility.SHARED)
    new = write.text(ada, "new", owner_id="x", conversation_id=talk.id, visibility=Visibility.SHARED)
    prep = write.text(ada, "prep", kind=TextKind.REFLECTION)
    assert record.texts_of([ada.id, "x"]) == [old, new, prep]
    assert record.texts_of([ada.id, "x"], visibility=Visibility.SHARED) == [old, new]
    assert record.texts_of([ada.id, "x"], kinds=[TextKind.REFLECTION]) == [prep]
    assert record.texts_of([*map(str, range(1200)), ada.id]) == [old, prep]
    assert record.texts_of([]) == []
    assert record.conversation_texts(talk.id) == [new]
    since, until = clock.now() - WEEK, clock.now()
    assert record.person_texts(ada.id, since, until, Visibility.SHARED) == [old]
    assert record.person_texts(ada.id, since, until + WEEK, Visibility.SHARED) == [old, new]
