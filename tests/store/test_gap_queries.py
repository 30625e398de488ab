"""Gaps with the steps of their paths, and the promises that steps became."""

from __future__ import annotations

from datetime import timedelta

from ldcoach.domain.gaps import Gap, PathStep
from ldcoach.domain.goals import Measure
from ldcoach.domain.ids import ActionId, GapId, MeasureId, PathStepId, PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, PathKind, PersonStatus
from ldcoach.store.record import EncryptedRecord
from tests.fakes import FixedClock
from tests.store.writer import Writer


def gap(write: Writer, name: str, person: PersonId | None = None) -> Gap:
    return write.keep(Gap(id=GapId(name), person_id=person, statement=f"The {name} is late", answers={"n1": "yes"}))


def step(write: Writer, name: str, of: Gap, status: ActionStatus = ActionStatus.OPEN, measure: str = "") -> PathStep:
    return write.keep(
        PathStep(
            id=PathStepId(name),
            gap_id=of.id,
            kind=PathKind.CHECKLIST,
            description=name,
            owner=ActionOwner.MANAGER,
            status=status,
            measure_id=MeasureId(measure) if measure else None,
        )
    )


def test_gaps_are_told_with_the_steps_that_are_still_open(record: EncryptedRecord, write: Writer) -> None:
    ada, gone = write.person("Ada Lind"), write.person("Bo Ek", status=PersonStatus.ARCHIVED)
    rota, order = gap(write, "rota", ada.id), gap(write, "order")
    left = gap(write, "plan", gone.id)
    step(write, "open", rota)
    step(write, "let go", rota, ActionStatus.DROPPED)
    promised = step(write, "promised", rota)
    write.action(ada, "a list", path_step_id=promised.id, status=ActionStatus.DONE)
    carried = step(write, "carried", rota, ActionStatus.DONE)
    write.action(ada, "a talk", path_step_id=carried.id, status=ActionStatus.CARRIED_OVER)
    told = [(one.gap, one.person_name, one.steps, one.still_open) for one in record.gap_tallies()]
    assert told == [(rota, "Ada Lind", 4, 2), (order, "", 0, 0)]
    assert [one.gap for one in record.gap_tallies(ada.id)] == [rota]
    assert [(one.gap, one.person_name) for one in record.gap_tallies(gone.id)] == [(left, "Bo Ek")]


def test_a_path_is_told_in_its_order_with_what_was_promised(
    record: EncryptedRecord, write: Writer, clock: FixedClock
) -> None:
    ada = write.person("Ada Lind")
    rota, other = gap(write, "rota", ada.id), gap(write, "order", ada.id)
    write.keep(Measure(id=MeasureId("m"), name="Rejects", unit="%"))
    second, first = step(write, "b", rota, measure="m"), step(write, "a", rota)
    step(write, "elsewhere", other)
    due = clock.today() + timedelta(days=7)
    kept = write.action(ada, "a list", ActionOwner.BOTH, path_step_id=first.id, due_on=due)
    measured, promised = record.path_of(rota.id)
    assert (measured.step, measured.promise, measured.measure_name) == (second, None, "Rejects")
    assert (promised.step, promised.measure_name) == (first, "")
    assert promised.promise is not None
    assert (promised.promise.action_id, promised.promise.person_name) == (kept.id, "Ada Lind")
    assert (promised.promise.owner, promised.promise.words) == (ActionOwner.BOTH, "a list")
    assert (promised.promise.due_on, promised.promise.done_on) == (due, None)
    assert promised.status is ActionStatus.OPEN
    assert record.path_of(GapId("none")) == []


def test_promises_are_found_by_their_ids_whatever_their_state(record: EncryptedRecord, write: Writer) -> None:
    ada = write.person("Ada Lind")
    done = write.action(ada, "done", status=ActionStatus.DONE)
    write.action(ada, "not asked for")
    dropped = write.action(ada, "let go", status=ActionStatus.DROPPED)
    found = record.promises_of([dropped.id, ActionId("none"), done.id])
    assert [(one.action_id, one.words) for one in found] == [(done.id, "done"), (dropped.id, "let go")]
    assert record.promises_of([]) == []
