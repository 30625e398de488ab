"""Feedback in windows, taken back, and held part by part."""

from __future__ import annotations

from datetime import date

import pytest

from ldcoach.domain.feedback import DismissedRule
from ldcoach.domain.ids import FeedbackId, PersonId
from ldcoach.domain.kinds import Visibility
from ldcoach.domain.texts import Text
from ldcoach.errors import HeldText, UnfitInput
from ldcoach.services.desk import Desk

HELD = "You were off sick with depression."


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Mairi Campbell").created)


def test_the_latest_come_first_and_say_that_there_are_more(desk: Desk, mairi: PersonId) -> None:
    for day in (3, 9, 5):
        desk.feedback.capture(mairi, f"Seen on {day}", observed_on=date(2026, 11, day))

    pieces, more = desk.feedback.latest(Visibility.TO_SHARE, limit=2)

    assert [words for _, words in pieces] == ["Seen on 9", "Seen on 5"]
    assert more
    assert desk.feedback.latest(Visibility.SHARED) == ([], False)


def test_a_piece_taken_back_leaves_no_word(desk: Desk, mairi: PersonId) -> None:
    piece_id = FeedbackId(desk.feedback.capture(mairi, "Wrote the card", impact="Nights started").created)
    piece, _ = desk.feedback.get(piece_id)
    desk.feedback.edit(piece, "Wrote the card early")

    desk.feedback.discard(piece_id)

    assert desk.feedback.of(mairi) == []
    assert desk.context.record.every(Text, person_id=mairi) == []
    assert desk.keeping.check() == []


def test_a_shared_piece_cannot_be_taken_back(desk: Desk, mairi: PersonId) -> None:
    piece_id = FeedbackId(desk.feedback.capture(mairi, "Wrote the card").created)
    desk.feedback.share(piece_id)

    with pytest.raises(UnfitInput, match="shared already"):
        desk.feedback.discard(piece_id)

    assert len(desk.feedback.of(mairi)) == 1


def test_a_held_text_says_which_part_it_is(desk: Desk, mairi: PersonId) -> None:
    with pytest.raises(HeldText) as held:
        desk.feedback.capture(mairi, "Wrote the card", situation="Hand-over", impact=HELD)

    assert held.value.part == 2


def test_what_is_about_the_work_is_noted_once(desk: Desk, mairi: PersonId) -> None:
    with pytest.raises(HeldText) as held:
        desk.feedback.capture(mairi, HELD)
    rules = held.value.rules
    piece_id = FeedbackId(desk.feedback.capture(mairi, HELD, about_work=rules).created)
    piece, words = desk.feedback.get(piece_id)

    desk.feedback.edit(piece, f"{words} And more.", about_work=rules)

    assert len(desk.context.record.every(DismissedRule)) == len(set(rules))
