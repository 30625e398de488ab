"""A goal's thread: rows and gaps, the forms that close them, and the keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldcoach.documents.charts import SvgCharts
from ldcoach.domain.goals import Reading
from ldcoach.domain.ids import GoalId, MeasureId, OutcomeId, PersonId, PriorityId
from ldcoach.domain.kinds import EvidenceKind, GoalStatus, Polarity
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.goal.acts import EvidenceForm, OutcomeForm, PriorityForm, ReadingForm
from ldcoach.ui.pages.goal.cards import EntriesNode, MeasureNode
from ldcoach.ui.pages.goal.context import ContextForm, SkillForm
from ldcoach.ui.pages.goal.node import GapCard
from ldcoach.ui.pages.goal.page import GoalPage
from ldcoach.ui.pages.goal.practice import LearningForm
from tests.frameworks import esco
from tests.ui.audit import audit
from tests.ui.file_doors import file_door

BEGAN = date(2026, 8, 31)
VALUES = (9, 10, 8, 11, 8, 9, 10, 8, 8, 7, 7, 6, 7, 5, 6, 5, 5, 5)


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Mairi Campbell").created)


@pytest.fixture
def bare(desk: Desk, mairi: PersonId) -> GoalId:
    return GoalId(desk.goals.add(mairi, "Hand over line faults").created)


@pytest.fixture
def whole(desk: Desk, mairi: PersonId) -> GoalId:
    goals = desk.goals
    priority = PriorityId(goals.add_priority("Reliable delivery").created)
    outcome = OutcomeId(goals.add_outcome("Fewer unplanned stops", priority_id=priority).created)
    measure = goals.add_measure("Stops", "a week", outcome_id=outcome, polarity=Polarity.LOWER_IS_BETTER).created
    for week, value in enumerate(VALUES, -8):
        goals.add_reading(MeasureId(measure), value, on=BEGAN + timedelta(weeks=week))
    goal = GoalId(
        goals.add(mairi, "Hand over faults", outcome_id=outcome, critical_behaviour="Writes the cause").created
    )
    for day in (0, 20, 40, 60):
        desk.feedback.capture(mairi, f"Piece of day {day}.", observed_on=BEGAN + timedelta(days=day), goal_id=goal)
    goals.add_evidence(goal, EvidenceKind.CUSTOMER_WORDS, "Found it in two minutes.", on=BEGAN, agreed=True)
    return goal


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> GoalPage:
    made = GoalPage(desk, SvgCharts(), file_door())
    qtbot.addWidget(made)
    made.resize(1216, 1100)
    made.show()
    return made


def said(part: QWidget) -> str:
    return "\n".join(each.text() for each in part.findChildren(QLabel))


def gap_titles(page: GoalPage) -> list[str]:
    return [row.node.accessibleName() for row in page.chain.rows() if isinstance(row.node, GapCard)]


def test_a_whole_chain_shows_before_after_and_its_caveat(page: GoalPage, mairi: PersonId, whole: GoalId) -> None:
    page.enter(Go(Place.GOAL, mairi, whole))

    assert gap_titles(page) == []
    node = next(row.node for row in page.chain.rows() if isinstance(row.node, MeasureNode))
    words = said(node)
    assert "9.1" in words
    assert "5.8" in words
    assert "“After” is not “because”" in words
    assert node.chart.text().startswith("Stops: 9.125 a week before")
    assert node.chart.sizeHint().width() > 0


def test_a_bare_goal_asks_one_question_for_each_gap(page: GoalPage, mairi: PersonId, bare: GoalId) -> None:
    page.enter(Go(Place.GOAL, mairi, bare))

    assert gap_titles(page) == [
        "Not linked to an outcome yet",
        "Nothing one could see yet",
        "Nothing practises this yet",
    ]


def test_linking_a_new_outcome_with_a_new_priority(
    page: GoalPage, desk: Desk, mairi: PersonId, bare: GoalId, qtbot: QtBot
) -> None:
    page.enter(Go(Place.GOAL, mairi, f"link:{bare}"))
    form = page.acts["outcome"]
    assert isinstance(form, OutcomeForm)
    assert not form.isHidden()
    form.outcome.choose_new()
    QTest.keyClicks(form.outcome.name, "Fewer unplanned stops")
    form.outcome.priority.choose_new()
    QTest.keyClicks(form.outcome.priority.name, "Reliable delivery")

    with qtbot.waitSignal(page.changed):
        form.save.click()

    view = desk.goals.view(bare)
    assert view.outcome is not None
    assert view.priority is not None
    assert (view.outcome.name, view.priority.name) == ("Fewer unplanned stops", "Reliable delivery")
    assert "No reading yet" in gap_titles(page)


def test_a_second_try_makes_nothing_twice(page: GoalPage, desk: Desk, mairi: PersonId, bare: GoalId) -> None:
    page.enter(Go(Place.GOAL, mairi, f"link:{bare}"))
    form = page.acts["outcome"]
    assert isinstance(form, OutcomeForm)
    form.outcome.choose_new()
    form.outcome.name.setText("Fewer unplanned stops")
    form.outcome.priority.choose_new()

    form.save.click()
    assert "A name is missing" in form.notice.text()
    form.outcome.priority.name.setText("Reliable delivery")
    form.save.click()

    assert [one.name for one in desk.goals.outcomes()] == ["Fewer unplanned stops"]
    assert form.isHidden()


def test_an_outcome_gains_its_priority(page: GoalPage, desk: Desk, mairi: PersonId, bare: GoalId, qtbot: QtBot) -> None:
    desk.goals.link(bare, OutcomeId(desk.goals.add_outcome("Fewer stops").created))
    priority = desk.goals.add_priority("Reliable delivery").created
    page.enter(Go(Place.GOAL, mairi, bare))
    page.chain.rows()[0].stop().click()  # type: ignore[attr-defined]
    form = page.acts["priority"]
    assert isinstance(form, PriorityForm)
    form.priority.choice.setCurrentIndex(form.priority.choice.findData(priority))

    with qtbot.waitSignal(page.changed):
        form.save.click()

    assert "Not tied to a priority yet" not in gap_titles(page)


def test_the_first_reading_brings_its_measure(
    page: GoalPage, desk: Desk, mairi: PersonId, bare: GoalId, qtbot: QtBot
) -> None:
    page.enter(Go(Place.GOAL, mairi, bare))
    page.reading.click()
    form = page.acts["reading"]
    assert isinstance(form, ReadingForm)
    QTest.keyClicks(form.measure.name, "Fault notes complete")
    QTest.keyClicks(form.unit, "%")
    QTest.keyClicks(form.value, "many")
    form.save.click()
    assert "not a number" in form.notice.text()
    assert desk.goals.measures() == []

    form.value.setText("61,5")
    with qtbot.waitSignal(page.changed) as changed:
        form.save.click()

    assert changed.args is not None
    assert changed.args[0].touches(Reading)
    (measure,) = desk.goals.measures()
    assert measure.goal_id == bare
    assert [reading.value for reading in desk.goals.readings(measure.id)] == [61.5]
    node = next(row.node for row in page.chain.rows() if isinstance(row.node, MeasureNode))
    assert "there is no before and after" in said(node)


def test_too_few_readings_are_too_early_to_say(page: GoalPage, desk: Desk, mairi: PersonId, bare: GoalId) -> None:
    measure = MeasureId(desk.goals.add_measure("Stops", "a week", goal_id=bare).created)
    desk.goals.add_reading(measure, 9, on=BEGAN - timedelta(days=7))
    desk.feedback.capture(mairi, "Wrote the card.", observed_on=BEGAN, goal_id=bare)

    page.enter(Go(Place.GOAL, mairi, bare))

    node = next(row.node for row in page.chain.rows() if isinstance(row.node, MeasureNode))
    assert "Too early to say" in said(node)


def test_evidence_is_added_with_agreement(
    page: GoalPage, desk: Desk, mairi: PersonId, bare: GoalId, qtbot: QtBot
) -> None:
    desk.feedback.capture(mairi, "Wrote the card.", goal_id=bare)
    page.enter(Go(Place.GOAL, mairi, bare))
    page.chain.wanted.emit("evidence")
    form = page.acts["evidence"]
    assert isinstance(form, EvidenceForm)
    assert form.kind.findData(EvidenceKind.COMPLETION_RECORD) == -1
    QTest.keyClicks(form.words, "Nights found the fault in two minutes.")
    form.agreed.click()

    with qtbot.waitSignal(page.changed):
        form.save.click()

    ((evidence, words),) = desk.goals.view(bare).evidence
    assert evidence.agreed_by_employee
    assert words == "Nights found the fault in two minutes."
    assert isinstance(page.chain.rows()[-1].node, EntriesNode)


def test_more_than_three_entries_fold(page: GoalPage, mairi: PersonId, whole: GoalId) -> None:
    page.enter(Go(Place.GOAL, mairi, whole))
    node = next(row.node for row in page.chain.rows() if row.node.accessibleName().startswith("Practice"))
    assert isinstance(node, EntriesNode)
    assert node.more.text() == "Show one more"

    node.more.click()

    assert node.more.isHidden()


def test_a_new_goal_with_target_and_date(page: GoalPage, desk: Desk, mairi: PersonId, qtbot: QtBot) -> None:
    page.enter(Go(Place.GOAL, mairi))
    form = page.form
    QTest.keyClicks(form.goal_title, "Ask before naming a price")
    QTest.keyClicks(form.behaviour, "Asks one question")
    QTest.keyClicks(form.target, "3")
    form.target_on.show_day(date(2026, 12, 18))

    with qtbot.waitSignal(page.changed) as changed:
        form.save.click()

    assert changed.args is not None
    goal = desk.goals.view(GoalId(changed.args[0].created)).goal
    assert (goal.title, goal.person_id) == ("Ask before naming a price", mairi)
    assert (goal.target_value, goal.target_on) == (3, date(2026, 12, 18))
    assert page.form.isHidden()
    assert gap_titles(page)[0] == "Not linked to an outcome yet"


def test_a_target_stays_as_it_was_when_something_else_is_changed(
    page: GoalPage, desk: Desk, mairi: PersonId, whole: GoalId, qtbot: QtBot
) -> None:
    was = desk.goals.view(whole).goal
    desk.goals.edit(replace(was, target_value=1234567.5))
    page.enter(Go(Place.GOAL, mairi, whole))
    page.edit.click()
    page.form.goal_title.setText("Ask first")
    with qtbot.waitSignal(page.changed):
        page.form.save.click()
    assert desk.goals.view(whole).goal == replace(was, title="Ask first", target_value=1234567.5)


def test_a_goal_without_words_or_person_stays_in_the_form(page: GoalPage, desk: Desk, mairi: PersonId) -> None:
    desk.people.add("Wen Li")
    page.enter(Go(Place.GOAL))
    page.form.save.click()
    assert "whose goal" in page.form.notice.text()

    page.form.person.setCurrentIndex(page.form.person.findData(mairi))
    page.form.save.click()
    assert "few words" in page.form.notice.text()
    assert desk.goals.lines() == []


def test_a_goal_is_changed_and_settled(
    page: GoalPage, desk: Desk, mairi: PersonId, whole: GoalId, qtbot: QtBot
) -> None:
    page.enter(Go(Place.GOAL, mairi, whole))
    page.edit.click()
    assert page.form.goal_title.text() == "Hand over faults"
    page.form.status.setCurrentIndex(page.form.status.findData(GoalStatus.ACHIEVED))

    with qtbot.waitSignal(page.changed):
        page.form.save.click()

    goal = desk.goals.view(whole).goal
    assert goal.status is GoalStatus.ACHIEVED
    assert goal.outcome_id is not None


def test_the_keyboard_walks_the_thread(page: GoalPage, mairi: PersonId, whole: GoalId, qtbot: QtBot) -> None:
    page.enter(Go(Place.GOAL, mairi, whole))
    rows = page.chain.rows()
    qtbot.waitUntil(rows[0].isVisible)
    page.activateWindow()
    rows[0].stop().setFocus()
    qtbot.waitUntil(rows[0].stop().hasFocus)
    for before, after in pairwise(rows[:3]):
        QTest.keyClick(before.stop(), Qt.Key.Key_Down)
        assert after.stop().hasFocus()

    QTest.keyClick(rows[2].stop(), Qt.Key.Key_R)
    assert not page.acts["reading"].isHidden()
    QTest.keyClick(page.acts["reading"], Qt.Key.Key_Escape)
    assert page.acts["reading"].isHidden()
    rows[2].stop().setFocus()
    QTest.keyClick(rows[2].stop(), Qt.Key.Key_Return)
    assert not page.form.isHidden()


def test_a_gap_in_practice_leads_to_feedback_for_the_goal(
    page: GoalPage, mairi: PersonId, bare: GoalId, qtbot: QtBot
) -> None:
    page.enter(Go(Place.GOAL, mairi, bare))
    gap = next(row for row in page.chain.rows() if row.node.accessibleName() == "Nothing practises this yet")

    with qtbot.waitSignal(page.asked) as asked:
        gap.stop().click()  # type: ignore[attr-defined]

    assert asked.args == [Go(Place.WRITE_FEEDBACK, mairi, f"goal:{bare}")]


@pytest.mark.parametrize("width", [1216, 800, 640])
def test_everything_can_be_reached_and_read(
    page: GoalPage, mairi: PersonId, whole: GoalId, width: int, qtbot: QtBot
) -> None:
    page.resize(width, 1400)
    page.enter(Go(Place.GOAL, mairi, whole))

    def fit() -> None:
        assert audit(page) == []

    qtbot.waitUntil(fit)


def typed(form: QWidget, words: str) -> None:
    form.setFocus()
    QTest.keyClicks(form, words)


def test_the_editor_asks_while_one_writes_and_never_blocks(
    page: GoalPage, desk: Desk, mairi: PersonId, qtbot: QtBot
) -> None:
    page.enter(Go(Place.GOAL, mairi))
    typed(page.form.goal_title, "Complete the Excel course")
    qtbot.waitUntil(lambda: len(page.form.questions.questions()) == 3, timeout=15_000)
    assert page.form.questions.questions()[0].startswith("Which result for customers")
    page.form.questions.more.click()
    assert any("What changes after the course" in each for each in page.form.questions.questions())
    page.form.questions.show_examples.click()
    assert "Handle price objections" in said(page.form.questions.examples)
    with qtbot.waitSignal(page.changed):
        page.form.save.click()
    assert [line.title for line in desk.goals.lines(mairi)] == ["Complete the Excel course"]


def test_a_plan_is_made_opened_changed_and_taken_away(
    page: GoalPage, desk: Desk, mairi: PersonId, whole: GoalId, qtbot: QtBot
) -> None:
    page.enter(Go(Place.GOAL, mairi, whole))
    page.around.buttons["plan"].click()
    typed(page.plan_form.cue, "the bell rings")
    page.plan_form.save.click()
    assert "needs both" in page.plan_form.notice.text()
    typed(page.plan_form.response, "I write the card")
    with qtbot.waitSignal(page.changed):
        page.plan_form.save.click()
    (plan,) = desk.plans.of(whole)
    node = next(row.node for row in page.chain.rows() if isinstance(row.node, EntriesNode))
    assert "When the bell rings, then I write the card" in said(node)
    page.chain.opened.emit(f"plan:{plan.id}")
    assert page.plan_form.cue.text() == "the bell rings"
    with qtbot.waitSignal(page.changed):
        page.plan_form.remove.click()
    assert desk.plans.of(whole) == []


def test_learning_is_started_until_it_is_used_at_work(
    page: GoalPage, desk: Desk, mairi: PersonId, whole: GoalId, qtbot: QtBot
) -> None:
    page.enter(Go(Place.GOAL, mairi, whole))
    form = page.acts["learning"]
    assert isinstance(form, LearningForm)
    page.around.buttons["learning"].click()
    typed(form.name, "Shadow the night shift")
    form.started.show_day(date(2026, 11, 20))
    with qtbot.waitSignal(page.changed):
        form.save.click()
    assert "started" in said(page.chain)
    (learning,) = desk.learning.lines(mairi)
    page.chain.opened.emit(f"learning:{learning.id}")
    typed(page.applied_form.words, "Handed two faults over with cause and check.")
    with qtbot.waitSignal(page.changed):
        page.applied_form.save.click()
    assert "used at work" in said(page.chain)
    assert [words for _, words in desk.goals.view(whole).evidence][-1].startswith("Handed two faults")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_skill_is_found_tied_and_untied(
    page: GoalPage, desk: Desk, mairi: PersonId, whole: GoalId, qtbot: QtBot
) -> None:
    desk.skills.take_over(esco(40, 10))
    page.enter(Go(Place.GOAL, mairi, whole))
    form = page.acts["skill"]
    assert isinstance(form, SkillForm)
    page.around.buttons["skill"].click()
    typed(form.skill, "negoc")
    assert form.skill.offered()[0][1] == "négocier wood 24"
    form.skill.completer().activated.emit("négocier wood 24")
    assert form.skill.key() == form.skill.offered()[0][0]
    with qtbot.waitSignal(page.changed):
        form.save.click()
    words = said(page.around)
    assert "Builds: négocier wood 24" in words
    assert "European Commission" in words
    untie = next(each for each in page.around.findChildren(QPushButton) if "Untie" in each.accessibleName())
    with qtbot.waitSignal(page.changed):
        untie.click()
    assert desk.skills.of_goal(whole) == ()


def test_what_else_changed_stands_in_the_caveat(
    page: GoalPage, desk: Desk, mairi: PersonId, whole: GoalId, qtbot: QtBot
) -> None:
    page.enter(Go(Place.GOAL, mairi, whole))
    form = page.acts["context"]
    assert isinstance(form, ContextForm)
    page.around.buttons["context"].click()
    form.what_else.setPlainText("A new valve on 5 October.")
    form.share.setValue(30)
    form.save.click()
    assert "needs its reasons" in form.notice.text()
    assert desk.goals.view(whole).what_else == ""
    form.reasons.setPlainText("Both shifts used the card")
    form.sure.setValue(60)
    with qtbot.waitSignal(page.changed):
        form.save.click()
    node = next(row.node for row in page.chain.rows() if isinstance(row.node, MeasureNode))
    assert "A new valve on 5 October." in said(node)
    assert "a week less on average since" in said(node)
    page.around.sayable.fold.click()
    assert "We estimate that about 30 %" in said(page.around)


def test_the_form_says_that_there_is_nothing_to_ask_only_once_it_has_looked(
    page: GoalPage, mairi: PersonId, whole: GoalId, qtbot: QtBot
) -> None:
    page.enter(Go(Place.GOAL, mairi, whole))
    page.edit.click()
    questions = page.form.questions
    assert (questions.questions(), questions.calm.isVisible()) == ([], False)
    qtbot.waitUntil(lambda: bool(questions.questions()))
    assert not questions.calm.isVisible()


def test_a_similar_matter_can_stand_beside_the_change(
    page: GoalPage, desk: Desk, mairi: PersonId, whole: GoalId, qtbot: QtBot
) -> None:
    page.enter(Go(Place.GOAL, mairi, whole))
    lines = page.around.sayable
    lines.fold.click()
    assert not lines.beside.isVisible()
    outcome = OutcomeId(desk.goals.add_outcome("Line 3").created)
    other = MeasureId(desk.goals.add_measure("Stops, line 3", "a week", outcome_id=outcome).created)
    for week in range(-8, 10):
        desk.goals.add_reading(other, 8, on=BEGAN + timedelta(weeks=week))
    lines.fold.click()
    lines.fold.click()
    assert lines.beside.isVisible()
    assert [lines.beside.itemText(at) for at in range(lines.beside.count())] == ["Nothing beside it", "Stops, line 3"]
    lines.beside.setFocus()
    QTest.keyClick(lines.beside, Qt.Key.Key_Down)
    assert "more than Stops, line 3 over the same days" in said(lines)
    QTest.keyClick(lines.beside, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: "line 3 over" not in said(lines))


def test_dates_that_are_open_are_asked_about(
    page: GoalPage, desk: Desk, mairi: PersonId, whole: GoalId, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "stops.csv"
    file.write_text("Date;Value\n03/04/2025;7\n05/06/2025;6\n", "utf-8")
    page.enter(Go(Place.GOAL, mairi, whole))
    page.file.bring_dropped(desk.goals.view(whole), file)
    qtbot.waitUntil(lambda: "3 April 2025" in page.file.details.toPlainText())
    assert page.file.order.isVisible()
    page.file.order.setFocus()
    QTest.keyClick(page.file.order, Qt.Key.Key_Down)
    assert "4 March 2025" in page.file.details.toPlainText()
    assert page.file.order.isVisible()
    with qtbot.waitSignal(page.changed):
        page.file.add.click()
    days = {one.on for one in desk.context.record.every(Reading)}
    assert {date(2025, 3, 4), date(2025, 5, 6)} <= days


def test_readings_come_by_drag_and_drop_with_a_preview(
    page: GoalPage, desk: Desk, mairi: PersonId, whole: GoalId, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "stops.csv"
    file.write_text("Date;Value\n2025-11-03;1,234\n2025-11-10;many\n", "utf-8")
    page.enter(Go(Place.GOAL, mairi, whole))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(page.rect().center()),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    qtbot.waitUntil(lambda: "a comma or a point" in page.file.notice.text())
    page.file.mark.setCurrentIndex(1)
    page.file.mark.activated.emit(1)
    assert "1.234" in page.file.details.toPlainText()
    assert "Line 3" in page.file.details.toPlainText()
    with qtbot.waitSignal(page.changed):
        page.file.add.click()
    assert desk.goals.readings(desk.goals.measure_named("Stops").id)[0].value == 1.234
    assert page.file.isHidden()


def test_each_row_says_its_place_in_the_tree(page: GoalPage, mairi: PersonId, whole: GoalId) -> None:
    page.enter(Go(Place.GOAL, mairi, whole))
    told = [row.stop().accessibleDescription() for row in page.chain.rows()]
    assert told[0] == f"Level 1 of {len(told)}, Priority"
    assert told[1] == f"Level 2 of {len(told)}, Outcome, below Priority"


def test_the_header_keeps_its_title_in_a_narrow_window(page: GoalPage, mairi: PersonId, whole: GoalId) -> None:
    page.enter(Go(Place.GOAL, mairi, whole))
    page.resize(736, 860)
    assert page.edit.text() == page.summary.text() == ""
    assert page.edit.accessibleName() == "Change the goal"


def test_how_sure_they_are_stands_with_the_goal(page: GoalPage, desk: Desk, mairi: PersonId, bare: GoalId) -> None:
    page.enter(Go(Place.GOAL, mairi, bare))
    said_before = "\n".join(said(row.node) for row in page.chain.rows())
    assert "How sure they are" not in said_before
    page.refresh(desk.around.say_sure(bare, 6))
    assert any("How sure they are, by their own number: 6 of 10" in said(row.node) for row in page.chain.rows())
