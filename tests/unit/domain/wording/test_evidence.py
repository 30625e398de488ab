"""Two sums over what a text holds: was anything seen, and is it sound."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from ldcoach.domain.wording.advice import Verdict
from ldcoach.domain.wording.coach_rules import CoachRules
from ldcoach.domain.wording.evidence import Strength, evidence_from, scale
from ldcoach.domain.wording.looking import advice_on
from ldcoach.domain.wording.rules import RuleFault

SIGNS = {"signs": {"number": ["<number>"]}, "free": {"judges_nothing": "good_eval trait_bad"}}
WEIGHTS: dict[str, Any] = {
    "start": [-1.0, -2.0],
    "signs": {"number": [0.5, 0.25]},
    "lists": {"trait_bad": [-1.0, -3.0]},
    "words": {"gate": [2.0, 1.0]},
    "free": {"judges_nothing": [1.0, 4.0]},
}


def strength(text: str, rules: CoachRules) -> Strength:
    signs = rules.lexicon.signs(text)
    return evidence_from(SIGNS, WEIGHTS, rules.lexicon).strength(signs, rules.patterns.seen(signs.code))


def test_weights_of_signs_lists_words_and_of_what_is_missing_add_up(coach_rules: CoachRules) -> None:
    once = scale(4)
    assert strength("you left the gate", coach_rules) == pytest.approx((-1 + 3.0 * once, -2 + 5.0 * once))
    assert strength("you lazy lazy gate", coach_rules) == pytest.approx((-1 + 1.0 * once, -2 - 2.0 * once))
    assert strength("you left two gates", coach_rules) == pytest.approx((-1 + 1.5 * once, -2 + 4.25 * once))


def test_a_long_text_is_worth_no_more_for_being_long() -> None:
    assert scale(1) == scale(8) > scale(16) == 1 > scale(64) == 0.5


@pytest.mark.parametrize(
    ("table", "value", "key"),
    [
        ("start", 1.0, "start"),
        ("start", [1.0], "start"),
        ("signs", {}, "signs.number"),
        ("signs", None, "signs"),
        ("words", {"gate": ["2", 1]}, "words.gate"),
        ("free", {}, "free.judges_nothing"),
    ],
)
def test_weights_that_cannot_be_used_are_named(table: str, value: object, key: str, coach_rules: CoachRules) -> None:
    weights = deepcopy(WEIGHTS) | {table: value}
    with pytest.raises(RuleFault) as fault:
        evidence_from(SIGNS, weights, coach_rules.lexicon)
    assert fault.value.key == key


@pytest.mark.parametrize("free", ["text", {"judges_nothing": ""}, {"judges_nothing": "no_such_list"}])
def test_lists_that_are_not_there_are_named(free: object, coach_rules: CoachRules) -> None:
    with pytest.raises(RuleFault) as fault:
        evidence_from(SIGNS | {"free": free}, WEIGHTS, coach_rules.lexicon)
    assert fault.value.key.startswith("free")


def test_a_rule_speaks_of_a_whole_text_where_nothing_can_be_pointed_at(coach_rules: CoachRules) -> None:
    text = "Congratulations on doing the bare minimum yet again."
    (asked,) = [one for one in advice_on(text, coach_rules).findings if one.rule in coach_rules.weakening]
    assert (asked.start, asked.end) == (0, len(text))
    assert advice_on(text, coach_rules).verdict is Verdict.WEAK


def test_a_loose_comparison_does_not_count_in_a_text_that_is_sound(coach_rules: CoachRules) -> None:
    comparison = coach_rules.rule("FB12")
    assert comparison.overruled is not None
    text = "On Tuesday you sat next to Ana, asked her how she logs a return, and wrote the four steps on a card for the till."
    signs = coach_rules.lexicon.signs(text)
    seen = coach_rules.patterns.seen(signs.code)
    assert coach_rules.evidence.strength(signs, seen).sound > comparison.overruled
    assert "FB12" not in {one.rule for one in advice_on(text, coach_rules).findings}
