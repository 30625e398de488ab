"""Drafts of own guides: nothing is lost, nothing unsound is kept, nothing held is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldcoach.domain.conversations import KeptGuide
from ldcoach.domain.guides import Guide, faults, with_stages
from ldcoach.domain.keeping import Audit, Setting
from ldcoach.errors import HeldText, NotFound, UnfitInput
from ldcoach.services.desk import Desk

HEALTH = "How is your depression today?"
Rows = Callable[[], dict[type, list[object]]]


@pytest.fixture
def key(desk: Desk) -> str:
    return desk.own_guides.copy("weekly", "Our check-in").created


def asking(guide: Guide, *questions: str) -> Guide:
    """Return the guide with other questions in its second stage."""
    first, second, *rest = guide.stages
    return with_stages(guide, [first, replace(second, questions=questions), *rest])


def test_a_copy_is_a_draft_that_says_the_same(desk: Desk, key: str) -> None:
    draft = desk.own_guides.opened(key)
    assert draft == replace(desk.guides.guide("weekly"), key=key, name="Our check-in", based_on="weekly")
    assert desk.context.record.count(KeptGuide) == 0


def test_two_copies_of_one_name_have_different_keys(desk: Desk, key: str) -> None:
    second = desk.own_guides.copy("weekly", "Our check-in").created
    assert (key, second) == ("own-our-check-in", "own-our-check-in-2")
    with pytest.raises(NotFound):
        desk.own_guides.copy("gone", "Nothing")


def test_a_guide_that_ships_is_never_written_on(desk: Desk, rows: Rows) -> None:
    weekly = desk.guides.guide("weekly")
    before = rows()
    for act in (desk.own_guides.opened, desk.own_guides.keep):
        with pytest.raises(NotFound, match="Copy it"):
            act("weekly")
    with pytest.raises(NotFound, match="Copy it"):
        desk.own_guides.write(replace(weekly, name="Mine"))
    assert rows() == before


def test_an_unfinished_draft_is_kept_as_it_stands(desk: Desk, key: str) -> None:
    unfinished = asking(replace(desk.own_guides.opened(key), name="", never=()))
    desk.own_guides.write(unfinished)
    assert desk.own_guides.opened(key) == unfinished


def test_an_unsound_draft_does_not_become_the_guide(desk: Desk, key: str, rows: Rows) -> None:
    desk.own_guides.write(asking(desk.own_guides.opened(key)))
    before = rows()
    with pytest.raises(UnfitInput, match=r"^Step 2, questions has 0 questions"):
        desk.own_guides.keep(key)
    assert rows() == before


def test_advice_does_not_stand_in_the_way(desk: Desk, key: str) -> None:
    desk.own_guides.write(asking(desk.own_guides.opened(key), "Why?"))
    desk.own_guides.keep(key)
    assert desk.guides.guide(key).stages[1].questions == ("Why?",)


def test_keeping_ends_the_draft_and_unchanged_makes_no_version(desk: Desk, key: str) -> None:
    desk.own_guides.keep(key)
    assert desk.guides.kept.draft(key) is None
    desk.own_guides.keep(key)
    assert [row.version for row in desk.context.record.every(KeptGuide, key=key)] == [1]


def test_a_copy_of_a_copy_is_still_of_the_first_ones_kind(desk: Desk) -> None:
    first = desk.own_guides.copy("stay", "Why you are here").created
    desk.own_guides.keep(first)
    second = desk.own_guides.copy(first, "Why you are here, shorter").created
    desk.own_guides.write(replace(desk.own_guides.opened(second), purpose="To talk."))
    desk.own_guides.keep(second)
    assert [desk.guides.guide(key).kind for key in ("stay", first, second)] == ["stay"] * 3


def test_a_guide_kept_before_kinds_were_known_still_reads_as_the_same(desk: Desk, key: str) -> None:
    desk.own_guides.keep(key)
    (row,) = desk.context.record.every(KeptGuide, key=key)
    older = {name: value for name, value in row.body.items() if name != "based_on"}
    with desk.context.record.work() as work:
        work.save(replace(row, body=older))
    assert desk.guides.guide(key).kind == key
    desk.own_guides.keep(key)
    assert [kept.body for kept in desk.context.record.every(KeptGuide, key=key)] == [older]


def test_an_unused_version_is_replaced(desk: Desk, key: str) -> None:
    desk.own_guides.keep(key)
    desk.own_guides.write(replace(desk.own_guides.opened(key), purpose="To talk."))
    assert desk.guides.guide(key).purpose != "To talk."
    desk.own_guides.keep(key)
    (row,) = desk.context.record.every(KeptGuide, key=key)
    assert (row.version, row.source, row.body["purpose"]) == (1, "own", "To talk.")


def test_a_draft_thrown_away_leaves_the_guide(desk: Desk, key: str) -> None:
    desk.own_guides.keep(key)
    guide = desk.guides.guide(key)
    desk.own_guides.write(replace(guide, name="Another name"))
    desk.own_guides.discard(key)
    assert desk.own_guides.opened(key) == guide
    other = desk.own_guides.copy("sbi", "Ours").created
    desk.own_guides.discard(other)
    with pytest.raises(NotFound):
        desk.own_guides.opened(other)


def test_a_held_question_is_written_nowhere(desk: Desk, key: str, rows: Rows) -> None:
    draft = desk.own_guides.opened(key)
    before = rows()
    with pytest.raises(HeldText) as held:
        desk.own_guides.write(asking(draft, HEALTH, "What else?"))
    assert held.value.rules == ("FB17",)
    assert rows() == before
    with pytest.raises(HeldText):
        desk.own_guides.copy("sbi", HEALTH)
    assert rows() == before


def test_words_about_the_work_are_asked_about_once_and_only_the_rule_is_noted(desk: Desk, key: str) -> None:
    held = asking(desk.own_guides.opened(key), "What does the health plan of the machine say?", HEALTH)
    desk.own_guides.write(held, about_work=["FB17"])
    desk.own_guides.write(replace(held, name="Another name"))
    assert desk.own_guides.opened(key).stages == held.stages
    acts = [audit.act for audit in desk.context.record.every(Audit)]
    assert "confirm FB17" in acts
    assert not any("depression" in act for act in acts)


def test_words_that_shipped_are_not_asked_about(desk: Desk) -> None:
    key = desk.own_guides.copy("return", "Our welcome back").created
    desk.own_guides.write(replace(desk.own_guides.opened(key), purpose="Welcome somebody back."))
    desk.own_guides.keep(key)
    assert "Health, pregnancy, childcare" in desk.guides.guide(key).never


def test_a_draft_without_end_is_refused(desk: Desk, key: str) -> None:
    before = desk.context.record.every(Setting)
    with pytest.raises(UnfitInput, match="longer than 100,000"):
        desk.own_guides.write(asking(desk.own_guides.opened(key), "What? " * 40_000))
    assert desk.context.record.every(Setting) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(max_size=60),
    questions=st.lists(st.text(max_size=40), max_size=8),
    minutes=st.integers(-5, 10**6),
    order=st.permutations(range(5)),
)
def test_no_draft_is_lost_and_no_unsound_one_is_offered(
    desk: Desk, name: str, questions: list[str], minutes: int, order: list[int]
) -> None:
    key = desk.own_guides.copy("weekly", "Any").created
    copy = desk.own_guides.opened(key)
    stages = [copy.stages[at] for at in order]
    stages[0] = replace(stages[0], questions=tuple(questions), minutes=minutes)
    draft = with_stages(replace(copy, name=name), stages)
    try:
        desk.own_guides.write(draft)
    except HeldText:
        assert desk.own_guides.opened(key) == copy
        return
    assert desk.own_guides.opened(key) == draft
    try:
        desk.own_guides.keep(key)
    except UnfitInput:
        assert any(fault.grave for fault in faults(draft))
        assert desk.own_guides.opened(key) == draft
        assert key not in {guide.key for guide in desk.guides.guides()}
    else:
        assert not any(fault.grave for fault in faults(draft))
        assert desk.guides.guide(key) == draft
