"""The list of feedback: what waits, sharing it with the person's view, taking that back, and windows of what was said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldcoach.domain.feedback import Feedback
from ldcoach.domain.ids import ConversationId, FeedbackId, PersonId
from ldcoach.domain.kinds import FeedbackKind, Visibility
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.feedback.page import WINDOW, FeedbackPage
from ldcoach.ui.pages.feedback.waiting import WaitingRow
from tests.ui.audit import audit

SEEN = date(2026, 11, 18)


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Mairi Campbell").created)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> FeedbackPage:
    made = FeedbackPage(desk)
    qtbot.addWidget(made)
    made.resize(1216, 900)
    made.show()
    return made


def captured(desk: Desk, person: PersonId, words: str, **more: object) -> FeedbackId:
    return FeedbackId(desk.feedback.capture(person, words, observed_on=SEEN, **more).created)  # type: ignore[arg-type]


def texts(page: FeedbackPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def test_an_empty_record_offers_to_note_the_first(page: FeedbackPage, qtbot: QtBot) -> None:
    page.enter(Go(Place.FEEDBACK))

    assert not page.first.isHidden()
    with qtbot.waitSignal(page.asked) as asked:
        page.first.begin.click()
    assert asked.args == [Go(Place.WRITE_FEEDBACK)]


def test_waiting_pieces_stand_first_oldest_on_top(
    page: FeedbackPage, desk: Desk, mairi: PersonId, qtbot: QtBot
) -> None:
    captured(desk, mairi, "Wrote the card before leaving.")
    older = desk.feedback.capture(
        mairi, "Walked the lead to the machine.", observed_on=SEEN - timedelta(days=3)
    ).created
    kept = captured(desk, mairi, "Think about when to say it.", visibility=Visibility.PREP)

    page.enter(Go(Place.FEEDBACK))

    assert page.waiting.rows()[0] is page.waiting.row(older)
    assert page.waiting.row(kept) is None
    assert page.prep.row(kept) is not None
    qtbot.waitUntil(lambda: "on Wednesday 18 November" in texts(page))


def test_sharing_keeps_the_day_and_their_view(page: FeedbackPage, desk: Desk, mairi: PersonId, qtbot: QtBot) -> None:
    piece = captured(desk, mairi, "Wrote the card before leaving.")
    page.enter(Go(Place.FEEDBACK))

    page.waiting.rows()[0].share.click()
    page.form.said_on.show_day(date(2026, 11, 20))
    QTest.keyClicks(page.form.view, "It took five minutes.")
    with qtbot.waitSignal(page.changed) as changed:
        page.form.save.click()

    shared, _ = desk.feedback.get(piece)
    assert (shared.visibility, shared.shared_on) == (Visibility.SHARED, date(2026, 11, 20))
    assert shared.employee_view == "It took five minutes."
    assert changed.args is not None
    assert isinstance(changed.args[0], Change)
    assert changed.args[0].touches(Feedback)
    assert page.shared.row(piece) is not None
    assert page.form.isHidden()


def test_sharing_can_be_taken_back(page: FeedbackPage, desk: Desk, mairi: PersonId) -> None:
    piece = captured(desk, mairi, "Wrote the card before leaving.")
    page.enter(Go(Place.FEEDBACK))
    page.waiting.rows()[0].share.click()
    page.form.save.click()

    page.notice.undo.click()

    back, _ = desk.feedback.get(piece)
    assert (back.visibility, back.shared_on) == (Visibility.TO_SHARE, None)
    assert page.waiting.row(piece) is not None


def test_a_view_that_is_held_stays_in_the_form(page: FeedbackPage, desk: Desk, mairi: PersonId) -> None:
    piece = captured(desk, mairi, "Wrote the card before leaving.")
    page.enter(Go(Place.FEEDBACK))
    page.waiting.rows()[0].share.click()
    page.form.view.setPlainText("I was off sick with depression.")

    page.form.save.click()

    assert not page.form.held.isHidden()
    assert page.form.view.toPlainText() == "I was off sick with depression."
    assert desk.feedback.get(piece)[0].visibility is Visibility.TO_SHARE


def test_an_open_form_survives_a_refresh(page: FeedbackPage, desk: Desk, mairi: PersonId, qtbot: QtBot) -> None:
    captured(desk, mairi, "Wrote the card before leaving.")
    page.enter(Go(Place.FEEDBACK))
    page.waiting.rows()[0].share.click()
    page.form.view.setPlainText("Half a senten")

    page.refresh(desk.feedback.capture(mairi, "Another piece."))

    qtbot.waitUntil(page.form.isVisible)
    assert page.form.view.toPlainText() == "Half a senten"
    assert len(page.waiting.rows()) == 2


def test_what_was_shared_comes_in_windows(page: FeedbackPage, desk: Desk, mairi: PersonId) -> None:
    for number in range(WINDOW + 1):
        desk.feedback.share(captured(desk, mairi, f"Piece {number}."))

    page.enter(Go(Place.FEEDBACK))
    assert len(page.shared.rows()) == WINDOW
    page.shared.more.click()

    assert len(page.shared.rows()) == WINDOW + 1
    assert page.shared.more.isHidden()


def test_one_person_alone_can_be_shown(page: FeedbackPage, desk: Desk, mairi: PersonId) -> None:
    dele = PersonId(desk.people.add("Dele Adeyemi").created)
    mine = captured(desk, mairi, "Wrote the card before leaving.")
    theirs = captured(desk, dele, "Rang every drop.", kind=FeedbackKind.REDIRECTING)

    page.enter(Go(Place.FEEDBACK, dele))

    assert page.waiting.row(theirs) is not None
    assert page.waiting.row(mine) is None


def test_opening_goes_to_the_piece(page: FeedbackPage, desk: Desk, mairi: PersonId, qtbot: QtBot) -> None:
    piece = captured(desk, mairi, "Wrote the card before leaving.")
    page.enter(Go(Place.FEEDBACK))

    with qtbot.waitSignal(page.asked) as asked:
        page.waiting.rows()[0].open.click()

    assert asked.args == [Go(Place.WRITE_FEEDBACK, item_id=piece)]


@pytest.mark.parametrize("width", [1216, 800, 640])
def test_everything_can_be_reached_and_read(
    page: FeedbackPage, desk: Desk, mairi: PersonId, width: int, qtbot: QtBot
) -> None:
    captured(desk, mairi, "Wrote the card before leaving.")
    desk.feedback.share(captured(desk, mairi, "Walked the lead to the machine."))
    page.resize(width, 900)
    page.enter(Go(Place.FEEDBACK))

    def fit() -> None:
        assert audit(page) == []

    qtbot.waitUntil(fit)


def planned(desk: Desk, person: PersonId) -> ConversationId:
    return ConversationId(desk.talks.plan(person, datetime(2026, 11, 24, 14, 0, tzinfo=UTC)).created)


def row_of(page: FeedbackPage, feedback_id: str) -> WaitingRow:
    row = page.waiting.row(feedback_id)
    assert row is not None
    return row


def test_a_piece_is_planned_into_the_next_talk_and_taken_off(
    page: FeedbackPage, desk: Desk, mairi: PersonId, qtbot: QtBot
) -> None:
    piece = captured(desk, mairi, "Wrote the card before leaving.")
    talk = planned(desk, mairi)
    page.enter(Go(Place.FEEDBACK))
    assert row_of(page, piece).plan.text().startswith("Plan for Tuesday at")

    with qtbot.waitSignal(page.changed):
        row_of(page, piece).plan.click()

    assert row_of(page, piece).plan.text().startswith("On the agenda of Tuesday at")
    with qtbot.waitSignal(page.asked) as asked:
        row_of(page, piece).plan.click()
    assert asked.args == [Go(Place.PREPARE, mairi, talk)]
    row_of(page, piece).unplan.click()
    assert desk.delivery.to_share()[0].planned_in is None


def test_without_a_talk_one_can_be_planned(page: FeedbackPage, desk: Desk, mairi: PersonId, qtbot: QtBot) -> None:
    piece = captured(desk, mairi, "Wrote the card before leaving.")
    page.enter(Go(Place.FEEDBACK))
    with qtbot.waitSignal(page.asked) as asked:
        row_of(page, piece).plan.click()
    assert asked.args == [Go(Place.PERSON, mairi)]


def test_old_pieces_are_asked_about_and_let_go_with_a_way_back(
    page: FeedbackPage, desk: Desk, mairi: PersonId, qtbot: QtBot
) -> None:
    keep = FeedbackId(desk.capture.keep(mairi, "Wrote the card before leaving.", when="40 days ago").created)
    leave = FeedbackId(desk.capture.keep(mairi, "Good job on the report", when="50 days ago").created)
    captured(desk, mairi, "Walked the lead to the machine.")
    page.enter(Go(Place.FEEDBACK))
    assert [button.text() for button in page.waiting.queue.buttons()] == [
        "All · 3",
        "To complete · 3",
        "Still to be said? · 2",
    ]
    page.waiting.queue.buttons()[2].click()
    assert set(page.waiting._by_id) == {keep, leave}

    row_of(page, keep).keep.click()
    assert set(page.waiting._by_id) == {leave}
    row_of(page, leave).leave.click()

    assert next(line.feedback.id for line in desk.delivery.to_share()) == keep
    assert page.prep.row(leave) is not None
    page.notice.undo.click()
    assert page.prep.row(leave) is None
    assert leave in {line.feedback.id for line in desk.delivery.to_share()}


def test_rehearsing_keeps_the_own_first_line_and_offers_questions(
    page: FeedbackPage, desk: Desk, mairi: PersonId, qtbot: QtBot
) -> None:
    piece = captured(desk, mairi, "Wrote the card before leaving.", ask="What made you write it then?")
    page.enter(Go(Place.FEEDBACK))

    row_of(page, piece).rehearse.click()
    assert not page.rehearsal.isHidden()
    qtbot.waitUntil(lambda: "What made you write it then?" in texts(page))
    assert page.rehearsal.opening.text() == ""
    QTest.keyClicks(page.rehearsal.opening, "I want to tell you what I saw on Wednesday.")
    page.rehearsal.save.click()

    assert desk.delivery.rehearsal(piece).opening == "I want to tell you what I saw on Wednesday."
    row_of(page, piece).share.click()
    assert not page.form.isHidden()
    assert page.rehearsal.isHidden()


def test_kinds_are_counted_without_a_target(page: FeedbackPage, desk: Desk, mairi: PersonId, qtbot: QtBot) -> None:
    captured(desk, mairi, "Wrote the card before leaving.")
    captured(desk, mairi, "Left the card open.", kind=FeedbackKind.REDIRECTING)
    page.enter(Go(Place.FEEDBACK))
    assert page.waiting.counts.text() == "Seen since 30 August: one reinforcing and one redirecting."


@pytest.mark.parametrize("width", [1216, 800, 640])
def test_rows_stand_whole_at_once_whatever_the_width(
    page: FeedbackPage, desk: Desk, mairi: PersonId, width: int, qtbot: QtBot
) -> None:
    for _ in range(9):
        captured(desk, mairi, "You walked the new starter through the sheet and let her read the last line. " * 2)
    page.resize(width, 868)
    page.enter(Go(Place.FEEDBACK))

    def whole() -> None:
        assert all(row.width() < page.width() - 60 for row in page.waiting.rows())
        assert all(row.height() >= row.heightForWidth(row.width()) for row in page.waiting.rows())
        assert len({row.height() for row in page.waiting.rows()}) == 1

    qtbot.waitUntil(whole)
    stacked = [row.share.mapTo(row, row.share.rect().topLeft()).y() > 40 for row in page.waiting.rows()]
    assert stacked == [width == 640] * 9


def test_a_page_that_is_gone_to_again_begins_at_its_top(
    page: FeedbackPage, desk: Desk, mairi: PersonId, qtbot: QtBot
) -> None:
    for at in range(12):
        captured(desk, mairi, f"Wrote card {at} before leaving.")
    page.enter(Go(Place.FEEDBACK))
    bar = page._scaffold._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page.enter(Go(Place.FEEDBACK))
    assert bar.value() == 0
    qtbot.waitUntil(page.note.hasFocus)
