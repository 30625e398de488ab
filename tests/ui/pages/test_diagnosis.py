"""The diagnosis on screen: one question at a time, by mouse and keys, every answer kept at once."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ldcoach.domain.gaps import Gap
from ldcoach.domain.ids import ConversationId, GapId, PersonId
from ldcoach.domain.kinds import ActionOwner
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.diagnosis.page import DiagnosisPage
from ldcoach.ui.pages.talk.page import TalkPage
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk

GATES = {"N0": "yes", "N1": "yes", "N2": "no"}
HELD = "She was diagnosed with depression last month."


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Mairi Campbell").created)


@pytest.fixture
def gap(desk: Desk, mairi: PersonId) -> GapId:
    return GapId(desk.gaps.begin(mairi, "Samples come late", together=True).created)


@pytest.fixture
def ask() -> CannedAsk:
    return CannedAsk()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, ask: CannedAsk) -> DiagnosisPage:
    made = DiagnosisPage(desk, ask)
    made.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1216, 900)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


def give(desk: Desk, gap: GapId, answers: dict[str, str]) -> None:
    for node, key in answers.items():
        desk.gaps.answer(gap, node, key)


def kept(desk: Desk, gap: GapId) -> dict[str, str]:
    return desk.context.record.get(Gap, gap).given


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)
    QApplication.processEvents()


def test_a_gap_is_described_before_anything_is_asked(page: DiagnosisPage, desk: Desk, mairi: PersonId) -> None:
    page.enter(Go(Place.DIAGNOSIS, mairi))
    assert not page.form.isHidden()
    page.form.save.click()
    assert "few words" in page.form.notice.text()

    page.form.statement.setText("9 incomplete samples a week, 2 wanted")
    page.form.first.setText("12 November: three of nine")
    page.form.save.click()

    (line,) = desk.gaps.lines(mairi)
    assert line.gap.examples == ("12 November: three of nine",)
    assert desk.gaps.view(line.gap.id).together
    assert page.card.isVisible()
    assert "Which business result" in page.card.question.text()
    assert page.card.back.isHidden()


def test_held_words_wait_in_the_form(page: DiagnosisPage, desk: Desk, mairi: PersonId) -> None:
    page.enter(Go(Place.DIAGNOSIS, mairi))
    page.form.statement.setText(HELD)
    page.form.save.click()
    assert not page.form.held.isHidden()
    assert desk.gaps.lines() == []
    assert page.form.statement.text() == HELD


def test_a_new_gap_never_lands_in_the_description_of_another(
    page: DiagnosisPage, desk: Desk, gap: GapId, mairi: PersonId
) -> None:
    page.enter(Go(Place.DIAGNOSIS, "", gap))
    page.describe.click()
    page.enter(Go(Place.DIAGNOSIS, mairi))
    assert page.form.statement.text() == ""
    page.form.statement.setText("Half typed")
    page.enter(Go(Place.DIAGNOSIS, mairi))
    assert page.form.statement.text() == "Half typed"
    page.form.save.click()
    assert {line.gap.statement for line in desk.gaps.lines()} == {"Samples come late", "Half typed"}


def test_enter_on_a_button_presses_that_button(page: DiagnosisPage, desk: Desk, gap: GapId) -> None:
    give(desk, gap, GATES)
    page.enter(Go(Place.DIAGNOSIS, "", f"{gap}#N1"))
    page.card.back.setFocus()
    press(Qt.Key.Key_Return)
    assert "Which business result" in page.card.question.text()


def test_without_anybody_it_says_what_to_do(page: DiagnosisPage) -> None:
    page.enter(Go(Place.DIAGNOSIS))
    assert "Add a person first" in page.notice.text()
    assert page.form.isHidden()


def test_keys_answer_go_on_and_go_back(page: DiagnosisPage, desk: Desk, gap: GapId) -> None:
    page.enter(Go(Place.DIAGNOSIS, "", gap))
    assert not page.card.go_on.isEnabled()
    press(Qt.Key.Key_Y)
    assert kept(desk, gap) == {"N0": "yes"}
    press(Qt.Key.Key_Return)
    assert "worth closing" in page.card.question.text()
    press(Qt.Key.Key_U)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_Return)
    assert kept(desk, gap) == {"N0": "yes", "N1": "unknown", "N2": "no"}
    assert "unprompted" in page.card.question.text()

    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert "safety, law or conduct" in page.card.question.text()
    assert page.card.answer() == "no"


def test_what_is_not_known_opens_its_check(page: DiagnosisPage, desk: Desk, gap: GapId, mairi: PersonId) -> None:
    give(desk, gap, GATES)
    page.enter(Go(Place.DIAGNOSIS, "", f"{gap}#N5"))
    page.card.rows["unknown"].choice.click()
    check = page.card.check
    assert check is not None
    assert not check.isHidden()
    assert page.card.go_on.text() == "Note the check and go on"
    check.who.setCurrentIndex(check.who.findData(ActionOwner.MANAGER))
    check.who.activated.emit(check.who.currentIndex())
    (promise,) = desk.promises.open(mairi)
    assert promise.owner is ActionOwner.MANAGER
    assert not page.sheet.found.checks.isHidden()

    page.card.rows["yes"].choice.click()

    assert desk.promises.open(mairi) == []
    assert check.isHidden()
    assert page.sheet.found.checks.isHidden()


def test_what_was_seen_is_kept_while_it_is_written(page: DiagnosisPage, desk: Desk, gap: GapId, qtbot: QtBot) -> None:
    give(desk, gap, GATES)
    page.enter(Go(Place.DIAGNOSIS, "", f"{gap}#N3"))
    page.card.seen.editor.setFocus()
    with qtbot.waitSignal(page.card.seen.kept):
        qtbot.keyClicks(page.card.seen.editor, "Never yet written down, said Ana")
    assert desk.gaps.view(gap).notes == {"N3": "Never yet written down, said Ana"}
    assert kept(desk, gap) == GATES


def test_held_words_about_a_question_come_back_with_it(page: DiagnosisPage, desk: Desk, gap: GapId) -> None:
    give(desk, gap, GATES | {"N3": "no"})
    page.enter(Go(Place.DIAGNOSIS, "", f"{gap}#N3"))
    page.card.seen.editor.setPlainText(HELD)
    page.card.go_on.click()
    assert desk.gaps.view(gap).notes == {}
    assert page.card.seen.editor.toPlainText() == ""

    page.card.back.click()

    assert page.card.seen.editor.toPlainText() == HELD
    assert not page.card.seen.held.isHidden()
    page.card.seen.held.keep.click()
    assert desk.gaps.view(gap).notes == {"N3": HELD}


@pytest.mark.parametrize("window", [1000, 1240])
@pytest.mark.parametrize("ended", [False, True])
def test_no_more_width_is_asked_for_than_is_left_beside_the_navigation(
    page: DiagnosisPage, desk: Desk, gap: GapId, window: int, ended: bool
) -> None:
    give(desk, gap, {**GATES, "N3": "no", "N4": "no", "N5": "no" if ended else "unknown"})
    give(desk, gap, dict.fromkeys(("N6", "N7", "N8", "N9"), "yes") if ended else {})
    page.resize(window, 900)
    page.enter(Go(Place.DIAGNOSIS, item_id=gap if ended else f"{gap}#N5"))
    assert page.areas.list.isHidden() == (window < 1240)
    assert page.closing.isVisible() is ended
    navigation, margins, bar = 224, 64, 12
    assert page.sheet.minimumSizeHint().width() <= window - navigation - margins - bar


def test_any_answered_area_can_be_opened_again(page: DiagnosisPage, desk: Desk, gap: GapId) -> None:
    give(desk, gap, GATES | {"N3": "no", "N4": "yes"})
    page.enter(Go(Place.DIAGNOSIS, "", gap))
    names = [page.areas.list.item(row).text() for row in range(page.areas.list.count())]
    assert names[:5] == ["Worth solving", "Result and gap", "Worth it now", "No other process", "Around the work"]
    page.areas.list.picked.emit(names.index("Expectations"))
    assert page.card.answer() == "no"
    assert "unprompted" in page.card.question.text()
    page.areas.list.picked.emit(names.index("Around the work"))
    assert "unprompted" in page.card.question.text()


@pytest.mark.parametrize(
    ("answers", "title", "removable"),
    [
        ({"N0": "no"}, "Describe the gap first", False),
        ({"N0": "yes", "N1": "no"}, "Park it", False),
        (GATES | {"N2": "yes"}, "Another process", True),
        (GATES | {"N2": "unknown"}, "Ask first", True),
    ],
)
def test_an_early_end_is_a_calm_card(
    page: DiagnosisPage, desk: Desk, gap: GapId, answers: dict[str, str], title: str, removable: bool
) -> None:
    give(desk, gap, answers)
    page.enter(Go(Place.DIAGNOSIS, "", gap))
    assert page.closing.isVisible()
    assert not page.card.isVisible()
    assert page.closing.headline.text() == title
    assert page.closing.remove.isVisible() is removable
    page.closing.back.click()
    assert page.card.isVisible()


def test_parking_keeps_the_day_and_goes_to_the_gap(
    page: DiagnosisPage, desk: Desk, gap: GapId, mairi: PersonId, qtbot: QtBot
) -> None:
    give(desk, gap, {"N0": "yes", "N1": "no"})
    page.enter(Go(Place.DIAGNOSIS, "", gap))
    page.closing.day.show_day(date(2027, 1, 8))
    with qtbot.waitSignal(page.asked) as asked:
        page.closing.go_on.click()
    assert asked.args == [Go(Place.GAP, mairi, gap)]
    assert desk.gaps.view(gap).gap.review_on == date(2027, 1, 8)


def test_a_formal_matter_leaves_only_when_that_is_wanted(
    page: DiagnosisPage, desk: Desk, gap: GapId, mairi: PersonId, ask: CannedAsk, qtbot: QtBot
) -> None:
    give(desk, gap, GATES | {"N2": "yes"})
    page.enter(Go(Place.DIAGNOSIS, "", gap))
    ask.yes = False
    page.closing.remove.click()
    assert len(desk.gaps.lines()) == 1
    ask.yes = True
    with qtbot.waitSignal(page.asked) as asked:
        page.closing.remove.click()
    assert asked.args == [Go(Place.GOALS, mairi)]
    assert desk.gaps.lines() == []


def test_three_causes_around_the_work_leave_the_person_alone(page: DiagnosisPage, desk: Desk, gap: GapId) -> None:
    around = {"N3": "no", "N4": "no", "N5": "no", "N6": "yes", "N7": "yes", "N8": "yes"}
    give(desk, gap, GATES | around)
    page.enter(Go(Place.DIAGNOSIS, "", gap))
    press(Qt.Key.Key_Y)
    assert page.card.go_on.text() == "See what was found"
    page.card.go_on.click()
    assert page.closing.headline.text() == "Now the path"
    assert "the questions about the person wait" in page.closing.aside.text()


def test_it_can_be_put_on_the_agenda_described_anew_and_paused(
    page: DiagnosisPage, desk: Desk, gap: GapId, mairi: PersonId, qtbot: QtBot
) -> None:
    give(desk, gap, {"N0": "no"})
    page.enter(Go(Place.DIAGNOSIS, "", gap))
    page.closing.agenda.click()
    assert [topic.title for topic in desk.context.record.open_topics(mairi)] == [
        "Look at it together: Samples come late"
    ]
    page.closing.go_on.click()
    assert not page.form.isHidden()
    page.form.statement.setText("9 samples late a week, 2 wanted")
    page.form.save.click()
    assert desk.gaps.view(gap).gap.statement == "9 samples late a week, 2 wanted"
    assert page.card.isVisible()
    with qtbot.waitSignal(page.asked) as asked:
        page.pause.click()
    assert asked.args == [Go(Place.GAP, mairi, gap)]


@pytest.mark.parametrize("own", [False, True])
def test_in_a_talk_with_the_guide_for_gaps_it_is_one_click_there_and_back(
    page: DiagnosisPage, desk: Desk, gap: GapId, mairi: PersonId, qtbot: QtBot, *, own: bool
) -> None:
    guide = desk.own_guides.copy("gap", "Our gaps").created if own else "gap"
    if own:
        desk.own_guides.keep(guide)
    talk = ConversationId(desk.talks.plan(mairi, desk.context.clock.now(), guide_key=guide).created)
    talking = TalkPage(desk)
    qtbot.addWidget(talking)
    talking.enter(Go(Place.TALK, mairi, talk))
    assert not talking.gap.isHidden()
    with qtbot.waitSignal(talking.asked) as asked:
        talking.gap.click()
    assert asked.args == [Go(Place.DIAGNOSIS, mairi, gap)]

    page.enter(asked.args[0])
    assert page.pause.text() == "Back to the 1-2-1"
    with qtbot.waitSignal(page.asked) as back:
        page.pause.click()
    assert back.args == [Go(Place.TALK, mairi, talk)]

    other = ConversationId(desk.talks.plan(mairi, desk.context.clock.now()).created)
    talking.enter(Go(Place.TALK, mairi, other))
    assert talking.gap.isHidden()


def test_a_gap_taken_out_elsewhere_is_left(page: DiagnosisPage, desk: Desk, gap: GapId, qtbot: QtBot) -> None:
    page.enter(Go(Place.DIAGNOSIS, "", gap))
    change = desk.gaps.let_go(gap)
    with qtbot.waitSignal(page.asked) as asked:
        page.refresh(change)
    assert asked.args == [Go(Place.GOALS)]


@pytest.mark.parametrize("width", [1216, 640])
@pytest.mark.parametrize("stands_at", ["#N5", "end", "new"])
def test_everything_can_be_reached_and_read(
    page: DiagnosisPage, desk: Desk, gap: GapId, mairi: PersonId, width: int, stands_at: str, qtbot: QtBot
) -> None:
    give(desk, gap, GATES | {"N3": "no", "N5": "unknown"})
    if stands_at == "end":
        give(desk, gap, {"N1": "no"})
    page.resize(width, 900)
    page.enter(Go(Place.DIAGNOSIS, mairi, "" if stands_at == "new" else f"{gap}{stands_at.replace('end', '')}"))

    def fit() -> None:
        assert audit(page) == []

    qtbot.waitUntil(fit)
