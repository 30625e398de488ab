"""Patterns that are not tried would not have matched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldcoach.domain.wording.needs import Gate, needs_of
from ldcoach.domain.wording.rules import compiled
from ldcoach.library import FileLibrary
from tests.corpus import examples


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("diabet(?:es|ic)", {"diab"}),
        ("(?:peri)?menopaus(?:e|al)", {"meno"}),
        ("you (?:are|were) (?:very )*ill", {"ill"}),
        ("flu|gp", {"flu", "gp"}),
        (r"colou?rs? \w+ed", {"colo"}),
        ("[2-7]\\d", set("234567")),
        ("\\d+ [xy]", set()),
        ("(?:a|epilepsy)?", set()),
        ("x{2,3}y?", set()),
        ("a(?:b", set()),
        ("old(?:er)?|[5-6]", {"old", "5", "6"}),
    ],
)
def test_what_a_pattern_needs(pattern: str, needs: set[str]) -> None:
    assert needs_of(pattern) == needs


def test_no_pattern_that_matches_is_left_out(shipped: FileLibrary) -> None:
    rules = shipped.stop_rules()
    every = {pattern for rule in rules.rules for pattern in rule.flag + rule.strong}
    tried = 0
    for text in (one.text.lower() for one in examples()[::3]):
        possible = rules.gate.possible(text)
        tried += len(possible)
        assert not [pattern for pattern in every - possible if compiled(pattern).search(text)]
    assert tried < 15 * len(examples()[::3])


PARTS = st.sampled_from(
    ["heart", "ill", " ", "(?:ill|well)", "(?:very )*", r"\w+", "s?", "(?:a|b(?:ad|ig))+", "[xy]", "[2-4]", "o{0,2}"]
)


@given(parts=st.lists(PARTS, min_size=1, max_size=6), text=st.text(alphabet="heartil wvybadgos2345", max_size=30))
@settings(max_examples=200, deadline=None)
def test_needs_are_met_wherever_a_pattern_matches(parts: list[str], text: str) -> None:
    pattern = "".join(parts)
    if re.search(pattern, text):
        assert pattern in Gate([pattern]).possible(text)
