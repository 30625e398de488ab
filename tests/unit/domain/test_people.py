"""What a person is called."""

from __future__ import annotations

import pytest

from ldcoach.domain.ids import PersonId
from ldcoach.domain.people import Person


@pytest.mark.parametrize(
    ("name", "preferred", "called"),
    [
        ("Mairi Campbell", "", "Mairi"),
        ("Mairi Campbell", "Mo", "Mo"),
        ("Wen", "", "Wen"),
        ("Campbell, Mairi", "Mairi", "Mairi"),
        ("", "", ""),
        ("", "Mo", "Mo"),
    ],
)
def test_the_preferred_name_else_the_first_part(name: str, preferred: str, called: str) -> None:
    assert Person(id=PersonId("p"), name=name, preferred_name=preferred).called == called
