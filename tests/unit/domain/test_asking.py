"""Questions not asked lately, and the conversation that has not been had for long."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.asking import CAREER_EVERY, LATELY, HeldTalk, asked_lately, career_is_due, fresh_questions
from ldcoach.domain.guides import AskOf, Guide, Stage

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)


def stage(code: str, *questions: str, ask_of: AskOf = AskOf.EMPLOYEE) -> Stage:
    return Stage(
        code=code, name=code, minutes=5, intent="i", ask_of=ask_of, questions=questions, record=(), done_when="d"
    )


GUIDE = Guide(
    key="weekly",
    version=1,
    language="en",
    name="Weekly",
    purpose="p",
    use="u",
    avoid="a",
    minutes=15,
    stages=(stage("1", "a1", "a2", "a3"), stage("2", "own1", ask_of=AskOf.MANAGER), stage("3", "b1", "b2")),
    exit=(),
    never=(),
)
EVERY = ["a1", "a2", "a3", "own1", "b1", "b2"]


def names(asked: dict[str, date]) -> list[str]:
    return [question for _, question in fresh_questions(GUIDE, asked)]


def test_the_first_of_each_stage_comes_before_any_second_and_own_ones_stay_out() -> None:
    assert names({}) == ["a1", "b1", "a2", "b2", "a3"]


def test_what_was_shown_lately_stands_back() -> None:
    talk = HeldTalk("grow", TODAY - 7 * DAY, ("a1", "b1"))
    assert names(dict(asked_lately(GUIDE, [talk], TODAY))) == ["a2", "b2", "a3"]


def test_where_nobody_kept_it_the_first_questions_of_the_same_guide_count() -> None:
    same, other = HeldTalk("weekly", TODAY), HeldTalk("grow", TODAY)
    assert set(asked_lately(GUIDE, [same], TODAY)) == {"a1", "own1", "b1"}
    assert asked_lately(GUIDE, [other], TODAY) == {}


@given(st.lists(st.tuples(st.integers(0, 100), st.lists(st.sampled_from(EVERY), max_size=4)), max_size=8))
def test_a_question_is_fresh_unless_it_was_asked_within_six_weeks(talks: list[tuple[int, list[str]]]) -> None:
    held = [HeldTalk("weekly", TODAY - ago * DAY, tuple(asked)) for ago, asked in talks]
    lately = {question for ago, asked in talks if ago * DAY <= LATELY for question in asked}
    assert set(names(dict(asked_lately(GUIDE, held, TODAY)))) == set(EVERY) - lately - {"own1"}


def test_a_career_conversation_is_due_after_half_a_year_and_not_with_somebody_new() -> None:
    last = HeldTalk("career", TODAY - CAREER_EVERY)
    assert not career_is_due([last], TODAY, known_for_long=True)
    assert career_is_due([last], TODAY + DAY, known_for_long=True)
    assert career_is_due([HeldTalk("weekly", TODAY)], TODAY, known_for_long=True)
    assert not career_is_due([], TODAY, known_for_long=False)
