"""Patterns over words, the lexicon behind them, and what is told when one cannot be read."""

from __future__ import annotations

from typing import Any

import pytest

from ldcoach.domain.wording.inflection import acting, acts, american, regular_past
from ldcoach.domain.wording.lexicon import Lexicon, word_lists
from ldcoach.domain.wording.patterns import Classes, Pattern, Patterns, words_of
from ldcoach.domain.wording.rules import RuleFault

WORDS: dict[str, Any] = {
    "spellings": {"dont": "don 't"},
    "words": {
        "stop": ". ! ?",
        "person": "you she @name",
        "be": "are is 're 's",
        "trait": "lazy disorganised know_it_all",
        "both": "<trait> <be>",
        "common": "you",
    },
}
VERBS = {"verbs": {"act": "write:wrote:written stop carry label sit_down sit:sat"}}


def places(pattern: str, text: str) -> list[str]:
    lexicon = Lexicon(word_lists(WORDS, VERBS), set(words_of(pattern)))
    signs = lexicon.signs(text)
    seen = Patterns({"one": [Pattern(pattern, Classes(lexicon))]}, lexicon.ends).seen(signs.code)
    return [text[slice(*signs.span(*found))] for found in seen.spans("one")]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("<person> <be> <trait>", "Well, you're lazy today.", ["you're lazy"]),
        ("<person> <be> <trait>", "Zadie is disorganized.", ["Zadie is disorganized"]),
        ("<person> <be> a? <trait>", "You are a know-it-all!", ["You are a know-it-all"]),
        ("<person> <be> <trait>", "You are. Lazy", []),
        ("<person> <be> <trait>", 'You are "lazy"', []),
        ("lazy|late .. again", "late, and so again", ["late, and so again"]),
        ("late .. again", "late. And again", []),
        ("^ late $", "So. Late!", ["Late!"]),
        ("( you | we ) <acted>", "we sat down, you stopped", ["we sat down", "you stopped"]),
        ("!lazy cat", "lazy cat, black cat", ["black cat"]),
        ("don 't", "I dont know", ["dont"]),
        ("right ?", "Right?", ["Right?"]),
        ("@number", "at 9:30 or 12", ["12"]),
        ("<both>+", "lazy is lazy", ["lazy is lazy"]),
    ],
)
def test_a_pattern_matches_words(pattern: str, text: str, found: list[str]) -> None:
    assert places(pattern, text) == found


@pytest.mark.parametrize("pattern", ["<nothing> x", "a**", "(x", "x)y", "<person"])
def test_a_pattern_that_cannot_be_read_is_told(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"cannot be read|not there|opened"):
        places(pattern, "x")


def test_lists_that_are_missing_or_turn_in_a_ring_are_told() -> None:
    for words in ({"a": "<b>"}, {"a": "<b>", "b": "<a>"}, {"a": 3}):
        with pytest.raises(RuleFault, match="a"):
            word_lists({"spellings": {}, "words": words}, VERBS)


def test_forms_of_verbs() -> None:
    assert [acts(verb) for verb in ("write", "push", "carry", "say", "go")] == [
        "writes",
        "pushes",
        "carries",
        "says",
        "goes",
    ]
    assert "stopped" in regular_past("stop")
    assert regular_past("carry") == ["carried"]
    assert acting("write") == ["writing"]
    assert acting("lie") == ["lying"]
    assert "labeled" in american("labelled")
    assert "organized" in american("organised")
    assert list(american("said")) == []


def test_compiling_can_be_stopped_and_gone_on_with() -> None:
    lexicon = Lexicon(word_lists(WORDS, VERBS), {"lazy", "late", "again"})
    patterns = Patterns({name: [Pattern(name, Classes(lexicon))] for name in ("lazy", "late", "again")}, lexicon.ends)
    steps: list[tuple[int, int]] = []

    def stop_at_the_second(done: int, total: int) -> None:
        steps.append((done, total))
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        patterns.compile_all(stop_at_the_second)
    assert steps == [(1, 3), (2, 3)]
    patterns.compile_all(lambda *step: steps.append(step))
    assert steps[2:] == [(1, 3), (2, 3), (3, 3)]
