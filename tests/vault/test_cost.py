"""The bounds of the key cost, and its fit to a computer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.vault.cost import FLOOR, START, KeyCost, calibrated

if TYPE_CHECKING:
    from collections.abc import Callable


def test_the_floor_is_64_mib_and_two_passes() -> None:
    assert KeyCost(64 * 1024, 2, 1) == FLOOR


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes"),
    [
        (64 * 1024 - 1, 3, 4),
        (2 * 1024 * 1024 + 1, 2, 4),
        (256 * 1024, 1, 4),
        (256 * 1024, 17, 4),
        (256 * 1024, 3, 0),
        (256 * 1024, 3, 17),
        (2 * 1024 * 1024, 5, 4),
        (256 * 1024, True, 4),
        (256 * 1024, 3, True),
        (262144.0, 3, 4),
    ],
)
def test_numbers_outside_the_bounds_are_refused(memory_kib: int, passes: int, lanes: int) -> None:
    with pytest.raises(ValueError, match="Argon2id"):
        KeyCost(memory_kib, passes, lanes)


def _computer(gib_passes_a_second: float, memory_kib: int = 2**40) -> Callable[[KeyCost], float]:
    def measure(cost: KeyCost) -> float:
        if cost.memory_kib > memory_kib:
            return math.inf
        return cost.memory_kib * cost.passes / (gib_passes_a_second * 1024 * 1024)

    return measure


@given(st.floats(0.2, 10))
def test_a_usual_computer_takes_half_a_second_to_a_second(speed: float) -> None:
    measure = _computer(speed)
    assert 0.5 <= measure(calibrated(measure)) <= 1.0


@pytest.mark.parametrize(
    ("speed", "mib", "passes"),
    [
        (0.3, 64, 3),
        (0.5, 128, 3),
        (1, 256, 3),
        (1.5, 256, 3),
        (2, 256, 4),
        (3, 256, 6),
        (4, 512, 4),
        (6, 512, 6),
        (8, 1024, 4),
        (12, 1024, 6),
        (16, 1024, 8),
        (32, 1024, 8),
    ],
)
def test_the_fit_to_computers_of_many_speeds(speed: float, mib: int, passes: int) -> None:
    """Speeds in GiB moved through memory a second; a usual laptop has about one and a half."""
    cost = calibrated(_computer(speed))
    assert (cost.memory_kib, cost.passes, cost.lanes) == (mib * 1024, passes, 4)


@pytest.mark.parametrize("seconds", [0.5, 1.0])
def test_what_takes_just_the_wanted_time_stays(seconds: float) -> None:
    assert calibrated(lambda _cost: seconds) == START


def test_memory_grows_before_passes() -> None:
    assert calibrated(_computer(8)).memory_kib > START.memory_kib


def test_a_slow_computer_never_goes_below_the_floor() -> None:
    cost = calibrated(_computer(0.01))
    assert (cost.memory_kib, cost.passes) == (FLOOR.memory_kib, FLOOR.passes)


def test_a_computer_short_of_memory_gets_less_of_it() -> None:
    assert calibrated(_computer(1, memory_kib=100 * 1024)).memory_kib == 64 * 1024


def test_a_very_fast_computer_stays_within_the_bounds() -> None:
    cost = calibrated(_computer(10_000))
    assert cost.memory_kib * cost.passes == 8 * 1024 * 1024


@pytest.mark.parametrize("seconds", [0.5, 0.75, 1.0])
def test_what_takes_half_a_second_to_a_second_fits(seconds: float) -> None:
    assert calibrated(lambda _: seconds) == START
