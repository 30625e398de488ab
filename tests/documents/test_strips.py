"""Strips fill pages: none is lost, none is broken, what belongs together stays so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ldcoach.documents.strips import Strip, paginate

ROOM = 100.0
strips = st.builds(
    Strip,
    height=st.floats(1, ROOM),
    with_next=st.booleans(),
    gap=st.booleans(),
    heads=st.sampled_from([(), (Strip(5),)]),
)


@given(st.lists(strips, max_size=60))
def test_all_but_gaps_are_placed_once_in_order(given_strips: list[Strip]) -> None:
    placed = [placed.strip for page in paginate(given_strips, ROOM) for placed in page if not placed.repeated]
    kept = [strip for strip in given_strips if not strip.gap]
    assert [strip for strip in placed if not strip.gap] == kept


@given(st.lists(strips, min_size=1, max_size=60))
def test_no_page_is_empty_or_begins_with_a_gap(given_strips: list[Strip]) -> None:
    pages = paginate(given_strips, ROOM)
    assert all(pages[1:])
    assert not any(page[0].strip.gap for page in pages if page)


@given(st.lists(strips, max_size=60))
def test_pages_overflow_only_by_repeated_heads(given_strips: list[Strip]) -> None:
    for page in paginate(given_strips, ROOM):
        heads = sum(placed.strip.height for placed in page if placed.repeated)
        assert sum(placed.strip.height for placed in page) <= ROOM + heads + 1e-6


def test_chain_moves_to_the_next_page_whole() -> None:
    chain = [Strip(20, with_next=True), Strip(20, with_next=True), Strip(20)]
    first, second = paginate([Strip(50), *chain], ROOM)
    assert [placed.strip for placed in second] == chain
    assert len(first) == 1


def test_page_does_not_begin_with_a_gap() -> None:
    _, second = paginate([Strip(90), Strip(20, gap=True), Strip(20)], ROOM)
    assert [(placed.strip.gap, placed.top) for placed in second] == [(False, 0.0)]


def test_gap_that_does_not_fit_still_parts_what_it_stands_between() -> None:
    first, second = paginate([Strip(90), Strip(20, gap=True), Strip(5)], ROOM)
    assert (len(first), len(second)) == (1, 1)
    assert len(paginate([Strip(90), Strip(20, gap=True)], ROOM)) == 1


def test_there_is_a_page_even_for_nothing() -> None:
    assert paginate([], ROOM) == [[]]
