"""The skills of a piece of feedback: found as one types, offered by its words, shown with it and from a goal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.documents.charts import SvgCharts
from ldcoach.domain.ids import FeedbackId, GoalId, PersonId, SkillId
from ldcoach.domain.kinds import Visibility
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.feedback.on_skill import on_skill
from ldcoach.ui.pages.feedback.page import FeedbackPage
from ldcoach.ui.pages.goal.page import GoalPage
from ldcoach.ui.pages.write_feedback.page import WriteFeedbackPage, about_goal
from ldcoach.ui.tasks import Tasks
from tests.ui.audit import audit
from tests.ui.file_doors import file_door

SEEN = "You closed the route plan at 15:10 while two drops were open."
# The offscreen platform's own remarks on the list that opens are no warnings of ours.
a_list_opens = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def dele(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Dele Adeyemi").created)


@pytest.fixture
def routes(desk: Desk) -> SkillId:
    desk.skills.add("negotiate price")
    return SkillId(desk.skills.add("plan routes").created)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[WriteFeedbackPage]:
    made = WriteFeedbackPage(desk, Tasks())
    qtbot.addWidget(made)
    made.resize(1216, 868)
    made.show()
    yield made
    made.leave()


def links(part: QWidget, beginning: str) -> list[QPushButton]:
    return [each for each in part.findChildren(QPushButton) if each.accessibleName().startswith(beginning)]


def kept(desk: Desk, person: PersonId) -> list[str]:
    ((piece, _),) = desk.feedback.of(person)
    return [skill.name for skill in desk.skills.of_feedback(piece.id)]


@a_list_opens
def test_a_few_letters_and_enter(page: WriteFeedbackPage, desk: Desk, dele: PersonId, routes: SkillId) -> None:
    page.enter(Go(Place.WRITE_FEEDBACK, dele))
    assert page.skill.source.isHidden()
    QTest.keyClicks(page.form.editor, SEEN)
    QTest.keyClicks(page.skill.line, "rout")
    QTest.keyClick(page.skill.line, Qt.Key.Key_Return)
    assert page.skill.skill_ids() == (routes,)
    assert page.skill.line.text() == ""

    page.sheet.ready.click()
    assert kept(desk, dele) == ["plan routes"]


@a_list_opens
def test_what_is_chosen_from_the_list_is_taken(page: WriteFeedbackPage, dele: PersonId, routes: SkillId) -> None:
    page.enter(Go(Place.WRITE_FEEDBACK, dele))
    page.skill.line.setFocus()
    QTest.keyClicks(page.skill.line, "p")
    popup = page.skill.line.completer().popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    QTest.qWait(0)
    assert page.skill.skill_ids() == (routes,)
    assert page.skill.line.text() == ""


@a_list_opens
def test_own_words_become_a_skill_and_can_be_taken_off(page: WriteFeedbackPage, desk: Desk, dele: PersonId) -> None:
    page.enter(Go(Place.WRITE_FEEDBACK, dele))
    assert "Library" in page.skill.source.text()
    assert page.skill.source.isVisible()
    page.form.editor.setPlainText(SEEN)
    QTest.keyClicks(page.skill.line, "reads a pump by its sound")
    QTest.keyClick(page.skill.line, Qt.Key.Key_Return)
    page.leave()
    assert kept(desk, dele) == ["reads a pump by its sound"]
    assert page.skill.source.isHidden()

    page.skill.drops[0].click()
    page.leave()
    assert kept(desk, dele) == []
    assert desk.skills.count() == 1


@a_list_opens
def test_own_words_about_health_are_not_kept(page: WriteFeedbackPage, desk: Desk, dele: PersonId) -> None:
    page.enter(Go(Place.WRITE_FEEDBACK, dele))
    QTest.keyClicks(page.skill.line, "works in spite of his depression")
    QTest.keyClick(page.skill.line, Qt.Key.Key_Return)
    assert "health" in page.sheet.notice.text()
    assert desk.skills.count() == 0
    assert page.skill.line.text()


def test_the_words_offer_what_they_may_speak_to(
    page: WriteFeedbackPage, desk: Desk, dele: PersonId, routes: SkillId, qtbot: QtBot
) -> None:
    price = desk.skills.named("negotiate price").id
    goal = desk.goals.add(dele, "Name the price first").created
    desk.skills.link_goal(GoalId(goal), price)
    page.enter(about_goal(dele, goal))
    page.form.editor.setPlainText(SEEN)
    qtbot.waitUntil(lambda: page.skill.perhaps.count() == 2)
    offered = [each.text() for each in page.skill.findChildren(QPushButton) if each.text().startswith("Perhaps")]
    assert offered == ["Perhaps: negotiate price", "Perhaps: plan routes"]

    (pick,) = [each for each in page.skill.findChildren(QPushButton) if each.text().endswith("plan routes")]
    pick.click()
    page.leave()
    assert kept(desk, dele) == ["plan routes"]
    assert page.skill.perhaps.count() == 1


@a_list_opens
def test_a_captured_line_gets_its_skill_when_it_is_completed(
    page: WriteFeedbackPage, desk: Desk, dele: PersonId, routes: SkillId
) -> None:
    piece = FeedbackId(desk.capture.keep(dele, SEEN).created)
    desk.skills.link_feedback(piece, routes)
    page.enter(Go(Place.WRITE_FEEDBACK, item_id=piece))
    assert page.skill.skill_ids() == (routes,)
    QTest.keyClicks(page.skill.line, "price")
    QTest.keyClick(page.skill.line, Qt.Key.Key_Return)
    assert kept(desk, dele) == ["plan routes", "negotiate price"]
    assert desk.feedback.get(piece)[0].visibility is Visibility.TO_SHARE


def test_a_row_leads_to_all_on_its_skill_and_back(desk: Desk, dele: PersonId, routes: SkillId, qtbot: QtBot) -> None:
    desk.feedback.capture(dele, SEEN, skill_ids=[routes])
    desk.feedback.capture(dele, "You named the price first.")
    page = FeedbackPage(desk)
    qtbot.addWidget(page)
    page.enter(Go(Place.FEEDBACK))
    assert page.on_skill.isHidden()
    assert len(page.waiting.rows()) == 2
    (skill,) = links(page, "Only feedback that speaks to")
    with qtbot.waitSignal(page.asked) as asked:
        skill.click()
    assert asked.args == [on_skill("", routes)]

    page.enter(asked.args[0])
    assert len(page.waiting.rows()) == 1
    assert not page.on_skill.isHidden()
    with qtbot.waitSignal(page.asked) as asked:
        page.on_skill.all.click()
    page.enter(asked.args[0])
    assert len(page.waiting.rows()) == 2


def test_from_a_goals_skill_to_the_feedback_on_it(desk: Desk, dele: PersonId, routes: SkillId, qtbot: QtBot) -> None:
    goal = GoalId(desk.goals.add(dele, "Re-plan before the cut-off").created)
    desk.skills.link_goal(goal, routes)
    page = GoalPage(desk, SvgCharts(), file_door())
    qtbot.addWidget(page)
    page.enter(Go(Place.GOAL, dele, goal))
    assert links(page, "Feedback on it") == []

    desk.feedback.capture(dele, SEEN, skill_ids=[routes])
    page.enter(Go(Place.GOAL, dele, goal))
    (back,) = links(page, "Feedback on it")
    with qtbot.waitSignal(page.asked) as asked:
        back.click()
    assert asked.args == [on_skill(dele, routes)]


@pytest.mark.parametrize("width", [1216, 800])
def test_skills_can_be_reached_and_read(
    page: WriteFeedbackPage, desk: Desk, dele: PersonId, routes: SkillId, width: int, qtbot: QtBot
) -> None:
    page.resize(width, 868)
    piece = desk.feedback.capture(dele, SEEN, skill_ids=[routes]).created
    page.enter(Go(Place.WRITE_FEEDBACK, item_id=piece))

    def fit() -> None:
        assert audit(page) == []

    qtbot.waitUntil(fit)
