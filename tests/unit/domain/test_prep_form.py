"""What becomes of an employee's answers."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.prep_form import (
    LONGEST_TEXT,
    LONGEST_TOPIC,
    FormSheet,
    Question,
    answers_of,
    field_names,
    same_words,
)
from ldcoach.errors import UnfitInput
from ldcoach.library.forms import load_form_words
from ldcoach.paths import resources

FIELDS = [name for question in Question for name in field_names(question)]


def test_answers_stand_in_the_order_of_the_form_and_empty_ones_are_left_out() -> None:
    answers = answers_of(
        {"wins": " a \r\nb\r", "topic_3": " one\ttopic ", "topic_1": "", "other": "x", "help_wanted": "\n"}
    )
    assert [(answer.field, answer.words) for answer in answers] == [("topic_3", "one topic"), ("wins", "a \nb")]


def test_a_topic_said_twice_is_one() -> None:
    answers = answers_of({"topic_1": "Who decides?", "topic_4": "who  DECIDES?", "wins": "Who decides?"})
    assert [answer.field for answer in answers] == ["topic_1", "wins"]


def test_letters_are_composed_and_controls_are_dropped() -> None:
    (answer,) = answers_of({"wins": "Za\u0301\x00\u202e\ufeff\x1ben\x1b \U0001f469\u200d\U0001f692"})
    assert answer.words == "Z\u00e1 \U0001f469\u200d\U0001f692"


@pytest.mark.parametrize(("name", "most"), [("topic_1", LONGEST_TOPIC), ("wins", LONGEST_TEXT)])
def test_an_answer_longer_than_paper_is_refused(name: str, most: int) -> None:
    assert answers_of({name: "x" * most})
    with pytest.raises(UnfitInput, match="Nothing was taken over"):
        answers_of({name: "x" * (most + 1)})


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=50)))
def test_taking_over_twice_changes_nothing(values: dict[str, str]) -> None:
    once = answers_of(values)
    assert answers_of({answer.field: answer.words for answer in once}) == once
    assert all(unicodedata.is_normalized("NFC", answer.words) and "\r" not in answer.words for answer in once)


def places(pattern: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", pattern))


def test_words_are_the_same_whatever_their_spaces_and_case() -> None:
    assert same_words("A  b", " a B ")
    assert not same_words("a", "b")


def test_every_language_asks_the_same_with_the_same_places() -> None:
    known = load_form_words(resources() / "forms")
    assert [(tag, words.language, words.name) for tag, words in known.items()] == [
        ("en", "en-GB", "English"),
        ("de", "de-DE", "Deutsch"),
    ]
    english = known["en"]
    for words in known.values():
        for question in Question:
            asked, there = words.questions[question], english.questions[question]
            assert places(asked.tooltip) == places(there.tooltip)
        for field in ("subtitle", "subtitle_without_day", "page_label", "day_pattern", "mail_body"):
            assert places(getattr(words, field)) == places(getattr(english, field))
    assert known["de"].day(date(2026, 3, 1)) == "1. März 2026"


def test_a_damaged_language_names_file_key_and_line(tmp_path: Path) -> None:
    whole = (resources() / "forms" / "prep-de.toml").read_text(encoding="utf-8")
    (tmp_path / "prep-de.toml").write_text(whole.replace('title = "Unser', 'titel = "Unser'), encoding="utf-8")
    with pytest.raises(UnfitInput, match=r"prep-de\.toml.*title"):
        load_form_words(tmp_path)


def test_what_differs_between_forms_is_filled_in_once() -> None:
    words = load_form_words(resources() / "forms")["en"]
    sheet = FormSheet("u", "{day}", date(2026, 2, 28), words)
    assert sheet.subtitle == "{day}, for 28 February 2026"
    assert sheet.tooltip(Question.TOPICS, 3).startswith("Topic 3:")
    assert sheet.mail_body.startswith("Hello {day},")
