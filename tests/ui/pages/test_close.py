"""The close page by keys and clicks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldcoach.domain.conversations import Conversation, Topic, TopicInConversation
from ldcoach.domain.goals import Goal
from ldcoach.domain.kinds import ConversationStatus, GoalStatus, TextKind, TopicStatus, Visibility
from ldcoach.errors import UnfitInput
from ldcoach.services.desk import Desk
from ldcoach.ui import words
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.close.page import ClosePage
from tests.fakes import FixedClock
from tests.ui.audit import audit
from tests.ui.file_doors import file_door
from tests.ui.pages.one_to_one import HEALTH, raise_topics, shown, type_in
from tests.ui.pages.story import Story, tell


@pytest.fixture
def story(desk: Desk, clock: FixedClock) -> Story:
    made = tell(desk, clock)
    desk.talks.start(made.today)
    return made


@pytest.fixture
def topics(desk: Desk, story: Story) -> list[str]:
    return raise_topics(desk, story.mairi)


@pytest.fixture
def wishes() -> list[Go]:
    return []


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, story: Story, topics: list[str], wishes: list[Go]) -> ClosePage:
    assert topics
    made = ClosePage(desk, file_door())
    made.asked.connect(wishes.append)
    shown(qtbot, made, Go(Place.CLOSE, story.mairi, story.today))
    return made


def missing(page: ClosePage) -> list[str]:
    rows = [page.checklist.missing.itemAt(at).layout() for at in range(page.checklist.missing.count())]
    labels = [row.itemAt(1).widget() for row in rows]
    return [label.text() for label in labels if isinstance(label, QLabel)]


def test_closing_keeps_the_takeaway_carries_topics_and_plans_the_next(
    qtbot: QtBot, page: ClosePage, desk: Desk, story: Story, topics: list[str], wishes: list[Go]
) -> None:
    type_in(qtbot, page.takeaway.editor, "I will ring before a part is swapped.")
    page.topics.choices[topics[0]].buttons()[0].click()
    page.topics.choices[topics[1]].buttons()[1].click()
    qtbot.mouseClick(page.close_talk, Qt.MouseButton.LeftButton)
    held = desk.context.record.get(Conversation, story.today)
    assert (held.status, held.takeaway) == (ConversationStatus.HELD, "I will ring before a part is swapped.")
    texts = desk.context.record.texts_of([story.today], kinds=[TextKind.TAKEAWAY])
    assert [(text.body, text.visibility) for text in texts] == [(held.takeaway, Visibility.SHARED)]
    after = [desk.context.record.get(Topic, topic) for topic in topics]
    assert [topic.status for topic in after] == [TopicStatus.DISCUSSED, TopicStatus.PARKED, TopicStatus.OPEN]
    assert [topic.times_carried for topic in after] == [0, 0, 1]
    planned = [line.planned_for for line in desk.talks.upcoming() if line.person_id == story.mairi]
    assert planned == [datetime(2026, 12, 6, 14, 0, tzinfo=UTC)]
    qtbot.mouseClick(page.reflection.skip, Qt.MouseButton.LeftButton)
    assert wishes == [Go(Place.PERSON, story.mairi)]


def test_a_half_typed_takeaway_is_there_again(qtbot: QtBot, page: ClosePage, desk: Desk, story: Story) -> None:
    type_in(qtbot, page.takeaway.editor, "I will ri")
    page.leave()
    again = ClosePage(desk, file_door())
    shown(qtbot, again, Go(Place.CLOSE, story.mairi, story.today))
    assert again.takeaway.text() == "I will ri"
    assert desk.context.record.texts_of([story.today], kinds=[TextKind.TAKEAWAY]) == []


def test_a_choice_for_a_topic_can_be_changed(page: ClosePage, desk: Desk, topics: list[str]) -> None:
    for button, status in ((0, TopicStatus.DISCUSSED), (2, TopicStatus.OPEN), (1, TopicStatus.PARKED)):
        page.topics.choices[topics[0]].buttons()[button].click()
        assert desk.context.record.get(Topic, topics[0]).status is status
        assert page.topics.choices[topics[0]].buttons()[button].isChecked()
    page.topics.choices[topics[0]].buttons()[0].click()
    places = desk.context.record.every(TopicInConversation, topic_id=topics[0])
    assert len(places) == 1


def test_what_is_missing_is_said_and_never_blocks(
    qtbot: QtBot, page: ClosePage, desk: Desk, story: Story, wishes: list[Go]
) -> None:
    page.next.plan.click()
    assert missing(page) == ["No words of Mairi yet.", "No next 1-2-1 is planned."]
    type_in(qtbot, page.takeaway.editor, "x")
    assert missing(page) == ["No next 1-2-1 is planned."]
    qtbot.mouseClick(page.close_talk, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.reflection.skip, Qt.MouseButton.LeftButton)
    assert wishes == [Go(Place.PERSON, story.mairi)]
    assert [line for line in desk.talks.upcoming() if line.person_id == story.mairi] == []


def test_the_exit_list_of_the_guide_can_be_ticked(page: ClosePage, desk: Desk) -> None:
    lines = [page.checklist.lines.itemAt(at).widget() for at in range(page.checklist.lines.count())]
    assert [line.words.text() for line in lines] == list(desk.context.library.guide("weekly").exit)  # type: ignore[attr-defined]


def test_the_next_one_is_proposed_by_the_rhythm_and_can_be_moved(
    qtbot: QtBot, page: ClosePage, desk: Desk, story: Story
) -> None:
    assert page.next.remark.text() == "Every 2 weeks."
    page.next.day.setDate(QDate(2026, 12, 9))
    qtbot.mouseClick(page.close_talk, Qt.MouseButton.LeftButton)
    planned = [line.planned_for for line in desk.talks.upcoming() if line.person_id == story.mairi]
    assert planned == [datetime(2026, 12, 9, 14, 0, tzinfo=UTC)]


def test_a_next_one_that_is_planned_already_is_not_planned_twice(
    qtbot: QtBot, desk: Desk, clock: FixedClock, story: Story
) -> None:
    at = clock.now() + timedelta(days=9)
    desk.talks.plan(story.mairi, at)
    page = ClosePage(desk, file_door())
    shown(qtbot, page, Go(Place.CLOSE, story.mairi, story.today))
    assert page.next.remark.text() == f"Planned already: {words.moment(at.astimezone(), clock.today())}."
    assert "No next 1-2-1 is planned." not in missing(page)
    qtbot.mouseClick(page.close_talk, Qt.MouseButton.LeftButton)
    assert len([line for line in desk.talks.upcoming() if line.person_id == story.mairi]) == 1


def test_a_held_takeaway_keeps_the_1_2_1_open(
    qtbot: QtBot, page: ClosePage, desk: Desk, story: Story, wishes: list[Go]
) -> None:
    type_in(qtbot, page.takeaway.editor, HEALTH)
    qtbot.mouseClick(page.close_talk, Qt.MouseButton.LeftButton)
    assert page.notice.text() == "The takeaway is not saved yet. See to it first, then close."
    assert page.takeaway.held.isVisible()
    conversation = desk.context.record.get(Conversation, story.today)
    assert (conversation.status, conversation.takeaway) == (ConversationStatus.PLANNED, "")
    qtbot.mouseClick(page.takeaway.held.keep, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.close_talk, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.reflection.skip, Qt.MouseButton.LeftButton)
    assert wishes == [Go(Place.PERSON, story.mairi)]
    assert desk.context.record.get(Conversation, story.today).takeaway == HEALTH


def test_back_leads_to_the_talk(qtbot: QtBot, page: ClosePage, story: Story, wishes: list[Go]) -> None:
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert wishes == [Go(Place.TALK, story.mairi, story.today)]


def test_a_closed_1_2_1_is_not_closed_twice(qtbot: QtBot, desk: Desk, story: Story) -> None:
    desk.talks.close(story.today)
    page = ClosePage(desk, file_door())
    qtbot.addWidget(page)
    with pytest.raises(UnfitInput, match="closed already"):
        page.enter(Go(Place.CLOSE, story.mairi, story.today))


@pytest.mark.parametrize("width", [1216, 736])
def test_the_page_can_be_used_by_keyboard_and_screen_reader(page: ClosePage, width: int) -> None:
    page.resize(width, 1800)
    assert audit(page) == []


def test_a_promise_without_date_or_goal_is_asked_about(page: ClosePage, desk: Desk, story: Story) -> None:
    form = page.promises.form
    form.words.setText("Ring before each swap")
    form.due.setDate(form.due.minimumDate())
    form.keep.click()
    said = missing(page)
    assert "By when? Ring before each swap" in said
    assert "Which goal does it serve? Ring before each swap" in said
    form.words.setText("Bring the list")
    form.goal.setCurrentIndex(1)
    form.keep.click()
    (made,) = [one for one in desk.promises.open(story.mairi) if one.words == "Bring the list"]
    assert made.goal_id == form.goal.itemData(1)
    assert not [sentence for sentence in missing(page) if "Bring the list" in sentence]


def test_the_minute_afterwards_is_kept_as_prep_and_can_be_left(
    qtbot: QtBot, page: ClosePage, desk: Desk, story: Story, wishes: list[Go]
) -> None:
    qtbot.mouseClick(page.close_talk, Qt.MouseButton.LeftButton)
    assert not page.columns.isVisible()
    editor = page.reflection.lanes[0].editor
    assert editor.hasFocus()
    qtbot.keyClicks(editor, "I waited longer.")
    qtbot.mouseClick(page.reflection.go_on, Qt.MouseButton.LeftButton)
    assert desk.reflections.answers(story.today)[0] == "I waited longer."
    assert wishes == [Go(Place.PERSON, story.mairi)]


def test_a_held_answer_stays_on_the_screen(qtbot: QtBot, page: ClosePage, desk: Desk, story: Story) -> None:
    qtbot.mouseClick(page.close_talk, Qt.MouseButton.LeftButton)
    lane = page.reflection.lanes[1]
    type_in(qtbot, lane.editor, HEALTH)
    qtbot.mouseClick(page.reflection.go_on, Qt.MouseButton.LeftButton)
    assert page.reflection.isVisible()
    assert not lane.held.isHidden()
    assert desk.reflections.answers(story.today) == ("", "")


def test_how_sure_they_are_is_kept_with_the_goal_if_they_say(
    qtbot: QtBot, page: ClosePage, desk: Desk, story: Story
) -> None:
    assert [goal.confidence for goal in desk.around.sure(story.mairi)] == [None, None]
    choice = page.sure.choices[story.goal]
    assert (page.sure.isHidden(), choice.currentText()) == (False, "They have not said")
    choice.setFocus()
    for _ in range(7):
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert desk.context.record.get(Goal, story.goal).confidence == 6
    assert page.sure.choices[story.goal] is choice
    assert choice.hasFocus()
    page.follow_up.open.click()
    assert not [check for check in page.follow_up.checks.values() if "6 of 10" in check.words.text()]
    again = ClosePage(desk, file_door())
    shown(qtbot, again, Go(Place.CLOSE, story.mairi, story.today))
    assert again.sure.choices[story.goal].currentText() == "6 of 10"
    qtbot.keyClick(again.sure.choices[story.goal], Qt.Key.Key_Home)
    assert desk.context.record.get(Goal, story.goal).confidence is None


def test_without_a_goal_nobody_is_asked_how_sure_they_are(page: ClosePage, desk: Desk, story: Story) -> None:
    for goal in desk.around.sure(story.mairi):
        page.refresh(desk.goals.settle(goal.goal_id, GoalStatus.PAUSED))
    assert page.sure.isHidden()
    assert page.sure.choices == {}
