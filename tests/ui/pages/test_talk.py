"""The talk page by keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.domain.conversations import Conversation, Topic
from ldcoach.domain.ids import ConversationId
from ldcoach.domain.kinds import ActionOwner, Side, TopicStatus, Visibility
from ldcoach.errors import NotFound
from ldcoach.services.desk import Desk
from ldcoach.services.notes import PREPARE
from ldcoach.services.views.talks import ASKED
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.find.page import PRESENTING
from ldcoach.ui.pages.prepare.ready_questions import READY
from ldcoach.ui.pages.talk.page import TalkPage
from tests.fakes import FixedClock
from tests.ui.audit import audit
from tests.ui.pages.one_to_one import HEALTH, kept, raise_topics, shown, type_in
from tests.ui.pages.story import Story, tell

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def story(desk: Desk, clock: FixedClock) -> Story:
    return tell(desk, clock)


@pytest.fixture
def topics(desk: Desk, story: Story) -> list[str]:
    return raise_topics(desk, story.mairi)


@pytest.fixture
def wishes() -> list[Go]:
    return []


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, story: Story, topics: list[str], wishes: list[Go]) -> TalkPage:
    assert topics
    made = TalkPage(desk)
    made.asked.connect(wishes.append)
    shown(qtbot, made, Go(Place.TALK, story.mairi, story.today))
    return made


def walk(qtbot: QtBot, page: TalkPage, key: Qt.Key, step: str) -> None:
    """Press Alt and a key; Qt shows the button pressed before it acts."""
    qtbot.keyClick(page, key, ALT)
    qtbot.waitUntil(lambda: page.question.step.text() == step)


def test_entering_begins_the_talk_at_its_first_step(page: TalkPage, desk: Desk, story: Story) -> None:
    conversation = desk.context.record.get(Conversation, story.today)
    assert conversation.started_at == desk.context.clock.now()
    assert page.question.step.text() == "Step 1 of 5"
    assert page.question.question.text() == "What would you like to use our time for?"
    assert page.shared.editor.hasFocus()
    assert not page.back.isEnabled()
    assert page.timer.running


def test_both_lanes_are_kept_within_a_second_and_apart(qtbot: QtBot, page: TalkPage, desk: Desk, story: Story) -> None:
    for lane, text in ((page.shared, "Named three options"), (page.prep, "Spoke freely")):
        with qtbot.waitSignal(lane.kept, timeout=1000):
            type_in(qtbot, lane.editor, text)
    assert kept(desk, story.today, "1", Visibility.SHARED) == "Named three options"
    assert kept(desk, story.today, "1", Visibility.PREP) == "Spoke freely"
    assert page.saved.text() == "Saved on this computer"


def test_alt_n_and_alt_b_walk_the_steps_and_each_keeps_its_texts(
    qtbot: QtBot, page: TalkPage, desk: Desk, story: Story
) -> None:
    type_in(qtbot, page.shared.editor, "first")
    walk(qtbot, page, Qt.Key.Key_N, "Step 2 of 5")
    assert page.shared.text() == ""
    type_in(qtbot, page.shared.editor, "second")
    walk(qtbot, page, Qt.Key.Key_B, "Step 1 of 5")
    assert page.shared.text() == "first"
    assert kept(desk, story.today, "1", Visibility.SHARED) == "first"
    assert kept(desk, story.today, "2", Visibility.SHARED) == "second"


def test_coming_back_restores_the_step_the_texts_and_the_time(
    qtbot: QtBot, page: TalkPage, desk: Desk, clock: FixedClock, story: Story
) -> None:
    qtbot.mouseClick(page.next, Qt.MouseButton.LeftButton)
    type_in(qtbot, page.prep.editor, "half a sent")
    page.leave()
    clock.advance(minutes=12, seconds=35)
    again = TalkPage(desk)
    shown(qtbot, again, Go(Place.TALK, story.mairi, story.today))
    assert again.question.step.text() == "Step 2 of 5"
    assert again.prep.text() == "half a sent"
    assert again.timer.elapsed - (12 * 60 + 35) in range(10)  # it goes on by itself


def test_a_talk_begun_long_ago_shows_no_timer(qtbot: QtBot, desk: Desk, clock: FixedClock, story: Story) -> None:
    desk.talks.start(story.today)
    clock.advance(hours=20)
    page = TalkPage(desk)
    shown(qtbot, page, Go(Place.TALK, story.mairi, story.today))
    assert page.timer.isHidden()


def test_what_was_prepared_is_at_hand(qtbot: QtBot, desk: Desk, story: Story) -> None:
    picked = "What is taking more energy than it should?"
    desk.notes.keep(story.today, story.mairi, PREPARE, Visibility.PREP, "Listen first.")
    desk.notes.keep(story.today, story.mairi, READY, Visibility.PREP, picked)
    page = TalkPage(desk)
    shown(qtbot, page, Go(Place.TALK, story.mairi, story.today))
    assert page.question.question.text() == picked
    assert page.prepared.text() == "From preparing: Listen first."


def test_a_held_note_stays_on_the_screen_and_off_the_disk(
    qtbot: QtBot, page: TalkPage, desk: Desk, story: Story, wishes: list[Go]
) -> None:
    with qtbot.waitSignal(page.shared.held_back):
        type_in(qtbot, page.shared.editor, HEALTH)
    assert page.saved.text() == "Not saved: only on this screen"
    for _ in range(5):
        qtbot.mouseClick(page.next, Qt.MouseButton.LeftButton)
    assert wishes == []
    assert page.shared.text() == HEALTH
    assert page.notice.text() == "A note of this step is not saved yet. See to it first, then go on."
    assert kept(desk, story.today, "1", Visibility.SHARED) == ""
    with qtbot.waitSignal(page.shared.kept):
        qtbot.mouseClick(page.shared.held.keep, Qt.MouseButton.LeftButton)
    assert kept(desk, story.today, "1", Visibility.SHARED) == HEALTH


def test_a_topic_is_ticked_and_opened_again(page: TalkPage, desk: Desk, topics: list[str]) -> None:
    line = page.topics.lines[topics[0]]
    line.box.click()
    assert desk.context.record.get(Topic, topics[0]).status is TopicStatus.DISCUSSED
    assert page.topics.lines[topics[0]].box.isChecked()
    page.topics.lines[topics[0]].box.click()
    assert desk.context.record.get(Topic, topics[0]).status is TopicStatus.OPEN


def test_a_promise_is_made_with_owner_and_date(qtbot: QtBot, page: TalkPage, desk: Desk, story: Story) -> None:
    form = page.promises.form
    qtbot.mouseClick(page.agreed, Qt.MouseButton.LeftButton)
    assert form.words.hasFocus()
    qtbot.keyClicks(form.words, "Ring before a part is swapped")
    form.who.buttons()[2].click()
    form.due.setDate(QDate(2026, 12, 1))
    qtbot.keyClick(form.words, Qt.Key.Key_Return)
    made = [promise for promise in desk.promises.open(story.mairi) if promise.words.startswith("Ring before")]
    assert [(promise.owner, str(promise.due_on)) for promise in made] == [(ActionOwner.BOTH, "2026-12-01")]
    assert form.words.text() == ""
    assert any(row.box.accessibleName().startswith("Ring before") for row in page.promises.rows.rows())


def test_a_promise_may_have_no_date_and_never_no_words(qtbot: QtBot, page: TalkPage, desk: Desk, story: Story) -> None:
    form = page.promises.form
    qtbot.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    assert page.promises.notice.text() == "A promise needs a few words. Nothing was saved; say what will be done."
    form.due.setDate(form.due.minimumDate())
    assert form.due.text() == "No date"
    qtbot.keyClicks(form.words, "Think about it")
    qtbot.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    made = [promise for promise in desk.promises.open(story.mairi) if promise.words == "Think about it"]
    assert [promise.due_on for promise in made] == [None]
    assert page.promises.notice.isHidden()


def test_a_held_promise_waits_in_its_field(qtbot: QtBot, page: TalkPage, desk: Desk, story: Story) -> None:
    before = len(desk.promises.open(story.mairi))
    qtbot.keyClicks(page.promises.form.words, HEALTH)
    qtbot.mouseClick(page.promises.form.keep, Qt.MouseButton.LeftButton)
    assert page.promises.held.isVisible()
    assert len(desk.promises.open(story.mairi)) == before
    qtbot.mouseClick(page.promises.held.keep, Qt.MouseButton.LeftButton)
    assert len(desk.promises.open(story.mairi)) == before + 1
    assert page.promises.held.isHidden()


def test_a_promise_is_kept_and_taken_back(page: TalkPage, desk: Desk, story: Story) -> None:
    before = {promise.action_id for promise in desk.promises.open(story.mairi)}
    page.promises.rows.rows()[0].box.click()
    assert len(before - {promise.action_id for promise in desk.promises.open(story.mairi)}) == 1
    ticked = [row for row in page.promises.rows.rows() if row.box.isChecked()]
    assert len(ticked) == 1
    ticked[0].box.click()
    assert {promise.action_id for promise in desk.promises.open(story.mairi)} == before


def test_the_last_step_leads_to_the_close(qtbot: QtBot, page: TalkPage, story: Story, wishes: list[Go]) -> None:
    for step in range(2, 6):
        walk(qtbot, page, Qt.Key.Key_N, f"Step {step} of 5")
    assert page.next.text() == "&Next: agree and close"
    with qtbot.waitSignal(page.asked):
        qtbot.keyClick(page, Qt.Key.Key_N, ALT)
    assert wishes == [Go(Place.CLOSE, story.mairi, story.today)]


def test_feedback_is_noted_for_this_person(qtbot: QtBot, page: TalkPage, story: Story, wishes: list[Go]) -> None:
    qtbot.mouseClick(page.feedback, Qt.MouseButton.LeftButton)
    assert wishes == [Go(Place.WRITE_FEEDBACK, story.mairi)]


def test_a_held_1_2_1_is_read_without_timer_and_leads_to_the_person(
    qtbot: QtBot, page: TalkPage, desk: Desk, story: Story, wishes: list[Go]
) -> None:
    type_in(qtbot, page.shared.editor, "kept")
    page.leave()
    desk.talks.close(story.today)
    page.enter(Go(Place.TALK, story.mairi, story.today))
    again = TalkPage(desk)
    again.asked.connect(wishes.append)
    shown(qtbot, again, Go(Place.TALK, story.mairi, story.today))
    assert again.timer.isHidden()
    assert again.shared.text() == "kept"
    for _ in range(5):
        qtbot.mouseClick(again.next, Qt.MouseButton.LeftButton)
    assert wishes == [Go(Place.PERSON, story.mairi)]


def test_a_1_2_1_that_is_not_there_is_refused(qtbot: QtBot, desk: Desk) -> None:
    page = TalkPage(desk)
    qtbot.addWidget(page)
    with pytest.raises(NotFound):
        page.enter(Go(Place.TALK, "nobody", "nothing"))


@pytest.mark.parametrize("width", [1216, 736])
def test_the_page_can_be_used_by_keyboard_and_screen_reader(page: TalkPage, width: int) -> None:
    page.resize(width, 1400)
    assert audit(page) == []


def texts_on(page: TalkPage) -> str:
    """Return every word that is visible on the page, once rows that were just made are shown."""
    QApplication.processEvents()
    said: list[str] = []
    for each in page.findChildren(QWidget):
        if not each.isVisible():
            continue
        if isinstance(each, QLabel | QAbstractButton):
            said += [each.text(), each.toolTip()]
        elif isinstance(each, QPlainTextEdit):
            said += [each.toPlainText(), each.placeholderText()]
        elif isinstance(each, QLineEdit):
            said.append(each.text())
        said += [each.accessibleName(), each.accessibleDescription(), each.toolTip()]
    return "\n".join(said)


@pytest.fixture
def private(qtbot: QtBot, desk: Desk, story: Story) -> list[str]:
    """Return words that only the manager may see, in every place that the page could show them from."""
    desk.notes.keep(story.today, story.mairi, PREPARE, Visibility.PREP, "PRIVATE prepared")
    desk.notes.keep(story.today, story.mairi, "1", Visibility.PREP, "PRIVATE first step")
    desk.notes.keep(story.today, story.mairi, "2", Visibility.PREP, "PRIVATE second step")
    desk.feedback.capture(story.mairi, "PRIVATE feedback on Thursday.", visibility=Visibility.TO_SHARE)
    desk.topics.raise_one(story.mairi, "PRIVATE topic", Side.MANAGER)
    desk.topics.raise_one(story.mairi, "Their topic", Side.EMPLOYEE)
    desk.talks.choose_guide(story.today, "career")
    desk.notes.keep(story.today, story.mairi, "1", Visibility.PREP, "PRIVATE career")
    desk.notes.keep(story.today, story.mairi, "1", Visibility.SHARED, "Seen by both")
    return ["PRIVATE prepared", "PRIVATE first step", "PRIVATE feedback", "PRIVATE topic", "PRIVATE career"]


def test_f8_leaves_only_what_both_may_see(qtbot: QtBot, desk: Desk, story: Story, private: list[str]) -> None:
    page = TalkPage(desk)
    shown(qtbot, page, Go(Place.TALK, story.mairi, story.today))
    before = texts_on(page)
    assert [words for words in private if words not in before] == []
    page.prep.editor.setFocus()
    qtbot.keyClick(page.prep.editor, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: page.presenting.on)
    assert page.shared.editor.hasFocus()
    assert "PRIVATE" not in texts_on(page)
    assert "Seen by both" in texts_on(page)
    assert "Their topic" in texts_on(page)
    assert desk.keeping.setting(PRESENTING)


def test_nothing_done_while_presenting_brings_it_back(
    qtbot: QtBot, desk: Desk, story: Story, private: list[str]
) -> None:
    page = TalkPage(desk)
    wishes = shown(qtbot, page, Go(Place.TALK, story.mairi, story.today))
    assert private
    page.present.click()
    own, theirs = desk.context.record.open_topics(story.mairi)[-2:]
    walk(qtbot, page, Qt.Key.Key_N, "Step 2 of 4")
    walk(qtbot, page, Qt.Key.Key_B, "Step 1 of 4")
    page.topics.lines[theirs.topic_id].box.click()
    page.promises.form.words.setText("Ring first")
    page.promises.form.keep.click()
    page.question.another.click()
    page.guide.chosen.emit("weekly")
    qtbot.keyClicks(page.shared.editor, "more")
    page.feedback.click()
    page.enter(Go(Place.TALK, story.mairi, story.today))
    assert "PRIVATE" not in texts_on(page)
    assert wishes == []
    assert "Press F8 first" not in texts_on(page)
    desk.talks.discuss(story.today, own.topic_id)
    page.present.click()
    assert "PRIVATE" in texts_on(page)
    assert not desk.keeping.setting(PRESENTING)


def test_what_somebody_else_chose_for_the_screen_stays(qtbot: QtBot, page: TalkPage, desk: Desk) -> None:
    desk.keeping.set(PRESENTING, value=True)
    page.present.click()
    page.present.click()
    assert desk.keeping.setting(PRESENTING)


def test_another_question_comes_and_what_was_shown_is_remembered(
    qtbot: QtBot, page: TalkPage, desk: Desk, story: Story
) -> None:
    first = page.question.question.text()
    qtbot.keyClick(page, Qt.Key.Key_Q, ALT)
    qtbot.waitUntil(lambda: page.question.question.text() != first)
    shown_now = page.question.question.text()
    asked = desk.notes.of(story.today)[ASKED].prep.splitlines()
    assert asked == [first, shown_now]
    desk.talks.close(story.today)
    later = desk.talks.plan(story.mairi, desk.context.clock.now()).created
    fresh = desk.preparation.view(ConversationId(later)).questions[:2]
    assert not {first, shown_now} & set(fresh)


def test_the_guide_changes_midway_and_the_notes_can_be_read(
    qtbot: QtBot, page: TalkPage, desk: Desk, story: Story
) -> None:
    type_in(qtbot, page.shared.editor, "The rota first")
    page.guide.chosen.emit("grow")
    assert page.question.step.text() == "Step 1 of 4"
    assert page.shared.text() == ""
    assert page.earlier.isVisible()
    assert "The rota first" in texts_on(page)
    page.guide.chosen.emit("weekly")
    assert page.shared.text() == "The rota first"
    assert page.earlier.isHidden()


def test_the_step_says_how_many_minutes_are_left_and_never_more_loudly(page: TalkPage) -> None:
    total = 12
    for seconds, said in (
        (0, f"{total} of 12 minutes left"),
        (61, "11 of 12 minutes left"),
        (720, "12 minutes are over"),
    ):
        page.question.show_spent(seconds)
        assert page.question.minutes.text() == said
    page.question.show_spent(800)
    assert page.question.minutes.text() == "1 more than 12 minutes"


def test_the_keys_lead_to_a_promise_and_to_a_goal(qtbot: QtBot, page: TalkPage, story: Story, wishes: list[Go]) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.shared.editor, Qt.Key.Key_A, keys)
    assert page.promises.form.words.hasFocus()
    qtbot.keyClick(page.promises.form.words, Qt.Key.Key_P, keys)
    assert not page.timer.running
    qtbot.keyClick(page.promises.form.words, Qt.Key.Key_G, keys)
    qtbot.keyClick(page.promises.form.words, Qt.Key.Key_R, keys)
    assert wishes == [Go(Place.GOALS, story.mairi), Go(Place.GOALS, story.mairi)]


def test_typing_without_a_pause_is_kept_within_a_second(qtbot: QtBot, page: TalkPage, desk: Desk, story: Story) -> None:
    page.shared.editor._pause.setInterval(60_000)
    qtbot.keyClicks(page.shared.editor, "Without a pause")
    qtbot.waitUntil(lambda: kept(desk, story.today, "1", Visibility.SHARED) == "Without a pause", timeout=1_000)


@pytest.mark.parametrize("width", [1216, 736])
def test_the_words_below_are_whole_at_every_width(page: TalkPage, desk: Desk, story: Story, width: int) -> None:
    page.refresh(desk.talks.choose_guide(story.today, "gap"))
    page.walk.go_to(4)
    page.saved.setText("Saved on this computer")
    page.resize(width, 860)
    QApplication.processEvents()
    parts = (page.back, page.agreed, page.feedback, page.gap, page.saved, page.next)
    assert page.next.text() == "&Next: agree and close"
    assert [part.text() for part in parts if part.isHidden() or part.width() < part.sizeHint().width()] == []
    assert audit(page) == []
