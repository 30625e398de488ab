"""The follow-up where a 1-2-1 is closed, and from the person's page afterwards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ldcoach.domain.kinds import ActionOwner
from ldcoach.domain.leaving import Receipt
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.close.follow_up_card import FollowUpCard
from ldcoach.ui.pages.close.page import ClosePage
from ldcoach.ui.pages.person.page import PersonPage
from tests.fakes import FixedClock
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk
from tests.ui.file_doors import file_door
from tests.ui.pages.one_to_one import raise_topics, shown, type_in
from tests.ui.pages.story import Story, tell

CARD = "Write one fault card a week"


@pytest.fixture
def story(desk: Desk, clock: FixedClock) -> Story:
    made = tell(desk, clock)
    desk.talks.start(made.today)
    raise_topics(desk, made.mairi)
    desk.promises.make(made.mairi, CARD, ActionOwner.EMPLOYEE, due_on=date(2026, 12, 4), conversation_id=made.today)
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, story: Story, tmp_path: Path) -> ClosePage:
    made = ClosePage(desk, file_door(CannedAsk(path=tmp_path / "follow-up.eml")))
    shown(qtbot, made, Go(Place.CLOSE, story.mairi, story.today))
    made.resize(1216, 1900)
    return made


def lines(card: FollowUpCard) -> list[str]:
    return [check.words.text() for check in card.checks.values()]


def test_it_shows_nothing_until_asked_and_then_what_would_leave(qtbot: QtBot, page: ClosePage) -> None:
    card = page.follow_up
    assert lines(card) == []
    assert not card.mail.isVisibleTo(page)
    type_in(qtbot, page.takeaway.editor, "I will ring first.")
    qtbot.mouseClick(card.open, Qt.MouseButton.LeftButton)
    assert "I will ring first." in lines(card)
    assert f"{CARD} \N{MIDDLE DOT} Mairi, 4 December" in lines(card)
    assert lines(card)[-1].startswith("6 December")
    assert not any("Ask how the walk-over felt" in line for line in lines(card))
    assert audit(page) == []


def test_what_stays_does_not_leave_and_a_receipt_is_kept(
    qtbot: QtBot, page: ClosePage, desk: Desk, tmp_path: Path
) -> None:
    card = page.follow_up
    card.open.click()
    (promised,) = [item for item, check in card.checks.items() if check.words.text().startswith(CARD)]
    card.checks[promised].box.click()
    with qtbot.waitSignal(card.changed):
        qtbot.mouseClick(card.mail, Qt.MouseButton.LeftButton)
    draft = (tmp_path / "follow-up.eml").read_bytes()
    assert b"X-Unsent: 1" in draft
    assert CARD.encode() not in draft
    (receipt,) = desk.context.record.every(Receipt)
    assert promised not in receipt.item_ids
    assert card.notice.text() == "Saved as follow-up.eml. A receipt was kept."
    assert not card.checks[promised].box.isChecked()


def test_the_text_goes_to_the_clipboard_only_by_its_button(qtbot: QtBot, page: ClosePage, desk: Desk) -> None:
    QGuiApplication.clipboard().clear()
    page.follow_up.open.click()
    assert QGuiApplication.clipboard().text() == ""
    qtbot.mouseClick(page.follow_up.copy, Qt.MouseButton.LeftButton)
    assert CARD in QGuiApplication.clipboard().text()
    assert [receipt.format for receipt in desk.context.record.every(Receipt)] == ["clipboard"]
    QGuiApplication.clipboard().clear()


def test_nothing_left_to_send_cannot_be_sent(page: ClosePage) -> None:
    page.follow_up.open.click()
    for check in page.follow_up.checks.values():
        check.box.click()
    assert not page.follow_up.mail.isEnabled()
    assert not page.follow_up.copy.isEnabled()


def test_what_changes_on_the_page_changes_in_the_follow_up(page: ClosePage, desk: Desk, story: Story) -> None:
    page.follow_up.open.click()
    change = desk.promises.make(story.mairi, "Ask stores", ActionOwner.MANAGER, conversation_id=story.today)
    page.refresh(change)
    assert any(line.startswith("Ask stores") for line in lines(page.follow_up))


def test_the_last_one_can_be_followed_up_from_the_persons_page(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = PersonPage(desk, CannedAsk(), file_door())
    shown(qtbot, page, Go(Place.PERSON, story.mairi))
    menu = page.care.menu()
    (action,) = [each for each in menu.actions() if each.text() == "Follow-up of the last 1-2-1"]
    action.trigger()
    assert page.follow_up.isVisible()
    assert lines(page.follow_up)[0] == "Try the walk-over."
    page.enter(Go(Place.PERSON, story.ana))
    assert page.follow_up.isHidden()
    page.care.follow_up_wanted.emit()
    assert "No 1-2-1 was held" in page.notice.text()


def test_it_is_told_in_the_language_that_is_chosen(qtbot: QtBot, page: ClosePage) -> None:
    card = page.follow_up
    assert not card.language.isVisibleTo(page)
    card.open.click()
    assert (card.language.isVisibleTo(page), card.language.choice.tag()) == (True, "en")
    qtbot.keyClick(card.language.choice, Qt.Key.Key_Down)
    assert f"{CARD} \N{MIDDLE DOT} Mairi, 4. Dezember" in lines(card)
    assert audit(page) == []
