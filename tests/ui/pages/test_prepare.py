"""The prepare page by keys and clicks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ldcoach.domain.agenda import AgendaGroup
from ldcoach.domain.conversations import Conversation, Topic
from ldcoach.domain.keeping import Setting
from ldcoach.domain.kinds import Side, TopicStatus, Visibility
from ldcoach.errors import NotFound
from ldcoach.services.agenda_shapes import AGENDA
from ldcoach.services.desk import Desk
from ldcoach.services.notes import PREPARE
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.prepare.agenda_row import AgendaRow
from ldcoach.ui.pages.prepare.page import PreparePage
from ldcoach.ui.pages.prepare.ready_questions import READY
from tests.fakes import FixedClock
from tests.ui.audit import audit
from tests.ui.pages.one_to_one import HEALTH, TOPICS, kept, raise_topics, shown, type_in
from tests.ui.pages.story import Story, tell


@pytest.fixture
def story(desk: Desk, clock: FixedClock) -> Story:
    return tell(desk, clock)


@pytest.fixture
def topics(desk: Desk, story: Story) -> list[str]:
    return raise_topics(desk, story.mairi)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, story: Story, topics: list[str]) -> PreparePage:
    assert topics
    made = PreparePage(desk)
    made.wishes = shown(qtbot, made, Go(Place.PREPARE, story.mairi, story.today))  # type: ignore[attr-defined]
    return made


def rows(page: PreparePage, group: AgendaGroup) -> list[AgendaRow]:
    return page.board.groups[group].rows()


def titles(page: PreparePage, group: AgendaGroup) -> list[str]:
    return [row.accessibleName().split(". ")[0].split("? ")[0].rstrip("?") for row in rows(page, group)]


def test_the_employee_comes_first_then_what_was_put_off_then_suggestions(page: PreparePage) -> None:
    assert titles(page, AgendaGroup.EMPLOYEE) == [
        "Who decides when a valve is swapped",
        "The walk-over: what got in the way",
    ]
    assert titles(page, AgendaGroup.CARRIED)[0] == "Free 10 minutes at 13:50"
    assert "Your promise, due today" in rows(page, AgendaGroup.CARRIED)[0].accessibleName()


def test_alt_and_the_arrows_move_a_topic_inside_its_group(qtbot: QtBot, page: PreparePage) -> None:
    first = rows(page, AgendaGroup.EMPLOYEE)[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert rows(page, AgendaGroup.EMPLOYEE)[1] is first
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert rows(page, AgendaGroup.EMPLOYEE)[1] is first


def test_the_arrows_walk_over_all_groups(qtbot: QtBot, page: PreparePage) -> None:
    everything = page.board.rows()
    everything[0].setFocus()
    for before, after in pairwise(everything):
        qtbot.keyClick(before, Qt.Key.Key_Down)
        assert after.hasFocus()


def test_the_handle_drags_a_row_to_another_place(qtbot: QtBot, page: PreparePage) -> None:
    first, second = rows(page, AgendaGroup.EMPLOYEE)
    below = first.handle.mapFromGlobal(second.mapToGlobal(second.rect().bottomLeft()) + QPoint(0, 4))
    qtbot.mousePress(first.handle, Qt.MouseButton.LeftButton)
    qtbot.mouseMove(first.handle, below)
    qtbot.mouseRelease(first.handle, Qt.MouseButton.LeftButton, pos=below)
    assert rows(page, AgendaGroup.EMPLOYEE) == [second, first]


def test_plus_and_minus_change_the_minutes_and_the_bar_asks_what_can_wait(qtbot: QtBot, page: PreparePage) -> None:
    first = rows(page, AgendaGroup.EMPLOYEE)[0]
    before = page.board.planned.text()
    for _ in range(30):
        qtbot.keyClick(first, Qt.Key.Key_Plus)
    assert first.minutes.text() == "36 min"
    assert page.board.planned.text() != before
    assert page.board.left_over.text().endswith("too many. What can wait?")
    qtbot.keyClick(first, Qt.Key.Key_Minus)
    assert first.minutes.text() == "35 min"


def test_delete_puts_a_topic_aside_and_it_can_be_taken_back(
    qtbot: QtBot, page: PreparePage, desk: Desk, topics: list[str]
) -> None:
    first = rows(page, AgendaGroup.EMPLOYEE)[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert desk.context.record.get(Topic, topics[0]).status is TopicStatus.PARKED
    assert len(rows(page, AgendaGroup.EMPLOYEE)) == 1
    assert rows(page, AgendaGroup.EMPLOYEE)[0].hasFocus()
    qtbot.mouseClick(page.notice.undo, Qt.MouseButton.LeftButton)
    assert desk.context.record.get(Topic, topics[0]).status is TopicStatus.OPEN
    assert len(rows(page, AgendaGroup.EMPLOYEE)) == 2


def test_delete_lets_a_promise_wait_in_sight_and_back_it_comes(qtbot: QtBot, page: PreparePage, desk: Desk) -> None:
    promise = rows(page, AgendaGroup.CARRIED)[0]
    held = promise.item_id
    qtbot.keyClick(promise, Qt.Key.Key_Delete)
    assert held not in {row.item_id for row in page.board.rows()}
    assert not page.board.left_out.isHidden()
    assert held in {line.action_id for line in desk.promises.open()}
    page.board.left_out.brought_back.emit(held)
    assert held in {row.item_id for row in page.board.rows()}


def test_a_topic_is_added_for_either_side(qtbot: QtBot, page: PreparePage, desk: Desk, story: Story) -> None:
    add = page.board.add_topic
    type_in(qtbot, add.field, "Cover over the holidays")
    qtbot.mouseClick(add.side.buttons()[0], Qt.MouseButton.LeftButton)
    qtbot.keyClick(add.field, Qt.Key.Key_Return)
    assert titles(page, AgendaGroup.EMPLOYEE)[-1] == "Cover over the holidays"
    assert add.field.text() == ""
    raised = desk.context.record.open_topics(story.mairi)
    assert [topic.raised_by for topic in raised if topic.title == "Cover over the holidays"] == [Side.EMPLOYEE]


def test_a_held_topic_stays_in_its_field(qtbot: QtBot, page: PreparePage, desk: Desk, story: Story) -> None:
    add = page.board.add_topic
    type_in(qtbot, add.field, HEALTH)
    qtbot.mouseClick(add.add, Qt.MouseButton.LeftButton)
    assert add.held.isVisible()
    assert add.field.text() == HEALTH
    assert len(desk.context.record.open_topics(story.mairi)) == len(TOPICS)
    qtbot.mouseClick(add.held.keep, Qt.MouseButton.LeftButton)
    assert len(desk.context.record.open_topics(story.mairi)) == len(TOPICS) + 1


def test_an_empty_topic_is_refused_in_words(qtbot: QtBot, page: PreparePage) -> None:
    qtbot.mouseClick(page.board.add_topic.add, Qt.MouseButton.LeftButton)
    assert page.notice.text() == "A topic needs a few words. Nothing was saved; say what it is about."


def test_two_questions_at_most_are_ready_and_stay_so(qtbot: QtBot, page: PreparePage, desk: Desk, story: Story) -> None:
    for line in page.questions.lines[:2]:
        qtbot.mouseClick(line.words, Qt.MouseButton.LeftButton)
    assert [line.isEnabled() for line in page.questions.lines] == [True, True, False, False, False]
    picked = "\n".join(line.words.text() for line in page.questions.lines[:2])
    assert kept(desk, story.today, READY, Visibility.PREP) == picked
    again = PreparePage(desk)
    shown(qtbot, again, Go(Place.PREPARE, story.mairi, story.today))
    assert [line.box.isChecked() for line in again.questions.lines] == [True, True, False, False, False]


def test_prep_notes_are_kept_by_themselves_and_on_leaving(
    qtbot: QtBot, page: PreparePage, desk: Desk, story: Story
) -> None:
    with qtbot.waitSignal(page.notes.kept):
        type_in(qtbot, page.notes.editor, "Listen first.")
    type_in(qtbot, page.notes.editor, " Then ask.")
    page.leave()
    assert kept(desk, story.today, PREPARE, Visibility.PREP) == "Listen first. Then ask."
    assert kept(desk, story.today, PREPARE, Visibility.SHARED) == ""


def test_another_guide_brings_its_questions(page: PreparePage, desk: Desk, story: Story) -> None:
    names = {action.text(): action for action in page.guide.menu().actions()}
    names["GROW coaching"].trigger()
    assert desk.context.record.get(Conversation, story.today).guide_key == "grow"
    assert page.guide.button.text() == "Guide: GROW coaching"
    assert (
        page.questions.lines[0].words.text() == "What would you like to be different after this piece of work is done?"
    )


def test_ctrl_enter_starts_and_goes_to_the_talk(qtbot: QtBot, page: PreparePage, desk: Desk, story: Story) -> None:
    qtbot.keyClick(page.notes.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.wishes == [Go(Place.TALK, story.mairi, story.today)]  # type: ignore[attr-defined]
    assert desk.context.record.get(Conversation, story.today).started_at is not None
    assert page.start.text() == "Go on with the conversation"


def test_a_1_2_1_that_is_not_there_is_refused(qtbot: QtBot, desk: Desk) -> None:
    page = PreparePage(desk)
    qtbot.addWidget(page)
    with pytest.raises(NotFound):
        page.enter(Go(Place.PREPARE, "nobody", "nothing"))


@pytest.mark.parametrize("width", [1216, 736])
def test_the_page_can_be_used_by_keyboard_and_screen_reader(page: PreparePage, width: int) -> None:
    page.resize(width, 860)
    assert audit(page) == []


def test_order_minutes_and_what_waits_are_there_in_a_new_window_and_while_talking(
    qtbot: QtBot, page: PreparePage, desk: Desk, story: Story
) -> None:
    rows = page.board.rows()
    before = [row.item_id for row in rows]
    qtbot.keyClick(rows[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(page.board.rows()[0], Qt.Key.Key_Plus)
    qtbot.keyClick(next(row for row in page.board.rows() if row.item_id == before[-1]), Qt.Key.Key_Delete)
    shaped = [(row.item_id, row.minutes.text()) for row in page.board.rows()]
    again = PreparePage(desk)
    shown(qtbot, again, Go(Place.PREPARE, story.mairi, story.today))
    assert [(row.item_id, row.minutes.text()) for row in again.board.rows()] == shaped
    assert before[-1] not in [row.item_id for row in again.board.rows()]
    assert [topic.topic_id for topic in desk.talks.view(story.today).topics][:2] == [before[1], before[0]]
    desk.talks.close(story.today)
    assert not [row for row in desk.context.record.every(Setting) if row.id.startswith(AGENDA)]
