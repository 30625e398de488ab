"""The gaps in the chain, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ldcoach.domain.chain import ChainFacts, gaps_in

TODAY = date(2026, 11, 20)
WHOLE = ChainFacts(
    has_outcome=True,
    has_priority=True,
    has_measure=True,
    has_readings=True,
    has_baseline=True,
    has_practice=True,
    last_evidence=date(2026, 11, 12),
)


def words(facts: ChainFacts) -> list[str]:
    return [gap.words for gap in gaps_in(facts, TODAY)]


def test_a_whole_chain_has_no_gap() -> None:
    assert words(WHOLE) == []


def test_evidence_grows_old() -> None:
    assert words(replace(WHOLE, last_evidence=date(2026, 9, 25))) == []
    assert words(replace(WHOLE, last_evidence=date(2026, 5, 4))) == ["no evidence since May"]
    assert words(replace(WHOLE, last_evidence=date(2025, 5, 4))) == ["no evidence since May 2025"]


def test_nothing_at_all_is_told_from_top_to_bottom() -> None:
    nothing = ChainFacts(
        has_outcome=False,
        has_priority=False,
        has_measure=False,
        has_readings=False,
        has_baseline=False,
        has_practice=False,
        last_evidence=None,
    )
    assert words(nothing) == [
        "no outcome yet",
        "no baseline: no measure yet",
        "no practice yet",
        "no evidence yet",
    ]


def test_a_priority_is_asked_for_once_there_is_an_outcome() -> None:
    assert words(replace(WHOLE, has_priority=False)) == ["no priority yet"]


def test_readings_from_after_the_beginning_are_no_baseline() -> None:
    assert words(replace(WHOLE, has_baseline=False)) == ["no baseline: no reading from before practice began"]
