"""Which questions of a guide were not asked lately, and which conversation has not been had for long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ldcoach.domain.guides import AskOf, Guide

__all__ = ["CAREER", "CAREER_EVERY", "LATELY", "HeldTalk", "asked_lately", "career_is_due", "fresh_questions"]

LATELY = timedelta(days=42)
"""A question that was asked within six weeks is still fresh in mind (our default)."""

CAREER = "career"
"""The key of the guide for a career conversation."""

CAREER_EVERY = timedelta(days=183)
"""Two career conversations a year at least (content specification, career conversation)."""


@dataclass(frozen=True, slots=True)
class HeldTalk:
    """A 1-2-1 that was held: its guide, the day, and the questions shown; None means that nobody kept them."""

    guide_key: str
    on: date
    asked: tuple[str, ...] | None = None


def asked_lately(guide: Guide, held: Iterable[HeldTalk], today: date) -> Mapping[str, date]:
    """Return the questions asked within `LATELY` with the last day of each.

    Where nobody kept what was shown, a talk with the same guide counts as having shown each stage's first question.
    """
    first = tuple(stage.questions[0] for stage in guide.stages if stage.questions)
    asked: dict[str, date] = {}
    for talk in held:
        if talk.on < today - LATELY:
            continue
        for question in talk.asked if talk.asked is not None else first if talk.guide_key == guide.key else ():
            asked[question] = max(asked.get(question, date.min), talk.on)
    return asked


def fresh_questions(guide: Guide, asked: Mapping[str, date]) -> tuple[tuple[str, str], ...]:
    """Return (stage code, question) of what was not asked: each stage's first one, then each one's second, and so on.

    Questions that managers ask themselves are left out.
    """
    places = [
        (place, at, stage.code, question)
        for at, stage in enumerate(guide.stages)
        if stage.ask_of is not AskOf.MANAGER
        for place, question in enumerate(stage.questions)
        if question not in asked
    ]
    return tuple((code, question) for _, _, code, question in sorted(places, key=lambda each: each[:2]))


def career_is_due(held: Iterable[HeldTalk], today: date, *, known_for_long: bool) -> bool:
    """Tell whether nobody asked where the job leads for half a year; with somebody new it is too early to say so."""
    return known_for_long and not any(talk.guide_key == CAREER and talk.on >= today - CAREER_EVERY for talk in held)
