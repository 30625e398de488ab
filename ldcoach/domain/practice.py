"""What a manager did, as bare facts without words: the ground on which the manager's own measures stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, ConversationStatus, FeedbackKind, PathKind, Side

F = TypeVar("F")
MONDAY_TO_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Slot:
    """A 1-2-1 that was planned; `held_on` if it was held, `share` the employee's estimated part of the time in %."""

    person_id: PersonId
    planned_on: date
    status: ConversationStatus
    held_on: date | None = None
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Feedback that was shared; `complete` when it says when, where, what and so what."""

    person_id: PersonId
    kind: FeedbackKind
    observed_on: date
    shared_on: date
    complete: bool
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promised:
    """An action of either side."""

    person_id: PersonId
    owner: ActionOwner
    status: ActionStatus
    made_on: date
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """How many topics one side raised on a day."""

    on: date
    by: Side
    count: int


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """An active goal: whether it names an outcome and a behaviour, and whether before and after could be told."""

    since: date
    linked: bool
    behaviour: bool
    comparable: bool


@dataclass(frozen=True, slots=True)
class PathFacts:
    """The path of one diagnosed gap: whether each step's kind belongs to a cause that was found, and who owns it."""

    kinds: tuple[PathKind, ...]
    owners: tuple[ActionOwner, ...]
    fitting: frozenset[PathKind]
    around: bool


class Dated(Generic[F]):
    """Facts by day, of which a window is taken without looking at the others."""

    def __init__(self, facts: Iterable[F], day: Callable[[F], date]) -> None:
        self._facts: Sequence[F] = sorted(facts, key=day)
        self._days = [day(fact) for fact in self._facts]

    def within(self, window: Window) -> Sequence[F]:
        """Return the facts of a window, by day."""
        return self._facts[bisect_left(self._days, window.first) : bisect_right(self._days, window.last)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """All facts of a stretch of time; `reports` are the people of the present team."""

    today: date
    reports: frozenset[PersonId]
    slots: Sequence[Slot] = ()
    pieces: Sequence[Piece] = ()
    promised: Sequence[Promised] = ()
    raised: Sequence[Raised] = ()
    goals: Sequence[GoalFacts] = ()
    paths: Sequence[PathFacts] = ()
    planned: Dated[Slot] = field(init=False)
    held: Dated[Slot] = field(init=False)
    shared: Dated[Piece] = field(init=False)
    due: Dated[Promised] = field(init=False)
    topics: Dated[Raised] = field(init=False)
    held_days: Mapping[PersonId, list[date]] = field(init=False)
    promise_days: tuple[Mapping[PersonId, list[date]], Mapping[PersonId, list[date]]] = field(init=False)

    def __post_init__(self) -> None:
        kept = [one for one in self.promised if one.status is not ActionStatus.DROPPED]
        for name, facts in (
            ("held_days", _by_person((one.person_id, one.held_on) for one in self.slots)),
            (
                "promise_days",
                (
                    _by_person((one.person_id, one.made_on) for one in kept),
                    _by_person((one.person_id, one.done_on) for one in kept),
                ),
            ),
            ("planned", Dated(self.slots, lambda one: one.planned_on)),
            ("held", Dated((one for one in self.slots if one.held_on), _held_on)),
            ("shared", Dated(self.pieces, lambda one: one.shared_on)),
            ("due", Dated((one for one in self.promised if one.due_on), _due_on)),
            ("topics", Dated(self.raised, lambda one: one.on)),
        ):
            object.__setattr__(self, name, facts)


def working_days(first: date, last: date) -> int:
    """Return how many Mondays to Fridays come after `first` up to `last`; below zero when `last` comes first."""
    return _weekdays_until(last) - _weekdays_until(first)


def _weekdays_until(day: date) -> int:
    weeks, rest = divmod(day.toordinal() - 1, 7)  # day 1 of the calendar was a Monday
    return weeks * MONDAY_TO_FRIDAY + min(rest + 1, MONDAY_TO_FRIDAY)


def _by_person(facts: Iterable[tuple[PersonId, date | None]]) -> dict[PersonId, list[date]]:
    """Return the days of each person, in order."""
    days: defaultdict[PersonId, list[date]] = defaultdict(list)
    for person, day in facts:
        if day is not None:
            days[person].append(day)
    return {person: sorted(each) for person, each in days.items()}


def _held_on(slot: Slot) -> date:
    return slot.held_on or slot.planned_on


def _due_on(promise: Promised) -> date:
    return promise.due_on or promise.made_on
