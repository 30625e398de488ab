"""One thing by its id, its name, or how its name begins."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ldcoach.errors import Ambiguous, NotFound
from ldcoach.services.naming import one_named

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).filter(str.strip)
THINGS = st.lists(NAMES, max_size=8).map(
    lambda names: [(f"id-{number}", name, number) for number, name in enumerate(names)]
)


@given(THINGS, st.data())
def test_an_id_is_always_enough(things: list[tuple[str, str, int]], data: st.DataObject) -> None:
    assume(things)
    key, _, thing = data.draw(st.sampled_from(things))
    assert one_named(f" {key} ", things, "goal") == thing


@given(THINGS, NAMES)
def test_what_is_found_is_the_only_one_meant(things: list[tuple[str, str, int]], words: str) -> None:
    wanted = words.strip().casefold()
    same = [thing for _, name, thing in things if name.casefold() == wanted]
    begun = [thing for _, name, thing in things if name.casefold().startswith(wanted)]
    meant = same or begun
    if not meant:
        with pytest.raises(NotFound):
            one_named(words, things, "goal")
    elif len(meant) > 1:
        with pytest.raises(Ambiguous) as error:
            one_named(words, things, "goal")
        assert all(name in str(error.value) for _, name, thing in things if thing in meant)
    else:
        assert one_named(words, things, "goal") == meant[0]


def test_a_whole_name_wins_over_a_longer_one_that_begins_with_it() -> None:
    assert one_named("ann", [("1", "Ann", "short"), ("2", "Anna", "long")], "person") == "short"


@pytest.mark.parametrize("words", ["", "  "])
def test_no_words_mean_nothing(words: str) -> None:
    with pytest.raises(NotFound):
        one_named(words, [("1", "Ann", 1)], "person")
