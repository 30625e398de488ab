"""A 1-2-1 from its plan to its close, and the guide it stays pinned to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ldcoach.app.late_travel import travel
from ldcoach.documents.writers import Writers
from ldcoach.domain.choosing import Choice, Reference
from ldcoach.domain.conversations import Conversation, KeptGuide, Topic, TopicInConversation
from ldcoach.domain.guides import Guide
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ConversationStatus, Side, TextKind, TopicStatus, Visibility
from ldcoach.domain.wording import StopRules
from ldcoach.errors import NotFound, UnfitInput
from ldcoach.services.desk import Desk
from tests.fakes import FixedClock


class MovingLibrary:
    """A library whose guides gain versions, or go away, like those of a pack."""

    def __init__(self, desk: Desk) -> None:
        self._library = desk.context.library
        self.newest = {guide.key: guide for guide in self._library.guides()}

    def renew(self, key: str, name: str) -> None:
        """Put a newer version with another name in place of the old one."""
        old = self.newest[key]
        self.newest[key] = replace(old, version=old.version + 1, name=name)

    def guides(self, language: str = "en") -> tuple[Guide, ...]:
        """Return the newest of each."""
        return tuple(self.newest.values())

    def guide(self, key: str, version: int | None = None) -> Guide:
        """Return the newest, which is the only one there is."""
        guide = self.newest.get(key)
        if guide is None or version not in {None, guide.version}:
            raise NotFound("No such guide.")
        return guide

    def read_guide(self, path: Path) -> Guide:
        """Read a file as the real one does."""
        return self._library.read_guide(path)

    def choices(self) -> tuple[Choice, ...]:
        """Return the choices that ship."""
        return self._library.choices()

    def references(self) -> Mapping[str, Reference]:
        """Return the references that ship."""
        return self._library.references()

    def stop_rules(self) -> StopRules:
        """Return the rules that ship."""
        return self._library.stop_rules()

    def roster_aliases(self) -> Mapping[str, Any]:
        """Return the aliases that ship."""
        return self._library.roster_aliases()


@pytest.fixture
def library(desk: Desk) -> MovingLibrary:
    return MovingLibrary(desk)


@pytest.fixture
def moving(desk: Desk, library: MovingLibrary) -> Desk:
    return Desk.lay_out(replace(desk.context, library=library), Writers(), travel())


def kept(desk: Desk, talk: ConversationId) -> Conversation:
    return desk.context.record.get(Conversation, talk)


def test_a_plan_takes_the_person_s_usual_length(desk: Desk, mairi: PersonId, talk: ConversationId) -> None:
    planned = kept(desk, talk)
    assert (planned.planned_minutes, planned.status) == (30, ConversationStatus.PLANNED)
    assert [line.conversation_id for line in desk.talks.upcoming()] == [talk]


def test_a_plan_for_nobody_or_with_no_guide_is_refused(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    with pytest.raises(NotFound):
        desk.talks.plan(PersonId("nobody"), clock.now())
    with pytest.raises(NotFound):
        desk.talks.plan(mairi, clock.now(), guide_key="no such guide")
    assert desk.context.record.count(Conversation) == desk.context.record.count(KeptGuide) == 0


@pytest.mark.parametrize("minutes", [-30, 1, 4, 481])
def test_a_length_out_of_bounds_plans_nothing(desk: Desk, mairi: PersonId, clock: FixedClock, minutes: int) -> None:
    before = desk.talks.upcoming()
    with pytest.raises(UnfitInput, match="5 to 480 minutes"):
        desk.talks.plan(mairi, clock.now(), minutes=minutes)
    assert desk.talks.upcoming() == before


def test_a_planned_one_moves_and_is_cancelled_with_its_topics_open(
    desk: Desk, mairi: PersonId, talk: ConversationId, clock: FixedClock
) -> None:
    desk.topics.raise_one(mairi, "The rota", Side.EMPLOYEE)
    later = clock.now() + timedelta(days=2)
    desk.talks.move(talk, later)
    assert kept(desk, talk).planned_for == later
    desk.talks.cancel(talk)
    assert kept(desk, talk).status is ConversationStatus.CANCELLED
    assert desk.talks.upcoming() == []
    assert [topic.times_carried for topic in desk.context.record.open_topics(mairi)] == [0]


def test_starting_twice_keeps_the_first_moment(desk: Desk, talk: ConversationId, clock: FixedClock) -> None:
    began = clock.now()
    desk.talks.start(talk)
    clock.advance(minutes=5)
    desk.talks.start(talk)
    assert kept(desk, talk).started_at == began


def test_the_guide_may_change_midway_and_the_notes_stay_with_theirs(
    desk: Desk, mairi: PersonId, talk: ConversationId
) -> None:
    desk.talks.start(talk)
    desk.notes.keep(talk, mairi, "1", Visibility.SHARED, "The rota, and who decides")
    desk.notes.keep(talk, mairi, "1", Visibility.PREP, "Held back")
    desk.talks.go_to_stage(talk, 2)
    desk.talks.choose_guide(talk, "career")
    view = desk.talks.view(talk)
    assert (view.guide.key, view.conversation.stage) == ("career", 0)
    assert "1" not in view.notes
    (left,) = view.earlier
    assert (left.stage_name, left.notes.shared, left.notes.prep) == (
        "Your agenda",
        "The rota, and who decides",
        "Held back",
    )
    desk.notes.keep(talk, mairi, "1", Visibility.SHARED, "Moved here from nights")
    desk.talks.choose_guide(talk, "weekly")
    back = desk.talks.view(talk)
    assert back.notes["1"].shared == "The rota, and who decides"
    assert [kept.notes.shared for kept in back.earlier] == ["Moved here from nights"]


def test_another_length_is_planned_until_it_is_over(desk: Desk, talk: ConversationId) -> None:
    desk.talks.set_minutes(talk, 45)
    assert sum(desk.talks.view(talk).stage_minutes) == 45
    with pytest.raises(UnfitInput, match="5 to 480 minutes"):
        desk.talks.set_minutes(talk, 4)
    desk.talks.close(talk)
    with pytest.raises(UnfitInput, match="closed already"):
        desk.talks.set_minutes(talk, 30)


@pytest.mark.parametrize(
    "status", [ConversationStatus.MISSED, ConversationStatus.RESCHEDULED, ConversationStatus.CANCELLED]
)
def test_what_was_not_held_can_be_taken_back(desk: Desk, talk: ConversationId, status: ConversationStatus) -> None:
    planned = kept(desk, talk)
    desk.talks.let_pass(talk, status)
    assert kept(desk, talk).status is status
    assert desk.talks.upcoming() == []
    with pytest.raises(UnfitInput, match="was not held"):
        desk.talks.start(talk)
    desk.talks.restore(talk)
    assert kept(desk, talk) == planned


@pytest.mark.parametrize(("asked", "stage"), [(2, 2), (-3, 0), (999, None)])
def test_a_stage_stays_inside_the_guide(desk: Desk, talk: ConversationId, asked: int, stage: int | None) -> None:
    desk.talks.go_to_stage(talk, asked)
    last = len(desk.talks.view(talk).guide.stages) - 1
    assert kept(desk, talk).stage == (last if stage is None else stage)


def test_the_minutes_of_the_stages_add_up(desk: Desk, talk: ConversationId) -> None:
    view = desk.talks.view(talk)
    assert sum(view.stage_minutes) == view.conversation.planned_minutes
    assert len(view.stage_minutes) == len(view.guide.stages)


def test_closing_keeps_times_takeaway_and_the_next_plan(
    desk: Desk, mairi: PersonId, talk: ConversationId, clock: FixedClock
) -> None:
    began = clock.now()
    desk.talks.start(talk)
    clock.advance(minutes=25)
    following = clock.now() + timedelta(days=7)
    desk.talks.close(talk, takeaway="  I will try the board. ", next_at=following)
    held = kept(desk, talk)
    assert (held.status, held.started_at, held.ended_at) == (ConversationStatus.HELD, began, clock.now())
    assert (held.takeaway, held.next_on) == ("I will try the board.", following.astimezone().date())
    (text,) = desk.context.record.texts_of([talk], kinds=[TextKind.TAKEAWAY])
    assert (text.body, text.visibility, text.author) == (held.takeaway, Visibility.SHARED, Side.EMPLOYEE)
    (ahead,) = desk.talks.upcoming()
    assert (ahead.person_id, ahead.planned_for, ahead.planned_minutes) == (mairi, following, held.planned_minutes)


def test_closing_without_start_takeaway_or_next(desk: Desk, talk: ConversationId, clock: FixedClock) -> None:
    desk.talks.close(talk, takeaway="   ")
    held = kept(desk, talk)
    assert (held.started_at, held.ended_at, held.next_on) == (clock.now(), clock.now(), None)
    assert desk.context.record.texts_of([talk]) == []


@pytest.mark.parametrize("act", ["close", "start", "cancel"])
def test_a_closed_one_stays_closed(desk: Desk, talk: ConversationId, act: str) -> None:
    desk.talks.close(talk, takeaway="Done.")
    before = kept(desk, talk)
    with pytest.raises(UnfitInput, match="closed already"):
        getattr(desk.talks, act)(talk)
    with pytest.raises(UnfitInput, match="closed already"):
        desk.talks.draft_takeaway(talk, "Something else.")
    assert kept(desk, talk) == before


def test_a_takeaway_is_a_draft_until_the_close(desk: Desk, talk: ConversationId) -> None:
    desk.talks.draft_takeaway(talk, "I will tr")
    assert kept(desk, talk).takeaway == "I will tr"
    assert desk.context.record.texts_of([talk]) == []


def test_the_guide_is_pinned_although_the_library_changes(
    moving: Desk, library: MovingLibrary, mairi: PersonId, clock: FixedClock
) -> None:
    talk = ConversationId(moving.talks.plan(mairi, clock.now()).created)
    old = moving.talks.view(talk).guide
    library.renew("weekly", "Another weekly")
    assert moving.talks.view(talk).guide == old
    moving.talks.close(talk, next_at=clock.now() + timedelta(days=7))
    (ahead,) = moving.talks.upcoming()
    assert ahead.guide_name == "Another weekly"
    library.renew("weekly", "A third weekly")
    assert moving.talks.view(ahead.conversation_id).guide.name == "Another weekly"
    assert moving.talks.view(talk).guide == old


def test_a_1_2_1_can_be_closed_though_its_guide_left_the_library(
    moving: Desk, library: MovingLibrary, mairi: PersonId, clock: FixedClock
) -> None:
    talk = ConversationId(moving.talks.plan(mairi, clock.now()).created)
    guide = moving.talks.view(talk).guide
    del library.newest["weekly"]
    moving.talks.close(talk, next_at=clock.now() + timedelta(days=7))
    (ahead,) = moving.talks.upcoming()
    assert moving.talks.view(ahead.conversation_id).guide == guide


def test_a_guide_is_kept_once(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    for _ in range(3):
        desk.talks.plan(mairi, clock.now())
    assert desk.context.record.count(KeptGuide) == 1


def test_open_topics_are_carried_once_for_each_close(
    desk: Desk, mairi: PersonId, talk: ConversationId, clock: FixedClock
) -> None:
    record = desk.context.record
    titles = ("open", "discussed", "parked", "dropped")
    topics = {title: desk.topics.raise_one(mairi, title, Side.EMPLOYEE).created for title in titles}
    desk.talks.discuss(talk, topics["discussed"], "agreed")
    desk.topics.park(topics["parked"])
    desk.topics.drop(topics["dropped"])
    for closed in (1, 2):
        at = talk if closed == 1 else ConversationId(desk.talks.plan(mairi, clock.now()).created)
        desk.talks.close(at)
        carried = {title: record.get(Topic, topics[title]).times_carried for title in titles}
        assert carried == {"open": closed, "discussed": 0, "parked": 0, "dropped": 0}
    places = {place.topic_id: place.outcome for place in record.every(TopicInConversation, conversation_id=talk)}
    assert places == {topics["discussed"]: "agreed", topics["open"]: "carried_over"}


def test_places_in_a_1_2_1_are_counted_from_nought(desk: Desk, mairi: PersonId, talk: ConversationId) -> None:
    for number in range(3):
        desk.topics.raise_one(mairi, f"Topic {number}", Side.EMPLOYEE)
    desk.talks.close(talk)
    places = desk.context.record.every(TopicInConversation, conversation_id=talk)
    assert [place.position for place in places] == [0, 1, 2]


def test_a_topic_ticked_opened_and_ticked_again_is_there_once(
    desk: Desk, mairi: PersonId, talk: ConversationId
) -> None:
    topic = desk.topics.raise_one(mairi, "The rota", Side.EMPLOYEE).created
    desk.talks.discuss(talk, topic)
    desk.topics.reopen(topic)
    assert desk.context.record.get(Topic, topic).status is TopicStatus.OPEN
    desk.talks.discuss(talk, topic, "agreed")
    (place,) = desk.context.record.every(TopicInConversation)
    assert place.outcome == "agreed"


def test_somebody_else_s_topics_are_not_carried(desk: Desk, talk: ConversationId) -> None:
    wen = PersonId(desk.people.add("Wen Li").created)
    desk.topics.raise_one(wen, "Spare parts", Side.EMPLOYEE)
    desk.talks.close(talk)
    assert [topic.times_carried for topic in desk.context.record.open_topics(wen)] == [0]


@pytest.mark.parametrize(
    ("side", "visibility"), [(Side.EMPLOYEE, Visibility.SHARED), (Side.MANAGER, Visibility.TO_SHARE)]
)
def test_a_topic_is_shared_when_the_employee_raised_it(
    desk: Desk, mairi: PersonId, side: Side, visibility: Visibility
) -> None:
    topic = desk.topics.raise_one(mairi, "  The   rota ", side).created
    (text,) = desk.context.record.texts_of([topic])
    assert (text.body, text.visibility, text.author) == ("The rota", visibility, side)


def test_a_topic_without_words_is_refused(desk: Desk, mairi: PersonId) -> None:
    with pytest.raises(UnfitInput, match="few words"):
        desk.topics.raise_one(mairi, " \n", Side.EMPLOYEE)
    assert desk.context.record.count(Topic) == 0
