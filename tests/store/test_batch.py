"""Very many rows: batches that hold or fall as a whole, and a search that knows them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Goal, Measure, Reading
from ldcoach.domain.ids import FeedbackId, GoalId, MeasureId, PersonId, ReadingId, TextId
from ldcoach.domain.kinds import FeedbackKind, TextKind, Visibility
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import LDCoachError
from ldcoach.store import batch
from ldcoach.store.record import EncryptedRecord
from tests.fakes import FixedClock
from tests.store.writer import Writer

ADA = Person(id=PersonId("ada"), name="Ada Lind")


def notes(clock: FixedClock, count: int, **fields: object) -> Iterator[Text]:
    for number in range(count):
        note = Text(
            id=TextId(f"n{number}"),
            person_id=ADA.id,
            kind=TextKind.NOTE,
            owner_id=ADA.id,
            visibility=Visibility.PREP,
            at=clock.now() + timedelta(minutes=number),
            body=f"rota 王小明 {number}",
        )
        yield replace(note, **fields)  # type: ignore[arg-type]


def places(record: EncryptedRecord) -> list[tuple[str, int]]:
    with record.session.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT id, rowid FROM text ORDER BY rowid")]


def test_every_row_is_kept_in_order_and_found(
    record: EncryptedRecord, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "AT_A_TIME", 7)
    wanted = list(notes(clock, 40))
    record.add_all([ADA, *wanted])
    assert record.every(Text) == wanted
    assert [hit.text_id for hit in record.search("王小明", limit=100).hits] == [note.id for note in wanted[::-1]]
    assert record.check() == []


def test_links_may_point_forward_inside_a_batch(record: EncryptedRecord, clock: FixedClock) -> None:
    text = next(notes(clock, 1, kind=TextKind.FEEDBACK))
    goal = Goal(id=GoalId("g"), person_id=ADA.id, title="Delegate", baseline_reading_id=ReadingId("d"))
    measure = Measure(id=MeasureId("m"), name="Calls", unit="n", goal_id=goal.id)
    reading = Reading(id=ReadingId("d"), measure_id=measure.id, on=clock.today(), value=1.5)
    piece = Feedback(
        id=FeedbackId("f"),
        person_id=ADA.id,
        text_id=text.id,
        kind=FeedbackKind.REDIRECTING,
        observed_on=clock.today(),
        goal_id=goal.id,
    )
    record.add_all([goal, piece, text, reading, measure, ADA])
    assert record.get(Goal, goal.id) == goal
    assert record.get(Feedback, piece.id) == piece
    assert record.check() == []


def test_a_batch_that_fails_leaves_those_before_it(
    record: EncryptedRecord, clock: FixedClock, write: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "AT_A_TIME", 11)
    wanted = list(notes(clock, 20))
    orphan = replace(wanted[0], id=TextId("orphan"), person_id=PersonId("gone"))
    with pytest.raises(LDCoachError, match="points to something"):
        record.add_all([ADA, *wanted, orphan])
    assert record.every(Text) == wanted[:10]
    assert len(record.search("rota", limit=100).hits) == 10
    later = write.text(ADA, "after the failure")
    assert [hit.text_id for hit in record.search("failure").hits] == [later.id]
    assert record.check() == []


def test_texts_of_one_moment_each_have_a_place_and_later_ones_come_first(
    record: EncryptedRecord, clock: FixedClock, write: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "AT_A_TIME", 13)
    record.add_all([ADA])
    first = write.text(ADA, "rota", at=clock.now())
    wanted = list(notes(clock, 50, at=clock.now()))
    record.add_all(wanted)
    beside = write.text(ADA, "rota", at=clock.now() + timedelta(microseconds=20))
    last = write.text(ADA, "rota", at=clock.now())
    found = places(record)
    assert len({place for _, place in found}) == 53
    assert [key for key, _ in found if key != beside.id] == [
        last.id,
        *(note.id for note in reversed(wanted)),
        first.id,
    ]


def test_a_place_that_an_earlier_moment_ran_into_is_not_given_twice(record: EncryptedRecord, clock: FixedClock) -> None:
    record.add_all([ADA])
    same = list(notes(clock, 2, at=clock.now()))
    after = replace(same[0], id=TextId("after"), at=clock.now() + timedelta(microseconds=1))
    record.add_all([*same, after])
    found = places(record)
    assert len({place for _, place in found}) == 3
    assert [key for key, _ in found] == ["after", same[1].id, same[0].id]


def test_nothing_at_all(record: EncryptedRecord) -> None:
    record.add_all([])
    assert record.count(Person) == 0
