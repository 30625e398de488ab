"""What IT's settings refuse looks locked where it would leave, and says by whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from ldcoach.domain.document import Format
from ldcoach.domain.follow_up import FollowUp, FollowUpGroup
from ldcoach.services.follow_up import CLIPBOARD, FollowUpKind, FollowUps
from ldcoach.services.views.travel import FollowUpItem
from ldcoach.ui.file_door import FileDoor
from ldcoach.ui.pages.close.follow_up_card import FollowUpCard
from ldcoach.ui.pages.person.prep_form_card import PrepFormCard
from ldcoach.ui.pages.summary.shape import ShapeCard
from ldcoach.ui.pages.talks.calendar_cards import CalendarOutCard

BY = "Your organisation has set this. Only IT can change it."


class OneTopic:
    """A follow-up of one item; `locked` says who minds, by way."""

    def __init__(self, locked: Mapping[str, str]) -> None:
        self._locked = locked

    def items(self, told: FollowUp, staying: object) -> tuple[FollowUpItem, ...]:
        return (FollowUpItem("one", FollowUpGroup.TOPICS, "The rota", "", leaves=True),)

    def locked_by(self, way: str) -> str:
        return self._locked.get(way, "")


@pytest.mark.parametrize(
    ("locked", "free"),
    [
        ({}, {"mail", "markdown", "copy"}),
        ({FollowUpKind.MARKDOWN: BY, CLIPBOARD: BY}, {"mail"}),
        ({FollowUpKind.MAIL: BY, FollowUpKind.MARKDOWN: BY, CLIPBOARD: BY}, set()),
    ],
)
def test_a_follow_up_goes_only_by_the_ways_that_are_free(
    qtbot: QtBot, locked: Mapping[str, str], free: set[str]
) -> None:
    card = FollowUpCard(cast("FollowUps", OneTopic(locked)), cast("FileDoor", None))
    qtbot.addWidget(card)
    card.set_up("Mairi", lambda: cast("FollowUp", object()))
    card.show_now()
    enabled = {name for name in ("mail", "markdown", "copy") if getattr(card, name).isEnabled()}
    assert enabled == free
    assert card.locked.text() == (BY if locked else "")


def test_a_calendar_and_a_form_say_who_keeps_them(qtbot: QtBot) -> None:
    out, form = CalendarOutCard(), PrepFormCard()
    for card in (out, form):
        qtbot.addWidget(card)
    out.show_entries((), date(2026, 3, 2), BY)
    assert (out.save.isEnabled(), out.locked.text()) == (False, BY)
    out.show_entries((), date(2026, 3, 2))
    assert (out.save.isEnabled(), out.locked.text()) == (True, "")
    form.show_locked("", BY)
    assert (form.make.isEnabled(), form.mail.isEnabled(), form.locked.text()) == (True, False, BY)
    form.show_locked("", "")
    assert (form.mail.isEnabled(), form.locked.text()) == (True, "")


def test_a_summary_offers_the_formats_that_are_free(qtbot: QtBot) -> None:
    card = ShapeCard([("en", "English")])
    qtbot.addWidget(card)
    card.show_locked({each: "" if each is Format.DOCX else BY for each in Format})
    free = [each for each, button in zip(Format, card.format.buttons(), strict=True) if button.isEnabled()]
    assert free == [Format.DOCX]
    assert card.shape().file_format is Format.DOCX
    assert card.locked.text() == BY
