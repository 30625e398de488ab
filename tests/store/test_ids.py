"""Ids are UUIDv7: valid, rising, and the same for the same seed."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from ldcoach.store.ids import Uuid7Ids, seeded
from tests.fakes import FixedClock


def assert_rising(ids: list[str]) -> None:
    assert ids == sorted(set(ids))
    assert {UUID(one).version for one in ids} == {7}
    assert {UUID(one).variant for one in ids} == {"specified in RFC 4122"}


def test_real_ids_rise() -> None:
    ids = Uuid7Ids()
    assert_rising([ids.new() for _ in range(5000)])


@given(st.integers(0, 2**32))
def test_seeded_ids_rise_and_repeat(seed: int) -> None:
    first, second = (seeded(seed, FixedClock().now) for _ in range(2))
    made = [first.new() for _ in range(50)]
    assert_rising(made)
    assert made == [second.new() for _ in range(50)]


def test_seeded_ids_rise_beyond_one_counter() -> None:
    ids = seeded(1, FixedClock().now)
    assert_rising([ids.new() for _ in range(9000)])


def test_another_seed_gives_other_ids() -> None:
    assert seeded(1, FixedClock().now).new() != seeded(2, FixedClock().now).new()
