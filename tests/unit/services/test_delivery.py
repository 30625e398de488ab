"""From captured to said: the queue, its age, what is planned, rehearsed, kept and let go."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ldcoach.domain.agenda import Reason
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.ids import ConversationId, FeedbackId, PersonId
from ldcoach.domain.kinds import FeedbackKind, TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.errors import HeldText, UnfitInput
from ldcoach.services.desk import Desk
from tests.fakes import FixedClock

TODAY = date(2026, 11, 22)
SEEN = (
    "On Friday's cut-off call you closed the plan at 15:10 while two drops were open, so both drivers waited an hour."
)


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Mairi Campbell").created)


def captured(desk: Desk, person: PersonId, words: str = SEEN, when: str = "") -> FeedbackId:
    return FeedbackId(desk.capture.keep(person, words, when=when).created)


def planned(desk: Desk, person: PersonId, days: int) -> ConversationId:
    at = datetime(2026, 11, 22, 14, 0, tzinfo=UTC) + timedelta(days=days)
    return ConversationId(desk.talks.plan(person, at).created)


def test_a_line_and_a_person_are_enough(desk: Desk, mairi: PersonId) -> None:
    piece_id = captured(desk, mairi, "Walked the new starter through the handover sheet", "yesterday")

    piece, words = desk.feedback.get(piece_id)

    assert words == "Walked the new starter through the handover sheet"
    assert (piece.observed_on, piece.kind) == (date(2026, 11, 21), FeedbackKind.REINFORCING)
    assert piece.visibility is Visibility.TO_SHARE


def test_a_day_ahead_or_a_held_line_keeps_nothing(desk: Desk, mairi: PersonId) -> None:
    with pytest.raises(UnfitInput, match="lies ahead"):
        desk.capture.keep(mairi, SEEN, when="tomorrow")
    with pytest.raises(HeldText):
        desk.capture.keep(mairi, "You were off sick with depression.")
    assert desk.feedback.of(mairi) == []


def test_rules_seen_are_ids_and_follow_the_words(desk: Desk, mairi: PersonId) -> None:
    piece_id = captured(desk, mairi, "You are lazy and you always leave the late drops for the drivers.")
    piece, _ = desk.feedback.get(piece_id)
    assert {"FB05", "FB06"} & set(piece.rules_seen)

    desk.feedback.edit(piece, SEEN)

    assert not {"FB05", "FB06"} & set(desk.feedback.get(piece_id)[0].rules_seen)


def test_not_so_here_is_no_rule_seen(desk: Desk, mairi: PersonId) -> None:
    words = "You always leave the late drops for the drivers."
    piece_id = captured(desk, mairi, words)
    piece, _ = desk.feedback.get(piece_id)
    (rule,) = [one.rule for one in desk.reviews.of(piece, words).questions if one.phrase == "always"]

    desk.coach.dismiss(rule, piece.text_id)
    desk.feedback.edit(piece, words)

    assert rule in piece.rules_seen
    assert rule not in desk.feedback.get(piece_id)[0].rules_seen
    assert rule not in [one.rule for one in desk.reviews.of(piece, words).questions]


def test_a_review_finds_the_field_it_speaks_of(desk: Desk, mairi: PersonId) -> None:
    piece_id = FeedbackId(desk.feedback.capture(mairi, SEEN, impact="You always leave the drivers waiting.").created)
    piece, words = desk.feedback.get(piece_id)

    (asked,) = [one for one in desk.reviews.of(piece, words).questions if one.part.field]

    assert (asked.part.field, asked.phrase) == ("impact", "always")
    assert piece.impact[asked.part.start : asked.part.end] == "always"


def test_the_queue_says_age_and_what_is_open(desk: Desk, mairi: PersonId) -> None:
    young = captured(desk, mairi)
    old = captured(desk, mairi, "Good job on the report", "40 days ago")
    desk.feedback.capture(mairi, "Think about it", visibility=Visibility.PREP)

    first, second = desk.delivery.to_share()

    assert (first.feedback.id, first.days, first.asks) == (old, 40, True)
    assert "impact" in first.still_open
    assert (second.feedback.id, second.days, second.asks) == (young, 0, False)
    assert second.still_open == ()
    assert second.planned_for is None


def test_planned_feedback_stands_on_the_agenda_and_lapses_with_it(desk: Desk, mairi: PersonId) -> None:
    piece_id = captured(desk, mairi)
    with pytest.raises(UnfitInput, match="plan one first"):
        desk.delivery.plan(piece_id)
    planned(desk, mairi, 9)
    talk_id = planned(desk, mairi, 2)

    desk.delivery.plan(piece_id)

    assert desk.delivery.to_share()[0].planned_in == talk_id
    reasons = {item.id: item.reason for item in desk.preparation.agenda(mairi, 30).items}
    assert reasons[piece_id] is Reason.FEEDBACK_PLANNED
    desk.talks.cancel(desk.context.record.get(Conversation, talk_id).id)
    assert desk.delivery.to_share()[0].planned_in is None
    reasons = {item.id: item.reason for item in desk.preparation.agenda(mairi, 30).items}
    assert reasons[piece_id] is Reason.FEEDBACK_WAITING


def test_it_can_wait_without_a_talk_again(desk: Desk, mairi: PersonId) -> None:
    piece_id = captured(desk, mairi)
    planned(desk, mairi, 2)
    desk.delivery.plan(piece_id)
    desk.delivery.unplan(piece_id)
    assert desk.delivery.to_share()[0].planned_in is None


def test_still_serves_is_asked_once(desk: Desk, mairi: PersonId) -> None:
    piece_id = captured(desk, mairi, when="40 days ago")
    desk.delivery.still_serves(piece_id)
    desk.delivery.still_serves(piece_id)
    (line,) = desk.delivery.to_share()
    assert (line.days, line.asks) == (40, False)


def test_letting_go_deletes_nothing_and_can_be_undone(desk: Desk, mairi: PersonId) -> None:
    piece_id = captured(desk, mairi, when="40 days ago")
    desk.delivery.let_go(piece_id)
    assert desk.delivery.to_share() == ()
    piece, words = desk.feedback.get(piece_id)
    assert (piece.visibility, words) == (Visibility.PREP, SEEN)

    desk.delivery.wait_again(piece_id)
    assert [line.feedback.id for line in desk.delivery.to_share()] == [piece_id]


def test_shared_feedback_is_neither_planned_nor_let_go(desk: Desk, mairi: PersonId) -> None:
    piece_id = captured(desk, mairi)
    planned(desk, mairi, 2)
    desk.feedback.share(piece_id)
    for act in (desk.delivery.plan, desk.delivery.let_go, desk.delivery.wait_again):
        with pytest.raises(UnfitInput, match="shared already"):
            act(piece_id)


@pytest.mark.parametrize("kind", list(FeedbackKind))
def test_a_rehearsal_offers_questions_and_no_words(desk: Desk, mairi: PersonId, kind: FeedbackKind) -> None:
    piece_id = FeedbackId(desk.feedback.capture(mairi, SEEN, kind=kind, ask="What did you see?").created)
    rehearsal = desk.delivery.rehearsal(piece_id)
    assert rehearsal.opening == ""
    assert rehearsal.questions[0] == "What did you see?"
    assert len(rehearsal.questions) >= 4
    assert all(question.endswith("?") for question in rehearsal.questions)


def test_the_opening_line_is_kept_as_preparation_and_goes_with_the_piece(desk: Desk, mairi: PersonId) -> None:
    piece_id = captured(desk, mairi)
    desk.delivery.keep_opening(piece_id, "I want to talk about Friday's call.")
    desk.delivery.keep_opening(piece_id, "About Friday's call: I saw something I want to tell you.")
    with pytest.raises(HeldText):
        desk.delivery.keep_opening(piece_id, "You were off sick with depression.")

    assert desk.delivery.rehearsal(piece_id).opening.startswith("About Friday's call")
    lines = [text for text in desk.context.record.every(Text, person_id=mairi) if text.owner_id.endswith("#opening")]
    assert [(text.kind, text.visibility) for text in lines] == [(TextKind.FEEDBACK_PARTS, Visibility.PREP)]
    assert desk.feedback.get(piece_id)[0].parts == ()

    desk.feedback.discard(piece_id)
    assert desk.context.record.every(Text, person_id=mairi) == []
    assert desk.keeping.check() == []


def test_kinds_are_counted_from_twelve_weeks_back(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    ben = PersonId(desk.people.add("Ben Okafor").created)
    captured(desk, mairi)
    captured(desk, mairi, when="100 days ago")
    desk.capture.keep(ben, SEEN, kind=FeedbackKind.REDIRECTING)

    since, counts = desk.delivery.counts()

    assert since == TODAY - timedelta(weeks=12)
    assert counts == {FeedbackKind.REINFORCING: 1, FeedbackKind.REDIRECTING: 1}
    assert desk.delivery.counts(mairi)[1] == {FeedbackKind.REINFORCING: 1}


def test_goals_alike_come_first(desk: Desk, mairi: PersonId) -> None:
    ben = PersonId(desk.people.add("Ben Okafor").created)
    calls = desk.goals.add(mairi, "Ring the customer before the cut-off closes").created
    drops = desk.goals.add(mairi, "Confirm open drops with drivers on the cut-off call").created
    desk.goals.add(mairi, "Write clearer minutes")
    desk.goals.add(ben, "Confirm open drops with drivers on the cut-off call")
    for at in range(8):
        desk.notes.add(mairi, f"Something else was talked about, and that was number {at}", Visibility.PREP)

    found = desk.context.record.goals_like(SEEN, person_id=mairi)

    assert found == [drops, calls]
    assert desk.context.record.goals_like("the and of", person_id=mairi) == []
    assert desk.context.record.goals_like('") OR *', person_id=mairi) == []
