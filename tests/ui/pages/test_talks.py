"""Planned 1-2-1s: by clicks and keys over a real record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldcoach.domain.conversations import Conversation
from ldcoach.domain.kinds import ConversationStatus
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.talks.page import TalksPage
from ldcoach.ui.pages.talks.rows import TalkRow
from tests.fakes import FixedClock
from tests.ui.audit import audit
from tests.ui.file_doors import file_door
from tests.ui.pages.story import Story, tell


@pytest.fixture
def story(desk: Desk, clock: FixedClock) -> Story:
    return tell(desk, clock)


def shown(qtbot: QtBot, desk: Desk, go: Go | None = None) -> TalksPage:
    page = TalksPage(desk, file_door())
    qtbot.addWidget(page)
    page.changed.connect(page.refresh)
    page.resize(1000, 900)
    page.enter(go or Go(Place.TALKS))
    page.show()
    qtbot.waitExposed(page)
    return page


def labels(page: TalksPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def row_of(page: TalksPage, conversation_id: str) -> TalkRow:
    return next(row for row in page.groups.rows() if row.talk.conversation_id == conversation_id)


def test_groups_by_day_and_tells_kindly_what_was_missed(qtbot: QtBot, desk: Desk, story: Story) -> None:
    told = labels(shown(qtbot, desk))
    assert told.index("Did not happen yet") < told.index("Today") < told.index("Later")
    assert "Was planned for Friday 20 November at " in told


def test_prepare_and_start(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(row_of(page, story.today).prepare, Qt.MouseButton.LeftButton)
    assert asked.args == [Go(Place.PREPARE, story.mairi, story.today)]
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(row_of(page, story.today).start, Qt.MouseButton.LeftButton)
    assert asked.args == [Go(Place.TALK, story.mairi, story.today)]
    assert desk.context.record.get(Conversation, story.today).started_at is not None
    assert row_of(page, story.today).start.text() == "Go on"


def test_moves_a_talk_and_keeps_the_rest(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    qtbot.mouseClick(row_of(page, story.overdue).move_it, Qt.MouseButton.LeftButton)
    assert "Another time with Tom Becker" in labels(page)
    page.form.show_moment(datetime(2026, 11, 24, 15, 0))  # noqa: DTZ001  # the form shows local time
    with qtbot.waitSignal(page.changed):
        qtbot.mouseClick(page.form.save, Qt.MouseButton.LeftButton)
    talk = desk.context.record.get(Conversation, story.overdue)
    assert talk.planned_for == datetime(2026, 11, 24, 15, 0).astimezone(UTC)
    assert talk.guide_key == "weekly"
    assert "Did not happen yet" not in labels(page)


def test_a_cancelled_talk_can_be_taken_back_as_it_was(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    before = desk.context.record.get(Conversation, story.today)
    with qtbot.waitSignal(page.changed):
        qtbot.keyClick(row_of(page, story.today).cancel, Qt.Key.Key_Space)
    assert desk.context.record.get(Conversation, story.today).status is ConversationStatus.CANCELLED
    assert "Its topics stay open" in page.notice.text()
    with qtbot.waitSignal(page.changed):
        qtbot.keyClick(page.notice.undo, Qt.Key.Key_Space)
    assert desk.context.record.get(Conversation, story.today) == before


def test_one_that_did_not_happen_says_so_and_can_be_taken_back(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    assert row_of(page, story.today).missed.isHidden()
    qtbot.keyClick(row_of(page, story.overdue).missed, Qt.Key.Key_Space)
    assert desk.context.record.get(Conversation, story.overdue).status is ConversationStatus.MISSED
    assert page.notice.text() == "The 1-2-1 with Tom Becker did not happen. Its topics stay open."
    qtbot.keyClick(page.notice.undo, Qt.Key.Key_Space)
    assert not row_of(page, story.overdue).missed.isHidden()


def test_one_may_move_to_a_day_not_known_yet(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, Go(Place.TALKS, item_id=f"move:{story.overdue}"))
    assert page.form.isVisible()
    qtbot.keyClick(page.form.no_day, Qt.Key.Key_Space)
    assert desk.context.record.get(Conversation, story.overdue).status is ConversationStatus.RESCHEDULED
    assert page.form.isHidden()
    qtbot.keyClick(page.notice.undo, Qt.Key.Key_Space)
    assert desk.context.record.get(Conversation, story.overdue).status is ConversationStatus.PLANNED


def test_a_move_can_be_taken_back(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    before = desk.context.record.get(Conversation, story.today)
    qtbot.mouseClick(row_of(page, story.today).move_it, Qt.MouseButton.LeftButton)
    page.form.show_moment(datetime(2026, 11, 27, 15, 0))  # noqa: DTZ001  # the form shows local time
    qtbot.mouseClick(page.form.save, Qt.MouseButton.LeftButton)
    assert page.notice.text() == "The 1-2-1 with Mairi Campbell moved to Friday at 15:00."
    qtbot.keyClick(page.notice.undo, Qt.Key.Key_Space)
    assert desk.context.record.get(Conversation, story.today) == before


def test_plans_for_the_person_who_was_asked_for(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, Go(Place.TALKS, story.ana, "plan"))
    assert page.form.person.currentText() == "Ana Souza"
    page.form.minutes.setValue(50)
    with qtbot.waitSignal(page.changed) as changed:
        qtbot.keyClick(page.form.minutes, Qt.Key.Key_Return)
    talk = desk.context.record.get(Conversation, changed.args[0].created)
    assert (talk.person_id, talk.planned_minutes) == (story.ana, 50)
    assert page.form.isHidden()


def test_escape_leaves_the_form_and_plans_nothing(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    before = desk.context.record.count(Conversation)
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.form.date, Qt.Key.Key_Escape)
    assert page.form.isHidden()
    assert desk.context.record.count(Conversation) == before


def test_without_people_planning_leads_to_the_first_person(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    assert "Nothing is planned yet" in labels(page)
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.nothing.button, Qt.MouseButton.LeftButton)
    assert asked.args == [Go(Place.PEOPLE, item_id="add")]


def test_many_talks_come_thirty_at_a_time(qtbot: QtBot, desk: Desk, clock: FixedClock, story: Story) -> None:
    for week in range(1, 33):
        desk.talks.plan(story.ana, clock.now() + timedelta(weeks=week))
    page = shown(qtbot, desk)
    assert len(page.groups.rows()) == 30
    qtbot.mouseClick(page.more, Qt.MouseButton.LeftButton)
    assert len(page.groups.rows()) == 35
    assert page.more.isHidden()


@pytest.mark.parametrize("width", [1000, 640])
def test_can_be_used_by_keyboard_and_screen_reader(qtbot: QtBot, desk: Desk, story: Story, width: int) -> None:
    page = shown(qtbot, desk, Go(Place.TALKS, story.ana))
    page.resize(width, 900)
    assert audit(page) == []


def test_the_chooser_sets_guide_and_minutes_of_a_plan(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, Go(Place.TALKS, story.ana, "plan"))
    form = page.form
    assert form.chooser.isHidden()
    qtbot.keyClick(form.what_for, Qt.Key.Key_Space)
    assert not form.chooser.isHidden()
    form.chooser.choose("saw_something")
    assert form.guide.currentData() == "weekly"
    qtbot.mouseClick(form.chooser.takes[1], Qt.MouseButton.LeftButton)
    assert (form.guide.currentData(), form.minutes.value(), form.chooser.isHidden()) == ("sbi", 10, True)
    assert form.purpose.text() == "Give one clear piece of feedback, reinforcing or redirecting."
    with qtbot.waitSignal(page.changed) as changed:
        qtbot.keyClick(form.save, Qt.Key.Key_Space)
    talk = desk.context.record.get(Conversation, changed.args[0].created)
    assert (talk.guide_key, talk.planned_minutes) == ("sbi", 10)


def test_the_weekly_guide_takes_the_usual_minutes_again(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, Go(Place.TALKS, story.ana, "plan"))
    page.form.take_guide("career")
    assert page.form.minutes.value() == 60
    page.form.take_guide("weekly")
    assert page.form.minutes.value() == 30
