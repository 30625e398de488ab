"""The stop rules hold what must not be stored and let work talk pass."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldcoach.domain.wording import Finding, RuleFault, StopRules, compiled_rules, stop_findings
from ldcoach.domain.wording.normal import evened
from ldcoach.paths import resources

CASES = tomllib.loads((Path(__file__).parent / "stop_cases.toml").read_text(encoding="utf-8"))
RULES: StopRules = compiled_rules(tomllib.loads((resources() / "rules" / "stop.toml").read_text(encoding="utf-8")))


def rules_found(text: str, names: tuple[str, ...] = ()) -> set[str]:
    return {finding.rule for finding in stop_findings(text, RULES, names)}


@pytest.mark.parametrize("text", CASES["health"] + CASES["health_beside_others"])
def test_health_is_held(text: str) -> None:
    assert "FB17" in rules_found(text)


@pytest.mark.parametrize("text", CASES["protected"])
def test_protected_traits_are_held(text: str) -> None:
    assert "FB18" in rules_found(text)


@pytest.mark.parametrize("text", CASES["pass"] + CASES["pass_served"])
def test_work_passes(text: str) -> None:
    assert stop_findings(text, RULES) == ()


@pytest.mark.parametrize("text", CASES["spec_health"])
def test_the_examples_of_the_health_rule_are_held(text: str) -> None:
    assert rules_found(text) == {"FB17"}


@pytest.mark.parametrize("text", CASES["spec_protected"])
def test_the_examples_of_the_protected_rule_are_held(text: str) -> None:
    assert rules_found(text) == {"FB18"}


@pytest.mark.parametrize("text", CASES["spec_pass"])
def test_the_examples_that_should_pass_do(text: str) -> None:
    assert stop_findings(text, RULES) == ()


def test_a_finding_points_into_the_text_as_it_was_written() -> None:
    text = "Zoë\u0308 wrote \u201cnotes\u201d \n\n and  her de\u00adpression  grew."
    (finding,) = stop_findings(text, RULES)
    assert text[finding.start : finding.end] == "de\u00adpression"
    assert finding == Finding("FB17", finding.severity, finding.start, finding.end, RULES.rule("FB17").question)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_are_read_alike(form: str) -> None:
    text = unicodedata.normalize(
        form, "Été: Renée said \N{LEFT SINGLE QUOTATION MARK}off sick\N{RIGHT SINGLE QUOTATION MARK}."
    )  # type: ignore[arg-type]
    (finding,) = stop_findings(text, RULES)
    assert text[finding.start : finding.end] == "off sick"


def test_names_of_people_are_covered_case_sensitively() -> None:
    assert rules_found("Gay spoke first.", ("Marcus Gay",)) == set()
    assert rules_found("Marcus is gay.", ("Marcus Gay",)) == {"FB18"}
    assert rules_found("Gay spoke first.") == {"FB18"}


def test_somebody_on_record_counts_as_a_person() -> None:
    assert rules_found("Mina is Polish.", ("Mina Rao",)) == {"FB18"}
    assert rules_found("The sign is Polish.", ("Mina Rao",)) == set()


def test_quotations_are_read() -> None:
    assert rules_found('The chat said "he is off sick again".') == {"FB17"}


def test_both_rules_are_found_in_order() -> None:
    found = stop_findings("His religion came up, then her depression.", RULES)
    assert [finding.rule for finding in found] == ["FB18", "FB17"]


def test_a_held_sentence_is_held_beside_an_allowed_one() -> None:
    assert rules_found("You gave residents their medication. She is on medication too.") == {"FB17"}


@settings(deadline=None)  # the first call compiles the patterns
@given(st.text(max_size=200), st.sampled_from(CASES["health"][:20]), st.text(max_size=50))
def test_places_always_lie_inside_the_text(before: str, held: str, after: str) -> None:
    text = f"{before}. {held} {after}"
    for finding in stop_findings(text, RULES, ("Ann Lee",)):
        assert 0 <= finding.start < finding.end <= len(text)


@given(st.text())
def test_even_text_keeps_one_place_for_each_character(text: str) -> None:
    even = evened(text)
    assert len(even.cased) == len(even.folded) == len(even.starts) == len(even.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(even.starts, even.ends, strict=True))
    assert list(even.starts) == sorted(even.starts)


def rule(**changes: object) -> dict[str, object]:
    body: dict[str, object] = {"id": "X1", "key": "x", "name": "X", "severity": "stop", "question": "?", "why": "."}
    return {**body, "flag": ["a"], "allow": [], **changes}


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({}, "rules"),
        ({"rules": [3]}, "rules[0]"),
        ({"rules": [rule(flag=["ok", "("])]}, "rules[0].flag[1]"),
        ({"rules": [rule(flag=["<nothing>"])]}, "rules[0].flag[0]"),
        ({"rules": [rule(severity="loud")]}, "rules[0].severity"),
        ({"rules": [rule(question=" ")]}, "rules[0].question"),
        ({"rules": [rule(allow="x")]}, "rules[0].allow"),
        ({"rules": [rule()], "words": {"a": []}}, "words.a"),
        ({"rules": [rule(flag=["<a>"])], "words": {"a": ["<a>"]}}, "rules[0].flag[0]"),
    ],
)
def test_a_rule_that_cannot_be_used_is_named(body: dict[str, object], key: str) -> None:
    with pytest.raises(RuleFault) as raised:
        compiled_rules(body)
    assert raised.value.key == key
