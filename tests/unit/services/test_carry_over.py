"""Topics are carried by item: whatever happens to 1-2-1s, none is lost and none is there twice."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldcoach.domain.conversations import Topic, TopicInConversation
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ConversationStatus, Side, TopicStatus
from ldcoach.errors import LDCoachError
from ldcoach.services.desk import Desk
from tests.fakes import FixedClock

ACTS = ("hold", "move", "cancel", "miss", "restore", "drop", "park", "undo", "discuss", "raise")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5)), max_size=10)


class Team:
    """Does acts on 1-2-1s and topics of one person, and counts by itself how often each topic is carried."""

    def __init__(self, desk: Desk, clock: FixedClock) -> None:
        self.desk, self.clock = desk, clock
        self.person = PersonId(desk.people.add("Mairi Campbell").created)
        self.topics: list[str] = []
        self.carried: Counter[str] = Counter()
        self.talk = self.plan()
        self.do("raise", 0)

    def plan(self) -> ConversationId:
        return ConversationId(self.desk.talks.plan(self.person, self.clock.now() + timedelta(days=7)).created)

    def do(self, act: str, number: int) -> None:
        topics, talks = self.desk.topics, self.desk.talks
        topic = self.topics[number % len(self.topics)] if self.topics else ""
        if act == "raise":
            self.topics.append(topics.raise_one(self.person, f"Topic {len(self.topics)}", Side.EMPLOYEE).created)
        elif act == "hold":
            self.carried.update(line.topic_id for line in self.desk.context.record.open_topics(self.person))
            talks.close(self.talk)
            self.talk = self.plan()
        elif act == "move":
            talks.move(self.talk, self.clock.now() + timedelta(days=number))
        elif act in {"cancel", "miss"}:
            passed = ConversationStatus.CANCELLED if act == "cancel" else ConversationStatus.MISSED
            talks.let_pass(self.talk, passed)
            self.talk = self.plan()
        elif act == "restore":
            talks.restore(self.talk)
        elif act == "discuss":
            talks.discuss(self.talk, topic)
        else:
            {"drop": topics.drop, "park": topics.park, "undo": topics.reopen}[act](topic)

    def stands(self) -> None:
        record = self.desk.context.record
        every = record.every(Topic, person_id=self.person)
        assert sorted(topic.id for topic in every) == sorted(self.topics)
        assert {topic.id: topic.times_carried for topic in every} == {each: self.carried[each] for each in self.topics}
        listed = Counter(item.id for item in self._agenda())
        assert listed == Counter(topic.id for topic in every if topic.status is TopicStatus.OPEN)
        places = Counter((place.topic_id, place.conversation_id) for place in record.every(TopicInConversation))
        assert not [place for place, times in places.items() if times > 1]

    def _agenda(self) -> list[object]:
        agenda = self.desk.preparation.agenda(self.person, 30)
        return [item for item in (*agenda.items, *agenda.left_out) if item.id in self.topics]  # type: ignore[misc]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_no_topic_is_lost_or_doubled(desk: Desk, clock: FixedClock, steps: list[tuple[str, int]]) -> None:
    team = Team(desk, clock)
    for act, number in steps:
        team.do(act, number)
    team.stands()


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_no_topic_is_lost_or_doubled_in_many_orders(
    desk: Desk, clock: FixedClock, steps: list[tuple[str, int]]
) -> None:
    team = Team(desk, clock)
    for act, number in steps:
        team.do(act, number)
        team.stands()


def test_a_topic_postponed_five_times_is_there_once_and_counted(desk: Desk, clock: FixedClock) -> None:
    team = Team(desk, clock)
    for _ in range(5):
        team.do("hold", 0)
    team.stands()
    (item,) = team._agenda()
    assert item.times == 5  # type: ignore[attr-defined]


@pytest.mark.parametrize("status", [ConversationStatus.HELD, ConversationStatus.PLANNED])
def test_only_what_is_not_held_can_pass(desk: Desk, clock: FixedClock, status: ConversationStatus) -> None:
    team = Team(desk, clock)
    with pytest.raises(LDCoachError, match="Nothing was changed"):
        desk.talks.let_pass(team.talk, status)


def test_a_held_one_is_not_planned_again(desk: Desk, clock: FixedClock) -> None:
    team = Team(desk, clock)
    held = team.talk
    team.do("hold", 0)
    with pytest.raises(LDCoachError, match="was held"):
        desk.talks.restore(held)
