"""Reads the words of the preparation form, one file for each language."""

from __future__ import annotations

from pathlib import Path

from ldcoach.domain.prep_form import FormWords, Question, QuestionWords
from ldcoach.domain.values import Misfit, text_at, texts_at
from ldcoach.library.source import Source

__all__ = ["load_form_words"]

MONTHS = 12
ENGLISH = "en"
_PLAIN = ("language", "name", "kicker", "title", "subtitle", "introduction", "footer", "page_label")


def load_form_words(folder: Path) -> dict[str, FormWords]:
    """Return the form in every language of a folder by its short tag, English first.

    Raises:
        UnfitInput: a file is damaged; the message names file, key and line.
    """
    paths = {path.stem.removeprefix("prep-"): path for path in sorted(folder.glob("prep-*.toml"))}
    return {tag: _read(paths[tag]) for tag in sorted(paths, key=lambda tag: (tag != ENGLISH, tag))}


def _read(path: Path) -> FormWords:
    source = Source(path)
    try:
        return _words(source)
    except Misfit as misfit:
        raise source.unfit(misfit.key, misfit.what) from misfit


def _words(source: Source) -> FormWords:
    table = source.table
    plain = {key: text_at(table, key).strip() for key in _PLAIN}
    months = texts_at(table, "months")
    if len(months) != MONTHS:
        key, what = "months", "does not name the twelve months"
        raise Misfit(key, what)
    questions = _table(table, "questions")
    mail = _table(table, "mail")
    return FormWords(
        **plain,
        subtitle_without_day=text_at(table, "subtitle_without_day").strip(),
        day_pattern=text_at(table, "day_pattern"),
        months=months,
        questions={question: _question(questions, question) for question in Question},
        mail_subject=text_at(mail, "subject", "mail").strip(),
        mail_body=text_at(mail, "body", "mail").strip() + "\n",
    )


def _question(questions: dict[str, object], question: Question) -> QuestionWords:
    place = f"questions.{question.value}"
    body = _table(questions, question.value, "questions")
    return QuestionWords(*(text_at(body, key, place).strip() for key in ("label", "hint", "tooltip")))


def _table(table: dict[str, object], key: str, place: str = "") -> dict[str, object]:
    value = table.get(key)
    if not isinstance(value, dict):
        raise Misfit(f"{place}.{key}" if place else key, "is missing")
    return value
