"""The labelled feedback keeps its promises: enough of it, in balance, and nothing that gives the answer away."""

from __future__ import annotations

import json
import re
from collections import Counter
from statistics import median
from typing import get_args

import pytest

from tests.corpus import FOLDER, Example, Label, Part, Variety, examples

WEAK_RULES = {f"FB{number:02d}" for number in (3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 19, 20, 23, 27, 28)}
HELD_RULES = {"FB17", "FB18"}
VERDICTS = {"weak": {"weak"}, "held": {"held"}, "strong": {"unfinished", "specific"}}
PARTS: tuple[Part, ...] = get_args(Part)
FIELDS = {"id", "text", "label", "verdict", "rules", "occupation", "part", "variety"}


def labelled(label: Label, part: Part | None = None) -> list[Example]:
    return [example for example in examples(part) if example.label == label]


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def may_carry(label: Label, rules: set[str]) -> bool:
    """Whether a text with this label can have these rules."""
    if label == "strong":
        return not rules
    if label == "held":
        return bool(rules & HELD_RULES) and rules <= HELD_RULES | WEAK_RULES
    return bool(rules) and rules <= WEAK_RULES


def best_guess_by_length(found: list[Example]) -> float:
    """The share that the best single limit on the number of words gets right."""
    strong = [(example.words, example.label == "strong") for example in found]
    hits = [sum((words <= limit) == is_strong for words, is_strong in strong) for limit in range(1, 100)]
    return max(*hits, len(strong) - min(hits)) / len(strong)


def test_there_are_enough_of_each() -> None:
    assert len(examples()) >= 640
    assert len(labelled("held")) >= 30


@pytest.mark.parametrize("part", PARTS)
def test_half_are_weak_and_half_strong(part: Part) -> None:
    weak, strong = len(labelled("weak", part)), len(labelled("strong", part))
    assert min(weak, strong) >= 150
    assert abs(weak - strong) <= 0.05 * (weak + strong)


def test_every_occupation_is_in_one_part_only_and_balanced() -> None:
    dev, test = ({example.occupation for example in examples(part)} for part in PARTS)
    assert not dev & test
    assert len(dev | test) >= 12
    assert min(len(dev), len(test)) >= 5
    counts = Counter((example.occupation, example.label) for example in examples())
    for occupation in dev | test:
        assert abs(counts[occupation, "weak"] - counts[occupation, "strong"]) <= 4, occupation


def test_a_file_holds_the_occupation_it_is_named_after() -> None:
    for file in FOLDER.glob("*.jsonl"):
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        assert {row["occupation"].replace(" ", "-") for row in rows} == {file.stem}
        assert all(set(row) == FIELDS and row["id"].rpartition("-")[0] == file.stem for row in rows)


def test_nothing_is_there_twice() -> None:
    assert max(Counter(example.id for example in examples()).values()) == 1
    assert max(Counter(plain(example.text) for example in examples()).values()) == 1


@pytest.mark.parametrize("part", PARTS)
def test_the_length_does_not_give_the_label_away(part: Part) -> None:
    weak, strong = labelled("weak", part), labelled("strong", part)
    middles = sorted(median(example.words for example in found) for found in (weak, strong))
    assert middles[1] <= middles[0] * 1.15
    assert best_guess_by_length(weak + strong) <= 0.58
    assert sum(example.words <= 14 for example in strong) >= 50
    assert sum(example.words >= 40 for example in weak) >= 12


@pytest.mark.parametrize("part", PARTS)
def test_both_varieties_have_both_labels(part: Part) -> None:
    counts = Counter((example.variety, example.label) for example in examples(part))
    assert all(counts[variety, label] >= 60 for variety in get_args(Variety) for label in ("weak", "strong"))


def test_labels_verdicts_and_rules_agree() -> None:
    for example in examples():
        assert example.verdict in VERDICTS[example.label], example
        assert example.part in PARTS, example
        assert example.variety in get_args(Variety), example
        assert example.text == " ".join(example.text.split()), example
        assert example.rules == tuple(sorted(set(example.rules))), example
        assert may_carry(example.label, set(example.rules)), example


def test_praise_and_advice_without_substance_have_no_behaviour() -> None:
    assert all("FB03" in example.rules for example in examples() if {"FB10", "FB11"} & set(example.rules))


def test_every_rule_has_enough_examples() -> None:
    counts = Counter(rule for example in examples() for rule in example.rules)
    assert all(counts[rule] >= 15 for rule in WEAK_RULES | HELD_RULES)
    for part in PARTS:
        found = Counter(rule for example in examples(part) for rule in example.rules)
        assert all(found[rule] >= 6 for rule in WEAK_RULES | HELD_RULES)
