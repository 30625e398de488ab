"""Each of the manager's own measures, counted by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.ids import PersonId
from ldcoach.domain.insights import ENOUGH, MEASURES, Figure, windows
from ldcoach.domain.kinds import ActionOwner, ConversationStatus, FeedbackKind, PathKind, Side
from ldcoach.domain.practice import (
    Day,
    DueDay,
    GoalFacts,
    PathFacts,
    Pending,
    Practice,
    Promises,
    Raised,
    SharedDay,
    Talks,
)

TODAY = date(2026, 11, 20)
"""A Friday."""

MAIRI, WEN = PersonId("mairi"), PersonId("wen")
TEAM = frozenset({MAIRI, WEN})
HELD, MOVED = ConversationStatus.HELD, ConversationStatus.RESCHEDULED
CANCELLED, MISSED = ConversationStatus.CANCELLED, ConversationStatus.MISSED
GIVEN = FeedbackKind.REINFORCING


def day(back: int) -> date:
    return TODAY - timedelta(days=back)


@dataclass(frozen=True)
class Slot:
    """A 1-2-1 as one would write it down: whose, when planned, what became of it, when held."""

    who: PersonId
    planned_on: date
    status: ConversationStatus
    held_on: date | None = None
    share: int | None = None


@dataclass(frozen=True)
class Piece:
    """Feedback that was shared, as one would write it down."""

    observed_on: date
    shared_on: date
    who: PersonId = MAIRI
    kind: FeedbackKind = GIVEN
    complete: bool = True
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Promised:
    """An action, as one would write it down; `done_on` None for one that is open."""

    owner: ActionOwner
    made_on: date
    due_on: date | None
    done_on: date | None


def slot(planned: int, held: int | None = None, *, who: PersonId = MAIRI, share: int | None = None) -> Slot:
    status = ConversationStatus.MISSED if held is None else HELD
    return Slot(who, day(planned), status, None if held is None else day(held), share)


def piece(seen: int, shared: int, **more: Any) -> Piece:
    return Piece(day(seen), day(shared), **more)


def promise(made: int, due: int | None, done: int | None, owner: ActionOwner = ActionOwner.MANAGER) -> Promised:
    due_on, done_on = (None if each is None else day(each) for each in (due, done))
    return Promised(owner, day(made), due_on, done_on)


def numbers(days: Iterable[date]) -> list[Day]:
    return sorted(map(date.toordinal, days))


def talks(slots: Iterable[Slot]) -> dict[PersonId, Talks]:
    """Gather 1-2-1s by person, each list in the order of days."""
    every, told = list(slots), {}
    for who in dict.fromkeys(each.who for each in every):
        mine = [each for each in every if each.who == who]
        shares = [(each.held_on, each.share) for each in mine if each.held_on and each.share is not None]
        told[who] = Talks(
            planned=numbers(each.planned_on for each in mine),
            held=numbers(each.held_on for each in mine if each.held_on),
            moved=numbers(each.planned_on for each in mine if each.status is MOVED),
            lost=numbers(each.planned_on for each in mine if each.status in {CANCELLED, MISSED}),
            shares=sorted((on.toordinal(), share) for on, share in shares),
        )
    return told


def shared(pieces: Iterable[Piece]) -> list[SharedDay]:
    """Gather feedback by the day it was shared."""
    every = list(pieces)
    days = {on: [each for each in every if each.shared_on == on] for on in sorted(each.shared_on for each in every)}
    return [
        SharedDay(
            on=on,
            waits=tuple((on - each.observed_on).days for each in those),
            kinds=Counter(each.kind for each in those),
            found=tuple(each.rules for each in those if each.rules),
            whole=tuple(each.who for each in those if each.complete),
        )
        for on, those in days.items()
    ]


def due(promised: Iterable[Promised]) -> list[DueDay]:
    """Tell each promise that has a day by itself, in the order of days."""
    dated = sorted((each for each in promised if each.due_on), key=lambda each: each.due_on or TODAY)
    return [
        DueDay(each.due_on, each.owner, 1, int(each.done_on is not None and each.done_on <= each.due_on))
        for each in dated
        if each.due_on
    ]


def kept(promised: Iterable[Promised]) -> dict[PersonId, Promises]:
    """Gather the promises around one person."""
    every = list(promised)
    done = numbers(each.done_on for each in every if each.done_on)
    return {MAIRI: Promises(numbers(each.made_on for each in every), done, len(every) - len(done))}


def figure(measure: str, **facts: object) -> Figure:
    practice = Practice(today=TODAY, reports=TEAM, **facts)  # type: ignore[arg-type]
    return MEASURES[measure](practice, windows(TODAY)[0])


def test_1_one_held_within_three_working_days_of_its_day_is_kept() -> None:
    on_its_day, a_weekend_later, too_late = slot(7, 7), slot(28, 23), slot(49, 43)
    assert (a_weekend_later.planned_on.isoweekday(), a_weekend_later.held_on) == (5, day(23))  # Friday to Wednesday
    missed = slot(63)
    slots = (on_its_day, a_weekend_later, too_late, missed, slot(70, 70))
    assert figure("M1", talks=talks(slots)) == Figure(60.0, 3, 5)


def test_1_what_is_still_to_come_is_not_counted() -> None:
    ahead = Slot(MAIRI, TODAY + timedelta(days=1), ConversationStatus.PLANNED)
    assert figure("M1", talks=talks((ahead, *(slot(7 * week, 7 * week) for week in range(5))))) == Figure(100.0, 5, 5)


def test_2_the_longest_gap_is_with_the_same_person_and_of_the_present_team() -> None:
    mine = [slot(back, back) for back in (100, 80, 60, 21, 14, 7)]
    hers = [slot(back, back, who=WEN) for back in (60, 50)]
    gone = [slot(back, back, who=PersonId("gone")) for back in (80, 1)]
    assert figure("M2", talks=talks((*mine, *hers, *gone))) == Figure(39.0, 6, 6)


def test_3_moved_and_held_within_five_working_days() -> None:
    moved = [Slot(MAIRI, day(back), MOVED) for back in (70, 40, 10)]
    held = [slot(64, 64), slot(30, 30), slot(3, 3)]
    lost = [slot(back) for back in (20, 50)]
    assert figure("M3", talks=talks((*moved, *held, *lost))) == Figure(40.0, 2, 5)


def test_4_topics_of_either_side() -> None:
    raised = (Raised(day(90), Side.EMPLOYEE, 9), Raised(day(2), Side.MANAGER, 5), Raised(day(1), Side.EMPLOYEE, 3))
    assert figure("M4", raised=raised) == Figure(37.5, 3, 8)


def test_5_the_middle_estimate() -> None:
    slots = tuple(slot(back, back, share=share) for back, share in enumerate((30, 80, 55, 60, 90)))
    assert figure("M5", talks=talks((*slots, slot(9, 9)))) == Figure(60.0, 5, 5)


def test_6_days_from_seen_to_shared_and_how_many_within_seven() -> None:
    pieces = tuple(piece(shared + waited, shared) for shared, waited in ((1, 0), (2, 3), (3, 7), (4, 8), (5, 40)))
    assert figure("M6", shared=shared(pieces)) == Figure(7.0, 3, 5, 60.0)


def test_7_and_18_go_by_what_the_coach_found() -> None:
    pieces = tuple(piece(9, back, rules=rules) for back, rules in enumerate([("FB03", "FB10"), ("FB10",), (), (), ()]))
    assert figure("M7", shared=shared(pieces)) == Figure(80.0, 4, 5)
    assert figure("M18", shared=shared(pieces)) == Figure(6.0, 3, 5)


def test_8_feedback_that_says_all_four() -> None:
    pieces = tuple(piece(9, back, complete=back != 2) for back in range(5))
    assert figure("M8", shared=shared(pieces)) == Figure(80.0, 4, 5)


def test_9_counts_both_kinds_and_nothing_else() -> None:
    kinds = [GIVEN] * 4 + [FeedbackKind.REDIRECTING] * 2 + [FeedbackKind.FEEDFORWARD] * 9
    pieces = tuple(piece(9, 1, kind=kind) for kind in kinds)
    assert figure("M9", shared=shared(pieces)) == Figure(100 * 4 / 6, 4, 6)


def test_10_people_of_the_team_in_the_last_thirty_days() -> None:
    team = frozenset(PersonId(f"p{number}") for number in range(6))
    pieces = (
        piece(9, 1, who=PersonId("p0")),
        piece(9, 29, who=PersonId("p1")),
        piece(40, 30, who=PersonId("p2")),
        piece(9, 1, who=PersonId("p3"), complete=False),
        piece(9, 1, who=PersonId("gone")),
    )
    practice = Practice(today=TODAY, reports=team, shared=shared(pieces))
    assert MEASURES["M10"](practice, windows(TODAY)[0]) == Figure(100 * 2 / 6, 2, 6)


def test_11_own_promises_first_then_those_of_both_sides() -> None:
    own = [promise(20, 10, 10), promise(20, 10, 9), promise(20, 9, 12), promise(20, 9, None), promise(20, 8, 9)]
    theirs = [promise(20, 7, done, ActionOwner.EMPLOYEE) for done in (7, 8, 9, None, None)]
    later = promise(1, -3, None)
    assert figure("M11", due=due((*own, *theirs, later))) == Figure(60.0, 3, 5, 60.0)


def test_12_how_long_the_manager_s_open_promises_have_been_open() -> None:
    still = [Pending(ActionOwner.MANAGER, day(back)) for back in (3, 5, 8, 13)]
    others = [Pending(ActionOwner.BOTH, day(400)), Pending(ActionOwner.EMPLOYEE, day(99))]
    assert figure("M12", pending=(*still, *others)) == Figure(8.0, 5, 5)


def test_13_and_14_goals_that_are_tied_and_could_be_compared() -> None:
    goals = [GoalFacts(day(60), linked=True, behaviour=True, comparable=each < 3) for each in range(5)]
    loose = [GoalFacts(day(60), linked=True, behaviour=False, comparable=False)]
    young = [GoalFacts(day(2), linked=True, behaviour=True, comparable=True)]
    nothing = [GoalFacts(day(60), linked=False, behaviour=True, comparable=True)]
    every = (*goals, *loose, *young, *nothing)
    assert figure("M13", goals=every) == Figure(75.0, 6, 8)
    assert figure("M14", goals=every) == Figure(50.0, 3, 6)


def test_15_and_16_paths_that_fit_and_who_acts() -> None:
    fits = PathFacts((PathKind.JOB_AID,), (ActionOwner.MANAGER,), frozenset({PathKind.JOB_AID}), around=True)
    unfit = PathFacts((PathKind.COACHING,), (ActionOwner.EMPLOYEE,), frozenset({PathKind.JOB_AID}), around=True)
    inside = PathFacts((PathKind.COACHING,), (ActionOwner.EMPLOYEE,), frozenset({PathKind.COACHING}), around=False)
    paths = (fits, fits, fits, unfit, inside, fits)
    assert figure("M15", paths=paths) == Figure(100 * 5 / 6, 5, 6)
    assert figure("M16", paths=paths) == Figure(80.0, 4, 5)


def test_17_a_loop_is_closed_when_something_older_is_ticked_off_that_day() -> None:
    slots = tuple(slot(back, back) for back in (70, 60, 50, 40, 30, 20))
    promised = (promise(65, None, 60), promise(55, None, 50), promise(45, None, 33), promise(45, None, 25))
    # 70: nothing promised yet. 60, 50: ticked off that day. 40, 30: open, not ticked. 20: all done before.
    assert figure("M17", talks=talks(slots), promises=kept(promised)) == Figure(None, 2, 4)
    more = (*slots, slot(31, 31))
    assert figure("M17", talks=talks(more), promises=kept(promised)) == Figure(40.0, 2, 5)


@pytest.mark.parametrize("measure", MEASURES)
def test_nothing_is_said_of_nothing(measure: str) -> None:
    practice = Practice(today=TODAY, reports=frozenset())
    assert MEASURES[measure](practice, windows(TODAY)[0]).value is None


@given(
    slots=st.lists(
        st.builds(
            Slot,
            st.sampled_from([MAIRI, WEN]),
            st.integers(0, 200).map(day),
            st.sampled_from(ConversationStatus),
            st.none() | st.integers(0, 200).map(day),
            st.none() | st.integers(0, 100),
        ),
        max_size=30,
    ),
    pieces=st.lists(st.builds(piece, st.integers(0, 90), st.integers(0, 90), complete=st.booleans()), max_size=20),
)
def test_under_five_cases_no_figure_and_no_share_beyond_a_hundred(slots: list[Slot], pieces: list[Piece]) -> None:
    practice = Practice(today=TODAY, reports=TEAM, talks=talks(slots), shared=shared(pieces))
    for measure in ("M1", "M3", "M5", "M7", "M8", "M9", "M10"):
        told = MEASURES[measure](practice, windows(TODAY)[0])
        assert (told.value is None) == (told.cases < ENOUGH)
        assert told.value is None or 0 <= told.value <= 100
