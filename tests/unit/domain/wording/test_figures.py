"""What the coach reaches on the labelled texts; these floors only ever rise."""

from __future__ import annotations

import pytest

from ldcoach.domain.wording.coach_rules import CoachRules
from ldcoach.domain.wording.looking import advice_on
from ldcoach.domain.wording.measuring import Judged, Report, measured
from tests.corpus import Part, examples
from tests.corpus.training import train

# Reached on the day they were last raised; a change that falls below needs a reason, not a lower floor. When the
# second model came, one text fewer without behaviour was flagged (FB03) and the harder texts that joined the dev part
# cost half a point there, for fewer strong ones flagged everywhere.
TEST_WEAK, TEST_STRONG = 0.87, 0.056
DEV_WEAK, DEV_STRONG = 0.985, 0.02
TEST_BALANCED_WEAK, TEST_BALANCED_STRONG = 0.855, 0.055
CAUGHT = {
    "FB03": 0.925,
    "FB05": 0.95,
    "FB06": 0.96,
    "FB07": 0.79,
    "FB08": 0.79,
    "FB09": 0.79,
    "FB11": 0.95,
    "FB12": 0.72,
}


def report(part: Part, rules: CoachRules) -> Report:
    judged = [
        Judged(one.words, one.label != "strong", frozenset(one.rules), advice_on(one.text, rules))
        for one in examples(part)
    ]
    return measured(judged, rules.weakening | rules.holding)


@pytest.fixture(scope="module")
def test_part(coach_rules: CoachRules) -> Report:
    return report("test", coach_rules)


def test_unseen_occupations_keep_what_was_reached(test_part: Report) -> None:
    assert (test_part.weak_flagged.share or 0) >= TEST_WEAK
    assert (test_part.strong_flagged.share or 1) <= TEST_STRONG


def test_length_earns_nothing(test_part: Report) -> None:
    assert (test_part.balanced_weak or 0) >= TEST_BALANCED_WEAK
    assert (test_part.balanced_strong or 1) <= TEST_BALANCED_STRONG


def test_each_kind_of_weakness_is_caught(test_part: Report) -> None:
    caught = {one.rule: one.caught.share or 0 for one in test_part.rules}
    assert {rule: caught[rule] for rule, floor in CAUGHT.items() if caught[rule] < floor} == {}


def test_the_part_it_was_tuned_on(coach_rules: CoachRules) -> None:
    dev = report("dev", coach_rules)
    assert (dev.weak_flagged.share or 0) >= DEV_WEAK
    assert (dev.strong_flagged.share or 1) <= DEV_STRONG


@pytest.mark.slow
def test_the_weights_are_those_of_the_training_script(coach_rules: CoachRules) -> None:
    assert train.rebuilt(coach_rules) == train.WEIGHTS.read_text("utf-8")


def test_shares_of_nothing_are_none(coach_rules: CoachRules) -> None:
    empty = measured([], coach_rules.weakening)
    assert empty.weak_flagged.share is None
    assert empty.balanced_weak is None
    assert empty.rules == ()


def test_balanced_figures_weigh_each_length_by_the_rarer_label(coach_rules: CoachRules) -> None:
    weak, strong = advice_on("You are lazy.", coach_rules), advice_on("You left the gate open.", coach_rules)
    judged = [
        Judged(3, weak=True, rules=None, advice=weak),
        Judged(3, weak=False, rules=None, advice=strong),
        Judged(12, weak=True, rules=None, advice=strong),
        *[Judged(12, weak=False, rules=None, advice=weak)] * 3,
        *[Judged(40, weak=True, rules=None, advice=strong)] * 9,
    ]
    found = measured(judged, ())
    assert found.balanced_weak == 0.5
    assert found.balanced_strong == 0.5
    assert found.weak_flagged.count == 1
