"""From one manager to the next: what was seen, nothing else, and once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ldcoach.app.late_travel import travel
from ldcoach.documents.writers import Writers
from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Goal, Measure, Outcome, Reading
from ldcoach.domain.handover_file import from_bytes
from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import GoalStatus, Side, TextKind, Visibility
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import NotFound, UnfitInput, WrongSecret
from ldcoach.library.file_library import FileLibrary
from ldcoach.paths import Home
from ldcoach.services.context import Context
from ldcoach.services.desk import Desk
from ldcoach.services.handover import CONTENT, Handovers
from ldcoach.services.story_reading import view_owner
from ldcoach.services.taking_over import State, TakingOver
from ldcoach.services.views import Happening
from ldcoach.store.record import open_record
from ldcoach.vault.recovery import VOICE, new_code
from tests.fakes import FixedClock, SequentialIds
from tests.store.whole_person import Words, keep_whole_person
from tests.unit.services.rights_people import STAYING, Marks, marked_person, rights_parts, writer_of

PARTS = rights_parts()


@pytest.fixture
def handovers(desk: Desk) -> Handovers:
    return Handovers(desk, PARTS)


@pytest.fixture
def next_desk(tmp_path: Path, clock: FixedClock, shipped: FileLibrary, empty_home: Home) -> Iterator[Desk]:
    """The record of the next manager, whose ids begin where those of the first began."""
    home = Home(tmp_path / "next")
    shutil.copytree(empty_home.folder, home.folder)
    record = open_record(home, bytearray(32), clock)
    yield Desk.lay_out(Context(record, clock, SequentialIds(), shipped), Writers(), travel())
    record.close()


@pytest.fixture
def taking(next_desk: Desk) -> TakingOver:
    return TakingOver(next_desk, PARTS)


def _content(file: Path, code: str) -> bytes:
    return PARTS.packs.take_apart(PARTS.sealer.open(file.read_bytes(), code), {CONTENT}, 10**7)[CONTENT]


def _bodies(desk: Desk) -> list[str]:
    return [text.body for text in desk.context.record.every(Text)]


@pytest.mark.parametrize("seed", range(3))
def test_only_what_was_seen_leaves(desk: Desk, handovers: Handovers, tmp_path: Path, seed: int) -> None:
    marks, others = Marks(seed), Marks(seed + 100)
    person = marked_person(writer_of(desk), marks, "Ada Lind", notes=seed + 1)
    marked_person(writer_of(desk), others, "Bo Holm")
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    content = _content(tmp_path / "x.ldhandover", done.code).decode()
    assert [mark for mark in marks.shared if mark not in content] == []
    assert STAYING not in content
    assert [mark for mark in others.every if mark in content] == []


@pytest.mark.parametrize(
    "people", [pytest.param(20, marks=pytest.mark.slow), pytest.param(200, marks=pytest.mark.soak)]
)
def test_of_many_people_no_mark_leaves_that_was_not_seen(
    desk: Desk, handovers: Handovers, tmp_path: Path, people: int
) -> None:
    write = writer_of(desk)
    for number in range(people):
        marks = Marks(1000 + number)
        person = marked_person(write, marks, f"Person{number} Lind", notes=number % 4)
        _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
        content = _content(tmp_path / "x.ldhandover", done.code).decode()
        assert [mark for mark in marks.shared if mark not in content] == []
        assert STAYING not in content
        assert STAYING not in str(handovers.document(person.id))


def test_of_a_whole_person_nothing_unseen_leaves(desk: Desk, handovers: Handovers) -> None:
    words = Words(4)
    person = keep_whole_person(writer_of(desk), words)
    view = handovers.preview(person.id)
    assert {line.group for line in view.lines} == {"promises"}
    assert view.stays > 0


def test_there_is_a_receipt_that_knows_neither_words_nor_code(desk: Desk, handovers: Handovers, tmp_path: Path) -> None:
    marks = Marks(1)
    person = marked_person(writer_of(desk), marks, "Ada Lind")
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    (receipt,) = desk.context.record.every(Receipt)
    assert (receipt.what, receipt.format) == ("handover", "ldhandover")
    assert done.code not in str(receipt)
    assert not any(mark in str(receipt) for mark in marks.every)
    assert len(receipt.item_ids) == done.items == handovers.preview(person.id).leaving


def test_what_the_person_objects_to_stays_until_they_change_their_mind(
    desk: Desk, handovers: Handovers, tmp_path: Path
) -> None:
    marks = Marks(2)
    person = marked_person(writer_of(desk), marks, "Ada Lind")
    goal = next(line for line in handovers.preview(person.id).lines if line.group == "goals")
    handovers.object(person.id, [goal.id])
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    whole = from_bytes(_content(tmp_path / "x.ldhandover", done.code))
    assert (whole.goals, whole.evidence) == ((), ())
    assert {piece.goal for piece in whole.feedback} == {""}
    assert goal.words not in _content(tmp_path / "x.ldhandover", done.code).decode()
    handovers.object(person.id, [])
    assert handovers.preview(person.id).leaving == done.items + 2


def test_an_objection_to_what_is_not_in_the_list_changes_nothing(desk: Desk, handovers: Handovers) -> None:
    person = marked_person(writer_of(desk), Marks(3), "Ada Lind")
    with pytest.raises(NotFound):
        handovers.object(person.id, ["nothing"])
    assert handovers.objections(person.id) == frozenset()


def test_an_objection_to_what_is_gone_by_now_hinders_nothing(desk: Desk, handovers: Handovers, tmp_path: Path) -> None:
    person = marked_person(writer_of(desk), Marks(3), "Ada Lind")
    lines = handovers.preview(person.id).lines
    first, second = (next(line for line in lines if line.group == group) for group in ("feedback", "notes"))
    handovers.object(person.id, [first.id])
    with desk.context.record.work() as work:
        work.remove(Feedback, first.id)
    leaving = handovers.preview(person.id).leaving
    assert handovers.preview(person.id, withheld=[second.id]).leaving == leaving - 1
    handovers.export(person.id, tmp_path / "x.ldhandover", [second.id])
    assert handovers.objections(person.id) == {first.id, second.id}


def test_nothing_to_hand_over_makes_no_file(desk: Desk, handovers: Handovers, tmp_path: Path) -> None:
    person = writer_of(desk).person("Ada Lind")
    with pytest.raises(UnfitInput, match="nothing to hand over"):
        handovers.export(person.id, tmp_path / "x.ldhandover")
    assert not (tmp_path / "x.ldhandover").exists()


def test_the_person_can_read_first_what_would_leave(desk: Desk, handovers: Handovers, tmp_path: Path) -> None:
    marks = Marks(4)
    person = marked_person(writer_of(desk), marks, "Ada Lind")
    _, receipt = handovers.show_to_employee(person.id, tmp_path / "read.pdf")
    told = str(handovers.document(person.id))
    assert receipt.what == "handover_to_read"
    assert STAYING not in told
    assert [mark for mark in marks.shared if mark not in told] == []
    assert "consent" not in told.casefold()


def test_the_next_manager_keeps_all_of_it_once(
    desk: Desk, handovers: Handovers, next_desk: Desk, taking: TakingOver, tmp_path: Path, clock: FixedClock
) -> None:
    marks = Marks(5)
    desk.keeping.set("manager_name", "Sam Carter")
    person = marked_person(writer_of(desk), marks, "Ada Lind")
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    whole = taking.unsealed((tmp_path / "x.ldhandover").read_bytes(), done.code)
    assert len(taking.preview(whole).new) == done.items
    assert next_desk.context.record.every(Person) == []
    clock.advance(days=2)
    change, view = taking.take_over(whole)
    (ada,) = next_desk.context.record.every(Person)
    assert (ada.name, change.created, view.manager) == ("Ada Lind", ada.id, "Sam Carter")
    kept = _bodies(next_desk)
    pieces = next_desk.context.record.every(Feedback)
    said = [*kept, *(part for piece in pieces for part in piece.parts)]
    assert [mark for mark in marks.shared if not any(mark in body for body in said)] == []
    assert not any(STAYING in body for body in said)
    assert next_desk.context.record.check() == []
    texts = {text.body: text for text in next_desk.context.record.every(Text)}
    before = {text.body: text for text in desk.context.record.every(Text)}
    assert all(texts[body].at == before[body].at for body in texts if body in before)
    again, seen = taking.take_over(whole)
    assert (again.created, seen.new, seen.before) == (ada.id, (), True)
    assert _bodies(next_desk) == kept


def origin_of(next_desk: Desk) -> PersonId:
    """Return the one person who was taken over."""
    return next_desk.people.lines()[0].person_id


def test_it_is_known_from_whom_each_item_came(
    desk: Desk, handovers: Handovers, next_desk: Desk, taking: TakingOver, tmp_path: Path
) -> None:
    desk.keeping.set("manager_name", "Sam Carter")
    person = marked_person(writer_of(desk), Marks(6), "Ada Lind")
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    change, _ = taking.take_over(taking.unsealed((tmp_path / "x.ldhandover").read_bytes(), done.code))
    (origin,) = taking.origins(next_desk.context.record.every(Person)[0].id)
    goals = next_desk.context.record.every(Goal)
    talks = next_desk.context.record.every(Conversation)
    assert (origin.manager, len(origin.items)) == ("Sam Carter", done.items + len(talks))
    assert {talk.id for talk in talks} <= origin.items
    known = next_desk.origins.by_item(origin_of(next_desk))
    shown = next_desk.people.timeline(origin_of(next_desk)).entries
    told_by = {entry.kind: known.get(entry.id) for entry in shown if not entry.words.startswith("Taken over")}
    assert {Happening.CONVERSATION, Happening.FEEDBACK, Happening.ACTION, Happening.NOTE} <= told_by.keys()
    assert set(told_by.values()) == {"Sam Carter"}
    assert {goal.id for goal in goals} <= origin.items
    assert any("Taken over from Sam Carter" in body for body in _bodies(next_desk))
    assert (
        next_desk.people.page(next_desk.people.get(next_desk.people.lines()[0].person_id).id).person.id
        == change.created
    )


def test_a_later_handover_adds_only_what_is_new(
    desk: Desk, handovers: Handovers, next_desk: Desk, taking: TakingOver, tmp_path: Path
) -> None:
    write = writer_of(desk)
    person = marked_person(write, Marks(7), "Ada Lind")
    _, first = handovers.export(person.id, tmp_path / "1.ldhandover")
    taking.take_over(taking.unsealed((tmp_path / "1.ldhandover").read_bytes(), first.code))
    write.text(person, "said since", visibility=Visibility.SHARED)
    _, second = handovers.export(person.id, tmp_path / "2.ldhandover")
    _, view = taking.take_over(taking.unsealed((tmp_path / "2.ldhandover").read_bytes(), second.code))
    assert [line.words for line in view.new] == ["said since"]
    assert len(next_desk.context.record.every(Person)) == 1
    (origin,) = taking.origins(next_desk.people.lines()[0].person_id)
    assert len(origin.items) == second.items + len(next_desk.context.record.every(Conversation))


def test_one_who_is_here_already_is_named_and_can_be_joined(
    desk: Desk, handovers: Handovers, next_desk: Desk, taking: TakingOver, tmp_path: Path
) -> None:
    person = marked_person(writer_of(desk), Marks(8), "Ada Lind")
    here = writer_of(next_desk).person("ada  lind", role_title="Nurse")
    other = writer_of(next_desk).person("Bo Holm")
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    whole = taking.unsealed((tmp_path / "x.ldhandover").read_bytes(), done.code)
    assert [one.id for one in taking.preview(whole).candidates] == [here.id]
    change, view = taking.take_over(whole, here.id)
    assert change.created == here.id
    assert len(view.new) == done.items
    assert next_desk.people.get(here.id).role_title == "Nurse"
    assert taking.take_over(whole)[1].new == ()
    with pytest.raises(UnfitInput, match="went to"):
        taking.preview(whole, other.id)


def test_goals_bring_their_measures_and_an_outcome_of_that_name_is_not_made_twice(
    desk: Desk, handovers: Handovers, next_desk: Desk, taking: TakingOver, tmp_path: Path
) -> None:
    write, write_next = writer_of(desk), writer_of(next_desk)
    person = write.person("Ada Lind")
    outcomes = [write.keep(Outcome(id=write.ids.new(), name=name)) for name in ("Fewer calls", "Safe starts")]  # type: ignore[arg-type]
    here = write_next.keep(Outcome(id=write_next.ids.new(), name="fewer calls"))  # type: ignore[arg-type]
    for outcome in outcomes:
        measure = write.keep(Measure(id=write.ids.new(), name="Calls", unit="a week", outcome_id=outcome.id))  # type: ignore[arg-type]
        reading = write.keep(
            Reading(id=write.ids.new(), measure_id=measure.id, on=write.clock.today(), value=14.0, note="unseen")  # type: ignore[arg-type]
        )
        for _ in range(2):
            goal = write.goal(
                person, "Goal", outcome_id=outcome.id, baseline_reading_id=reading.id, status=GoalStatus.ACHIEVED
            )
            write.text(person, "Goal", kind=TextKind.GOAL, owner_id=goal.id, visibility=Visibility.SHARED)
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    assert b"unseen" not in _content(tmp_path / "x.ldhandover", done.code)
    taking.take_over(taking.unsealed((tmp_path / "x.ldhandover").read_bytes(), done.code))
    record = next_desk.context.record
    assert sorted(one.name for one in record.every(Outcome)) == ["Safe starts", "fewer calls"]
    assert len(record.every(Measure)) == len(record.every(Reading)) == 1
    linked = {goal.outcome_id for goal in record.every(Goal)}
    assert here.id in linked
    assert len(linked) == 2
    assert record.check() == []


def test_held_words_stay_out_unless_they_are_about_the_work(
    desk: Desk, handovers: Handovers, next_desk: Desk, taking: TakingOver, tmp_path: Path
) -> None:
    write = writer_of(desk)
    person = write.person("Ada Lind", role_title="Nurse")
    write.text(person, "She is pregnant.", visibility=Visibility.SHARED)
    write.text(person, "The rota is settled.", visibility=Visibility.SHARED)
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    whole = taking.unsealed((tmp_path / "x.ldhandover").read_bytes(), done.code)
    _, view = taking.take_over(whole)
    held = [line for line in view.lines if line.state is State.HELD]
    assert [(line.words, bool(line.rules)) for line in held] == [("She is pregnant.", True)]
    assert "She is pregnant." not in _bodies(next_desk)
    taking.take_over(whole, about_work=True)
    assert "She is pregnant." in _bodies(next_desk)


def test_a_guide_that_is_not_here_does_not_stop_it(
    desk: Desk, handovers: Handovers, next_desk: Desk, taking: TakingOver, tmp_path: Path
) -> None:
    write = writer_of(desk)
    person = write.person("Ada Lind")
    talk = write.held(person, write.clock.now() - timedelta(days=1), guide_key="own-of-another", guide_version=9)
    note = {"owner_id": f"{talk.id}#open", "conversation_id": talk.id, "visibility": Visibility.SHARED}
    write.text(person, "said there", author=Side.EMPLOYEE, **note)
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    taking.take_over(taking.unsealed((tmp_path / "x.ldhandover").read_bytes(), done.code))
    (held,) = next_desk.context.record.every(Conversation)
    assert next_desk.guides.of(held).key == "weekly"
    assert [text.author for text in next_desk.context.record.conversation_texts(held.id)] == [Side.EMPLOYEE]


def test_an_own_guide_stays_and_its_kind_goes(
    desk: Desk, handovers: Handovers, next_desk: Desk, taking: TakingOver, tmp_path: Path
) -> None:
    key = desk.own_guides.copy("stay", "Why you are here").created
    desk.own_guides.keep(key)
    write = writer_of(desk)
    person = write.person("Ada Lind")
    talk = write.held(person, write.clock.now() - timedelta(days=1), guide_key=key)
    note = {"owner_id": f"{talk.id}#open", "conversation_id": talk.id, "visibility": Visibility.SHARED}
    write.text(person, "said there", author=Side.EMPLOYEE, **note)
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    taking.take_over(taking.unsealed((tmp_path / "x.ldhandover").read_bytes(), done.code))
    (held,) = next_desk.context.record.every(Conversation)
    assert next_desk.guides.of(held).key == "stay"


def test_wrong_code_and_altered_files_change_nothing(desk: Desk, next_desk: Desk, tmp_path: Path) -> None:
    parts = rights_parts(sealed=True)
    handovers, taking = Handovers(desk, parts), TakingOver(next_desk, parts)
    person = marked_person(writer_of(desk), Marks(9), "Ada Lind")
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    sealed = (tmp_path / "x.ldhandover").read_bytes()
    assert b"handover" not in sealed
    with pytest.raises(WrongSecret):
        taking.unsealed(sealed, new_code(VOICE))
    for altered in (sealed[:-1], sealed + b"x", bytes([*sealed[:-1], sealed[-1] ^ 1]), b"", b"x" * 40_000_000):
        with pytest.raises(UnfitInput):
            taking.unsealed(altered, done.code)
    wrong, code = parts.sealer.seal(parts.packs.put_together({"other.json": b"{}"}, writer_of(desk).clock.now()))
    with pytest.raises(UnfitInput):
        taking.unsealed(wrong, code)
    assert next_desk.context.record.every(Person) == []


def test_after_an_erasure_nothing_of_it_is_known(
    desk: Desk, handovers: Handovers, next_desk: Desk, taking: TakingOver, tmp_path: Path
) -> None:
    from ldcoach.app.late import Erasure

    person = marked_person(writer_of(desk), Marks(10), "Ada Lind")
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    whole = taking.unsealed((tmp_path / "x.ldhandover").read_bytes(), done.code)
    first, _ = taking.take_over(whole)
    now = next_desk.context.clock.now()
    Erasure().erase(next_desk.context.record, first.created, now, now.date())
    assert _bodies(next_desk) == []
    second, view = taking.take_over(whole)
    assert second.created != first.created
    assert len(view.new) == done.items


def test_what_the_person_sees_differently_stays_beside_the_item(
    desk: Desk, handovers: Handovers, next_desk: Desk, taking: TakingOver, tmp_path: Path
) -> None:
    write = writer_of(desk)
    person = write.person("Ada Lind")
    shared: dict[str, Any] = {"visibility": Visibility.SHARED}
    piece = write.feedback(person, "You led it", shared_on=write.clock.today(), **shared)
    note = write.text(person, "We agreed", **shared)
    for owner, words in ((piece.id, "Bo led it"), (note.id, "Not quite")):
        told = {"kind": TextKind.COMMENT, "owner_id": view_owner(owner), "author": Side.EMPLOYEE}
        write.text(person, words, **told, **shared)
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    taking.take_over(taking.unsealed((tmp_path / "x.ldhandover").read_bytes(), done.code))
    record = next_desk.context.record
    (kept,) = record.every(Feedback)
    (agreed,) = [text for text in record.every(Text) if text.body == "We agreed"]
    assert [text.body for text in record.texts_of([view_owner(kept.id)])] == ["Bo led it"]
    assert [text.body for text in record.texts_of([view_owner(agreed.id)])] == ["Not quite"]
    handovers.object(person.id, [piece.id])
    assert handovers.preview(person.id).leaving == done.items - 1


def test_promises_keep_their_state_and_days(
    desk: Desk, handovers: Handovers, next_desk: Desk, taking: TakingOver, tmp_path: Path
) -> None:
    write = writer_of(desk)
    person = write.person("Ada Lind")
    made = write.action(person, "Send the list", due_on=write.clock.today())
    _, done = handovers.export(person.id, tmp_path / "x.ldhandover")
    taking.take_over(taking.unsealed((tmp_path / "x.ldhandover").read_bytes(), done.code))
    (kept,) = next_desk.context.record.every(Action)
    assert (kept.due_on, kept.owner, kept.status) == (made.due_on, made.owner, made.status)
    assert kept.id != made.id
