"""Notes, promises and feedback: what is kept, what it said before, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ldcoach.domain.actions import Action
from ldcoach.domain.feedback import DismissedRule, Feedback
from ldcoach.domain.ids import ActionId, ConversationId, FeedbackId, PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, Visibility
from ldcoach.domain.texts import Revision, Text
from ldcoach.errors import UnfitInput
from ldcoach.services.desk import Desk
from ldcoach.services.notes import stage_owner
from ldcoach.services.views import StageNotes
from tests.fakes import FixedClock


def revisions(desk: Desk) -> list[str]:
    return [kept.body for kept in desk.context.record.every(Revision)]


def test_an_empty_lane_writes_nothing(desk: Desk, mairi: PersonId, talk: ConversationId) -> None:
    change = desk.notes.keep(talk, mairi, "goal", Visibility.SHARED, "  \n")
    assert (change.kinds, change.created) == (frozenset(), "")
    assert desk.context.record.count(Text) == 0


def test_a_lane_is_one_text_however_often_it_is_saved(desk: Desk, mairi: PersonId, talk: ConversationId) -> None:
    for words in ("T", "The line", "The line ran."):
        desk.notes.keep(talk, mairi, "goal", Visibility.SHARED, words)
    (text,) = desk.context.record.texts_of([stage_owner(talk, "goal")])
    assert (text.body, text.conversation_id, text.visibility) == ("The line ran.", talk, Visibility.SHARED)
    assert revisions(desk) == []


def test_each_visit_keeps_what_the_text_said_before(desk: Desk, mairi: PersonId, talk: ConversationId) -> None:
    for words, visit in (("One", True), ("One two", False), ("Other", True), ("Other word", False), ("Last", True)):
        desk.notes.keep(talk, mairi, "goal", Visibility.SHARED, words, visit=visit)
    assert revisions(desk) == ["One two", "Other word"]


def test_a_visit_that_changes_nothing_keeps_nothing(desk: Desk, mairi: PersonId, talk: ConversationId) -> None:
    for _ in range(2):
        desk.notes.keep(talk, mairi, "goal", Visibility.SHARED, "Same", visit=True)
    assert revisions(desk) == []


def test_a_lane_may_be_emptied_and_what_it_said_is_kept(desk: Desk, mairi: PersonId, talk: ConversationId) -> None:
    desk.notes.keep(talk, mairi, "goal", Visibility.PREP, "Ask about the rota.")
    desk.notes.keep(talk, mairi, "goal", Visibility.PREP, "", visit=True)
    assert desk.notes.of(talk) == {"goal": StageNotes("", "")}
    assert revisions(desk) == ["Ask about the rota."]


def test_the_two_lanes_are_two_texts(desk: Desk, mairi: PersonId, talk: ConversationId) -> None:
    desk.notes.keep(talk, mairi, "goal", Visibility.PREP, "Listen first.")
    desk.notes.keep(talk, mairi, "goal", Visibility.SHARED, "The line ran.")
    desk.notes.keep(talk, mairi, "reality", Visibility.SHARED, "Two stops.")
    assert desk.notes.of(talk) == {
        "goal": StageNotes("The line ran.", "Listen first."),
        "reality": StageNotes("Two stops.", ""),
    }


def test_a_note_on_a_person_belongs_to_them_and_is_found(desk: Desk, mairi: PersonId) -> None:
    created = desk.notes.add(mairi, "Showed the new gauge.", Visibility.PREP).created
    (hit,) = desk.finding.find("gauge").hits
    assert (hit.text_id, hit.owner_id, hit.visibility) == (created, mairi, Visibility.PREP)
    with pytest.raises(UnfitInput, match="empty"):
        desk.notes.add(mairi, " ", Visibility.PREP)


def test_a_promise_is_kept_reopened_put_off_and_dropped(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    action = ActionId(desk.promises.make(mairi, " Bring the gauge ", ActionOwner.MANAGER).created)
    record, today = desk.context.record, clock.today()

    def now() -> tuple[ActionStatus, object]:
        kept = record.get(Action, action)
        return kept.status, kept.done_on

    assert [(promise.words, promise.status) for promise in desk.promises.open()] == [
        ("Bring the gauge", ActionStatus.OPEN)
    ]
    desk.promises.keep(action)
    assert now() == (ActionStatus.DONE, today)
    assert desk.promises.open() == []
    desk.promises.reopen(action)
    assert now() == (ActionStatus.OPEN, None)
    desk.promises.put_off(action, today + timedelta(days=9))
    assert desk.promises.open(mairi)[0].due_on == today + timedelta(days=9)
    desk.promises.drop(action)
    assert now() == (ActionStatus.DROPPED, None)
    with pytest.raises(UnfitInput, match="few words"):
        desk.promises.make(mairi, " ", ActionOwner.MANAGER)


def capture(
    desk: Desk, person: PersonId, words: str = "Walked the lead to the machine.", **parts: object
) -> FeedbackId:
    return FeedbackId(desk.feedback.capture(person, words, **parts).created)  # type: ignore[arg-type]


def test_feedback_waits_until_it_was_said(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    piece_id = capture(desk, mairi, situation=" At the handover ")
    assert [waiting.feedback_id for waiting in desk.feedback.waiting(mairi)] == [piece_id]
    desk.feedback.share(piece_id, employee_view=" I saw it too. ")
    piece, words = desk.feedback.get(piece_id)
    assert (piece.visibility, piece.shared_on) == (Visibility.SHARED, clock.today())
    assert (piece.situation, piece.employee_view) == ("At the handover", "I saw it too.")
    assert words == "Walked the lead to the machine."
    assert desk.feedback.waiting() == []
    assert {text.visibility for text in desk.context.record.texts_of([piece_id])} == {Visibility.SHARED}


def test_sharing_again_without_a_view_keeps_the_view(desk: Desk, mairi: PersonId) -> None:
    piece_id = capture(desk, mairi)
    desk.feedback.share(piece_id, employee_view="I see it differently.")
    desk.feedback.share(piece_id)
    assert desk.feedback.get(piece_id)[0].employee_view == "I see it differently."


def test_a_day_that_lies_ahead_is_refused(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(UnfitInput, match="lies ahead"):
        capture(desk, mairi, observed_on=tomorrow)
    assert desk.context.record.count(Feedback) == desk.context.record.count(Text) == 0
    piece, words = desk.feedback.get(capture(desk, mairi))
    with pytest.raises(UnfitInput, match="lies ahead"):
        desk.feedback.edit(replace(piece, observed_on=tomorrow), words)
    assert desk.feedback.get(piece.id)[0] == piece


@pytest.mark.parametrize("days", [-3, 1])
def test_it_was_said_neither_before_it_was_seen_nor_tomorrow(
    desk: Desk, mairi: PersonId, clock: FixedClock, days: int
) -> None:
    piece_id = capture(desk, mairi, observed_on=clock.today() - timedelta(days=2))
    with pytest.raises(UnfitInput, match="between the day you saw it and today"):
        desk.feedback.share(piece_id, on=clock.today() + timedelta(days=days))
    assert desk.feedback.get(piece_id)[0].visibility is Visibility.TO_SHARE


def test_feedback_without_words_is_refused(desk: Desk, mairi: PersonId) -> None:
    with pytest.raises(UnfitInput, match="few words"):
        capture(desk, mairi, "  ", situation="At the handover")
    assert desk.context.record.count(Feedback) == 0


def test_editing_keeps_earlier_words_once_for_each_visit(desk: Desk, mairi: PersonId) -> None:
    piece, _ = desk.feedback.get(capture(desk, mairi, "First"))
    for words, visit in (("First draft", True), ("First draft again", False), ("Second", True)):
        desk.feedback.edit(piece, words, visit=visit)
    assert revisions(desk) == ["First", "First draft again"]
    assert desk.feedback.get(piece.id)[1] == "Second"


def test_a_draft_is_taken_back_with_every_word(desk: Desk, mairi: PersonId) -> None:
    about = {"about_work": ["FB17"]}
    piece_id = capture(desk, mairi, "She has depression.", situation="At the handover", **about)
    desk.feedback.edit(desk.feedback.get(piece_id)[0], "Other words", visit=True)
    desk.feedback.discard(piece_id)
    record = desk.context.record
    assert [record.count(kind) for kind in (Feedback, Text, Revision, DismissedRule)] == [0, 0, 0, 0]
    assert not desk.finding.find("handover").hits
    assert desk.keeping.check() == []


def test_what_was_shared_cannot_be_taken_back(desk: Desk, mairi: PersonId) -> None:
    piece_id = capture(desk, mairi)
    desk.feedback.share(piece_id)
    with pytest.raises(UnfitInput, match="shared already"):
        desk.feedback.discard(piece_id)
    assert desk.feedback.get(piece_id)[1]


def test_the_latest_are_newest_first_and_tell_of_more(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    for days in (3, 1, 2):
        capture(desk, mairi, f"Seen {days} days ago", observed_on=clock.today() - timedelta(days=days))
    found, more = desk.feedback.latest(Visibility.TO_SHARE, person_id=mairi, limit=2)
    assert ([words for _, words in found], more) == (["Seen 1 days ago", "Seen 2 days ago"], True)
    assert desk.feedback.latest(Visibility.SHARED) == ([], False)
    assert len(desk.feedback.of(mairi)) == 3
