"""The library: choosing, reading, planning, beginning and caring for guides, by clicks and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.domain.conversations import Conversation, KeptGuide
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.library.guide import GuidePage
from ldcoach.ui.pages.library.page import LibraryPage
from ldcoach.ui.pages.library.parts import AboutGuide, StagesRead
from ldcoach.ui.tasks import Tasks
from tests.fakes import FixedClock
from tests.ui.canned_ask import CannedAsk
from tests.ui.pages.story import Story, tell

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def story(desk: Desk, clock: FixedClock) -> Story:
    return tell(desk, clock)


def shown(qtbot: QtBot, page: Page, go: Go) -> None:
    qtbot.addWidget(page)
    page.changed.connect(page.refresh)
    page.resize(1000, 900)
    page.show()
    page.enter(go)
    qtbot.waitExposed(page)
    page.activateWindow()
    QTest.qWaitForWindowActive(page)


def library(qtbot: QtBot, desk: Desk) -> LibraryPage:
    page = LibraryPage(desk, CannedAsk(), Tasks())
    shown(qtbot, page, Go(Place.LIBRARY))
    return page


def reading(qtbot: QtBot, desk: Desk, key: str, ask: CannedAsk | None = None) -> GuidePage:
    page = GuidePage(desk, ask or CannedAsk())
    shown(qtbot, page, Go(Place.GUIDE, item_id=key))
    return page


def told(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def own(desk: Desk, name: str = "Our check-in") -> str:
    key = desk.own_guides.copy("weekly", name).created
    desk.own_guides.keep(key)
    return key


def test_every_guide_is_listed_and_opens(qtbot: QtBot, desk: Desk) -> None:
    page = library(qtbot, desk)
    assert len(page.ready.rows) == 19
    assert page.own.isHidden()
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.ready.rows[0].title, LEFT)
    assert asked.args == [Go(Place.GUIDE, item_id="aid")]


def test_the_chooser_gives_guides_with_reasons_by_keyboard(qtbot: QtBot, desk: Desk) -> None:
    page = library(qtbot, desk)
    page.chooser.focus()
    told(page.chooser)
    qtbot.keyClick(page.chooser.chips[0], Qt.Key.Key_Space)
    assert "It begins with what they bring" in told(page.chooser)
    qtbot.keyClick(page.chooser.chips[0], Qt.Key.Key_Right)
    assert page.chooser.chips[1].isChecked()
    assert "Better when roles or trust are unclear" in told(page.chooser)
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.keyClick(page.chooser.takes[1], Qt.Key.Key_Space)
    assert asked.args == [Go(Place.GUIDE, item_id="clear")]


def test_what_does_not_belong_here_gets_a_route_and_no_guide(qtbot: QtBot, desk: Desk) -> None:
    page = library(qtbot, desk)
    page.chooser.choose("not_here")
    assert page.chooser.takes == []
    assert "does not belong in a coaching record" in told(page.chooser)


def test_own_guides_drafts_and_those_put_away_are_told_apart(qtbot: QtBot, desk: Desk) -> None:
    away, draft = own(desk, "Away"), desk.own_guides.copy("sbi", "Begun").created
    desk.own_guides.put_away(away)
    page = library(qtbot, desk)
    assert [row.title.accessibleName() for row in page.own.rows] == ["Begun"]
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.own.rows[0].title, LEFT)
    assert asked.args == [Go(Place.WRITE_GUIDE, item_id=draft)]
    qtbot.mouseClick(page.put_away, LEFT)
    assert [row.title.accessibleName() for row in page.own.rows] == ["Away", "Begun"]
    assert "put away" in told(page.own)


def test_a_guide_is_read_whole(qtbot: QtBot, desk: Desk) -> None:
    page = reading(qtbot, desk, "coin")
    said = told(page)
    for words in ("COIN feedback", "15 minutes, 4 stages", "What did you notice?", "For yourself, before you talk"):
        assert words in said
    for words in ("Verdicts on character", "My Framework, COIN Model", "Several topics at once."):
        assert words in said
    assert [page.care.change.isHidden(), page.care.copy.isHidden(), page.care.delete.isHidden()] == [True, False, True]


def test_a_1_2_1_is_planned_with_the_guide_and_its_minutes(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = reading(qtbot, desk, "career")
    qtbot.keyClick(page.plan, Qt.Key.Key_Space)
    assert (page.form.guide.currentData(), page.form.minutes.value()) == ("career", 60)
    page.form.set_person(story.ana, 30)
    page.form.take_guide("career")
    with qtbot.waitSignals([page.changed, page.asked]):
        qtbot.mouseClick(page.form.save, LEFT)
    talk = desk.context.record.newest(Conversation, person_id=story.ana)
    assert talk is not None
    assert (talk.guide_key, talk.planned_minutes) == ("career", 60)


def test_a_1_2_1_begins_now_with_the_guide(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = reading(qtbot, desk, "aid", CannedAsk(place=1))
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.start, LEFT)
    (go,) = asked.args
    talk = desk.context.record.get(Conversation, go.item_id)
    assert (go.place, talk.guide_key) == (Place.TALK, "aid")
    assert talk.started_at is not None
    nobody = reading(qtbot, desk, "aid", CannedAsk(place=None))
    before = desk.context.record.count(Conversation)
    qtbot.mouseClick(nobody.start, LEFT)
    assert desk.context.record.count(Conversation) == before


def test_without_people_it_leads_to_the_first_person(qtbot: QtBot, desk: Desk) -> None:
    page = reading(qtbot, desk, "aid")
    for button in (page.plan, page.start):
        with qtbot.waitSignal(page.asked) as asked:
            qtbot.mouseClick(button, LEFT)
        assert asked.args == [Go(Place.PEOPLE, item_id="add")]


def test_a_copy_leads_to_writing(qtbot: QtBot, desk: Desk) -> None:
    page = reading(qtbot, desk, "oskar")
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.care.copy, LEFT)
    (go,) = asked.args
    assert go.place is Place.WRITE_GUIDE
    assert desk.own_guides.opened(go.item_id).name == "OSKAR solution-focused, my own"


def test_an_own_guide_is_put_away_and_offered_again(qtbot: QtBot, desk: Desk) -> None:
    key = own(desk)
    page = reading(qtbot, desk, key)
    with qtbot.waitSignal(page.changed):
        qtbot.mouseClick(page.care.away, LEFT)
    assert "put away" in page.notice.text()
    assert desk.guides.line(key).put_away
    with qtbot.waitSignal(page.changed):
        qtbot.mouseClick(page.care.back, LEFT)
    assert page.notice.text() == ""
    assert not desk.guides.line(key).put_away


def test_an_own_guide_is_deleted_only_when_the_manager_says_so(qtbot: QtBot, desk: Desk) -> None:
    key = own(desk)
    hesitant = reading(qtbot, desk, key, CannedAsk(yes=False))
    qtbot.mouseClick(hesitant.care.delete, LEFT)
    assert desk.context.record.count(KeptGuide) == 1
    page = reading(qtbot, desk, key)
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.care.delete, LEFT)
    assert asked.args == [Go(Place.LIBRARY)]
    assert desk.context.record.count(KeptGuide) == 0


def test_a_guide_in_use_cannot_be_deleted(qtbot: QtBot, desk: Desk, story: Story, clock: FixedClock) -> None:
    key = own(desk)
    desk.talks.plan(story.ana, clock.now(), guide_key=key)
    page = reading(qtbot, desk, key)
    assert page.care.delete.isHidden()
    assert "1-2-1s use it" in told(page.care)


def test_every_guide_shows_all_its_steps_and_questions(qtbot: QtBot, desk: Desk) -> None:
    for line in desk.guides.lines():
        stages, about = StagesRead(), AboutGuide()
        stages.show_stages(line.guide)
        about.show_guide(line)
        said = "\n".join(each.text() for part in (stages, about) for each in part.findChildren(QLabel))
        for stage in line.guide.stages:
            assert all(part in said for part in (stage.name, stage.intent, stage.done_when, *stage.questions))
        facts = (*line.guide.exit, *line.guide.never, line.guide.use, line.guide.avoid, line.guide.note)
        assert all(fact in said for fact in facts)
        for part in (stages, about):
            qtbot.addWidget(part)
