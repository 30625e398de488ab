"""What a manager did, as bare facts without words: the ground on which the manager's own measures stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import ActionOwner, FeedbackKind, PathKind, Side

MONDAY_TO_FRIDAY = 5

Day: TypeAlias = int
"""A day by its number, as `date.toordinal` counts: where there are tens of thousands, they are compared as numbers."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """The 1-2-1s with one person, by day: planned at all, held, moved, and cancelled or missed.

    `planned` are the days they were planned for, whatever became of them; `held` the days on which one was held, the
    last one from before among them. `shares` are the manager's estimates of the employee's part of the time in %, each
    with its day. All are in the order of days.
    """

    planned: Sequence[Day] = ()
    held: Sequence[Day] = ()
    moved: Sequence[Day] = ()
    lost: Sequence[Day] = ()
    shares: Sequence[tuple[Day, int]] = ()

    def held_near(self, day: Day, working: int) -> bool:
        """Tell whether one was held within so many working days of a day."""
        place = bisect_left(self.held, day)
        if place < len(self.held) and self.held[place] == day:
            return True
        around = _as_days(working)
        near = self.held[bisect_left(self.held, day - around) : bisect_right(self.held, day + around)]
        return any(abs(working_days(day, each)) <= working for each in near)


class SharedDay(NamedTuple):
    """The feedback that was shared on one day.

    `waits` are days from seen to shared, one for each piece; `found` the rules that the coach named, one list for each
    piece in which it named any; `whole` the people of those pieces that say when, where, what and so what.
    """

    on: date
    waits: Sequence[int]
    kinds: Mapping[FeedbackKind, int]
    found: Sequence[Sequence[str]] = ()
    whole: Sequence[PersonId] = ()


class DueDay(NamedTuple):
    """How many promises of one owner were due on a day, dropped ones left out, and how many were done by then."""

    on: date
    owner: ActionOwner
    cases: int
    kept: int


@dataclass(frozen=True, slots=True)
class Promises:
    """When the promises around one person were made and when they were done, since some day, and how many are open.

    Left out are those that were dropped, and those done on no known day. Days are in order.
    """

    made: Sequence[Day] = ()
    done: Sequence[Day] = ()
    still_open: int = 0

    def open_before(self, day: Day) -> bool:
        """Tell whether something promised on an earlier day was not done before this one.

        Counted back from what is open now, so that promises older than all that was read are counted too.
        """
        made_since = len(self.made) - bisect_left(self.made, day)
        done_since = len(self.done) - bisect_left(self.done, day)
        return self.still_open - made_since + done_since > 0

    def done_on(self, day: Day) -> bool:
        """Tell whether something was done on a day."""
        place = bisect_left(self.done, day)
        return place < len(self.done) and self.done[place] == day


@dataclass(frozen=True, slots=True)
class Pending:
    """A promise that is open."""

    owner: ActionOwner
    made_on: date


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """All facts of a stretch of time, in the order of days; `reports` are the people of the present team."""

    today: date
    reports: frozenset[PersonId]
    talks: Mapping[PersonId, Talks] = field(default_factory=dict)
    shared: Sequence[SharedDay] = ()
    due: Sequence[DueDay] = ()
    promises: Mapping[PersonId, Promises] = field(default_factory=dict)
    pending: Sequence[Pending] = ()
    raised: Sequence[Raised] = ()
    goals: Sequence[GoalFacts] = ()
    paths: Sequence[PathFacts] = ()


class OnADay(Protocol):
    """A fact of one day."""

    @property
    def on(self) -> date:
        """The day."""


F = TypeVar("F", bound=OnADay)


def within(facts: Sequence[F], window: Window) -> Sequence[F]:
    """Return the facts of a window from those in the order of days, without looking at the others."""
    return facts[bisect_left(facts, window.first, key=_on) : bisect_right(facts, window.last, key=_on)]


def days_within(days: Sequence[Day], window: Window) -> Sequence[Day]:
    """Return the days of a window from those in order."""
    return days[bisect_left(days, window.first.toordinal()) : bisect_right(days, window.last.toordinal())]


def working_days(first: Day, last: Day) -> int:
    """Return how many Mondays to Fridays come after `first` up to `last`; below zero when `last` comes first."""
    return _weekdays_until(last) - _weekdays_until(first)


def _weekdays_until(day: Day) -> int:
    weeks, rest = divmod(day - 1, 7)  # day 1 of the calendar was a Monday
    return weeks * MONDAY_TO_FRIDAY + min(rest + 1, MONDAY_TO_FRIDAY)


def _as_days(working: int) -> int:
    """Return as many days as are sure to hold so many working days, the weekends at both ends included."""
    return 7 * (working // MONDAY_TO_FRIDAY + 1) + 2


def _on(fact: OnADay) -> date:
    return fact.on
