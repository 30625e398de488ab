"""The preparation form: what it asks, which words it is set in, and what an employee's answers become."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ldcoach.errors import UnfitInput

__all__ = [
    "LONGEST_TEXT",
    "LONGEST_TOPIC",
    "TOPIC_FIELDS",
    "UID_FIELD",
    "Answer",
    "FormSheet",
    "FormWords",
    "Question",
    "QuestionWords",
    "answers_of",
    "evened",
    "field_names",
    "same_words",
]

UID_FIELD = "ldcoach_uid"
TOPIC_FIELDS = 5
LONGEST_TOPIC = 1_000
LONGEST_TEXT = 20_000
"""Characters of one answer; what a page of paper holds is far below."""

_LINE_ENDS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_LANGUAGE_MARK = re.compile("\x1b[A-Za-z]{2}(?:[A-Za-z]{2})?\x1b")
_JOINERS = "\u200c\u200d"
"""Persian words and emoji are spelled with them."""


class Question(StrEnum):
    """What the form asks, in its order; the value is the field's name in the file."""

    TOPICS = "topic"
    WINS = "wins"
    OBSTACLES = "in_the_way"
    WORKLOAD = "workload"
    HELP = "help_wanted"
    FEEDBACK = "feedback_for_manager"


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """One question as printed, a line of help under it, and what a screen reader says at its field."""

    label: str
    hint: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class FormWords:
    """The whole form in one language; `{name}`, `{day}` and such stand for what differs between forms.

    `language` is BCP 47, `name` what its readers call it.
    """

    language: str
    name: str
    kicker: str
    title: str
    subtitle: str
    subtitle_without_day: str
    introduction: str
    footer: str
    page_label: str
    day_pattern: str
    months: tuple[str, ...]
    questions: Mapping[Question, QuestionWords]
    mail_subject: str
    mail_body: str

    def day(self, on: date) -> str:
        """Return a date in words."""
        return _filled(self.day_pattern, day=str(on.day), month=self.months[on.month - 1], year=str(on.year))


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One form for one person; `on` is the day of the 1-2-1, if it is planned."""

    uid: str
    called: str
    on: date | None
    words: FormWords

    @property
    def subtitle(self) -> str:
        """For whom and when."""
        if self.on is None:
            return _filled(self.words.subtitle_without_day, name=self.called)
        return _filled(self.words.subtitle, name=self.called, day=self.words.day(self.on))

    @property
    def mail_body(self) -> str:
        """The e-mail that the form is sent with."""
        return _filled(self.words.mail_body, name=self.called)

    def tooltip(self, question: Question, number: int) -> str:
        """Return what a screen reader says at a field; `number` counts from 1."""
        return _filled(self.words.questions[question].tooltip, number=str(number))


@dataclass(frozen=True, slots=True)
class Answer:
    """What an employee wrote in one field; `field` is its name."""

    question: Question
    field: str
    words: str


def field_names(question: Question) -> tuple[str, ...]:
    """Return the names of a question's fields: topics have several."""
    if question is Question.TOPICS:
        return tuple(f"{question.value}_{number}" for number in range(1, TOPIC_FIELDS + 1))
    return (question.value,)


def answers_of(values: Mapping[str, str]) -> tuple[Answer, ...]:
    """Return the answers in the order of the form, normalised; empty ones and topics said twice are left out.

    Raises:
        UnfitInput: an answer is longer than any form holds.
    """
    found: list[Answer] = []
    for question in Question:
        for name in field_names(question):
            words = evened(values.get(name, ""))
            longest = LONGEST_TEXT
            if question is Question.TOPICS:
                words, longest = " ".join(words.split()), LONGEST_TOPIC
            if len(words) > longest:
                message = (
                    f"An answer in this form has more than {longest} characters. "
                    "Nothing was taken over; ask for a shorter one."
                )
                raise UnfitInput(message)
            if words and not any(question is one.question and same_words(words, one.words) for one in found):
                found.append(Answer(question, name, words))
    return tuple(found)


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts differ in nothing but spaces and the case of letters."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _filled(pattern: str, **values: str) -> str:
    """Return a text with its places filled; braces in the values mean nothing."""
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), pattern)


def evened(text: str) -> str:
    """Return a text composed (NFC), its lines ended by newlines, without controls and halves of surrogates."""
    text = _LINE_ENDS.sub("\n", _LANGUAGE_MARK.sub("", text)).replace("\t", " ")
    kept = (c for c in text if c == "\n" or c in _JOINERS or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return unicodedata.normalize("NFC", "".join(kept)).strip()
