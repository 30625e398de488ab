"""Reads the sentences of the summary, one file for each language."""

from __future__ import annotations

import re
from pathlib import Path

from ldcoach.domain.summary_words import SummaryWords
from ldcoach.domain.values import Misfit, text_at, texts_at
from ldcoach.errors import UnfitInput
from ldcoach.library.source import Source

__all__ = ["load_summary_words"]

REFERENCE = "en"
MONTHS = 12
_PLACE = re.compile(r"\{\w+\}")
_HEAD = ("language", "name", "decimal_mark")


def load_summary_words(folder: Path) -> dict[str, SummaryWords]:
    """Return every language of a folder by its short tag, English first.

    Raises:
        UnfitInput: a file is damaged, or lacks a sentence or a place in one that English has.
    """
    reference = _words(folder / f"summary-{REFERENCE}.toml", None)
    found = {REFERENCE: reference}
    for path in sorted(folder.glob("summary-*.toml")):
        tag = path.stem.removeprefix("summary-")
        if tag != REFERENCE:
            found[tag] = _words(path, reference)
    return found


def _words(path: Path, reference: SummaryWords | None) -> SummaryWords:
    source = Source(path)
    try:
        return _read(source, reference)
    except Misfit as misfit:
        raise source.unfit(misfit.key, misfit.what) from misfit


def _read(source: Source, reference: SummaryWords | None) -> SummaryWords:
    table = source.table
    tag, name, mark = (text_at(table, key).strip() for key in _HEAD)
    sentences = {
        f"{section}.{key}": text_at(body, key, section).strip()
        for section, body in table.items()
        if isinstance(body, dict)
        for key in body
    }
    if reference is not None:
        _require_same(source, sentences, reference)
    return SummaryWords(tag, name, mark, _months(source, "months"), _months(source, "short_months"), sentences)


def _months(source: Source, key: str) -> tuple[str, ...]:
    months = texts_at(source.table, key)
    if len(months) != MONTHS:
        what = "does not name the twelve months"
        raise Misfit(key, what)
    return tuple(months)


def _require_same(source: Source, sentences: dict[str, str], reference: SummaryWords) -> None:
    for key, english in reference.sentences.items():
        if key not in sentences:
            what = "is missing"
            raise Misfit(key, what)
        if set(_PLACE.findall(sentences[key])) != set(_PLACE.findall(english)):
            raise source.unfit(key, "does not hold the same places in braces as the English one")
    unknown = sorted(sentences.keys() - reference.sentences.keys())
    if unknown:
        message = f"{source.path.name}: {unknown[0]} stands in no summary. Nothing was changed. Take it out."
        raise UnfitInput(message)
