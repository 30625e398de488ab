"""Skills that feedback speaks to: tied with the piece, offered by its words, found again from the skill."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ldcoach.domain.feedback import FeedbackSkill
from ldcoach.domain.ids import FeedbackId, GoalId, PersonId, SkillId
from ldcoach.errors import NotFound
from ldcoach.services.desk import Desk
from tests.frameworks import esco

SEEN = "You closed the route plan at 15:10 while two drops were open."


@pytest.fixture
def dele(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Dele Adeyemi").created)


@pytest.fixture
def routes(desk: Desk) -> SkillId:
    return SkillId(desk.skills.add("plan routes").created)


@pytest.fixture
def listening(desk: Desk) -> SkillId:
    return SkillId(desk.skills.add("Active Listening").created)


def skills_of(desk: Desk, piece_id: str) -> list[str]:
    return [skill.name for skill in desk.skills.of_feedback(FeedbackId(piece_id))]


def test_a_piece_is_kept_with_its_skills(desk: Desk, dele: PersonId, routes: SkillId, listening: SkillId) -> None:
    made = desk.feedback.capture(dele, SEEN, skill_ids=[routes, listening, routes]).created
    assert skills_of(desk, made) == ["plan routes", "Active Listening"]

    piece, words = desk.feedback.get(FeedbackId(made))
    desk.feedback.edit(replace(piece, impact="Drivers rang"), words)
    assert len(skills_of(desk, made)) == 2
    desk.feedback.edit(piece, words, skill_ids=[listening])
    assert skills_of(desk, made) == ["Active Listening"]
    desk.feedback.edit(piece, words, skill_ids=())
    assert desk.context.record.every(FeedbackSkill) == []


def test_a_skill_that_is_not_there_keeps_nothing(desk: Desk, dele: PersonId) -> None:
    with pytest.raises(NotFound):
        desk.feedback.capture(dele, SEEN, skill_ids=[SkillId("none")])
    assert desk.feedback.of(dele) == []


def test_a_piece_that_is_taken_back_is_tied_to_nothing(desk: Desk, dele: PersonId, routes: SkillId) -> None:
    made = desk.feedback.capture(dele, SEEN, skill_ids=[routes]).created
    desk.feedback.discard(FeedbackId(made))
    assert desk.feedback_skills.on(routes) == frozenset()
    assert desk.context.record.every(FeedbackSkill) == []


def test_what_the_goal_builds_is_offered_before_what_the_words_tell(
    desk: Desk, dele: PersonId, routes: SkillId, listening: SkillId
) -> None:
    goal = GoalId(desk.goals.add(dele, "Hear people out").created)
    desk.skills.link_goal(goal, listening)
    assert [skill.id for skill in desk.feedback_skills.likely(SEEN)] == [routes]
    assert [skill.id for skill in desk.feedback_skills.likely(SEEN, goal_id=goal)] == [listening, routes]
    assert [skill.id for skill in desk.feedback_skills.likely(SEEN, goal_id=goal, but=[listening])] == [routes]


def test_a_framework_that_comes_later_is_offered_too(desk: Desk) -> None:
    assert desk.feedback_skills.likely("You wrote reports") == ()
    desk.skills.take_over(esco(64, 10))
    assert "write work-related reports" in desk.feedback_skills.likely("You write work reports, related or not")[0].name


def test_from_a_skill_back_to_the_feedback(desk: Desk, dele: PersonId, routes: SkillId, listening: SkillId) -> None:
    mairi = PersonId(desk.people.add("Mairi Campbell").created)
    first, other, plain = (
        FeedbackId(desk.feedback.capture(who, SEEN, skill_ids=skills).created)
        for who, skills in ((dele, [routes]), (mairi, [routes, listening]), (dele, []))
    )
    assert desk.feedback_skills.on(routes) == {first, other}
    assert desk.feedback_skills.on(routes, person_id=dele) == {first}
    assert {key: len(found) for key, found in desk.feedback_skills.of([first, other, plain]).items()} == {
        first: 1,
        other: 2,
    }
    both = [desk.skills.named(name) for name in ("plan routes", "Active Listening")]
    assert desk.feedback_skills.spoken_to(both, dele) == {routes}
    assert desk.feedback_skills.spoken_to(both, mairi) == {routes, listening}
