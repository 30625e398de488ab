"""Gaps: every answer is in the record at once, checks are promises, a path is agreed before it is shared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ldcoach.domain.actions import Action
from ldcoach.domain.agenda import Reason
from ldcoach.domain.diagnosis import Ending, Part
from ldcoach.domain.gaps import Gap, GapStage, PathStep
from ldcoach.domain.ids import ActionId, ConversationId, GapId, PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, PathKind, TextKind, Visibility
from ldcoach.domain.texts import Revision, Text
from ldcoach.domain.wording import stop_findings
from ldcoach.errors import HeldText, NotFound, UnfitInput
from ldcoach.services.desk import Desk
from tests.fakes import FixedClock

CLEAR = {"N0": "yes", "N1": "yes", "N2": "no"} | dict.fromkeys(("N3", "N4", "N5", "N6", "N7", "N8", "N9"), "yes")
SKILL = CLEAR | {"N3": "no", "N10": "no", "N11": "no", "N13": "no", "N13b": "doing"}
HELD = "She was diagnosed with depression last month."


@pytest.fixture
def gap(desk: Desk, mairi: PersonId) -> GapId:
    made = desk.gaps.begin(mairi, "Samples reach the lab without a sheet", examples=["12 November: three of nine"])
    return GapId(made.created)


def give(desk: Desk, gap: GapId, answers: dict[str, str]) -> None:
    for node, key in answers.items():
        desk.gaps.answer(gap, node, key)


def lanes(desk: Desk, gap: GapId) -> set[Visibility]:
    texts = desk.context.record.every(Text)
    return {text.visibility for text in texts if text.owner_id.startswith(gap) or text.kind is TextKind.ACTION}


def test_every_answer_is_in_the_record_at_once(desk: Desk, gap: GapId) -> None:
    for at, (node, key) in enumerate(SKILL.items(), 1):
        desk.gaps.answer(gap, node, key)
        kept = desk.context.record.get(Gap, gap)
        assert len(kept.given) == at
        assert kept.given[node] == key
    assert desk.context.record.get(Gap, gap).causes == ("expectations", "skill")
    assert desk.gaps.view(gap).found.ending is Ending.PATH


def test_going_back_keeps_what_was_answered_on_the_other_branch(desk: Desk, gap: GapId) -> None:
    give(desk, gap, SKILL)
    desk.gaps.answer(gap, "N10", "yes")
    assert desk.gaps.view(gap).found.next == "N14"
    desk.gaps.answer(gap, "N10", "no")
    assert [cause.key for cause in desk.gaps.view(gap).found.causes] == ["expectations", "skill"]


@pytest.mark.parametrize(("node", "key"), [("N99", "yes"), ("N3", "maybe"), ("N13b", "yes")])
def test_an_answer_that_does_not_fit_changes_nothing(desk: Desk, gap: GapId, node: str, key: str) -> None:
    with pytest.raises(UnfitInput, match="Nothing was changed"):
        desk.gaps.answer(gap, node, key)
    assert desk.context.record.get(Gap, gap).answers == {}


def test_what_is_not_known_becomes_a_promise_that_ends_with_the_answer(
    desk: Desk, gap: GapId, mairi: PersonId, clock: FixedClock
) -> None:
    desk.gaps.answer(gap, "N5", "unknown")
    desk.gaps.answer(gap, "N5", "unknown")
    (promise,) = desk.promises.open(mairi)
    assert promise.words == "Walk one real case from start to end together."
    assert (promise.owner, promise.due_on) == (ActionOwner.MANAGER, date(2026, 11, 29))
    desk.gaps.set_check(gap, "N5", ActionOwner.BOTH, date(2026, 11, 27))
    assert desk.gaps.view(gap).checks["N5"].due_on == date(2026, 11, 27)

    clock.advance(days=3)
    desk.gaps.answer(gap, "N5", "no")

    assert desk.promises.open(mairi) == []
    done = desk.gaps.view(gap).checks["N5"]
    assert (done.status, done.done_on) == (ActionStatus.DONE, clock.today())


def test_an_answer_taken_back_leaves_a_new_check(desk: Desk, gap: GapId, mairi: PersonId, clock: FixedClock) -> None:
    desk.gaps.answer(gap, "N5", "unknown")
    clock.advance(days=3)
    desk.gaps.answer(gap, "N5", "no")
    desk.gaps.answer(gap, "N5", "unknown")
    (promise,) = desk.promises.open(mairi)
    assert promise.due_on == date(2026, 12, 2)
    assert desk.gaps.view(gap).checks["N5"].action_id == promise.action_id
    desk.promises.drop(promise.action_id)
    desk.gaps.answer(gap, "N5", "unknown")
    assert desk.promises.open(mairi) == []


def test_a_slip_leaves_no_check_behind(desk: Desk, gap: GapId) -> None:
    desk.gaps.answer(gap, "N5", "unknown")
    desk.gaps.answer(gap, "N5", "yes")
    assert desk.context.record.every(Action) == []
    assert desk.context.record.get(Gap, gap).answers == {"N5": "yes"}
    with pytest.raises(UnfitInput, match="no check"):
        desk.gaps.set_check(gap, "N5", ActionOwner.BOTH, None)


def test_alone_it_is_preparation_until_both_agree(desk: Desk, gap: GapId) -> None:
    give(desk, gap, SKILL | {"N8": "unknown"})
    desk.gaps.note(gap, "N3", "The standard was never written down")
    assert lanes(desk, gap) == {Visibility.PREP}
    assert not desk.gaps.view(gap).together

    desk.path.add(gap, PathKind.JOB_AID, "Card on the bench", ActionOwner.MANAGER, date(2026, 12, 1))
    desk.path.agree(gap, date(2027, 1, 15))

    assert lanes(desk, gap) == {Visibility.SHARED}
    assert desk.gaps.view(gap).together


def test_together_it_is_shared_from_the_beginning(desk: Desk, mairi: PersonId) -> None:
    gap = GapId(desk.gaps.begin(mairi, "Samples come late", together=True).created)
    desk.gaps.answer(gap, "N5", "unknown")
    desk.gaps.note(gap, "N5", "Nine on Thursday")
    assert lanes(desk, gap) == {Visibility.SHARED}
    assert desk.promises.open(mairi)[0].owner is ActionOwner.BOTH


def test_a_note_on_a_question_is_kept_with_what_it_said_before(desk: Desk, gap: GapId) -> None:
    desk.gaps.note(gap, "N3", "First")
    desk.gaps.note(gap, "N3", "Second")
    assert desk.gaps.view(gap).notes == {"N3": "Second"}
    assert [one.body for one in desk.context.record.every(Revision)] == ["First"]
    desk.gaps.note(gap, "N4", "   ")
    assert desk.gaps.view(gap).notes == {"N3": "Second"}


def test_held_words_reach_nothing(desk: Desk, gap: GapId, mairi: PersonId) -> None:
    give(desk, gap, SKILL)
    acts = (
        lambda: desk.gaps.begin(mairi, HELD),
        lambda: desk.gaps.begin(mairi, "Fine", examples=["Fine", HELD]),
        lambda: desk.gaps.describe(gap, HELD, examples=(), outcome_id=None, together=True),
        lambda: desk.gaps.note(gap, "N3", HELD),
        lambda: desk.path.add(gap, PathKind.COACHING, HELD, ActionOwner.BOTH, date(2026, 12, 1)),
        lambda: desk.briefs.keep_ask(gap, HELD),
    )
    before = (desk.context.record.every(Text), desk.context.record.every(Gap), desk.context.record.every(PathStep))
    for act in acts:
        with pytest.raises(HeldText):
            act()
    after = (desk.context.record.every(Text), desk.context.record.every(Gap), desk.context.record.every(PathStep))
    assert before == after


def test_describing_anew_keeps_the_earlier_words_and_the_answers(desk: Desk, gap: GapId) -> None:
    give(desk, gap, {"N0": "yes"})
    outcome = desk.goals.add_outcome("Fewer repeat tests").created
    desk.gaps.describe(gap, " 9 of 40  samples\n", examples=["", "a"], outcome_id=outcome, together=True)  # type: ignore[arg-type]
    view = desk.gaps.view(gap)
    assert (view.gap.statement, view.gap.examples, view.gap.given) == ("9 of 40 samples", ("a",), {"N0": "yes"})
    assert view.outcome is not None
    assert view.together
    assert len(desk.context.record.every(Revision)) == 1
    with pytest.raises(UnfitInput, match="few words"):
        desk.gaps.describe(gap, "  ", examples=(), outcome_id=None, together=False)


# The path


def test_a_course_may_be_added_only_where_knowledge_or_skill_is_missing(desk: Desk, gap: GapId) -> None:
    give(desk, gap, CLEAR | {"N3": "no", "N10": "yes", "N14": "no"})
    taught = {PathKind.TRAINING_COURSE, PathKind.INSTRUCTION, PathKind.REFRESHER}
    assert set(PathKind) - set(desk.path.kinds(gap)) == taught
    for kind in taught:
        with pytest.raises(UnfitInput, match="knowledge or skill"):
            desk.path.add(gap, kind, "A course", ActionOwner.EMPLOYEE, date(2026, 12, 1))
    change = desk.path.add(gap, PathKind.JOB_AID, "A card", ActionOwner.EMPLOYEE, date(2026, 12, 1))
    step = desk.context.record.get(PathStep, change.created)
    with pytest.raises(UnfitInput, match="knowledge or skill"):
        desk.path.edit(replace(step, kind=PathKind.TRAINING_COURSE))
    assert desk.context.record.every(PathStep) == [step]

    give(desk, gap, SKILL)
    desk.path.add(gap, PathKind.TRAINING_COURSE, "A course", ActionOwner.EMPLOYEE, date(2026, 12, 1))
    assert len(desk.gaps.view(gap).steps) == 2


def test_agreed_steps_are_promises_and_stand_as_these_do(desk: Desk, gap: GapId, mairi: PersonId) -> None:
    give(desk, gap, SKILL)
    for words, day in (("Write the standard", 1), ("Practise on three cases", 8)):
        desk.path.add(gap, PathKind.JOB_AID, words, ActionOwner.MANAGER, date(2026, 12, day))
    assert desk.promises.open(mairi) == []
    desk.path.agree(gap, date(2027, 1, 15))
    desk.path.add(gap, PathKind.COACHING, "Talk about the third", ActionOwner.BOTH, date(2026, 12, 12))
    promises = desk.promises.open(mairi)
    assert [one.words for one in promises] == [
        "Write the standard",
        "Practise on three cases",
        "Talk about the third",
    ]

    desk.promises.keep(promises[0].action_id)
    desk.promises.put_off(promises[1].action_id, date(2026, 12, 20))

    first, second, _ = desk.gaps.view(gap).steps
    assert (first.status, second.due_on) == (ActionStatus.DONE, date(2026, 12, 20))
    record = desk.context.record
    assert record.get(PathStep, first.step.id).status is ActionStatus.DONE
    assert record.get(PathStep, second.step.id).due_on == date(2026, 12, 20)


def test_a_step_changes_with_its_promise(desk: Desk, gap: GapId, mairi: PersonId) -> None:
    give(desk, gap, SKILL)
    created = desk.path.add(gap, PathKind.JOB_AID, "A card", ActionOwner.MANAGER, date(2026, 12, 1)).created
    desk.path.agree(gap, date(2027, 1, 15))
    step = desk.context.record.get(PathStep, created)
    desk.path.edit(replace(step, description="A card on the door", owner=ActionOwner.BOTH))
    (promise,) = desk.promises.open(mairi)
    assert (promise.words, promise.owner) == ("A card on the door", ActionOwner.BOTH)

    desk.path.remove(step.id)

    assert desk.promises.open(mairi) == []
    assert desk.gaps.view(gap).steps[0].status is ActionStatus.DROPPED


def test_a_step_that_was_only_thought_of_goes_without_a_trace_and_one_that_is_done_stays(
    desk: Desk, gap: GapId, mairi: PersonId
) -> None:
    give(desk, gap, SKILL)
    first, second = (
        desk.path.add(gap, PathKind.JOB_AID, words, ActionOwner.MANAGER, date(2026, 12, 1)).created for words in "ab"
    )
    desk.path.remove(desk.context.record.get(PathStep, first).id)
    desk.path.agree(gap, date(2027, 1, 15))
    desk.promises.keep(desk.promises.open(mairi)[0].action_id)
    with pytest.raises(UnfitInput, match="done"):
        desk.path.remove(desk.context.record.get(PathStep, second).id)
    assert [line.step.id for line in desk.gaps.view(gap).steps] == [second]


def test_an_agreement_needs_a_step_and_a_day_to_come(desk: Desk, gap: GapId, clock: FixedClock) -> None:
    give(desk, gap, SKILL)
    with pytest.raises(UnfitInput, match="no step"):
        desk.path.agree(gap, date(2027, 1, 15))
    desk.path.add(gap, PathKind.JOB_AID, "A card", ActionOwner.MANAGER, date(2026, 12, 1))
    with pytest.raises(UnfitInput, match="a day to come"):
        desk.path.agree(gap, clock.today())
    assert desk.gaps.view(gap).gap.agreed_on is None


def test_what_is_agreed_in_a_running_talk_belongs_to_it(
    desk: Desk, gap: GapId, talk: ConversationId, mairi: PersonId
) -> None:
    give(desk, gap, SKILL)
    desk.path.add(gap, PathKind.JOB_AID, "A card", ActionOwner.MANAGER, date(2026, 12, 1))
    desk.talks.start(talk)
    desk.path.agree(gap, date(2027, 1, 15))
    desk.gaps.answer(gap, "N6", "unknown")
    assert {action.conversation_id for action in desk.context.record.every(Action, person_id=mairi)} == {talk}


def test_where_a_gap_stands_follows_from_answers_steps_and_days(
    desk: Desk, gap: GapId, mairi: PersonId, clock: FixedClock
) -> None:
    def stage() -> GapStage:
        (line,) = desk.gaps.lines(mairi)
        assert line.stage is desk.gaps.view(gap).stage
        return line.stage

    assert stage() is GapStage.ASKING
    for answers, expected in (
        ({"N0": "no"}, GapStage.DEFINE_GAP),
        ({"N0": "yes", "N1": "no"}, GapStage.PARKED),
        ({"N1": "yes", "N2": "yes"}, GapStage.ELSEWHERE),
        ({"N2": "unknown"}, GapStage.ELSEWHERE),
        (CLEAR | {"N10": "yes", "N14": "yes", "N15": "no"}, GapStage.NOTHING_FOUND),
        ({"N15": "unknown"}, GapStage.CHECKS_FIRST),
        (SKILL, GapStage.PATH_TO_MAKE),
    ):
        give(desk, gap, answers)
        assert stage() is expected
    desk.path.add(gap, PathKind.JOB_AID, "A card", ActionOwner.MANAGER, date(2026, 12, 1))
    assert stage() is GapStage.PATH_TO_AGREE
    desk.path.agree(gap, date(2027, 1, 15))
    assert stage() is GapStage.ON_THE_PATH
    clock.advance(days=60)
    assert stage() is GapStage.LOOK_AGAIN
    desk.gaps.look_again(gap, clock.today() + timedelta(days=30))
    assert stage() is GapStage.ON_THE_PATH
    desk.promises.keep(ActionId(desk.gaps.view(gap).steps[0].promise.action_id))  # type: ignore[union-attr]
    assert stage() is GapStage.LOOK_AGAIN
    desk.gaps.look_again(gap, None)
    assert stage() is GapStage.CLOSED
    with pytest.raises(UnfitInput, match="has passed"):
        desk.gaps.look_again(gap, date(2026, 1, 1))


def test_a_parked_gap_comes_back_on_its_day(desk: Desk, gap: GapId, clock: FixedClock) -> None:
    give(desk, gap, {"N0": "yes", "N1": "no"})
    desk.gaps.look_again(gap, clock.today() + timedelta(days=30))
    assert desk.gaps.view(gap).stage is GapStage.PARKED
    clock.advance(days=30)
    assert desk.gaps.view(gap).stage is GapStage.LOOK_AGAIN


def test_a_formal_matter_can_be_taken_out_whole(desk: Desk, gap: GapId, mairi: PersonId) -> None:
    give(desk, gap, {"N0": "unknown", "N2": "yes"})
    desk.gaps.note(gap, "N2", "It was about the machine guard")
    desk.gaps.let_go(gap)
    record = desk.context.record
    assert (record.every(Gap), record.every(Action), record.every(Text)) == ([], [], [])
    with pytest.raises(NotFound):
        desk.gaps.view(gap)
    assert desk.gaps.lines(mairi) == []


def test_a_gap_is_found_by_how_it_begins(desk: Desk, gap: GapId) -> None:
    assert desk.gaps.named("samples reach").id == gap
    with pytest.raises(NotFound):
        desk.gaps.named("nothing")


def test_measures_of_the_outcome_show_their_first_and_latest_reading(desk: Desk, mairi: PersonId) -> None:
    outcome = desk.goals.add_outcome("Fewer repeat tests").created
    measure = desk.goals.add_measure("Incomplete samples", "a week", outcome_id=outcome).created  # type: ignore[arg-type]
    for day, value in ((1, 9.0), (8, 7.0), (15, 6.0)):
        desk.goals.add_reading(measure, value, on=date(2026, 11, day))  # type: ignore[arg-type]
    gap = GapId(desk.gaps.begin(mairi, "Samples", outcome_id=outcome).created)  # type: ignore[arg-type]
    (line,) = desk.gaps.view(gap).measures
    assert line.first is not None
    assert line.latest is not None
    assert (line.first.value, line.latest.value) == (9.0, 6.0)


def test_no_question_that_ships_would_be_held(desk: Desk) -> None:
    rules, diagnosis = desk.context.library.stop_rules(), desk.gaps.diagnosis
    told = [text for node in diagnosis.nodes.values() for text in (node.question, node.why, node.check, node.note)]
    told += [words for way in diagnosis.ways.values() for words in (way.label, way.hint)]
    assert [text for text in told if stop_findings(text, rules)] == []
    assert [node.part for node in diagnosis.nodes.values()].count(Part.ENVIRONMENT) == 7


def test_the_day_of_the_next_look_puts_the_gap_on_the_agenda(
    desk: Desk, gap: GapId, mairi: PersonId, clock: FixedClock
) -> None:
    def suggested() -> list[str]:
        agenda = desk.preparation.agenda(mairi, 30)
        return [item.title for item in agenda.items if item.reason is Reason.GAP_REVIEW]

    give(desk, gap, {"N0": "yes", "N1": "no"})
    desk.gaps.look_again(gap, clock.today() + timedelta(days=7))
    assert suggested() == []
    clock.advance(days=7)
    assert suggested() == ["Samples reach the lab without a sheet"]


def test_gaps_of_people_who_left_are_not_in_the_list_of_everybody(desk: Desk, gap: GapId, mairi: PersonId) -> None:
    assert [line.gap.id for line in desk.gaps.lines()] == [gap]
    desk.people.archive(mairi)
    assert desk.gaps.lines() == []
    assert [line.gap.id for line in desk.gaps.lines(mairi)] == [gap]
