"""One person's page: by clicks and keys over a real record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, PersonStatus, Visibility
from ldcoach.errors import NotFound
from ldcoach.services.desk import Desk
from ldcoach.services.origins import Origin
from ldcoach.services.views import Happening
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.person.page import PersonPage
from ldcoach.ui.pages.talks.plan_form import usual_moment
from tests.fakes import FixedClock
from tests.ui.audit import audit
from tests.ui.canned_ask import CannedAsk
from tests.ui.file_doors import file_door
from tests.ui.pages.story import Story, tell


@pytest.fixture
def story(desk: Desk, clock: FixedClock) -> Story:
    return tell(desk, clock)


def shown(qtbot: QtBot, desk: Desk, person_id: PersonId, ask: CannedAsk | None = None) -> PersonPage:
    page = PersonPage(desk, ask or CannedAsk(), file_door(ask))
    qtbot.addWidget(page)
    page.changed.connect(page.refresh)
    page.resize(1200, 900)
    page.enter(Go(Place.PERSON, person_id))
    page.show()
    qtbot.waitExposed(page)
    return page


def titles(page: PersonPage) -> list[str]:
    return [row.title.words() for row in page.together.timeline.rows()]


def labels(page: PersonPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def test_shows_who_it_is_when_one_talks_and_how_often(qtbot: QtBot, desk: Desk, story: Story) -> None:
    told = labels(shown(qtbot, desk, story.mairi))
    assert "Mairi Campbell" in told
    assert "Maintenance fitter \N{MIDDLE DOT} Line 2" in told
    assert "two of the last two held" in told
    assert "access request" in told
    assert "Today, " in told


def test_somebody_who_is_not_there_is_refused(qtbot: QtBot, desk: Desk) -> None:
    page = PersonPage(desk, CannedAsk(), file_door())
    qtbot.addWidget(page)
    with pytest.raises(NotFound):
        page.enter(Go(Place.PERSON, "nobody"))


def test_the_timeline_filters_by_keys_and_chips(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, story.mairi)
    everything = len(titles(page))
    qtbot.keyClick(page.prepare, Qt.Key.Key_3)
    assert titles(page) == ["Redirecting feedback", "Reinforcing feedback"]
    qtbot.keyClick(page.prepare, Qt.Key.Key_4)
    assert len(titles(page)) == 3
    assert "Mairi: Try the walk-over twice" in titles(page)
    qtbot.mouseClick(page.together.filter.buttons()[1], Qt.MouseButton.LeftButton)
    assert all(title.startswith("1-2-1, 32 minute") for title in titles(page))
    qtbot.keyClick(page.prepare, Qt.Key.Key_1)
    assert len(titles(page)) == everything == 8


def test_searching_within_shows_what_was_found_and_opens_it(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, story.mairi)
    everything = len(page.together.timeline.rows())
    hers = desk.notes.add(story.mairi, "Zebra crossing at the walk-over", Visibility.SHARED).created
    desk.notes.add(story.tom, "Zebra crossing of Tom", Visibility.SHARED)
    page.together.search.setText("zebra")
    qtbot.keyClick(page.together.search, Qt.Key.Key_Return)
    assert len(page.together.timeline.rows()) == 1
    assert page.together.filter.isHidden()
    with qtbot.waitSignal(page.asked) as asked:
        page.together.timeline.opened.emit(hers)
    assert asked.args == [Go(Place.PERSON, story.mairi)]
    page.together.search.setText("zanzibar")
    qtbot.keyClick(page.together.search, Qt.Key.Key_Return)
    assert not page.together.none_of_these.isHidden()
    page.together.search.clear()
    qtbot.keyClick(page.together.search, Qt.Key.Key_Return)
    assert len(page.together.timeline.rows()) == everything + 1


def test_what_came_from_a_former_manager_says_so(qtbot: QtBot, desk: Desk, story: Story) -> None:
    entries = desk.people.timeline(story.mairi, kinds=[Happening.CONVERSATION, Happening.ACTION]).entries
    talk = next(entry for entry in entries if entry.kind is Happening.CONVERSATION)
    mine = next(entry for entry in entries if entry.owner is ActionOwner.MANAGER)
    now = desk.context.clock.now()
    origin = Origin("Sam Carter", now, now, frozenset({talk.id, mine.id}))
    with desk.context.record.work() as work:
        desk.origins.keep(work, story.mairi, "there", origin)
    page = shown(qtbot, desk, story.mairi)
    assert labels(page).count("from Sam Carter") == 2
    assert any(title.startswith("Sam Carter: ") and mine.words in title for title in titles(page))
    assert not any(title.startswith("You: ") and mine.words in title for title in titles(page))


def test_months_stand_above_their_entries(qtbot: QtBot, desk: Desk, story: Story) -> None:
    told = labels(shown(qtbot, desk, story.mairi))
    assert told.index("November") < told.index("October")


def test_earlier_entries_come_when_asked_for_and_stay_after_a_change(
    qtbot: QtBot, desk: Desk, clock: FixedClock, story: Story
) -> None:
    for number in range(40):
        clock.advance(minutes=-1)
        desk.notes.add(story.ana, f"Note {number}", Visibility.PREP)
    page = shown(qtbot, desk, story.ana)
    assert len(titles(page)) == 30
    qtbot.mouseClick(page.together.earlier, Qt.MouseButton.LeftButton)
    assert len(titles(page)) == 40
    assert page.together.earlier.isHidden()
    page.refresh(desk.notes.add(story.ana, "One more", Visibility.PREP))
    assert len(titles(page)) == 41


def test_p_prepares_and_f_notes_feedback(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, story.mairi)
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.keyClick(page.prepare, Qt.Key.Key_P)
    assert asked.args == [Go(Place.PREPARE, story.mairi, story.today)]
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.keyClick(page.prepare, Qt.Key.Key_F)
    assert asked.args == [Go(Place.WRITE_FEEDBACK, story.mairi)]


def test_preparing_without_a_talk_plans_one_first(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, story.ana)
    qtbot.mouseClick(page.prepare, Qt.MouseButton.LeftButton)
    page.plan.show_moment(datetime(2026, 12, 1, 13, 30))  # noqa: DTZ001  # the form shows local time
    page.plan.choose_guide("grow")
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.plan.save, Qt.MouseButton.LeftButton)
    talk = desk.context.record.get(Conversation, asked.args[0].item_id)
    assert asked.args == [Go(Place.PREPARE, story.ana, talk.id)]
    assert talk.guide_key == "grow"
    assert talk.planned_for == datetime(2026, 12, 1, 13, 30).astimezone(UTC)
    assert page.plan.isHidden()


def test_the_empty_page_offers_the_first_talk(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, story.ana)
    assert "Nothing yet. Plan the first 1-2-1." in labels(page)
    qtbot.mouseClick(page.together.nothing.button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.changed), qtbot.assertNotEmitted(page.asked):
        qtbot.keyClick(page.plan.date, Qt.Key.Key_Return)
    assert "Tomorrow, " in labels(page)


def test_the_rhythm_is_changed_in_place(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, story.mairi)
    qtbot.mouseClick(page.strip.change, Qt.MouseButton.LeftButton)
    form = page.strip.form
    form.rhythm.setCurrentIndex(form.rhythm.findData(7))
    form.minutes.setValue(45)
    with qtbot.waitSignal(page.changed):
        qtbot.keyClick(form.save, Qt.Key.Key_Space)
    person = desk.people.get(story.mairi)
    assert (person.cadence_days, person.planned_minutes) == (7, 45)
    assert "Every week" in labels(page)


def test_promises_stand_with_the_managers_first_and_can_be_kept(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, story.mairi)
    told = labels(page)
    assert told.index("Yours first") < told.index("Of Mairi")
    first = desk.people.page(story.mairi).promises[0]
    box = next(row.box for row in page.promises.rows.rows() if row.box.accessibleName().startswith(first.words))
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert desk.context.record.get(Action, first.action_id).status is ActionStatus.DONE


def test_goals_show_their_chain_and_open(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, story.mairi)
    assert "Unlinked. Which outcome would move if this works?" in labels(page)
    assert "Practice: there, then a gap" in labels(page)
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.goals.new, Qt.MouseButton.LeftButton)
    assert asked.args == [Go(Place.GOAL, story.mairi)]


def test_a_talk_and_a_piece_of_feedback_open_from_the_timeline(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, story.mairi)
    places = []
    page.asked.connect(lambda go: places.append(go.place))
    for row in page.together.timeline.rows():
        qtbot.keyClick(row.title, Qt.Key.Key_Space)
    assert sorted(places) == [Place.TALK, Place.TALK, Place.WRITE_FEEDBACK, Place.WRITE_FEEDBACK]


def test_the_goal_below_an_entry_opens(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, story.mairi)
    entry = next(one for one in desk.people.timeline(story.mairi).entries if one.goal_title)
    with qtbot.waitSignal(page.asked) as asked:
        page.together.timeline.link_opened.emit(entry.id)
    assert asked.args == [Go(Place.GOAL, story.mairi, story.goal)]


def test_what_is_known_can_be_edited(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, story.mairi)
    page.care.edit()
    page.care.form.role.setText("Lead fitter")
    with qtbot.waitSignal(page.changed):
        qtbot.keyClick(page.care.form.role, Qt.Key.Key_Return)
    assert desk.people.get(story.mairi).role_title == "Lead fitter"
    assert "Lead fitter" in labels(page)
    assert page.care.form.isHidden()


@pytest.mark.parametrize(("stands", "steps", "kept"), [("de-AT", 0, "de-AT"), ("pl", 0, "pl"), ("de-AT", -1, "en")])
def test_a_language_stays_as_it_was_given_until_another_is_chosen(
    qtbot: QtBot, desk: Desk, story: Story, stands: str, steps: int, kept: str
) -> None:
    desk.people.edit(replace(desk.people.get(story.mairi), language=stands))
    page = shown(qtbot, desk, story.mairi)
    page.care.edit()
    form = page.care.form
    form.language.setCurrentIndex(form.language.currentIndex() + steps)
    with qtbot.waitSignal(page.changed):
        qtbot.keyClick(form.role, Qt.Key.Key_Return)
    assert desk.people.get(story.mairi).language == kept


def test_archiving_asks_first_and_can_be_taken_back(qtbot: QtBot, desk: Desk, story: Story) -> None:
    ask = CannedAsk(yes=False)
    page = shown(qtbot, desk, story.ana, ask)
    page.care.archive()
    assert ask.asked == ["Archive Ana?"]
    assert desk.people.get(story.ana).status is PersonStatus.ACTIVE
    ask.yes = True
    page.care.archive()
    assert desk.people.get(story.ana).status is PersonStatus.ARCHIVED
    acts = {act.text(): act for act in page.care.menu().actions()}
    acts["Bring back to the team"].trigger()
    assert desk.people.get(story.ana).status is PersonStatus.ACTIVE


def test_another_person_closes_open_forms(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, story.ana)
    qtbot.mouseClick(page.prepare, Qt.MouseButton.LeftButton)
    page.enter(Go(Place.PERSON, story.mairi))
    assert page.plan.isHidden()
    assert "Mairi Campbell" in labels(page)


def test_a_change_for_somebody_else_is_not_read(qtbot: QtBot, desk: Desk, story: Story) -> None:
    page = shown(qtbot, desk, story.mairi)
    before = page.together.timeline.rows()
    page.refresh(desk.notes.add(story.ana, "Nothing to do with Mairi", Visibility.PREP))
    assert page.together.timeline.rows() == before


def test_the_usual_moment_follows_the_last_talk_and_avoids_the_weekend() -> None:
    friday = datetime(2026, 11, 20, 12, 0).astimezone()
    assert usual_moment(friday.date(), friday, 14) == datetime(2026, 12, 4, 12, 0)  # noqa: DTZ001
    assert usual_moment(friday.date(), None, 7) == datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001


@pytest.mark.parametrize("width", [1200, 640])
def test_can_be_used_by_keyboard_and_screen_reader(qtbot: QtBot, desk: Desk, story: Story, width: int) -> None:
    page = shown(qtbot, desk, story.mairi)
    page.resize(width, 900)
    assert audit(page) == []
