"""Effort that hangs on nothing: goals without an outcome, and feedback, actions and learning without a goal."""

from __future__ import annotations

from datetime import timedelta

from ldcoach.domain.gaps import PathStep
from ldcoach.domain.goals import Learning, Outcome
from ldcoach.domain.ids import LearningId, OutcomeId, PathStepId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, GoalStatus, PathKind, PersonStatus
from ldcoach.services.views.goals import Loose
from ldcoach.store.record import EncryptedRecord
from tests.fakes import FixedClock
from tests.store.writer import Writer

WEEK = timedelta(days=7)


def test_what_is_tied_is_left_out(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada, today = write.person("Ada Lind"), clock.today()
    outcome = write.keep(Outcome(id=OutcomeId("o"), name="Fewer rejects"))
    tied = write.goal(ada, "Tied", outcome_id=outcome.id)
    write.goal(ada, "Reached", status=GoalStatus.ACHIEVED)
    step = write.keep(
        PathStep(
            id=PathStepId("s"), goal_id=tied.id, kind=PathKind.CHECKLIST, description="d", owner=ActionOwner.MANAGER
        )
    )
    write.feedback(ada, "tied", goal_id=tied.id)
    write.feedback(ada, "long ago", observed_on=today - 2 * WEEK)
    write.action(ada, "tied", goal_id=tied.id)
    write.action(ada, "on a path", path_step_id=step.id)
    write.action(ada, "kept", status=ActionStatus.DONE)
    write.keep(Learning(id=LearningId("t"), person_id=ada.id, goal_id=tied.id, title="Tied"))
    assert record.loose(today - WEEK) == []


def test_what_is_loose_is_told_by_kind(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada, bo, today = write.person("Ada Lind"), write.person("Bo Ek"), clock.today()
    gone = write.person("Cy Dahl", status=PersonStatus.ARCHIVED)
    first, second = write.goal(ada, "First", target_on=today), write.goal(ada, "Second")
    old = write.feedback(ada, "old", observed_on=today - WEEK)
    new = write.feedback(bo, "new")
    undated = write.action(ada, "undated")
    dated = write.action(ada, "dated", due_on=today, status=ActionStatus.CARRIED_OVER)
    learning = write.keep(Learning(id=LearningId("l"), person_id=ada.id, title="Course", completed_on=today))
    left = write.goal(gone, "Left")
    expected = [
        Loose("goal", second.id, ada.id, "Ada Lind", "Second", None),
        Loose("goal", first.id, ada.id, "Ada Lind", "First", today),
        Loose("feedback", new.id, bo.id, "Bo Ek", "new", today),
        Loose("feedback", old.id, ada.id, "Ada Lind", "old", today - WEEK),
        Loose("action", dated.id, ada.id, "Ada Lind", "dated", today),
        Loose("action", undated.id, ada.id, "Ada Lind", "undated", None),
        Loose("learning", learning.id, ada.id, "Ada Lind", "Course", today),
    ]
    assert record.loose(today - WEEK) == expected
    assert record.loose(today - WEEK, limit=1) == [expected[0], expected[2], expected[4], expected[6]]
    assert record.loose(today - WEEK, person_id=bo.id) == [expected[2]]
    assert [one.id for one in record.loose(today, person_id=gone.id)] == [left.id]
