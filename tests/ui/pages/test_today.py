"""The first page: by clicks and keys over a real record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.kinds import ActionStatus, TextKind, Visibility
from ldcoach.domain.texts import Text
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.today.page import TodayPage
from tests.fakes import FixedClock
from tests.ui.audit import audit
from tests.ui.pages.story import Story, tell


@pytest.fixture
def story(desk: Desk, clock: FixedClock) -> Story:
    return tell(desk, clock)


def shown(qtbot: QtBot, desk: Desk) -> TodayPage:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.changed.connect(page.refresh)
    page.resize(1000, 900)
    page.enter(Go(Place.TODAY))
    page.show()
    qtbot.waitExposed(page)
    return page


def labels(page: TodayPage) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def test_greets_by_name_and_hour_and_says_the_day(qtbot: QtBot, desk: Desk, clock: FixedClock, story: Story) -> None:
    page = shown(qtbot, desk)
    local = clock.now().astimezone().hour
    part = "morning" if local < 12 else "afternoon" if local < 18 else "evening"
    assert f"Good {part}, Sam" in labels(page)
    assert "Sunday 22 November" in labels(page)


def test_shows_the_next_talk_not_the_missed_one_first(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    assert page.next.person_id == story.mairi
    assert "Not held yet: Tom Becker" in labels(page)


def test_prepare_goes_to_the_talk(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.next.prepare, Qt.MouseButton.LeftButton)
    assert asked.args == [Go(Place.PREPARE, story.mairi, story.today)]


def test_start_begins_the_talk_and_says_go_on_afterwards(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    with qtbot.waitSignals([page.changed, page.asked]):
        qtbot.mouseClick(page.next.start, Qt.MouseButton.LeftButton)
    assert desk.context.record.get(Conversation, story.today).started_at is not None
    assert page.next.start.text() == "&Go on"


def test_a_promise_is_kept_and_opened_again_where_it_stands(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    promise = desk.today.view().promises[0]
    qtbot.keyClick(page.promises.rows()[0].box, Qt.Key.Key_Space)
    assert desk.context.record.get(Action, promise.action_id).status is ActionStatus.DONE
    kept = [row for row in page.promises.rows() if row.box.isChecked()]
    assert len(kept) == 1
    qtbot.keyClick(kept[0].box, Qt.Key.Key_Space)
    assert desk.context.record.get(Action, promise.action_id).status is ActionStatus.OPEN


def test_a_new_visit_forgets_what_was_kept(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    before = len(page.promises.rows())
    qtbot.keyClick(page.promises.rows()[0].box, Qt.Key.Key_Space)
    page.enter(Go(Place.TODAY))
    assert len(page.promises.rows()) == before - 1


def test_a_quick_note_is_kept_as_prep_unless_told_otherwise(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    assert page.note.person.currentData() == story.mairi
    qtbot.keyClicks(page.note.editor, "Quieter than usual in the stand-up.")
    with qtbot.waitSignal(page.changed):
        qtbot.mouseClick(page.note.save, Qt.MouseButton.LeftButton)
    notes = [text for text in desk.context.record.every(Text, person_id=story.mairi) if text.kind is TextKind.NOTE]
    assert notes[-1].body == "Quieter than usual in the stand-up."
    assert notes[-1].visibility is Visibility.PREP
    assert not page.note.editor.toPlainText()
    assert "prep note on Mairi Campbell" in page.note.notice.text()


def test_leaving_keeps_a_half_written_note(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    qtbot.keyClicks(page.note.editor, "Half a thou")
    page.leave()
    assert "Half a thou" in [text.body for text in desk.context.record.every(Text, person_id=story.mairi)]


def test_a_held_note_stays_in_the_editor_and_nowhere_else(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    before = len(desk.context.record.every(Text))
    page.note.editor.setPlainText("Mairi told me about her depression.")
    qtbot.mouseClick(page.note.save, Qt.MouseButton.LeftButton)
    assert page.note.held.isVisibleTo(page)
    assert page.note.editor.toPlainText() == "Mairi told me about her depression."
    assert len(desk.context.record.every(Text)) == before
    qtbot.keyClick(page.note.held.change, Qt.Key.Key_Space)
    assert page.focusWidget() is page.note.editor


def test_an_empty_note_is_not_kept(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    before = len(desk.context.record.every(Text))
    qtbot.mouseClick(page.note.save, Qt.MouseButton.LeftButton)
    assert page.note.notice.text() == "Write a few words first."
    assert len(desk.context.record.every(Text)) == before


def test_a_refresh_leaves_a_half_written_note(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    page.note.person.setCurrentIndex(page.note.person.findData(story.ana))
    page.note.editor.setPlainText("About Ana")
    page.refresh(desk.people.add("Noor Ahmed"))
    assert page.note.editor.toPlainText() == "About Ana"
    assert page.note.person.currentData() == story.ana
    qtbot.waitUntil(lambda: "Noor Ahmed" in labels(page))


def test_an_empty_record_offers_two_ways_to_begin(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    assert not page.next.isVisibleTo(page)
    for button, item in ((page.first.add, "add"), (page.first.bring, "import")):
        with qtbot.waitSignal(page.asked) as asked:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert asked.args == [Go(Place.PEOPLE, item_id=item)]


@pytest.mark.parametrize("width", [1000, 640])
def test_can_be_used_by_keyboard_and_screen_reader(qtbot: QtBot, desk: Desk, story: Story, width: int) -> None:
    page = shown(qtbot, desk)
    page.resize(width, 900)
    assert audit(page) == []


def test_an_old_backup_is_said_quietly_and_leads_to_the_page_about_it(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk)
    assert page.backup.text() == "There is no backup yet."
    with qtbot.waitSignal(page.asked) as asked:
        page.backup.click()
    assert asked.args == [Go(Place.SAFETY)]
    page.refresh(desk.keeping.set("backup.last", "2026-11-10T09:00:00+00:00"))
    assert page.backup.text() == "The last good backup was made 12 days ago."
    page.refresh(desk.keeping.set("backup.last", "2026-11-21T09:00:00+00:00"))
    assert page.backup.isHidden()
