"""The manager's own mirror: figures with their caveats, months on demand, and a way to act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from ldcoach.app.late import LateCharts
from ldcoach.domain.ids import FeedbackId, PersonId
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.insights.card import InsightCard
from ldcoach.ui.pages.insights.page import InsightsPage
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.widgets.ring_dot import RingAndDot
from tests.fakes import FixedClock
from tests.ui.audit import audit


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> InsightsPage:
    tasks = Tasks()
    made = InsightsPage(desk, tasks, LateCharts())
    made.tasks = tasks  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    made.resize(1016, 900)
    made.show()
    return made


def enter(page: InsightsPage, qtbot: QtBot) -> dict[str, InsightCard]:
    page.enter(Go(Place.INSIGHTS))
    qtbot.waitUntil(lambda: len(page.cards) == 18)
    return {card.told.words.id: card for card in page.cards}


@pytest.fixture
def shared(desk: Desk, clock: FixedClock) -> None:
    mairi = PersonId(desk.people.add("Mairi Campbell").created)
    for waited in range(5):
        seen = clock.today() - timedelta(days=waited)
        made = desk.feedback.capture(mairi, "You read the fault back before the line ran.", observed_on=seen)
        desk.feedback.share(FeedbackId(made.created))


def test_an_empty_record_says_that_something_will_come(page: InsightsPage, qtbot: QtBot) -> None:
    cards = enter(page, qtbot)
    assert page.nothing.isVisibleTo(page)
    assert not any(card.findChildren(RingAndDot) for card in cards.values())


@pytest.mark.usefixtures("shared")
def test_a_figure_is_said_with_its_cases_and_its_caveat(page: InsightsPage, qtbot: QtBot) -> None:
    card = enter(page, qtbot)["M6"]
    said = " ".join(label.text() for label in card.findChildren(type(card.title)))
    assert "2 days" in said
    assert "Median of 5 pieces of feedback, 100\N{NO-BREAK SPACE}% within 7 days" in said
    assert "Sometimes waiting is right." in said
    assert "Too few in the 12 weeks before" in said
    assert not page.nothing.isVisibleTo(page)


@pytest.mark.usefixtures("shared")
def test_how_it_is_counted_comes_with_the_months(page: InsightsPage, qtbot: QtBot) -> None:
    card = enter(page, qtbot)["M6"]
    assert card.details.isHidden()
    card.more.click()
    qtbot.waitUntil(
        lambda: any("in November 2026" in one.text() for one in card.details.findChildren(type(card.title)))
    )
    assert card.details.isVisibleTo(page)
    card.more.click()
    assert card.details.isHidden()
    assert page.isVisible()


@pytest.mark.usefixtures("shared")
def test_a_neighbour_keeps_its_height_while_a_card_tells_more(page: InsightsPage, qtbot: QtBot) -> None:
    cards = enter(page, qtbot)
    told, beside = cards["M6"], cards["M7"]
    qtbot.waitUntil(lambda: told.height() == beside.height() > 100)
    before = beside.height()
    told.more.click()
    qtbot.waitUntil(lambda: told.height() > before + 100)
    assert beside.height() <= before
    told.more.click()
    qtbot.waitUntil(lambda: told.height() == beside.height() == before)


@pytest.mark.usefixtures("shared")
def test_each_measure_leads_to_an_act(page: InsightsPage, qtbot: QtBot) -> None:
    cards = enter(page, qtbot)
    for measure, place in (("M6", Place.FEEDBACK), ("M1", Place.TALKS), ("M13", Place.GOALS), ("M11", Place.TODAY)):
        with qtbot.waitSignal(page.asked) as asked:
            cards[measure].act.click()
        assert asked.args == [Go(place)]
    with qtbot.waitSignal(page.asked) as asked:
        cards["M7"].guide.click()
    assert asked.args == [Go(Place.GUIDE, item_id="sbi")]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("width", [1016, 736])
def test_everything_can_be_heard_and_reached(page: InsightsPage, qtbot: QtBot, width: int) -> None:
    cards = enter(page, qtbot)
    page.resize(width, 900)
    cards["M6"].more.click()
    qtbot.waitUntil(lambda: not page.tasks.busy)  # type: ignore[attr-defined]
    assert audit(page) == []
