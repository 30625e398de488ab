"""One thing by its id, its name, or how its name begins."""

from __future__ import annotations

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ldcoach.errors import Ambiguous, NotFound
from ldcoach.services.naming import one_named

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).filter(str.strip)
THINGS = st.lists(NAMES, max_size=8).map(
    lambda names: [(f"id-{number}", name, number) for number, name in enumerate(names)]
)


def plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


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
        # Something that is only spelled with other accents, or nothing.
        with suppress(NotFound, Ambiguous):
            assert plain(things[one_named(words, things, "goal")][1]).startswith(plain(words.strip()))
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


TEAM = [
    ("01a202b2-389f-764a-9438-f6e23a89dfb3", "Nguyễn Thị Ánh", 1),
    ("01a202b2-3b2b-70c4-aafb-228702ea6cfd", "Ines O'Brien-Sørensen", 2),
    ("01a202b3-0000-7000-8000-000000000001", "Łukasz Żak", 3),
    ("01a202b3-0000-7000-8000-000000000002", "عمر", 4),
]


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("nguyen thi", 1),
        ("NGUYEN THI ANH", 1),
        ("Ines O’Brien", 2),
        ("INES OBRIEN-SORENSEN", 2),
        ("ines o'brien-sorensen", 2),
        ("lukasz", 3),
        ("عمر", 4),
        ("01a202b2-3b2", 2),
        ("01A202B2-389F", 1),
    ],
)
def test_accents_apostrophes_and_the_beginning_of_an_id_are_enough(words: str, thing: int) -> None:
    assert one_named(words, TEAM, "person") == thing


@pytest.mark.parametrize("words", ["01a202b", "-", "́", "Sørensen"])
def test_too_little_means_nobody(words: str) -> None:
    with pytest.raises(NotFound):
        one_named(words, TEAM, "person")


def test_a_name_as_it_is_written_wins_over_one_with_other_accents() -> None:
    assert one_named("Zoe", [("1", "Zoë", 1), ("2", "Zoe", 2)], "person") == 2


def test_candidates_of_one_name_come_with_their_ids() -> None:
    with pytest.raises(Ambiguous, match=r"more than one person: Ann \(id-1\), ann \(id-2\), Anna\. Give") as error:
        one_named("an", [("id-1", "Ann", 1), ("id-2", "ann", 2), ("id-3", "Anna", 3)], "person")
    assert "id-3" not in str(error.value)


def test_no_message_is_longer_than_a_line_or_two() -> None:
    with pytest.raises(NotFound) as error:
        one_named("x" * 100_000, TEAM, "person")
    assert len(str(error.value)) < 200
