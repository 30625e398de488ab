"""A gap and its path on screen: steps made, agreed, done, looked at again; and gaps in lists."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from ldcoach.domain.gaps import GapStage
from ldcoach.domain.ids import GapId, OutcomeId, PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, MeasureKind, PathKind
from ldcoach.services.desk import Desk
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.gap.page import GapPage
from ldcoach.ui.pages.goals.page import GoalsPage
from ldcoach.ui.pages.person.page import PersonPage
from tests.fakes import FixedClock
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk
from tests.ui.file_doors import file_door

CLEAR = {"N0": "yes", "N1": "yes", "N2": "no"} | dict.fromkeys(("N3", "N4", "N5", "N6", "N7", "N8", "N9"), "yes")
SKILL = CLEAR | {"N5": "no", "N8": "unknown", "N10": "no", "N11": "no", "N13": "no", "N13b": "doing"}
MOTIVE = CLEAR | {"N5": "no", "N10": "yes", "N14": "no"}


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Mairi Campbell").created)


@pytest.fixture
def gap(desk: Desk, mairi: PersonId) -> GapId:
    outcome = OutcomeId(desk.goals.add_outcome("Fewer repeat tests").created)
    gap = GapId(desk.gaps.begin(mairi, "Samples come late", outcome_id=outcome).created)
    for node, key in SKILL.items():
        desk.gaps.answer(gap, node, key)
    return gap


@pytest.fixture
def agreed(desk: Desk, gap: GapId) -> GapId:
    desk.path.add(gap, PathKind.PROCESS_CHANGE, "Print the list earlier", ActionOwner.OTHER_ROLE, date(2026, 12, 1))
    desk.path.add(gap, PathKind.COACHING, "Talk through two cases", ActionOwner.BOTH, date(2026, 12, 8))
    desk.path.agree(gap, date(2027, 1, 15))
    return gap


@pytest.fixture
def ask() -> CannedAsk:
    return CannedAsk()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, ask: CannedAsk) -> GapPage:
    made = GapPage(desk, ask)
    made.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1216, 900)
    made.show()
    return made


def test_a_path_is_made_and_agreed(page: GapPage, desk: Desk, gap: GapId, mairi: PersonId) -> None:
    page.enter(Go(Place.GAP, mairi, gap))
    assert page.go_on.text() == "Add the first step"
    assert page.brief.isHidden()
    page.go_on.click()
    page.step.save.click()
    assert "few words" in page.step.notice.text()
    page.step.words.setText("Print the list at 13:30")
    page.step.measure.choose_new()
    page.step.measure.name.setText("Lists on time")
    page.step.unit.setText("of 5 a week")
    page.step.save.click()

    (line,) = desk.gaps.view(gap).steps
    assert (line.step.kind, line.step.owner) == (PathKind.PROCESS_CHANGE, ActionOwner.OTHER_ROLE)
    assert line.measure_name == "Lists on time"
    assert desk.goals.measures()[0].kind is MeasureKind.LEADING
    assert page.go_on.text() == "Agree on the path"

    page.go_on.click()
    assert "prep notes so far" in page.agree.aside.text()
    page.agree.day.show_day(date(2027, 1, 15))
    page.agree.save.click()

    view = desk.gaps.view(gap)
    assert (view.stage, view.gap.review_on) == (GapStage.ON_THE_PATH, date(2027, 1, 15))
    assert "Print the list at 13:30" in {promise.words for promise in desk.promises.open(mairi)}
    assert not page.brief.isHidden()


def test_the_kinds_that_fit_come_first_and_a_course_only_where_it_may(
    page: GapPage, desk: Desk, gap: GapId, mairi: PersonId
) -> None:
    page.enter(Go(Place.GAP, mairi, gap))
    page.path.add.click()
    box = page.step.kind
    kinds = [PathKind(box.itemData(at)) for at in range(box.count()) if box.itemData(at)]
    assert kinds[0] is PathKind.PROCESS_CHANGE
    page.step.choose(PathKind.TRAINING_COURSE)
    assert "Begin with that" in page.step.caution.text()
    assert len(kinds) == len(set(PathKind)) - 2
    page.step.cancel.click()
    for node, key in MOTIVE.items():
        desk.gaps.answer(gap, node, key)
    page.enter(Go(Place.GAP, mairi, gap))
    page.path.add.click()
    assert box.findData(PathKind.TRAINING_COURSE) == -1
    assert box.findData(PathKind.ESCALATE) >= 0


def test_an_early_sign_needs_something_to_belong_to(page: GapPage, desk: Desk, mairi: PersonId) -> None:
    gap = GapId(desk.gaps.begin(mairi, "Untied").created)
    for node, key in SKILL.items():
        desk.gaps.answer(gap, node, key)
    page.enter(Go(Place.GAP, mairi, gap))
    page.go_on.click()
    page.step.words.setText("Anything")
    page.step.measure.choose_new()
    page.step.measure.name.setText("Lists on time")
    page.step.save.click()
    assert "choose a goal first" in page.step.notice.text()
    assert desk.gaps.view(gap).steps == ()
    goal = desk.goals.add(mairi, "Lists that stand alone").created
    page.step.cancel.click()
    page.go_on.click()
    page.step.words.setText("Anything")
    page.step.goal.setCurrentIndex(page.step.goal.findData(goal))
    page.step.save.click()
    assert desk.gaps.view(gap).steps[0].step.goal_id == goal


def test_a_step_is_ticked_changed_and_let_go(
    page: GapPage, desk: Desk, agreed: GapId, mairi: PersonId, ask: CannedAsk
) -> None:
    page.enter(Go(Place.GAP, mairi, agreed))
    page.path.rows[0].box.click()
    assert desk.gaps.view(agreed).steps[0].status is ActionStatus.DONE
    assert page.path.rows[0].edit.isHidden()
    page.path.rows[0].box.click()
    assert desk.gaps.view(agreed).steps[0].status is ActionStatus.OPEN

    page.path.rows[1].edit.click()
    assert page.step.words.text() == "Talk through two cases"
    page.step.words.setText("Talk through three cases")
    page.step.save.click()
    assert "Talk through three cases" in {one.words for one in desk.promises.open(mairi)}

    ask.yes = False
    page.path.rows[1].remove.click()
    assert desk.gaps.view(agreed).steps[1].status is ActionStatus.OPEN
    ask.yes = True
    page.path.rows[1].remove.click()
    assert desk.gaps.view(agreed).steps[1].status is ActionStatus.DROPPED


def test_checks_are_ticked_and_answered(page: GapPage, desk: Desk, gap: GapId, mairi: PersonId, qtbot: QtBot) -> None:
    page.enter(Go(Place.GAP, mairi, gap))
    page.rail.lines["N8"].box.click()
    assert desk.gaps.view(gap).checks["N8"].status is ActionStatus.DONE
    with qtbot.waitSignal(page.asked) as asked:
        page.rail.answer_wanted.emit("N8")
    assert asked.args == [Go(Place.DIAGNOSIS, mairi, f"{gap}#N8")]


def test_looking_again_closes_a_gap_or_gives_it_another_day(
    page: GapPage, desk: Desk, agreed: GapId, mairi: PersonId, clock: FixedClock
) -> None:
    clock.advance(days=60)
    page.enter(Go(Place.GAP, mairi, agreed))
    assert page.stage.text() == "Time to look again"
    page.go_on.click()
    page.review.seen.choose("closed")
    page.review.seen.chosen.emit("closed")
    assert page.review.day_field.isHidden()
    page.review.save.click()
    assert "still open" in page.review.notice.text()
    page.review.seen.choose("not_yet")
    page.review.save.click()
    assert desk.gaps.view(agreed).stage is GapStage.ON_THE_PATH

    for line in desk.gaps.view(agreed).steps:
        assert line.promise is not None
        desk.promises.keep(line.promise.action_id)
    page.enter(Go(Place.GAP, mairi, agreed))
    page.go_on.click()
    page.review.seen.choose("closed")
    page.review.save.click()

    assert desk.gaps.view(agreed).stage is GapStage.CLOSED
    assert page.stage.text() == "Closed"


def test_it_leads_to_the_questions_the_agenda_and_the_brief(
    page: GapPage, desk: Desk, gap: GapId, mairi: PersonId, qtbot: QtBot
) -> None:
    page.enter(Go(Place.GAP, mairi, gap))
    with qtbot.waitSignal(page.asked) as asked:
        page.questions.click()
    assert asked.args == [Go(Place.DIAGNOSIS, mairi, gap)]
    page.agenda.click()
    assert len(desk.context.record.open_topics(mairi)) == 1
    with qtbot.waitSignal(page.asked) as asked:
        page.brief.click()
    assert asked.args == [Go(Place.BRIEF, mairi, gap)]


def test_a_gap_without_a_path_yet_leads_back_to_the_questions(
    page: GapPage, desk: Desk, mairi: PersonId, qtbot: QtBot
) -> None:
    gap = GapId(desk.gaps.begin(mairi, "Half asked").created)
    desk.gaps.answer(gap, "N0", "yes")
    page.enter(Go(Place.GAP, mairi, gap))
    assert page.path.isHidden()
    with qtbot.waitSignal(page.asked) as asked:
        page.go_on.click()
    assert asked.args == [Go(Place.DIAGNOSIS, mairi, gap)]


@pytest.mark.parametrize(
    ("width", "form"), [(1216, ""), (640, ""), (1216, "step"), (640, "step"), (640, "agree"), (640, "review")]
)
def test_everything_can_be_reached_and_read(
    page: GapPage, agreed: GapId, mairi: PersonId, width: int, form: str, qtbot: QtBot
) -> None:
    page.resize(width, 900)
    page.enter(Go(Place.GAP, mairi, agreed))
    if form:
        page._open(getattr(page, form))  # each form is opened by another state of the gap

    def fit() -> None:
        assert audit(page) == []

    qtbot.waitUntil(fit)


# In lists


def test_gaps_stand_on_the_page_of_goals_and_of_the_person(
    desk: Desk, agreed: GapId, mairi: PersonId, qtbot: QtBot, ask: CannedAsk
) -> None:
    half = GapId(desk.gaps.begin(mairi, "Half asked").created)
    for page, go in (
        (GoalsPage(desk), Go(Place.GOALS)),
        (PersonPage(desk, ask, file_door(ask)), Go(Place.PERSON, mairi)),
    ):
        qtbot.addWidget(page)
        page.enter(go)
        assert [title.accessibleName() for title in page.gaps.titles] == [
            "Mairi Campbell: Samples come late",
            "Mairi Campbell: Half asked",
        ]
        for title, wanted in zip(
            page.gaps.titles, (Go(Place.GAP, mairi, agreed), Go(Place.DIAGNOSIS, mairi, half)), strict=True
        ):
            with qtbot.waitSignal(page.asked) as asked:
                title.click()
            assert asked.args == [wanted]
        page.refresh(desk.gaps.describe(half, "Half", examples=(), outcome_id=None, together=False))
        assert page.gaps.titles[1].accessibleName() == "Mairi Campbell: Half"
        desk.gaps.describe(half, "Half asked", examples=(), outcome_id=None, together=False)
        with qtbot.waitSignal(page.asked) as asked:
            page.gaps.new.click()
        assert asked.args == [Go(Place.DIAGNOSIS, "" if go.place is Place.GOALS else mairi)]
