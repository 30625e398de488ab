"""Places are joined and left out as the slow way would do it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.wording.spans import merged, outside

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: (pair[0], sum(pair))), max_size=12)


@given(spans=SPANS, allowed=SPANS)
def test_what_overlaps_an_allowed_place_is_left_out(
    spans: list[tuple[int, int]], allowed: list[tuple[int, int]]
) -> None:
    slow = [(start, end) for start, end in spans if not any(a < end and start < b for a, b in allowed)]
    assert outside(spans, allowed) == slow


@given(spans=SPANS)
def test_joined_places_cover_the_same_and_never_overlap(spans: list[tuple[int, int]]) -> None:
    joined = merged(spans)
    assert {at for span in joined for at in range(*span)} == {at for span in spans for at in range(*span)}
    assert all(one[1] <= other[0] for one, other in pairwise(joined))
