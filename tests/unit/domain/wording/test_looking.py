"""The coach reads sentences, not lists: structure, places, verdict, strip."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ldcoach.domain.wording.advice import Circumstances, Strip, Verdict, questions_of
from ldcoach.domain.wording.coach_rules import CoachRules
from ldcoach.domain.wording.looking import advice_on
from ldcoach.domain.wording.rules import Severity

SOUND = "In Tuesday's call you paused and asked what she needed, so she told us about the leak."


def verdict(text: str, rules: CoachRules) -> Verdict:
    return advice_on(text, rules).verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SOUND, Verdict.SPECIFIC),
        ("You left the gate open.", Verdict.UNFINISHED),
        ("You are lazy.", Verdict.WEAK),
        ("Great job!", Verdict.WEAK),
        ("In Tuesday's call you were lazy: you left the form empty, so we lost a day.", Verdict.WEAK),
        ("You have been quieter since your anxiety got worse.", Verdict.HELD),
        ("", Verdict.UNFINISHED),
        (" \n…", Verdict.UNFINISHED),
    ],
)
def test_the_verdict(text: str, expected: Verdict, coach_rules: CoachRules) -> None:
    assert verdict(text, coach_rules) is expected


def test_the_strip_tells_the_four_parts(coach_rules: CoachRules) -> None:
    assert advice_on(SOUND, coach_rules).strip == Strip(time=True, occasion=True, behaviour=True, impact=True)
    assert advice_on("You are lazy.", coach_rules).strip == Strip()
    assert advice_on("You left the gate open.", coach_rules).strip == Strip(behaviour=True)


@pytest.mark.parametrize(
    "text",
    [
        "Great job on the launch: you caught the billing bug on Tuesday, which saved us refunding forty customers.",
        'You asked "Why are you always late?" and she left the room.',
        "The customer shouted that we are useless. You waited, then read his order back to him.",
        "Nice work today. You moved the ladder before the children came in.",
        "You were not careless: you checked the bolt twice.",
    ],
)
def test_harsh_or_warm_words_do_no_harm_beside_what_was_seen(text: str, coach_rules: CoachRules) -> None:
    assert verdict(text, coach_rules) not in {Verdict.WEAK, Verdict.HELD}


def test_places_count_characters_as_they_were_written(coach_rules: CoachRules) -> None:
    text = "👍🏽  On “Monday”\r\n\tyou’re   a know‑it‑all.  "
    found = {f.rule: text[f.start : f.end] for f in advice_on(text, coach_rules).findings}
    assert found["FB06"] == "you’re   a know‑it‑all"
    assert found["FB04"] == text.strip()


def test_american_and_mistyped_words_are_known(coach_rules: CoachRules) -> None:
    for text in ("You are disorganized.", "You are disorganised.", "your allways late", "u r so unproffesional"):
        assert verdict(text, coach_rules) is Verdict.WEAK, text


def test_at_most_three_questions_gravest_first_and_none_that_was_dismissed(coach_rules: CoachRules) -> None:
    found = advice_on("You are lazy, you never care, and everyone says you are worse than Ben.", coach_rules).findings
    asked = questions_of(found)
    assert len(asked) == 3
    assert {finding.severity for finding in asked} == {Severity.CAUTION}
    assert not {"FB01", "FB02", "FB03", "FB04", "FB25"} & {finding.rule for finding in asked}
    again = questions_of(found, frozenset({asked[0].rule}))
    assert asked[0].rule not in {finding.rule for finding in again}
    held = advice_on("He was off sick and is lazy.", coach_rules).findings
    assert questions_of(held, frozenset({"FB17"}))[0].rule == "FB17"


WORDS = st.sampled_from(
    [
        "you",
        "she",
        "Ben",
        "is",
        "are",
        "was",
        "not",
        "never",
        "always",
        "lazy",
        "rude",
        "a",
        "very",
        "too",
        "on",
        "Monday",
        "call",
        "said",
        '"',
        "?",
        ".",
        ",",
        "-",
        "\n",
        "great",
        "job",
        "team",
        "more",
        "than",
        "who",
        "would",
        "be",
        "the",
        "people",
        "say",
        "because",
        "wanted",
        "so",
        "that",
        "\u202e",
        "\x00",
        "É",
        "ſ",
        "ﬁ",
        "日本語",
        "🙂",
        "don't",
        "it's",
        "3.5",
        "10:30",
        "_",
        "'",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join), st.lists(WORDS, max_size=40).map("".join)
)


def sound(text: str, rules: CoachRules) -> None:
    advice = advice_on(text, rules)
    assert advice == advice_on(text, rules)
    for finding in advice.findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.question
    ids = {finding.rule for finding in advice.findings}
    assert (advice.verdict is Verdict.HELD) == bool(ids & rules.holding)
    assert (advice.verdict is Verdict.WEAK) == (bool(ids & rules.weakening) and not ids & rules.holding)


@given(text=TEXTS)
@settings(max_examples=300, deadline=None)
@example(text="\ud800 you're lazy \udfff")
@example(text='"' * 50)
@example(text="'" * 50 + "s")
def test_any_text_is_looked_at(text: str, coach_rules: CoachRules) -> None:
    sound(text, coach_rules)


@pytest.mark.slow
@given(text=TEXTS)
@settings(max_examples=2_000, deadline=None)
def test_two_thousand_texts_are_looked_at(text: str, coach_rules: CoachRules) -> None:
    sound(text, coach_rules)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@given(text=TEXTS)
@settings(max_examples=100_000, deadline=None)
def test_a_hundred_thousand_texts_are_looked_at(text: str, coach_rules: CoachRules) -> None:
    sound(text, coach_rules)


HARD = {
    "one word": "a",
    "quotation marks": '" ',
    "trait after trait": "you are very very lazy and rude, ",
    "no end of a sentence": "so that everyone else on the team is more or less than you because you ",
    "lines": "You always say that.\n",
    "apostrophes": "'s",
    "right to left": "\u202eאתה תמיד מאחר ",
    "composed": "e\u0301",
    "digits": "12:3",
    "held beside allowed": "medication rounds. He has cancer. ",
    "guesses without an end": "you never care that you wanted to look good ",
    "names": "Priya told Tom. ",
}


@pytest.mark.parametrize("piece", HARD.values(), ids=HARD.keys())
def test_time_grows_with_the_length_and_no_faster(piece: str, coach_rules: CoachRules) -> None:
    def took(length: int) -> float:
        text = (piece * length)[:length]
        known = Circumstances(people=("Priya Rao", "Tom Hill"))
        times = []
        for _ in range(3):
            start = time.process_time()
            advice_on(text, coach_rules, known)
            times.append(time.process_time() - start)
        return min(times)

    took(200)
    short, long = took(2_000), took(16_000)
    assert long < 8 * 3 * max(short, 0.002)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("piece", HARD.values(), ids=HARD.keys())
def test_a_million_characters_are_looked_at(piece: str, coach_rules: CoachRules) -> None:
    text = (piece * 1_000_000)[:1_000_000]
    start = time.process_time()
    advice_on(text, coach_rules)
    assert time.process_time() - start < 60
