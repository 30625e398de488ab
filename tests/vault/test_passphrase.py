"""What makes a passphrase good enough."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.errors import UnfitInput
from ldcoach.paths import resources
from ldcoach.vault.passphrase import encoded, judge


@pytest.mark.parametrize(
    "passphrase",
    [
        "kettle otter nine velvet",
        "tulip ferry gravel moon",
        "my dog rex likes blue tyres",
        "ich mag grüne Äpfel sehr",
        "пароль сложный очень длинный",
        "密码一二三四五六七八九十甲乙丙",
        "x7Kp2mQz9Lw4Rt8",
        "k#9$Lq!&2@%x*^z7",
        "~;)=?{]/>:<'\"-.,",
    ],
)
def test_a_long_uncommon_passphrase_is_accepted_whatever_it_is_made_of(passphrase: str) -> None:
    verdict = judge(passphrase)
    assert verdict.acceptable
    assert verdict.strength >= 2


@pytest.mark.parametrize(
    "passphrase",
    [
        "correct horse battery staple",
        "Correct-Horse_Battery.Staple1!",
        "C0rr3ct H0rs3 B4tt3ry St4pl3",
        "aaaaaaaaaaaaaaaa",
        "!!!!!!!!!!!!!!!!",
        "abcabcabcabcabcabc",
        "qwertyuiopasdfghjkl",
        "lkjhgfdsapoiuytrewq",
        "1qaz2wsx3edc4rfv",
        "azertyuiopqsdfghjklm",
        "01234567890123456",
        "98765432109876543210",
        "abcdefghijklmnopq",
        "!@#$%^&*()!@#$%^",
        "Password123456789",
        "P@ssw0rd!P@ssw0rd!",
        "Summer2024Summer2024",
        "Welcome to the jungle 2024",
        "may the force be with you",
        "Contraseña contraseña",
    ],
)
def test_what_guessers_try_first_is_common(passphrase: str) -> None:
    verdict = judge(passphrase)
    assert verdict.long_enough
    assert verdict.common
    assert not verdict.acceptable
    assert verdict.strength == 0
    assert "guesser" in verdict.sentence


def test_every_listed_phrase_is_common() -> None:
    text = (resources() / "rules" / "passphrases.txt").read_text(encoding="utf-8")
    phrases = [line for line in text.splitlines() if not line.startswith("#")]
    assert len(phrases) > 300
    assert [phrase for phrase in phrases if not judge(phrase).common] == []


def test_fifteen_characters_are_needed_by_default() -> None:
    assert judge("tulip gravel fe").acceptable
    assert not judge("tulip gravel f").long_enough
    assert "14 of at least 15" in judge("tulip gravel f").sentence
    assert judge("tulip gravel f", minimum=12).acceptable
    assert not judge("tulip gravel fe", minimum=20).long_enough


def test_a_letter_with_an_accent_is_one_character() -> None:
    composed = "é" * 7 + "tulip g"
    assert not judge(composed).long_enough
    assert judge(unicodedata.normalize("NFD", composed)) == judge(composed)


def test_nothing_typed_yet_says_what_works() -> None:
    verdict = judge("")
    assert (verdict.long_enough, verdict.common, verdict.words, verdict.strength) == (False, False, 0, 0)
    assert "15 characters" in verdict.sentence


def test_strength_grows_with_words_and_so_do_the_sentences() -> None:
    words = ["tulip", "gravel", "ferry", "moon", "kettle", "otter"]
    verdicts = [judge(" ".join(words[:count])) for count in range(1, 7)]
    assert [verdict.words for verdict in verdicts] == [1, 2, 3, 4, 5, 6]
    strengths = [verdict.strength for verdict in verdicts]
    assert strengths == sorted(strengths)
    assert strengths[-1] == 4
    assert len({verdict.sentence for verdict in verdicts}) >= 4


@pytest.mark.parametrize(
    ("passphrase", "sentence"),
    [
        ("", "At least 15 characters. Four or five words that do not belong together work well."),
        (
            "kettleotternin",
            "14 of at least 15 characters. One more word gets you there sooner than signs or digits.",
        ),
        (
            "tulip tulip tul",
            "Long enough, but much of it is easy to guess. Add a word that has nothing to do with the others.",
        ),
        (
            "aaaaaaaaaaaaaaaab",
            "This is among the first that a guesser tries. Choose words that only you would put together.",
        ),
        ("kettle otter velvet", "Good enough. One more word makes it much harder to guess."),
        ("kettle otter nine velvet", "Strong."),
        ("kettle otter nine velvet harbour moon", "Very strong."),
    ],
)
def test_each_sentence_says_what_helps(passphrase: str, sentence: str) -> None:
    assert judge(passphrase).sentence == sentence


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("kettleottervelvet", 2),
        ("kettleottervelvetabcd", 2),
        ("abcdkettleottervelvet", 2),
        ("kettleabcdottervelvet", 2),
        ("kettleottervelvetabc", 3),
        ("kettleotterninxxx", 2),
        ("kettleotterni", 1),
        ("kettleotteferryferry", 2),
    ],
)
def test_runs_count_nothing_and_repetition_counts_once(passphrase: str, strength: int) -> None:
    assert judge(passphrase).strength == strength


def test_five_characters_of_ones_own_are_not_common_yet() -> None:
    assert not judge("tulip tulip tulip").common
    assert judge("tuli tuli tuli tuli").common


def test_blanks_alone_are_never_strong() -> None:
    verdict = judge("    ", minimum=3)
    assert verdict.strength == 0
    assert "guesser" in verdict.sentence


def test_the_same_word_again_counts_once() -> None:
    assert judge("tulip Tulip TULIP gravel").words == 2


def test_composed_and_decomposed_letters_give_the_same_bytes() -> None:
    assert encoded("pässphrase") == encoded("pa\u0308ssphrase") == bytearray("pässphrase".encode())


def test_half_a_character_is_refused_without_showing_it() -> None:
    with pytest.raises(UnfitInput) as refusal:
        encoded("tulip gravel \ud83d")
    said = "The passphrase holds a character that cannot be used. Nothing was changed. Type it again."
    assert str(refusal.value) == said
    assert refusal.value.__cause__ is None


@given(st.text(max_size=300), st.integers(0, 40))
def test_any_text_gets_a_verdict_that_holds_together(passphrase: str, minimum: int) -> None:
    verdict = judge(passphrase, minimum)
    assert 0 <= verdict.strength <= 4
    assert verdict.sentence.endswith(".")
    assert not (verdict.common and verdict.strength)
    assert verdict.long_enough == (len(unicodedata.normalize("NFC", passphrase)) >= minimum)


@given(st.text(max_size=60))
def test_encoding_is_the_same_for_both_forms(text: str) -> None:
    assert encoded(unicodedata.normalize("NFD", text)) == encoded(unicodedata.normalize("NFC", text))


def test_judging_needs_no_cryptography() -> None:
    script = (
        "import sys, ldcoach.vault.passphrase, ldcoach.vault.recovery\n"
        "print(sorted({'argon2', 'cryptography', 'keyring'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
