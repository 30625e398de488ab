"""Feedback counted by kind, and the goals that a text is likely about."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ldcoach.domain.kinds import FeedbackKind, GoalStatus, PersonStatus, TextKind
from ldcoach.domain.people import Person
from ldcoach.store.record import EncryptedRecord
from tests.fakes import FixedClock
from tests.store.writer import Writer


def aim(write: Writer, person: Person, words: str, status: GoalStatus = GoalStatus.ACTIVE) -> str:
    goal = write.goal(person, words, status=status)
    write.text(person, words, kind=TextKind.GOAL, owner_id=goal.id)
    return goal.id


def test_feedback_is_counted_by_kind_since_a_day(record: EncryptedRecord, write: Writer, clock: FixedClock) -> None:
    ada, bo = write.person("Ada"), write.person("Bo")
    gone, today = write.person("Cy", status=PersonStatus.ARCHIVED), clock.today()
    for person, kind, ago in (
        (ada, FeedbackKind.REINFORCING, 0), (ada, FeedbackKind.REINFORCING, 7), (ada, FeedbackKind.REDIRECTING, 8),
        (bo, FeedbackKind.REDIRECTING, 1), (gone, FeedbackKind.REDIRECTING, 1),
    ):  # fmt: skip
        write.feedback(person, "words", kind=kind, observed_on=today - timedelta(days=ago))
    since = today - timedelta(days=7)
    assert record.feedback_kinds(since) == {FeedbackKind.REINFORCING: 2, FeedbackKind.REDIRECTING: 1}
    assert record.feedback_kinds(since, person_id=ada.id) == {FeedbackKind.REINFORCING: 2}
    assert record.feedback_kinds(since, person_id=gone.id) == {FeedbackKind.REDIRECTING: 1}
    assert record.feedback_kinds(today + timedelta(days=1)) == {}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("You handed the shift over without help.", ["handing"]),
        ("HANDING OVER, and the deadlines of the plan", ["handing", "plan"]),
        ("シフト表 2", ["rota"]),
        ("昨日のシフトは表にありました", ["rota"]),
        ("ありがとうございました", []),
        ("交接班时你先说了重点", ["shift"]),
        ("인수인계가 짧았습니다", ["report"]),
        ("You were there and we both said so.", []),
        ('" OR * NEAR(', []),
        ("", []),
        ("Nothing alike", []),
        ("表", ["rota"]),
    ],
)
def test_goals_are_found_by_the_words_they_share(
    record: EncryptedRecord, write: Writer, said: str, found: list[str]
) -> None:
    ada, bo = write.person("Ada"), write.person("Bo")
    goals = {
        "handing": aim(write, ada, "Handing the shift over"),
        "plan": aim(write, ada, "A plan that keeps its deadline"),
        "rota": aim(write, ada, "シフト表を作る"),
        "shift": aim(write, ada, "让交接班不用再打电话"),
        "report": aim(write, ada, "인수인계를 짧게 하기"),
    }
    aim(write, ada, "Handing over early", GoalStatus.ACHIEVED)
    aim(write, bo, "Handing over the plan")
    likely = record.goals_like(said, person_id=ada.id)
    assert sorted(likely) == sorted(goals[name] for name in found)
    assert list(record.goals_like(said, person_id=ada.id, limit=1)) == likely[:1]
