"""Names of other people inside texts."""

from __future__ import annotations

import pytest

from ldcoach.domain.ids import PersonId
from ldcoach.domain.people import Person
from ldcoach.domain.third_parties import Names, names_of_others

ADA = Person(id=PersonId("1"), name="Ada Lind")
OTHERS = [
    ADA,
    Person(id=PersonId("2"), name="Bo de Vries", preferred_name="Bobby"),
    Person(id=PersonId("3"), name="Ada Novak"),
    Person(id=PersonId("4"), name="Nguy\u1ec5n Th\u1ecb \u00c1nh"),
    Person(id=PersonId("5"), name="\u738b\u5c0f\u660e"),
    Person(id=PersonId("6"), name="C++ (a team)"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bo de Vries said so", ("Bo de Vries",)),
        ("with Bo, and with Bobby's list", ("Bo", "Bobby")),
        ("about the book", ()),
        ("Ada did it", ()),
        ("Ada Novak did it", ("Ada Novak",)),
        ("de facto", ()),
        ("Nguye\u0302\u0303n came", ("Nguy\u1ec5n",)),
        ("\u548c\u738b\u5c0f\u660e\u8c08", ("\u738b\u5c0f\u660e",)),
        ("", ()),
    ],
)
def test_names_of_others_are_found_whole(text: str, found: tuple[str, ...]) -> None:
    assert names_of_others(ADA, OTHERS).found_in(text) == found


def test_names_are_taken_out_and_counted() -> None:
    names = names_of_others(ADA, OTHERS)
    assert names.taken_out("Bo and Bobby met Ada Lind", "[x]") == ("[x] and [x] met Ada Lind", 2)
    assert names.taken_out("nobody", "[x]") == ("nobody", 0)


def test_without_names_nothing_is_found() -> None:
    assert Names([]).found_in("Bo") == ()
    assert Names([]).taken_out("Bo", "[x]") == ("Bo", 0)
