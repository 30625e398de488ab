"""Calendars on the page of all 1-2-1s."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.talks.page import TalksPage
from tests.fakes import FixedClock
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk
from tests.ui.file_doors import file_door
from tests.ui.pages.story import Story, tell

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:a
DTSTART:20261125T090000Z
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:1:1 Ana
END:VEVENT
BEGIN:VEVENT
UID:b
DTSTART:20261126T090000Z
SUMMARY:1-2-1 Somebody
END:VEVENT
BEGIN:VEVENT
UID:c
DTSTART:20261126T090000Z
SUMMARY:Planning
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def story(desk: Desk, clock: FixedClock) -> Story:
    return tell(desk, clock)


@pytest.fixture
def ask(tmp_path: Path) -> CannedAsk:
    (tmp_path / "in.ics").write_text(CALENDAR, "utf-8")
    return CannedAsk(path=tmp_path / "in.ics")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, story: Story, ask: CannedAsk) -> TalksPage:
    made = TalksPage(desk, file_door(ask))
    made.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1216, 1300)
    made.enter(Go(Place.TALKS))
    made.show()
    qtbot.waitExposed(made)
    return made


def choose(page: TalksPage, words: str) -> None:
    (action,) = [each for each in page.calendars.menu.actions() if each.text() == words]
    action.trigger()


def labels(page: TalksPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def test_what_would_leave_is_shown_before_it_is_saved(
    qtbot: QtBot, page: TalksPage, ask: CannedAsk, tmp_path: Path
) -> None:
    choose(page, "Save for a calendar")
    assert "1-2-1: Mairi Campbell\nEvery 2 weeks, from today at" in labels(page)
    assert audit(page) == []
    ask.path = tmp_path / "talks"
    with qtbot.waitSignal(page.changed):
        qtbot.mouseClick(page.calendars.out.save, Qt.MouseButton.LeftButton)
    assert b"SUMMARY:1-2-1: Tom Becker" in (tmp_path / "talks.ics").read_bytes()
    assert page.notice.text().startswith("Saved as talks.ics.")
    assert page.calendars.out.isHidden()


def test_what_comes_in_is_linked_to_people_before_it_is_planned(
    qtbot: QtBot, page: TalksPage, desk: Desk, story: Story
) -> None:
    before = len(desk.talks.upcoming())
    with qtbot.waitSignal(page.calendars.shown):
        choose(page, "Bring in from a calendar")
    card = page.calendars.into
    assert "1:1 Ana\n3 times, from Wednesday at" in labels(page)
    assert "1 other meeting is left alone." in labels(page)
    assert [choice.currentText() for choice in card.choices.values()] == ["Ana Souza", "Leave it out"]
    assert card.plan.text() == "Plan three as 1-2-1s"
    assert audit(page) == []
    somebody = list(card.choices.values())[1]
    somebody.setCurrentIndex(somebody.findData(story.tom))
    qtbot.waitUntil(lambda: card.plan.text() == "Plan four as 1-2-1s")
    assert len(desk.talks.upcoming()) == before
    with qtbot.waitSignal(page.changed):
        qtbot.mouseClick(card.plan, Qt.MouseButton.LeftButton)
    assert len(desk.talks.upcoming()) == before + 4
    assert page.notice.text() == "Four planned 1-2-1s stand as in the calendar."
    assert card.isHidden()


def test_a_bad_calendar_is_said_on_the_page(qtbot: QtBot, page: TalksPage, ask: CannedAsk, tmp_path: Path) -> None:
    (tmp_path / "bad.ics").write_text(CALENDAR.replace("WEEKLY", "SECONDLY"), "utf-8")
    ask.path = tmp_path / "bad.ics"
    with qtbot.waitSignal(page.calendars.failed):
        choose(page, "Bring in from a calendar")
    assert "more often than daily" in page.notice.text()
    assert page.calendars.into.isHidden()
