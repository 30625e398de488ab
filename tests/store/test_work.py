"""Transactions: all or nothing, and plain words when something is in the way."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlcipher3 import dbapi2

from ldcoach.domain.conversations import Conversation, Topic
from ldcoach.domain.feedback import DismissedRule, Feedback
from ldcoach.domain.goals import Goal, Measure, Reading
from ldcoach.domain.ids import PersonId, TopicId
from ldcoach.domain.keeping import Audit, Setting
from ldcoach.domain.kinds import Side, TextKind, Visibility
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Revision, Text
from ldcoach.errors import LDCoachError, NotFound, UnfitInput
from ldcoach.paths import Home
from ldcoach.store.checks import sound
from ldcoach.store.record import EncryptedRecord
from tests.fakes import FixedClock
from tests.store.writer import Writer


def test_what_was_kept_is_there_after_opening_again(
    record: EncryptedRecord, write: Writer, reopen: Callable[[], EncryptedRecord]
) -> None:
    person = write.person(started_on=date(2024, 5, 1))
    record.close()
    assert reopen().get(Person, person.id) == person


def test_a_failure_inside_keeps_nothing(record: EncryptedRecord, write: Writer) -> None:
    person = write.person()

    def break_off() -> None:
        with record.work() as work:
            work.save(replace(person, name="Bo"))
            work.add(Setting(id="look", value="1"))
            raise KeyError

    with pytest.raises(KeyError):
        break_off()
    assert record.get(Person, person.id) == person
    assert record.count(Setting) == 0


def test_a_refused_row_takes_the_whole_transaction_with_it(record: EncryptedRecord, write: Writer) -> None:
    person = write.person("Secretname")

    def overlook_a_refusal() -> None:
        with record.work() as work:
            work.add(Setting(id="look", value="1"))
            with pytest.raises(LDCoachError):
                work.add(person)

    with pytest.raises(LDCoachError, match="as it was") as refused:
        overlook_a_refusal()
    assert record.count(Setting) == 0
    assert "Secretname" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_link_to_nowhere_is_refused(record: EncryptedRecord, write: Writer) -> None:
    person = write.person()
    with pytest.raises(LDCoachError, match="points to something"):
        write.goal(replace(person, id=PersonId("gone")))
    assert record.count(Goal) == 0


def test_saving_or_removing_what_is_gone(record: EncryptedRecord) -> None:
    gone = Person(id=PersonId("gone"), name="Nobody")
    with pytest.raises(NotFound), record.work() as work:
        work.save(gone)
    with pytest.raises(NotFound), record.work() as work:
        work.remove(Person, gone.id)
    with pytest.raises(NotFound):
        record.get(Person, gone.id)
    assert record.find(Person, gone.id) is None


def test_a_full_disk_loses_only_this_change(record: EncryptedRecord, write: Writer) -> None:
    person = write.person()
    kept = write.text(person, "before")
    raw = record.session.connections.raw()
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count={pages}")
    raw.close()
    with pytest.raises(LDCoachError, match="disk is full"), record.work() as work:
        work.save(replace(kept, body="x" * 200_000))

    def go_on_all_the_same() -> None:
        with record.work() as work:
            with pytest.raises(LDCoachError):
                work.save(replace(kept, body="x" * 200_000))
            work.add(Setting(id="look", value="1"))

    with pytest.raises(LDCoachError, match="disk is full"):
        go_on_all_the_same()
    assert record.get(Text, kept.id) == kept
    assert record.count(Setting) == 0
    assert record.check() == []


def test_a_full_disk_stops_neither_closing_nor_opening(
    record: EncryptedRecord, write: Writer, reopen: Callable[[], EncryptedRecord]
) -> None:
    text = write.text(write.person(), "before")

    class Full:
        """Answers like a connection on a full disk."""

        def execute(self, _: str) -> None:
            error = dbapi2.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

        def close(self) -> None:
            """There is nothing to give back."""

    with pytest.raises(dbapi2.OperationalError):
        sound(Full(), None)
    record.session.connections.raw = Full  # type: ignore[method-assign]
    with pytest.raises(LDCoachError, match="disk is full"):
        record.check()
    record.close()
    assert reopen().get(Text, text.id) == text


def test_half_a_letter_is_refused_in_words(record: EncryptedRecord, write: Writer) -> None:
    person = write.person()
    with pytest.raises(UnfitInput, match="cannot be stored"):
        write.text(person, "broken \ud83d emoji")
    assert record.count(Text) == 0


def test_the_writer_reads_what_it_wrote_and_others_do_not(record: EncryptedRecord, write: Writer) -> None:
    person = write.person()
    seen: list[str] = []
    with record.work() as work:
        work.save(replace(person, name="Bo"))
        reader = threading.Thread(target=lambda: seen.append(record.get(Person, person.id).name))
        reader.start()
        reader.join()
        assert record.get(Person, person.id).name == "Bo"
    assert seen == ["Ada Lind"]
    assert record.get(Person, person.id).name == "Bo"


def test_writers_of_several_threads_take_turns(record: EncryptedRecord, write: Writer) -> None:
    person = write.person()
    texts = [
        Text(id=f"{name}", person_id=person.id, kind=TextKind.NOTE, owner_id=person.id,  # type: ignore[arg-type]
             visibility=Visibility.PREP, at=write.clock.now(), body="together")
        for name in range(24)
    ]  # fmt: skip

    def keep(part: list[Text]) -> None:
        for text in part:
            with record.work() as work:
                work.add(text)

    threads = [threading.Thread(target=keep, args=(texts[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert record.count(Text) == len(texts)
    assert len(record.search("together", limit=100).hits) == len(texts)


def test_a_second_transaction_in_the_same_thread_is_a_fault(record: EncryptedRecord) -> None:
    with record.work(), pytest.raises(RuntimeError, match="open in this thread"), record.work():
        pass


def test_oldest_first_and_newest(record: EncryptedRecord, write: Writer) -> None:
    people = [write.person(name) for name in ("Zoe", "Ada", "Mio")]
    assert record.every(Person) == people
    assert record.newest(Person) == people[-1]
    assert record.newest(Person, name="Ada") == people[1]
    assert record.every(Person, started_on=None, name="Zoe") == people[:1]
    assert record.newest(Person, name="Nobody") is None


def test_texts_come_oldest_first_by_when_they_were_recorded(
    record: EncryptedRecord, write: Writer, clock: FixedClock
) -> None:
    person = write.person()
    late = write.text(person, "late")
    early = write.text(person, "early", at=clock.now() - timedelta(days=3))
    assert record.every(Text) == [early, late]
    assert record.newest(Text) == late


def test_removing_a_person_takes_everything_of_theirs(record: EncryptedRecord, write: Writer) -> None:
    person, other = write.person(), write.person("Bo Ek")
    goal = write.goal(person)
    talk = write.held(person, write.clock.now())
    write.feedback(person, "clear minutes", goal_id=goal.id)
    write.action(person, "book the room", conversation_id=talk.id)
    text = write.text(person, "a note")
    write.keep(Revision(id="r", text_id=text.id, body="a no", replaced_at=write.clock.now()))
    measure = write.keep(Measure(id="m", name="Calls", unit="n", goal_id=goal.id))  # type: ignore[arg-type]
    write.keep(Reading(id="d", measure_id=measure.id, on=write.clock.today(), value=3.0))  # type: ignore[arg-type]
    theirs = write.text(other, "another note")
    with record.work() as work:
        work.remove(Person, person.id)
    assert record.every(Text) == [theirs]
    assert [record.count(kind) for kind in (Goal, Conversation, Feedback, Revision, Measure, Reading)] == [0] * 6
    assert [hit.text_id for hit in record.search("note").hits] == [theirs.id]
    assert record.check() == []


def test_removing_a_row_takes_its_texts_and_leaves_what_only_points_to_it(
    record: EncryptedRecord, write: Writer
) -> None:
    person = write.person()
    goal, talk = write.goal(person), write.held(person, write.clock.now())
    write.text(person, "title of the goal", kind=TextKind.GOAL, owner_id=goal.id)
    write.text(person, "stage note", owner_id=f"{talk.id}#open", conversation_id=talk.id)
    piece = write.feedback(person, "clear minutes", goal_id=goal.id)
    with record.work() as work:
        work.remove(Goal, goal.id)
        work.remove(Conversation, talk.id)
    assert record.get(Feedback, piece.id).goal_id is None
    assert [text.id for text in record.every(Text)] == [piece.text_id]
    with record.work() as work:
        work.remove(Feedback, piece.id)
    assert record.count(Text) == 0


def test_removing_a_text_takes_its_owner_and_what_was_dismissed(record: EncryptedRecord, write: Writer) -> None:
    piece = write.feedback(write.person(), "clear minutes")
    write.keep(DismissedRule(id="d", rule_id="FB01", text_id=piece.text_id))
    with record.work() as work:
        work.remove(Text, piece.text_id)
    assert record.count(Feedback) == record.count(DismissedRule) == 0


def test_the_audit_says_what_was_done_without_content(record: EncryptedRecord, write: Writer) -> None:
    person = write.person()
    with record.work() as work:
        work.audit("add", Person, person.id)
    assert record.every(Audit) == [Audit(at=write.clock.now(), act="add", entity="person", entity_id=person.id)]


def test_the_stamps_come_from_the_clock(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    topic = Topic(
        id=TopicId("t"),
        person_id=write.person().id,
        raised_by=Side.EMPLOYEE,
        title="Rota",
        first_raised_on=clock.today(),
    )
    write.keep(topic)
    clock.advance(minutes=5)
    with record.work() as work:
        work.save(replace(topic, title="The rota"))
    with record.session.reading() as connection:
        made, changed = connection.exec_driver_sql("SELECT created_at, updated_at FROM topic").one()
    assert changed - made == timedelta(minutes=5) // timedelta(microseconds=1)


def test_the_generation_counts_sessions_that_wrote(
    record: EncryptedRecord, write: Writer, reopen: Callable[[], EncryptedRecord]
) -> None:
    assert record.generation() == 0
    write.person()
    write.person("Bo Ek")
    assert record.generation() == 1
    record.close()
    later = reopen()
    assert later.generation() == 1
    with later.work() as work:
        work.add(Setting(id="look", value="1"))
    assert later.generation() == 2


def test_a_closed_record_refuses(record: EncryptedRecord, home: Home) -> None:
    record.close()
    record.close()
    with pytest.raises(RuntimeError, match="closed"):
        record.people()
    with pytest.raises(RuntimeError, match="closed"), record.work():
        pass
    assert sorted(path.name for path in home.folder.iterdir() if path.suffix != ".lock") == [
        "ldcoach.ballast",
        "ldcoach.db",
    ]


def test_a_file_held_still_is_complete_by_itself(record: EncryptedRecord, write: Writer, home: Home) -> None:
    write.person()
    with record.session.still() as path:
        copy = path.read_bytes()
        assert path.with_name(path.name + "-wal").stat().st_size == 0
    write.person("Bo Ek")
    assert len(copy) % 4096 == 0
    assert record.count(Person) == 2
