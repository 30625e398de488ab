"""Guides: the structure of a 1-2-1, in stages with open questions."""

from __future__ import annotations

from ldcoach.domain.guides.faults import Fault, faults, in_words, place_in_words
from ldcoach.domain.guides.own import copied, is_own, own_key, texts_of, with_stages, words_of
from ldcoach.domain.guides.plain import guide_as_dict, guide_from_dict
from ldcoach.domain.guides.structure import AskOf, Guide, Stage, scaled_minutes

__all__ = [
    "AskOf",
    "Fault",
    "Guide",
    "Stage",
    "copied",
    "faults",
    "guide_as_dict",
    "guide_from_dict",
    "in_words",
    "is_own",
    "own_key",
    "place_in_words",
    "scaled_minutes",
    "texts_of",
    "with_stages",
    "words_of",
]
