"""Skills: taken over once and whole or not at all, found while one types, tied and untied."""

from __future__ import annotations

import time

import pytest

from ldcoach.domain.goals import GoalSkill, Skill
from ldcoach.domain.ids import FeedbackId, GoalId, PersonId, SkillId
from ldcoach.domain.skills_table import Framework
from ldcoach.errors import HeldText, NotFound, UnfitInput
from ldcoach.services.desk import Desk
from ldcoach.services.skills import release_in
from tests.frameworks import esco, onet


class StoppedError(Exception):
    """Somebody pressed stop."""


@pytest.fixture
def welding(desk: Desk) -> SkillId:
    return SkillId(desk.skills.add("Welding").created)


def test_a_framework_comes_once(desk: Desk) -> None:
    assert desk.skills.preview(esco(50, 20)).new == 50
    assert desk.skills.count() == 0
    change, first = desk.skills.take_over(esco(50, 20))
    assert change.touches(Skill)
    assert (first.new, desk.skills.count()) == (50, 50)
    _, again = desk.skills.take_over(esco(60, 20))
    assert (again.new, desk.skills.count()) == (10, 60)


def test_a_later_file_renames_what_it_names_otherwise_and_ties_stay(desk: Desk, mairi: PersonId) -> None:
    table = "conceptUri,preferredLabel\nhttp://example.org/1,{}\n"
    desk.skills.take_over(table.format("read gauges").encode())
    (skill,) = desk.skills.every()
    goal = GoalId(desk.goals.add(mairi, "Find line faults").created)
    desk.skills.link_goal(goal, skill.id)
    later = table.format("read pressure gauges").encode()
    assert (desk.skills.preview(later).new, desk.skills.preview(later).renamed) == (0, 1)
    assert desk.skills.of_goal(goal)[0].name == "read gauges"
    assert desk.skills.take_over(later)[1].renamed == 1
    assert [(one.id, one.name) for one in desk.skills.of_goal(goal)] == [(skill.id, "read pressure gauges")]
    assert [one.id for one in desk.skills.search("pressure")] == [skill.id]
    assert desk.skills.take_over(later)[1].renamed == 0


@pytest.mark.parametrize("at", [1, 3, 5])
def test_a_stop_leaves_nothing_behind(desk: Desk, at: int) -> None:
    calls = []

    def stop(done: int, whole: int) -> None:
        calls.append((done, whole))
        if len(calls) == at:
            raise StoppedError

    with pytest.raises(StoppedError):
        desk.skills.take_over(esco(2500, 10), progress=stop)
    assert desk.skills.count() == 0
    assert desk.skills.search("prices") == ()
    assert all(0 <= done <= whole for done, whole in calls)


def test_a_full_framework_is_searched_as_one_types(desk: Desk) -> None:
    desk.skills.take_over(esco(14_000, 10))
    desk.skills.warm_up()
    words = "negocier prices 64"
    began = time.perf_counter()
    for end in range(1, len(words) + 1):
        desk.skills.search(words[:end])
    assert (time.perf_counter() - began) / len(words) < 0.1
    assert desk.skills.search("NÉGOCIER  PRICES 64")[0].name == "négocier prices 64"
    assert all("prices" in skill.name and "ier" in skill.name for skill in desk.skills.search("ier pric"))
    assert desk.skills.search("no such skill") == desk.skills.search("  ") == ()


def test_names_that_begin_so_come_before_those_that_hold_it(desk: Desk) -> None:
    for name in ("Arc welding", "Underwelding", "Welding", "Welding of pipes"):
        desk.skills.add(name)
    assert [one.name for one in desk.skills.search("weld")] == [
        "Welding",
        "Welding of pipes",
        "Arc welding",
        "Underwelding",
    ]


def test_a_skill_in_own_words_is_kept_once_and_held_when_it_is_about_health(desk: Desk, welding: SkillId) -> None:
    assert desk.skills.add(" welding ").created == welding
    assert desk.skills.named("WELD").id == welding
    with pytest.raises(HeldText):
        desk.skills.add("Copes with her depression")
    with pytest.raises(UnfitInput):
        desk.skills.add("  ")
    assert desk.skills.count() == 1


def test_a_goal_builds_a_skill_and_feedback_speaks_to_it(desk: Desk, mairi: PersonId, welding: SkillId) -> None:
    goal = GoalId(desk.goals.add(mairi, "Weld the frame").created)
    piece = FeedbackId(desk.feedback.capture(mairi, "Welded the frame on Monday.").created)
    for _ in range(2):
        assert desk.skills.link_goal(goal, welding).touches(GoalSkill)
        desk.skills.link_feedback(piece, welding)
    assert desk.context.record.count(GoalSkill) == 1
    assert [one.name for one in desk.goals.view(goal).skills] == ["Welding"]
    assert desk.skills.of_feedback(piece) == desk.skills.of_goal(goal)
    desk.skills.unlink_goal(goal, welding)
    desk.skills.unlink_feedback(piece, welding)
    assert desk.skills.of_goal(goal) == desk.skills.of_feedback(piece) == ()
    with pytest.raises(NotFound, match="not tied"):
        desk.skills.unlink_goal(goal, welding)


def test_the_licences_are_shown_with_the_release(desk: Desk) -> None:
    assert desk.skills.attributions() == ()
    desk.skills.take_over(onet(1, 3), Framework.ONET, release=release_in("db_30_1_text/Skills.txt"))
    (line,) = desk.skills.attributions()
    assert "O*NET Database 30.1 by the U.S. Department of Labor" in line
    with pytest.raises(UnfitInput):
        desk.skills.take_over(onet(1, 3), release="<b>")
