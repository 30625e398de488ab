"""The agenda as the manager shapes it: nothing gets lost, and the groups keep their order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.agenda import AgendaGroup, AgendaItem, Reason, Shape, arrange
from ldcoach.domain.arrangement import FEWEST_MINUTES, MOST_MINUTES, Arrangement

ACTS = st.lists(
    st.tuples(st.sampled_from(["move", "place", "more", "out", "back"]), st.integers(0, 9), st.integers(-9, 9))
)


def items(reasons: list[Reason]) -> list[AgendaItem]:
    return [AgendaItem(f"i{at}", reason, f"title {at}") for at, reason in enumerate(reasons)]


def shaped(reasons: list[Reason], planned: int) -> Arrangement:
    return Arrangement(arrange(items(reasons), planned), Shape())


def again(made: Arrangement, reasons: list[Reason], planned: int) -> Arrangement:
    """Take a fresh agenda in the shape of the one before."""
    return Arrangement(arrange(items(reasons), planned), made.shaped())


def ids(made: Arrangement, group: AgendaGroup) -> list[str]:
    return [item.id for item in made.group(group)]


def everything(made: Arrangement) -> list[str]:
    standing = [item for group in AgendaGroup for item in made.group(group)]
    return [item.id for item in (*standing, *made.waiting())]


@given(st.lists(st.sampled_from(Reason), min_size=1, max_size=10), st.integers(0, 60), ACTS)
def test_no_item_is_ever_lost_and_none_leaves_its_group(
    reasons: list[Reason], planned: int, acts: list[tuple[str, int, int]]
) -> None:
    made = shaped(reasons, planned)
    for act, which, by in acts:
        item_id = f"i{which % len(reasons)}"
        waiting = {item.id for item in made.waiting()}
        if act == "out":
            made.leave_out(item_id)
        elif act == "back":
            made.bring_back(item_id)
        elif act == "more":
            made.change_minutes(item_id, by)
            assert FEWEST_MINUTES <= made.minutes(item_id) <= MOST_MINUTES
        elif item_id not in waiting:
            (made.move if act == "move" else made.place)(item_id, by)
    assert sorted(everything(made)) == sorted(f"i{at}" for at in range(len(reasons)))
    assert again(made, reasons, planned).agenda() == made.agenda()
    for group in AgendaGroup:
        assert all(item.group is group for item in made.group(group))


def test_a_topic_moves_inside_its_group_and_stops_at_its_ends() -> None:
    made = shaped([Reason.EMPLOYEE_TOPIC] * 3 + [Reason.MANAGER_TOPIC], 60)
    made.move("i2", -1)
    assert ids(made, AgendaGroup.EMPLOYEE) == ["i0", "i2", "i1"]
    made.move("i2", -1)
    made.move("i2", -1)
    assert ids(made, AgendaGroup.EMPLOYEE) == ["i2", "i0", "i1"]
    assert ids(made, AgendaGroup.SUGGESTED) == ["i3"]


def test_a_fresh_agenda_keeps_what_was_shaped() -> None:
    made = shaped([Reason.EMPLOYEE_TOPIC] * 2, 60)
    made.move("i1", -1)
    made.change_minutes("i0", 4)
    made = again(made, [Reason.EMPLOYEE_TOPIC] * 3, 60)
    assert ids(made, AgendaGroup.EMPLOYEE) == ["i1", "i0", "i2"]
    assert made.minutes("i0") == 10
    made = again(made, [Reason.EMPLOYEE_TOPIC], 60)
    assert everything(made) == ["i0"]


def test_too_many_counts_what_waits() -> None:
    made = shaped([Reason.EMPLOYEE_TOPIC] * 2 + [Reason.MANAGER_TOPIC], 12)
    assert (made.total, made.too_many) == (12, 4)
    assert [item.id for item in made.waiting()] == ["i2"]
    made.bring_back("i2")
    assert (made.total, made.too_many, made.waiting()) == (16, 4, [])


@given(st.lists(st.sampled_from(Reason), max_size=10), st.integers(0, 60))
def test_what_nobody_shaped_is_the_fresh_agenda(reasons: list[Reason], planned: int) -> None:
    fresh = arrange(items(reasons), planned)
    made = Arrangement(fresh, Shape()).agenda()
    assert [item.id for item in made.items] == [item.id for item in fresh.items]
    assert [item.id for item in made.left_out] == [item.id for item in fresh.left_out]
    assert made.minutes == fresh.minutes


def test_what_is_new_stands_where_the_shaped_minutes_leave_room() -> None:
    made = shaped([Reason.YOUR_PROMISE], 10)
    made.change_minutes("i0", 7)
    made = again(made, [Reason.YOUR_PROMISE, Reason.READING_DUE, Reason.EMPLOYEE_TOPIC], 10)
    assert ids(made, AgendaGroup.EMPLOYEE) == ["i2"]
    assert [item.id for item in made.waiting()] == ["i1"]
    assert made.total == 15


def test_another_length_lets_wait_what_comes_last_in_the_shaped_order() -> None:
    made = shaped([Reason.YOUR_PROMISE] * 4, 60)
    made.move("i3", -3)
    made.leave_out("i0")
    made.change_minutes("i3", 1)
    made = again(made, [Reason.YOUR_PROMISE] * 4, 5)
    assert made.total == 7
    made.fit()
    assert ids(made, AgendaGroup.CARRIED) == ["i3", "i1"]
    assert [(item.id, item.minutes) for item in made.agenda().items] == [("i3", 3), ("i1", 2)]
    assert {item.id for item in made.agenda().left_out} == {"i0", "i2"}
