"""Names, roles and addresses as one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.one_line import cannot_be_shown, is_email, one_line


@given(st.text())
def test_a_line_stays_one_when_made_one_again(words: str) -> None:
    line = one_line(words)
    assert one_line(line) == line
    assert not {"\n", "\t", "\r"} & set(line)


def test_letters_are_composed_and_edges_cleared() -> None:
    assert one_line(" \u200bZoe\u0308 \n Li\ufeff") == "Zo\u00eb Li"
    assert one_line("\u00ad \u2060\u200d") == ""


@pytest.mark.parametrize("words", ["\x1b[31mred", "a\x00", "a\u202eb", "\u2066x", "half \ud800"])
def test_what_cannot_be_seen_is_told(words: str) -> None:
    assert cannot_be_shown(words)


@pytest.mark.parametrize("words", ["", "عمر", "李小龍", "O'Brien-Sørensen", "👩\u200d🔧", "می\u200cخواهم"])
def test_what_people_are_called_can_be_seen(words: str) -> None:
    assert not cannot_be_shown(words)


@pytest.mark.parametrize(
    ("words", "is_one"),
    [("m@x.org", True), ("a.b+c@sub.firm.example", True), ("nope", False), ("a@b", False), ("a@b.c, d@e.f", False)],
)
def test_an_address_is_one_address(words: str, is_one: bool) -> None:
    assert is_email(words) is is_one
