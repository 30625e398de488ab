"""Goals of the team: by person, with chains, and those that hang on nothing yet."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldcoach.domain.ids import GoalId, OutcomeId, PersonId
from ldcoach.domain.kinds import GoalStatus
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.goals.page import GoalsPage
from tests.ui.audit import audit


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Mairi Campbell").created)


@pytest.fixture
def linked(desk: Desk, mairi: PersonId) -> GoalId:
    outcome = OutcomeId(desk.goals.add_outcome("Fewer unplanned stops").created)
    return GoalId(desk.goals.add(mairi, "Hand over line faults", outcome_id=outcome).created)


@pytest.fixture
def unlinked(desk: Desk) -> GoalId:
    wen = PersonId(desk.people.add("Wen Li").created)
    return GoalId(desk.goals.add(wen, "Lead a cut-over with two colleagues").created)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> GoalsPage:
    made = GoalsPage(desk)
    qtbot.addWidget(made)
    made.resize(1216, 900)
    made.show()
    return made


def titles(page: GoalsPage) -> list[str]:
    return [group.title.text() for group in page.groups()]


def test_what_hangs_on_nothing_has_its_own_group(page: GoalsPage, linked: GoalId, unlinked: GoalId) -> None:
    assert linked != unlinked
    page.enter(Go(Place.GOALS))

    assert titles(page) == ["Mairi Campbell", "Not linked to an outcome yet"]
    assert page.groups()[1].caption.text() == "Which outcome would move if this works?"


def test_when_something_was_noted_stays_on_one_line_beside_a_long_outcome(
    page: GoalsPage, desk: Desk, mairi: PersonId, qtbot: QtBot
) -> None:
    outcome = OutcomeId(desk.goals.add_outcome("Verringerung der ungeplanten Unterbrechungen " * 3).created)
    desk.goals.add(mairi, "Hand over line faults", outcome_id=outcome)
    page.resize(1016, 900)
    page.enter(Go(Place.GOALS))
    (row,) = page.groups()[0].rows()
    (noted,) = [label for label in row.findChildren(QLabel) if label.text() == "Nothing noted for it yet"]
    qtbot.waitUntil(lambda: noted.height() < 2 * noted.fontMetrics().height())
    assert noted.width() >= noted.fontMetrics().horizontalAdvance(noted.text())


def test_a_goal_opens_and_a_link_is_one_click_away(
    page: GoalsPage, desk: Desk, linked: GoalId, unlinked: GoalId, mairi: PersonId, qtbot: QtBot
) -> None:
    page.enter(Go(Place.GOALS))

    with qtbot.waitSignal(page.asked) as opened:
        page.groups()[0].rows()[0].title.click()
    with qtbot.waitSignal(page.asked) as linking:
        page.groups()[1].rows()[0].link.click()

    wen = desk.goals.view(unlinked).person.id
    assert opened.args == [Go(Place.GOAL, mairi, linked)]
    assert linking.args == [Go(Place.GOAL, wen, f"link:{unlinked}")]


def test_one_person_alone_and_a_new_goal_for_them(
    page: GoalsPage, linked: GoalId, unlinked: GoalId, mairi: PersonId, qtbot: QtBot
) -> None:
    assert linked != unlinked
    page.enter(Go(Place.GOALS, mairi))
    assert titles(page) == ["Mairi Campbell"]

    with qtbot.waitSignal(page.asked) as asked:
        page.new.click()
    assert asked.args == [Go(Place.GOAL, mairi)]


def test_closed_goals_come_on_request(page: GoalsPage, desk: Desk, linked: GoalId) -> None:
    desk.goals.settle(linked, GoalStatus.ACHIEVED)
    page.enter(Go(Place.GOALS))
    assert titles(page) == []
    assert not page.nothing.isHidden()

    page.closed.click()

    assert titles(page) == ["Mairi Campbell"]


def test_a_change_elsewhere_is_shown(page: GoalsPage, desk: Desk, unlinked: GoalId) -> None:
    page.enter(Go(Place.GOALS))
    outcome = OutcomeId(desk.goals.add_outcome("Calm releases").created)

    page.refresh(desk.goals.link(unlinked, outcome))

    assert titles(page) == ["Wen Li"]


@pytest.mark.parametrize("width", [1216, 800, 640])
def test_everything_can_be_reached_and_read(
    page: GoalsPage, linked: GoalId, unlinked: GoalId, width: int, qtbot: QtBot
) -> None:
    assert linked != unlinked
    page.resize(width, 900)
    page.enter(Go(Place.GOALS))

    def fit() -> None:
        assert audit(page) == []

    qtbot.waitUntil(fit)
