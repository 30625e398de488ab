"""Each rule of the coach fires where it ought to ask, and stays quiet where it ought not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ldcoach.domain.kinds import FeedbackKind
from ldcoach.domain.wording.advice import NOTHING_KNOWN, Circumstances
from ldcoach.domain.wording.coach_rules import CoachRules
from ldcoach.domain.wording.looking import advice_on

EXAMPLES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "rule_examples.toml").read_text("utf-8"))
REGRESSION = EXAMPLES.pop("regression")
FEWEST = 6


def cases(part: str) -> Iterator[tuple[str, str]]:
    for rule, examples in EXAMPLES.items():
        yield from ((rule, text) for text in examples[part])


def fired(text: str, rules: CoachRules, about: Circumstances = NOTHING_KNOWN) -> set[str]:
    return {finding.rule for finding in advice_on(text, rules, about).findings}


def about(rule: str) -> Circumstances:
    known = EXAMPLES[rule]
    kind = FeedbackKind(known["kind"]) if "kind" in known else None
    return Circumstances(kind=kind, people=tuple(known.get("people", ())), spared=tuple(known.get("spared", ())))


@pytest.mark.parametrize(("rule", "text"), list(cases("fires")))
def test_it_asks(rule: str, text: str, coach_rules: CoachRules) -> None:
    assert rule in fired(text, coach_rules, about(rule))


@pytest.mark.parametrize(("rule", "text"), list(cases("stays")))
def test_it_stays_quiet(rule: str, text: str, coach_rules: CoachRules) -> None:
    assert rule not in fired(text, coach_rules, about(rule))


@pytest.mark.parametrize("case", REGRESSION, ids=lambda case: case["text"])
def test_what_was_mended_once_stays_mended(case: dict[str, Any], coach_rules: CoachRules) -> None:
    assert (case["rule"] in fired(case["text"], coach_rules)) is case["fires"]


def test_every_rule_has_examples(coach_rules: CoachRules) -> None:
    few = {
        rule.id: len(EXAMPLES[rule.id]["fires"]) + len(EXAMPLES[rule.id]["stays"])
        for rule in coach_rules.rules
        if rule.type.value != "date"
    }
    assert [rule for rule, count in few.items() if count < FEWEST] == []
    assert [rule.id for rule in coach_rules.rules] == [f"FB{number:02}" for number in range(1, 29)]


@pytest.mark.parametrize(
    ("days", "severity"), [(None, None), (0, None), (1, None), (7, None), (8, "nudge"), (10, "nudge"), (31, "caution")]
)
def test_what_was_seen_long_ago_is_asked_about(days: int | None, severity: str | None, coach_rules: CoachRules) -> None:
    found = advice_on("You left the gate open.", coach_rules, Circumstances(days=days)).findings
    stale = [finding for finding in found if finding.rule == "FB21"]
    assert [finding.severity.value for finding in stale] == ([] if severity is None else [severity])
    assert all(str(days) in finding.question for finding in stale)


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ("FB01", "observed_on"),
        ("FB02", "situation"),
        ("FB03", "behaviour"),
        ("FB04", "impact"),
        ("FB25", "ask"),
        ("FB26", "next_step"),
    ],
)
def test_a_filled_field_stands_for_what_the_text_lacks(rule: str, field: str, coach_rules: CoachRules) -> None:
    text = "You were very negative."
    kind = FeedbackKind.REDIRECTING
    assert rule in fired(text, coach_rules, Circumstances(kind=kind))
    assert rule not in fired(text, coach_rules, Circumstances(kind=kind, filled=frozenset({field})))
