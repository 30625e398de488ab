"""The agenda: the employee first, then what was put off, then suggestions, inside the planned minutes."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.agenda import GROUPS, MINUTES, AgendaGroup, AgendaItem, Reason, arrange

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2027, 1, 1))
ITEMS = st.lists(
    st.builds(
        AgendaItem,
        id=st.uuids().map(str),
        reason=st.sampled_from([reason for reason in Reason if reason is not Reason.QUESTION]),
        title=st.text(max_size=5),
        since=st.none() | DAYS,
        times=st.integers(0, 5),
    ),
    max_size=25,
    unique_by=lambda item: item.id,
)
PLANNED = st.integers(0, 90)


def item(name: str, reason: Reason, since: date | None = None, times: int = 0) -> AgendaItem:
    return AgendaItem(name, reason, name, since, times)


def names(items: tuple[AgendaItem, ...]) -> list[str]:
    return [one.id for one in items]


@given(ITEMS, PLANNED)
def test_nothing_is_lost_and_nothing_is_there_twice(items: list[AgendaItem], planned: int) -> None:
    agenda = arrange(items, planned)
    assert Counter((*agenda.items, *agenda.left_out)) == Counter(items)


@given(ITEMS, PLANNED)
def test_the_employee_s_topics_all_stay_and_come_first_as_given(items: list[AgendaItem], planned: int) -> None:
    theirs = [one for one in items if one.group is AgendaGroup.EMPLOYEE]
    agenda = arrange(items, planned)
    assert list(agenda.items[: len(theirs)]) == theirs
    assert not [one for one in agenda.left_out if one.group is AgendaGroup.EMPLOYEE]


@given(ITEMS, PLANNED)
def test_only_the_employee_s_topics_may_take_more_than_the_planned_minutes(
    items: list[AgendaItem], planned: int
) -> None:
    agenda = arrange(items, planned)
    theirs = sum(one.minutes for one in items if one.group is AgendaGroup.EMPLOYEE)
    assert agenda.minutes <= max(planned, theirs)
    assert agenda.planned_minutes == planned


@given(ITEMS, PLANNED)
def test_what_was_left_out_would_not_have_fitted_at_its_place(items: list[AgendaItem], planned: int) -> None:
    agenda = arrange(items, planned)
    for left in agenda.left_out:
        assert agenda.minutes + left.minutes > planned


@given(ITEMS, PLANNED)
def test_groups_keep_their_order_and_the_most_carried_comes_first(items: list[AgendaItem], planned: int) -> None:
    for ordered in (arrange(items, planned).items, arrange(items, planned).left_out):
        places = [list(AgendaGroup).index(one.group) for one in ordered]
        assert places == sorted(places)
        carried = [one.times for one in ordered if one.group is AgendaGroup.CARRIED]
        assert carried == sorted(carried, reverse=True)


@given(ITEMS, PLANNED)
def test_when_the_employee_s_topics_arrive_does_not_matter(items: list[AgendaItem], planned: int) -> None:
    theirs = [one for one in items if one.group is AgendaGroup.EMPLOYEE]
    others = [one for one in items if one.group is not AgendaGroup.EMPLOYEE]
    assert arrange([*others, *theirs], planned) == arrange(items, planned)


def test_own_promises_come_before_theirs_then_by_date_undated_last() -> None:
    agenda = arrange(
        [
            item("theirs early", Reason.THEIR_PROMISE, date(2026, 1, 1)),
            item("mine undated", Reason.YOUR_PROMISE),
            item("mine late", Reason.YOUR_PROMISE, date(2026, 3, 1)),
            item("mine early", Reason.YOUR_PROMISE, date(2026, 2, 1)),
            item("carried", Reason.CARRIED_TOPIC, date(2026, 9, 1), times=1),
        ],
        60,
    )
    assert names(agenda.items) == ["carried", "mine early", "mine late", "mine undated", "theirs early"]


def test_suggestions_are_oldest_first() -> None:
    agenda = arrange(
        [
            item("goal", Reason.GOAL_STILL, date(2026, 3, 1)),
            item("reading never taken", Reason.READING_DUE),
            item("feedback", Reason.FEEDBACK_WAITING, date(2026, 1, 1)),
        ],
        60,
    )
    assert names(agenda.items) == ["feedback", "goal", "reading never taken"]


def test_a_short_item_may_take_the_place_of_a_long_one_that_does_not_fit() -> None:
    long, short = item("long", Reason.CARRIED_TOPIC, times=3), item("short", Reason.READING_DUE)
    agenda = arrange([long, short], MINUTES[Reason.READING_DUE])
    assert (agenda.items, agenda.left_out) == ((short,), (long,))


@pytest.mark.parametrize("planned", [0, 5])
def test_two_topics_of_the_employee_stay_in_five_minutes(planned: int) -> None:
    topics = [item("b", Reason.EMPLOYEE_TOPIC), item("a", Reason.EMPLOYEE_TOPIC)]
    agenda = arrange([*topics, item("mine", Reason.YOUR_PROMISE)], planned)
    assert names(agenda.items) == ["b", "a"]
    assert names(agenda.left_out) == ["mine"]
    assert agenda.minutes == 2 * MINUTES[Reason.EMPLOYEE_TOPIC]


def test_every_reason_has_a_group_and_takes_time() -> None:
    assert set(GROUPS) == set(MINUTES) == set(Reason)
    assert all(minutes > 0 for minutes in MINUTES.values())


@given(ITEMS, PLANNED, st.integers(0, 4))
def test_questions_take_no_item_s_place_and_no_minutes_of_the_whole(
    items: list[AgendaItem], planned: int, count: int
) -> None:
    before = arrange(items, planned)
    asked = [item(f"question {number}", Reason.QUESTION) for number in range(count)]
    after = before.with_questions(asked)
    assert after.minutes == before.minutes
    assert (after.items[: len(before.items)], after.left_out[: len(before.left_out)]) == (before.items, before.left_out)
    standing = after.items[len(before.items) :]
    assert [*standing, *after.left_out[len(before.left_out) :]] == asked
    assert not standing or before.minutes + sum(one.minutes for one in standing) <= planned
