"""The page of a summary that the employee answers on, and what comes back from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ldcoach.domain.prep_form import LONGEST_TEXT, evened
from ldcoach.errors import UnfitInput

__all__ = [
    "ANSWER_FIELD",
    "COMMENT_FIELD",
    "MOST_ITEMS",
    "READ_FIELD",
    "Answered",
    "Reply",
    "ReplyItem",
    "Verdict",
    "answered",
    "item_field",
]

READ_FIELD, ANSWER_FIELD, COMMENT_FIELD = "summary_read", "summary_answer", "summary_comment"
MOST_ITEMS = 24
"""How many items have a line of their own; the comment takes the rest."""

_UNTICKED = {"", "Off"}


class Verdict(StrEnum):
    """What the employee says of the whole; the value is also the state of its button in the file."""

    AGREE = "agree"
    DIFFER = "differ"


@dataclass(frozen=True, slots=True)
class ReplyItem:
    """One item that the employee may see differently: its line on the page and what a screen reader says there."""

    field: str
    label: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The page as printed; `uid` travels unseen and tells which summary the answer belongs to."""

    uid: str
    heading: str
    introduction: str
    read: str
    question: str
    agree: str
    differ: str
    items_heading: str
    items: tuple[ReplyItem, ...]
    comment: str
    hint: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back: `views` are the employee's words by the number of the item, from 1."""

    read: bool
    verdict: Verdict | None
    views: Mapping[int, str]
    comment: str


def item_field(number: int) -> str:
    """Return the name of the field of an item; numbers count from 1."""
    return f"summary_item_{number}"


def answered(values: Mapping[str, str], items: int) -> Answered:
    """Return what the fields of a page with so many items say; anything else in the file is passed over.

    Raises:
        UnfitInput: an answer is longer than any form holds.
    """
    said, read = (values.get(name, "").removeprefix("/") for name in (ANSWER_FIELD, READ_FIELD))
    views = {number: _short(values.get(item_field(number), "")) for number in range(1, items + 1)}
    return Answered(
        read=read not in _UNTICKED,
        verdict=Verdict(said) if said in set(Verdict) else None,
        views={number: words for number, words in views.items() if words},
        comment=_short(values.get(COMMENT_FIELD, "")),
    )


def _short(words: str) -> str:
    words = evened(words)
    if len(words) > LONGEST_TEXT:
        message = (
            f"An answer in this file has more than {LONGEST_TEXT} characters. "
            "Nothing was taken over; ask for a shorter one."
        )
        raise UnfitInput(message)
    return words
