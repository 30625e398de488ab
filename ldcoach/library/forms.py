"""Reads the words of the preparation form, one file for each language."""

from __future__ import annotations

from pathlib import Path

from ldcoach.domain.prep_form import FormWords, Question, QuestionWords
from ldcoach.domain.values import Misfit, text_at, texts_at
from ldcoach.library.source import Source

__all__ = ["load_form_words"]

MONTHS = 12
_PLAIN = ("language", "kicker", "title", "subtitle", "introduction", "footer", "page_label")


def load_form_words(folder: Path, language: str, fallback: str) -> FormWords:
    """Return the form in a language, such as 'pl' or 'pt-BR', or in the fallback where there is none.

    Raises:
        UnfitInput: the file is damaged; the message names file, key and line.
    """
    wanted = language.strip().lower().replace("_", "-")
    known = {path.stem.removeprefix("prep-"): path for path in sorted(folder.glob("prep-*.toml"))}
    path = known.get(wanted) or known.get(wanted.split("-")[0]) or folder / f"prep-{fallback}.toml"
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
