"""Amounts on a goal's page: short, and never rounded to nothing."""

from __future__ import annotations

import pytest

from ldcoach.ui.pages.goal_words import amount


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (9.125, "9.1"),
        (5.0, "5"),
        (1234567.5, "1234567.5"),
        (0.0421, "0.042"),
        (-0.05, "-0.05"),
        (0.0, "0"),
        (0.5, "0.5"),
    ],
)
def test_an_amount_is_short_and_keeps_what_tells_it_from_none(value: float, told: str) -> None:
    assert amount(value) == told
