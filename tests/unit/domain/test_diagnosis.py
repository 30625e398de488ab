"""The diagnosis over every sequence of answers there is: nothing out of reach, no dead end, training in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.diagnosis import (
    EARLY,
    UNKNOWN,
    Diagnosis,
    Ending,
    Found,
    Part,
    look,
    offers,
)
from ldcoach.domain.diagnosis_answers import require_fit
from ldcoach.domain.diagnosis_faults import diagnosis_faults
from ldcoach.domain.kinds import PathKind
from ldcoach.library import FileLibrary
from ldcoach.paths import resources

DIAGNOSIS = FileLibrary(resources()).diagnosis()
AROUND = tuple(node.id for node in DIAGNOSIS.nodes.values() if node.part is Part.ENVIRONMENT)
CLEAR = {"N0": "yes", "N1": "yes", "N2": "no"} | dict.fromkeys(AROUND, "yes")


Sequence = tuple[dict[str, str], Found]


def sequences(answers: dict[str, str], most: int) -> Iterator[Sequence]:
    """Yield every way to answer from here to the end with at most so many answers around the work other than yes."""
    found = look(DIAGNOSIS, answers)
    if not found.next:
        yield answers, found
        return
    around = found.next in AROUND
    spent = sum(answers.get(node, "yes") != "yes" for node in AROUND) >= most
    for answer in DIAGNOSIS.nodes[found.next].answers:
        if not (around and spent and answer.key != "yes"):
            yield from sequences(answers | {found.next: answer.key}, most)


@cache
def all_of(most: int) -> tuple[Sequence, ...]:
    return tuple(sequences({}, most))


@pytest.fixture(params=[2, pytest.param(len(AROUND), marks=pytest.mark.slow)], ids=["two", "all"])
def every(request: pytest.FixtureRequest) -> tuple[Sequence, ...]:
    """Every sequence with at most two things around the work not as they should be, or every one there is."""
    return all_of(request.param)


def test_there_is_no_dead_end(every: tuple[Sequence, ...]) -> None:
    for _, found in every:
        assert found.ending in DIAGNOSIS.closings
        assert found.end is None or found.end in EARLY
        if found.ending is Ending.PATH:
            assert offers(DIAGNOSIS, found)


def test_every_node_every_cause_every_answer_and_every_closing_is_reached(every: tuple[Sequence, ...]) -> None:
    seen = {node for _, found in every for node in found.asked}
    causes = {cause.key for _, found in every for cause in found.causes}
    given = {(node, key) for answers, _ in every for node, key in answers.items()}
    assert (len(seen), len(causes)) == (17, 14)
    assert seen == set(DIAGNOSIS.nodes)
    assert causes == set(DIAGNOSIS.causes)
    assert given == {(node.id, answer.key) for node in DIAGNOSIS.nodes.values() for answer in node.answers}
    assert {found.ending for _, found in every} == set(Ending)


def test_a_course_is_offered_only_for_knowledge_or_skill_and_last_with_a_caution_while_work_is_in_the_way(
    every: tuple[Sequence, ...],
) -> None:
    offered = 0
    for _, found in every:
        made = offers(DIAGNOSIS, found)
        courses = [offer for offer in made if offer.way.kind is PathKind.TRAINING_COURSE]
        trains = {cause.key for cause in found.causes} & {"knowledge", "skill"}
        assert len(courses) == bool(trains)
        around = {node for cause in found.causes for node in found.behind[cause.key]} & set(AROUND)
        if courses:
            offered += 1
            assert made[-1] is courses[0]
            assert courses[0].caution == bool(around)
    assert offered > 100


def test_the_environment_is_asked_whole_before_the_person(every: tuple[Sequence, ...]) -> None:
    for _, found in every:
        person = [node for node in found.asked if DIAGNOSIS.nodes[node].part is Part.PERSON]
        if person:
            assert found.asked[3:10] == AROUND


def test_what_is_not_known_finds_no_cause_and_leaves_its_check(every: tuple[Sequence, ...]) -> None:
    for answers, found in every:
        unknown = [node for node in found.asked if answers[node] == UNKNOWN]
        assert list(found.checks) == unknown
        assert not {node for nodes in found.behind.values() for node in nodes} & set(unknown)


def test_three_causes_around_the_work_set_the_person_aside(every: tuple[Sequence, ...]) -> None:
    for _, found in every:
        around = {node for nodes in found.behind.values() for node in nodes} & set(AROUND)
        assert found.set_aside == (len(around) >= 3 and found.end is None)


def test_causes_are_told_in_the_order_of_the_specification(every: tuple[Sequence, ...]) -> None:
    order = [
        "expectations",
        "feedback_information",
        "workflow",
        "resources",
        "decision_rights",
        "consequences",
        "leadership_norms",
        "needs_job_aid",
        "knowledge",
        "skill",
        "skill_decay",
        "capacity_fit",
        "motive",
        "habit",
    ]
    for _, found in every:
        keys = [cause.key for cause in found.causes]
        assert keys == sorted(keys, key=order.index)


def test_the_example_of_the_specification() -> None:
    answers = CLEAR | {"N3": "no", "N5": "no", "N8": UNKNOWN, "N10": "no", "N11": "no", "N13": "yes"}
    require_fit(DIAGNOSIS, answers)
    found = look(DIAGNOSIS, answers)
    assert [cause.key for cause in found.causes] == ["expectations", "workflow", "needs_job_aid"]
    assert found.checks == ("N8",)
    assert found.ending is Ending.PATH
    kinds = [offer.way.kind for offer in offers(DIAGNOSIS, found)]
    assert kinds[0] is PathKind.CLARIFY_EXPECTATIONS
    assert PathKind.CHECKLIST in kinds
    assert PathKind.TRAINING_COURSE not in kinds


@given(st.data())
def test_any_beginning_of_a_sequence_names_what_is_asked_next(data: st.DataObject) -> None:
    answers: dict[str, str] = {}
    while (question := look(DIAGNOSIS, answers).next) and data.draw(st.booleans() if answers else st.just(value=True)):
        answers[question] = data.draw(st.sampled_from([one.key for one in DIAGNOSIS.nodes[question].answers]))
    require_fit(DIAGNOSIS, answers)
    found = look(DIAGNOSIS, answers)
    assert found.beside == ()
    assert bool(found.next) == (found.ending is None)
    if found.next:
        assert found.next not in answers


@given(
    st.dictionaries(
        st.sampled_from(sorted(DIAGNOSIS.nodes)),
        st.sampled_from(sorted({one.key for node in DIAGNOSIS.nodes.values() for one in node.answers})),
    )
)
def test_answers_that_nobody_could_give_are_refused_and_never_break(answers: dict[str, str]) -> None:
    try:
        require_fit(DIAGNOSIS, answers)
    except ValueError as refusal:
        assert any(node in str(refusal) for node in answers)  # noqa: PT017  # either way is right for some
        return
    found = look(DIAGNOSIS, answers)
    assert found.set_aside or not found.beside


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"N99": "yes"}, "N99"),
        ({"N3": "maybe"}, "maybe"),
        ({"N13b": "yes"}, "knowing"),
        ({"N0": "no", "N3": "yes"}, "N3"),
        (CLEAR | {"N10": "yes", "N11": "no"}, "N11"),
        (CLEAR | {"N14": "no"}, "N14"),
    ],
)
def test_a_refusal_names_what_is_wrong(answers: dict[str, str], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        require_fit(DIAGNOSIS, answers)


def test_answers_around_the_work_count_before_the_gates_are_answered() -> None:
    answers = {"N5": "no", "N7": "no"}
    require_fit(DIAGNOSIS, answers)
    found = look(DIAGNOSIS, answers)
    assert [cause.key for cause in found.causes] == ["workflow", "decision_rights"]
    assert found.next == "N0"
    assert found.ending is None


def test_what_is_said_of_the_person_is_set_aside_not_refused() -> None:
    answers = CLEAR | {"N3": "no", "N4": "no", "N5": "no", "N10": "no"}
    require_fit(DIAGNOSIS, answers)
    found = look(DIAGNOSIS, answers)
    assert (found.set_aside, found.beside, found.next) == (True, ("N10",), "")


# What a sound diagnosis is


def broken(node: str, at: str, /, **changes: object) -> Diagnosis:
    asked = DIAGNOSIS.nodes[node]
    answers = tuple(replace(one, **changes) if one.key == at else one for one in asked.answers)  # type: ignore[arg-type]
    return replace(DIAGNOSIS, nodes={**DIAGNOSIS.nodes, node: replace(asked, answers=answers)})


@pytest.mark.parametrize(
    ("diagnosis", "said"),
    [
        (broken("N15", "yes", next="N10", cause=""), "circle"),
        (broken("N14", "yes", next="N3"), "N3"),
        (broken("N10", "yes", next="N11"), "never come to N1"),
        (broken("N13", "yes", cause=""), "needs_job_aid"),
        (broken("N3", "no", cause="nothing"), "no cause"),
        (broken("N3", "no", next="N77"), "no node"),
        (broken("N3", "no", next=""), "everything around the work"),
        (broken("N3", UNKNOWN, cause="skill"), "not known"),
        (broken("N3", "yes", key="no"), "two different answers"),
        (broken("N0", "no", end=Ending.PATH), "cannot end"),
        (replace(DIAGNOSIS, first="N77"), "no node"),
        (replace(DIAGNOSIS, version=0), "starts at 1"),
        (replace(DIAGNOSIS, order=DIAGNOSIS.order[:-1]), "every cause once"),
        (replace(DIAGNOSIS, closings={}), "park"),
        (
            replace(
                DIAGNOSIS, ways={kind: way for kind, way in DIAGNOSIS.ways.items() if kind is not PathKind.COACHING}
            ),
            "coaching",
        ),
        (
            replace(
                DIAGNOSIS,
                causes={**DIAGNOSIS.causes, "motive": replace(DIAGNOSIS.causes["motive"], training=True)},
            ),
            "knowledge or skill",
        ),
    ],
)
def test_a_diagnosis_that_is_not_sound_is_told_apart(diagnosis: Diagnosis, said: str) -> None:
    assert any(said in fault.message for fault in diagnosis_faults(diagnosis)), diagnosis_faults(diagnosis)


def test_the_one_that_ships_is_sound() -> None:
    assert diagnosis_faults(DIAGNOSIS) == ()
