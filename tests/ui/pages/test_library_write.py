"""Writing an own guide: drafts at once, plain words about what is wrong, nothing lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ldcoach.domain.conversations import KeptGuide
from ldcoach.domain.keeping import Setting
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.library.write import WriteGuidePage
from tests.ui.canned_ask import CannedAsk

LEFT = Qt.MouseButton.LeftButton
HEALTH = "How is your depression?"


@pytest.fixture
def key(desk: Desk) -> str:
    return desk.own_guides.copy("feedforward", "Ours").created


def shown(qtbot: QtBot, desk: Desk, key: str, ask: CannedAsk | None = None) -> WriteGuidePage:
    page = WriteGuidePage(desk, ask or CannedAsk())
    qtbot.addWidget(page)
    page.resize(1000, 900)
    page.show()
    page.enter(Go(Place.WRITE_GUIDE, item_id=key))
    qtbot.waitExposed(page)
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    return page


def test_typing_is_a_draft_when_it_pauses(qtbot: QtBot, desk: Desk, key: str) -> None:
    page = shown(qtbot, desk, key)
    assert page.state.text() == "Saved as a draft. It is ready to be kept."
    page.sheet.guide_name.selectAll()
    with qtbot.waitSignal(page.changed):
        qtbot.keyClicks(page.sheet.guide_name, "Team ideas")
    assert desk.own_guides.opened(key).name == "Team ideas"
    assert desk.context.record.count(KeptGuide) == 0


def test_leaving_keeps_what_is_half_typed(qtbot: QtBot, desk: Desk, key: str) -> None:
    page = shown(qtbot, desk, key)
    page.sheet.stages[0].questions.setPlainText("What now?\n\n  Who helps? ")
    page.leave()
    assert desk.own_guides.opened(key).stages[0].questions == ("What now?", "Who helps?")


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(qtbot: QtBot, desk: Desk, key: str) -> None:
    page = shown(qtbot, desk, key)
    first, second, _ = page.sheet.stages
    first.minutes.setValue(1)
    first.questions.setPlainText("Why me?")
    second.questions.setPlainText("")
    page.sheet.flush()
    assert first.fields["minutes"].error() == "Is 1; a stage has 2 to 120."
    assert first.fields["questions"].error() == ""
    assert second.fields["questions"].error() == "Has 0 questions; a stage has 3 to 6."
    assert page.state.text().startswith("Saved as a draft. 2 things to mend before it can be kept. Step 1, minutes")
    qtbot.mouseClick(page.keep, LEFT)
    assert QApplication.focusWidget() is first.minutes
    assert desk.context.record.count(KeptGuide) == 0
    assert desk.own_guides.opened(key).stages[0].questions == ("Why me?",)
    first.minutes.setValue(5)
    page.sheet.flush()
    assert first.fields["minutes"].error() == ""


def test_a_sound_draft_is_kept_and_read(qtbot: QtBot, desk: Desk, key: str) -> None:
    page = shown(qtbot, desk, key)
    page.sheet.stages[0].minutes.setValue(6)
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.keyClick(page.keep, Qt.Key.Key_Space)
    assert asked.args == [Go(Place.GUIDE, item_id=key)]
    assert desk.guides.guide(key).minutes == 17


def test_steps_move_by_button_and_key_and_keep_their_words(qtbot: QtBot, desk: Desk, key: str) -> None:
    page = shown(qtbot, desk, key)
    qtbot.mouseClick(page.sheet.stages[0].down, LEFT)
    assert [stage.name for stage in desk.own_guides.opened(key).stages] == ["Ideas", "Focus", "Choose"]
    qtbot.keyClick(page.sheet.stages[2].stage_name, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [stage.name for stage in desk.own_guides.opened(key).stages] == ["Ideas", "Choose", "Focus"]
    assert not page.sheet.stages[0].up.isEnabled()
    assert not page.sheet.stages[2].down.isEnabled()
    assert page.sheet.stages[1].stage_name.hasFocus()


def test_a_step_is_taken_out_and_back(qtbot: QtBot, desk: Desk, key: str) -> None:
    page = shown(qtbot, desk, key)
    whole = desk.own_guides.opened(key)
    qtbot.mouseClick(page.sheet.stages[1].out, LEFT)
    assert [stage.name for stage in desk.own_guides.opened(key).stages] == ["Focus", "Choose"]
    assert page.sheet.undo is not None
    qtbot.mouseClick(page.sheet.undo, LEFT)
    assert desk.own_guides.opened(key) == whole
    for _ in range(2):
        qtbot.mouseClick(page.sheet.stages[0].out, LEFT)
    assert not page.sheet.stages[0].out.isEnabled()


def test_a_step_is_added_until_there_are_enough(qtbot: QtBot, desk: Desk, key: str) -> None:
    page = shown(qtbot, desk, key)
    qtbot.mouseClick(page.sheet.add, LEFT)
    new = page.sheet.stages[3]
    assert new.fields["name"].error() == "Is empty."
    for line, words in ((new.stage_name, "Close"), (new.intent, "Say it back."), (new.done_when, "It is said.")):
        qtbot.keyClicks(line, words)
    new.questions.setPlainText("What have we agreed?\nWho does what?\nWhen do we meet?")
    page.sheet.flush()
    assert page.faults() == ()
    assert len({stage.code for stage in desk.own_guides.opened(key).stages}) == 4
    for _ in range(8):
        qtbot.mouseClick(page.sheet.add, LEFT)
    assert len(page.sheet.stages) == 12
    assert not page.sheet.add.isEnabled()


def test_a_held_question_stays_on_the_page_only(qtbot: QtBot, desk: Desk, key: str) -> None:
    page = shown(qtbot, desk, key)
    before = desk.context.record.every(Setting)
    page.sheet.stages[1].questions.setPlainText(f"What two things could you try?\n{HEALTH}")
    page.sheet.flush()
    assert not page.held.isHidden()
    assert page.state.text() == "Not saved yet. Your words are still here."
    page.leave()
    assert desk.context.record.every(Setting) == before
    page.enter(Go(Place.WRITE_GUIDE, item_id=key))
    assert HEALTH in page.sheet.stages[1].questions.toPlainText()
    qtbot.mouseClick(page.held.change, LEFT)
    assert QApplication.focusWidget() is page.sheet.stages[1].questions
    qtbot.mouseClick(page.keep, LEFT)
    assert desk.context.record.count(KeptGuide) == 0
    qtbot.mouseClick(page.held.keep, LEFT)
    assert page.held.isHidden()
    assert desk.own_guides.opened(key).stages[1].questions[1] == HEALTH


def test_a_draft_is_thrown_away_only_when_the_manager_says_so(qtbot: QtBot, desk: Desk, key: str) -> None:
    hesitant = shown(qtbot, desk, key, CannedAsk(yes=False))
    qtbot.mouseClick(hesitant.discard, LEFT)
    assert desk.guides.kept.draft(key) is not None
    page = shown(qtbot, desk, key)
    page.sheet.guide_name.setText("Half typed")
    page.sheet.guide_name.textEdited.emit("Half typed")
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.discard, LEFT)
    assert asked.args == [Go(Place.LIBRARY)]
    page.leave()
    assert desk.guides.kept.draft(key) is None
