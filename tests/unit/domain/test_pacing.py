"""The seconds of a 1-2-1 go to its stages, none twice and none lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.pacing import Pace

STAGES = ("G", "R", "O", "W")


@given(st.integers(0, 900), st.lists(st.tuples(st.sampled_from(STAGES), st.integers(0, 600)), max_size=20))
def test_the_stages_add_up_to_the_whole(began: int, steps: list[tuple[str, int]]) -> None:
    pace, now = Pace(), began
    pace.begin("G", began)
    expected = dict.fromkeys(STAGES, 0)
    for stage, seconds in steps:
        expected[pace.stage] += seconds
        now += seconds
        pace.enter(stage, now)
    assert {stage: pace.spent(stage, now) for stage in STAGES} == expected
    assert sum(pace.spent(stage, now) for stage in STAGES) == now - began


def test_going_back_goes_on_counting() -> None:
    pace = Pace()
    pace.begin("G", 0)
    pace.enter("R", 60)
    pace.enter("G", 90)
    assert (pace.spent("G", 100), pace.spent("R", 100)) == (70, 30)
