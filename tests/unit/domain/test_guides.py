"""A guide scales to the planned time, knows its faults and survives being kept."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.guides import (
    AskOf,
    Fault,
    Guide,
    Stage,
    copied,
    faults,
    guide_as_dict,
    guide_from_dict,
    in_words,
    is_own,
    own_key,
    scaled_minutes,
    texts_of,
    with_stages,
)
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


@pytest.mark.parametrize(
    ("change", "key", "part"),
    [
        ({"key": "Own Guide"}, "key", "small letters"),
        ({"version": 10_000}, "version", "between 1 and 9999"),
        ({"language": "English"}, "language", "language code"),
        ({"name": " "}, "name", "is empty"),
        ({"purpose": "x" * 401}, "purpose", "401 characters"),
        ({"use": "One line.\nAnother."}, "use", "line break"),
        ({"avoid": "A bell \a rings."}, "avoid", "cannot be shown"),
        ({"note": "Turned \u202e round."}, "note", "cannot be shown"),
        ({"exit": ()}, "exit", "is empty"),
        ({"never": ("one",) * 21}, "never", "21 entries"),
        ({"sources": ("",)}, "sources[0]", "is empty"),
        ({"minutes": 10**40}, "minutes", "far out of range"),
    ],
)
def test_what_is_wrong_with_the_whole_is_named(change: dict[str, object], key: str, part: str) -> None:
    found = faults(replace(guide(10, 10), **change))  # type: ignore[arg-type]
    assert {fault.key for fault in found} == {key}
    assert all(part in fault.message or "lasts" in fault.message for fault in found)
    assert all(fault.grave for fault in found)


def test_ten_thousand_stages_are_one_fault() -> None:
    (fault,) = faults(guide(*[5] * 10_000))
    assert (fault.key, fault.grave) == ("stages", True)
    assert "at most 12" in fault.message


def test_a_guide_that_asks_the_employee_nothing_is_at_fault() -> None:
    sound = guide(10, 10)
    silent = replace(sound, stages=tuple(replace(each, ask_of=AskOf.MANAGER) for each in sound.stages))
    (fault,) = faults(silent)
    assert in_words(fault) == "The guide asks the employee nothing; one stage at least is for the employee."


def test_few_questions_and_closed_ones_are_advice() -> None:
    sound = guide(10, 10)
    plain = replace(sound.stages[0], questions=("Did it work?",))
    found = faults(replace(sound, stages=(plain, sound.stages[1])))
    assert [(fault.key, fault.grave) for fault in found] == [
        ("stages[0].questions", False),
        ("stages[0].questions[0]", False),
    ]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("stages[1].questions[0]", "Step 2, question 1 is empty."),
        ("stages[0].done_when", "Step 1, when it is done is empty."),
        ("never[2]", "What is not for notes, line 3 is empty."),
        ("name", "Name is empty."),
    ],
)
def test_a_fault_is_said_in_words(key: str, said: str) -> None:
    assert in_words(Fault(key, "is empty")) == said


def test_a_question_in_another_script_ends_with_its_own_mark() -> None:
    sound = guide(10, 10)
    asked = replace(
        sound.stages[0], questions=("\u4ec0\u4e48\uff1f", "\u0645\u0627\u0630\u0627\u061f", "\u03a4\u03b9\u037e")
    )
    assert faults(replace(sound, stages=(asked, sound.stages[1]))) == ()


@given(st.text(max_size=80), st.sets(st.sampled_from(["own-guide", "own-guide-2", "own-a"])))
def test_an_own_guide_gets_a_free_and_fit_key(name: str, taken: set[str]) -> None:
    key = own_key(name, taken)
    assert is_own(key)
    assert key not in taken
    assert faults(copied(guide(10, 10), key, "Ours")) == ()


@given(st.lists(st.sampled_from(["", "G", "1", "2"]), min_size=1, max_size=6), st.data())
def test_stages_keep_their_codes_unless_two_are_alike(codes: list[str], data: st.DataObject) -> None:
    stages = [stage(code, data.draw(st.integers(2, 10))) for code in codes]
    whole = with_stages(guide(10, 10), stages)
    given_codes = [each.code for each in whole.stages]
    assert len(set(given_codes)) == len(codes)
    assert all(given_codes)
    assert whole.minutes == sum(each.minutes for each in stages)
    for index, code in enumerate(codes):
        if code and code not in codes[:index]:
            assert given_codes[index] == code


def test_every_text_of_a_guide_has_a_place_of_its_own() -> None:
    places = dict(texts_of(guide(10, 10)))
    assert places["stages[1].questions[2]"] == "Who else feels it?"
    assert places["never[0]"] == "Guesses about motives"
    assert len(places) == 5 + 2 + 2 * (3 + 3 + 1)
