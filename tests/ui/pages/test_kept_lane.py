"""A lane keeps what is typed, says when it cannot, and never lets go of the text."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ldcoach.domain.feedback import DismissedRule
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import Visibility
from ldcoach.services.desk import Desk
from ldcoach.ui.pages.kept_lane import KeptLane, NotePlace, note_writer
from tests.fakes import FixedClock
from tests.ui.pages.one_to_one import HEALTH, FullDisk, kept, type_in
from tests.ui.pages.story import tell

FIRST = NotePlace(ConversationId("c"), PersonId("p"), "1")
SECOND = NotePlace(ConversationId("c"), PersonId("p"), "2")


def test_a_text_that_the_disk_refused_comes_back_and_is_kept_later(qtbot: QtBot) -> None:
    disk = FullDisk()
    lane = KeptLane("shared", disk, "Notes")
    qtbot.addWidget(lane)
    lane.show()
    lane.open(FIRST, "old")
    with qtbot.waitSignal(lane.failed) as failed:
        type_in(qtbot, lane.editor, " and new")
    assert failed.args == ["The disk is full. Your text is still here; free some space, then try again."]
    lane.open(SECOND, "other")
    assert lane.text() == "other"
    lane.open(FIRST, "old")
    assert lane.text() == "old and new"
    assert lane.unkept == (FIRST,)
    with disk.room():
        lane.settle()
    assert [(place, text) for place, text, _ in disk.kept] == [(FIRST, "old and new")]
    assert lane.unkept == ()


def test_only_the_first_save_of_a_visit_is_marked(qtbot: QtBot) -> None:
    disk = FullDisk()
    lane = KeptLane("prep", disk, "Notes")
    qtbot.addWidget(lane)
    lane.show()
    lane.open(FIRST, "")
    with disk.room():
        for text in ("a", "b"):
            with qtbot.waitSignal(lane.kept):
                type_in(qtbot, lane.editor, text)
        lane.editor.clearFocus()
        with qtbot.waitSignal(lane.kept):
            type_in(qtbot, lane.editor, "c")
    assert [visit for _, _, visit in disk.kept] == [True, False, True]


def test_what_is_read_again_never_replaces_what_is_being_typed(qtbot: QtBot) -> None:
    disk = FullDisk()
    disk.full = False
    lane = KeptLane("shared", disk, "Notes")
    qtbot.addWidget(lane)
    lane.show()
    lane.open(FIRST, "kept")
    type_in(qtbot, lane.editor, " more")
    lane.open(FIRST, "kept")
    assert lane.text() == "kept more"
    lane.settle()
    assert disk.kept[-1][1] == "kept more"


def test_a_held_text_stays_off_the_disk_until_it_is_called_about_the_work(
    qtbot: QtBot, desk: Desk, clock: FixedClock
) -> None:
    story = tell(desk, clock)
    place = NotePlace(story.today, story.mairi, "1")
    lane = KeptLane("prep", note_writer(desk.notes, Visibility.PREP), "Notes")
    qtbot.addWidget(lane)
    lane.show()
    lane.open(place, "")
    with qtbot.waitSignal(lane.held_back):
        type_in(qtbot, lane.editor, HEALTH)
    assert lane.held.isVisible()
    assert lane.editor.extraSelections()
    assert kept(desk, story.today, "1", Visibility.PREP) == ""
    with qtbot.waitSignal(lane.kept):
        lane.held.keep.click()
    assert not lane.held.isVisible()
    assert kept(desk, story.today, "1", Visibility.PREP) == HEALTH
    with qtbot.waitSignal(lane.kept):
        type_in(qtbot, lane.editor, " So we moved the shift.")
    assert kept(desk, story.today, "1", Visibility.PREP).endswith("So we moved the shift.")
    rules = [dismissed.rule_id for dismissed in desk.context.record.every(DismissedRule)]
    assert rules
    assert len(rules) == len(set(rules))
