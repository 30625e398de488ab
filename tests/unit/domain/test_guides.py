"""A guide scales to the planned time, knows its faults and survives being kept."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.guides import AskOf, Guide, Stage, faults, guide_as_dict, guide_from_dict, scaled_minutes
from ldcoach.domain.values import Misfit


def stage(code: str, minutes: int) -> Stage:
    return Stage(
        code=code,
        name="Goal",
        minutes=minutes,
        intent="Agree what is useful.",
        ask_of=AskOf.EMPLOYEE,
        questions=("What matters today?", "What have you tried?", "Who else feels it?"),
        record=("outcome",),
        done_when="One sentence.",
    )


def guide(*minutes: int) -> Guide:
    return Guide(
        key="grow",
        version=1,
        language="en",
        name="GROW coaching",
        purpose="Think.",
        use="A piece of work.",
        avoid="Safety matters.",
        minutes=sum(minutes),
        stages=tuple(stage(str(index), count) for index, count in enumerate(minutes)),
        exit=("A dated action exists.",),
        never=("Guesses about motives",),
    )


stage_minutes = st.lists(st.integers(2, 40), min_size=1, max_size=8)


@given(stage_minutes, st.integers(0, 240))
def test_scaled_minutes_sum_to_what_was_planned(minutes: list[int], planned: int) -> None:
    scaled = scaled_minutes(guide(*minutes), planned)
    assert sum(scaled) == planned
    assert len(scaled) == len(minutes)
    if planned >= 2 * len(minutes):
        assert min(scaled) >= 2


@given(stage_minutes)
def test_the_guides_own_time_is_left_as_it_is(minutes: list[int]) -> None:
    assert scaled_minutes(guide(*minutes), sum(minutes)) == tuple(minutes)


def test_a_short_talk_keeps_the_proportions() -> None:
    assert scaled_minutes(guide(12, 7, 5, 3, 3), 15) == (6, 3, 2, 2, 2)


def test_negative_time_is_refused() -> None:
    with pytest.raises(ValueError, match="less than no time"):
        scaled_minutes(guide(5, 5), -1)


def test_a_sound_guide_has_no_faults() -> None:
    assert faults(guide(10, 10)) == ()


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Why did that happen?", "why"),
        ("Did you finish?", "'did'"),
        ("Isn\N{RIGHT SINGLE QUOTATION MARK}t it late?", "isn't"),
        ("Tell me more.", "question mark"),
        ("", "is empty"),
    ],
)
def test_questions_that_close_a_talk_are_faults(question: str, part: str) -> None:
    sound = guide(10, 10)
    poor = replace(sound.stages[1], questions=("What now?", question, "Who helps?"))
    (fault,) = faults(replace(sound, stages=(sound.stages[0], poor)))
    assert fault.key == "stages[1].questions[1]"
    assert part in fault.message


def test_count_of_questions_codes_and_minutes_are_checked() -> None:
    sound = guide(10, 10)
    few = replace(sound.stages[0], questions=("What now?",), code="1")
    found = {fault.key for fault in faults(replace(sound, stages=(few, sound.stages[1]), minutes=25, version=0))}
    assert found == {"version", "minutes", "stages[0].questions", "stages[1].code"}


def test_a_guide_survives_being_kept_as_json() -> None:
    whole = guide(7, 9, 8, 6)
    assert guide_from_dict(json.loads(json.dumps(guide_as_dict(whole)))) == whole


@pytest.mark.parametrize(
    ("key", "value", "error"),
    [
        ("minutes", "ten", "is not a whole number"),
        ("ask_of", "all", "not one of"),
        ("questions", [1], r"\[0\]"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(key: str, value: object, error: str) -> None:
    body = guide_as_dict(guide(10, 10))
    body["stages"][1][key] = value
    with pytest.raises(Misfit, match=error) as raised:
        guide_from_dict(body)
    assert raised.value.key.startswith(f"stages[1].{key}")


def test_a_missing_value_is_named() -> None:
    body = guide_as_dict(guide(10, 10))
    del body["stages"][0]["intent"]
    with pytest.raises(Misfit, match=r"stages\[0\]\.intent is missing"):
        guide_from_dict(body)
