"""Reads the words of the manager's own measures."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ldcoach.domain.insights import MEASURES
from ldcoach.domain.measures import MeasureWords, measures_from_dict
from ldcoach.domain.values import Misfit
from ldcoach.library.source import Source

__all__ = ["load_measures"]


def load_measures(path: Path, guides: Collection[str]) -> tuple[MeasureWords, ...]:
    """Return the words of every measure; `guides` are the keys that may be named.

    Raises:
        UnfitInput: the file cannot be used; the message names file, key and line.
    """
    source = Source(path)
    try:
        return measures_from_dict(source.table, MEASURES, guides)
    except Misfit as misfit:
        raise source.unfit(misfit.key, misfit.what) from misfit
