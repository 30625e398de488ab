"""The manager's own measures: what was done, how often and how soon, never of one person against another.

Source: content specification 6. Each function counts the cases of one window; under five cases nothing is said.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from types import MappingProxyType

from ldcoach.domain.before_after import LAG
from ldcoach.domain.kinds import ActionOwner, FeedbackKind, Side
from ldcoach.domain.practice import Day, Practice, SharedDay, Window, days_within, within

ENOUGH = 5
SPAN = timedelta(weeks=12)
MONTHS = 24
REACH = timedelta(days=30)
NEAR = 3
"""Working days by which a 1-2-1 may move and still count as kept."""

SOON = 5
"""Working days within which one that was moved has to be held."""

SOON_SHARED = 7
"""Days within which feedback counts as shared soon."""

NOTHING_SEEN = "FB03"
"""The rule that finds nothing one could have seen or heard."""

MINE = frozenset({ActionOwner.MANAGER, ActionOwner.BOTH})
"""Whose promises are the manager's own."""

PER = 10
"""Findings are told for so many pieces."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure over one stretch of time.

    `part` of `cases` is what was counted; `value` is in the measure's unit, None when there are too few cases
    to say; `also` is a second figure in %, where the measure has one.
    """

    value: float | None
    part: int
    cases: int
    also: float | None = None


Counted = Callable[[Practice, Window], Figure]


def windows(today: date) -> tuple[Window, Window]:
    """Return the last twelve weeks and the twelve before."""
    begun = today - SPAN + timedelta(days=1)
    return Window(begun, today), Window(begun - SPAN, begun - timedelta(days=1))


def months(today: date, count: int = MONTHS) -> tuple[Window, ...]:
    """Return calendar months, oldest first, the last one up to today."""
    first = today.replace(day=1)
    found = [Window(first, today)]
    while len(found) < count:
        last = found[-1].first - timedelta(days=1)
        found.append(Window(last.replace(day=1), last))
    return tuple(reversed(found))


def earlier_of(measure: str, practice: Practice, window: Window) -> Figure | None:
    """Return a measure over an earlier window, or None for one that only stands now."""
    return None if measure in STANDING else MEASURES[measure](practice, window)


def history_of(measure: str, practice: Practice) -> tuple[tuple[date, Figure], ...]:
    """Return a measure by month, oldest first, each by the month's first day."""
    return tuple((month.first, MEASURES[measure](practice, month)) for month in months(practice.today))


def _share(part: int, cases: int, also: float | None = None) -> Figure:
    return Figure(100 * part / cases if cases >= ENOUGH else None, part, cases, also)


def _percent(part: int, cases: int) -> float | None:
    return 100 * part / cases if cases >= ENOUGH else None


def _middle(values: Sequence[float], part: int = 0, also: float | None = None) -> Figure:
    return Figure(float(median(values)) if len(values) >= ENOUGH else None, part or len(values), len(values), also)


def cadence_kept(practice: Practice, window: Window) -> Figure:
    """M1: planned 1-2-1s with one held within three working days ÷ those planned up to today."""
    until = Window(window.first, min(window.last, practice.today))
    due = [(talks, day) for talks in practice.talks.values() for day in days_within(talks.planned, until)]
    return _share(sum(talks.held_near(day, NEAR) for talks, day in due), len(due))


def longest_gap(practice: Practice, window: Window) -> Figure:
    """M2: the most days between two 1-2-1s with the same person, the later one in the window."""
    gaps = [
        later - sooner
        for person, talks in practice.talks.items()
        if person in practice.reports
        for sooner, later in pairwise(_with_the_one_before(talks.held, window))
    ]
    return Figure(float(max(gaps)) if len(gaps) >= ENOUGH else None, len(gaps), len(gaps))


def _with_the_one_before(days: Sequence[Day], window: Window) -> Sequence[Day]:
    place = bisect_left(days, window.first.toordinal())
    return days[max(place - 1, 0) : bisect_right(days, window.last.toordinal())]


def moved_not_dropped(practice: Practice, window: Window) -> Figure:
    """M3: moved and held within five working days ÷ moved, cancelled and missed."""
    every = practice.talks.values()
    moved = [(talks, day) for talks in every for day in days_within(talks.moved, window)]
    lost = sum(len(days_within(talks.lost, window)) for talks in every)
    return _share(sum(talks.held_near(day, SOON) for talks, day in moved), len(moved) + lost)


def agenda_share(practice: Practice, window: Window) -> Figure:
    """M4: topics that employees raised ÷ all topics."""
    raised = within(practice.raised, window)
    return _share(sum(one.count for one in raised if one.by is Side.EMPLOYEE), sum(one.count for one in raised))


def talk_share(practice: Practice, window: Window) -> Figure:
    """M5: the median estimate of how much of the time the employee spoke."""
    first, last = window.first.toordinal(), window.last.toordinal()
    return _middle([share for talks in practice.talks.values() for on, share in talks.shares if first <= on <= last])


def feedback_latency(practice: Practice, window: Window) -> Figure:
    """M6: the median of days from seen to shared; also the share within seven days."""
    days = [wait for day in within(practice.shared, window) for wait in day.waits]
    soon = sum(day <= SOON_SHARED for day in days)
    return _middle(days, soon, _percent(soon, len(days)))


def observable(practice: Practice, window: Window) -> Figure:
    """M7: shared feedback that names something one could have seen or heard ÷ shared feedback."""
    days = within(practice.shared, window)
    nothing = sum(NOTHING_SEEN in rules for day in days for rules in day.found)
    return _share(_pieces(days) - nothing, _pieces(days))


def complete(practice: Practice, window: Window) -> Figure:
    """M8: shared feedback with when, where, what and so what ÷ shared feedback."""
    days = within(practice.shared, window)
    return _share(sum(len(day.whole) for day in days), _pieces(days))


def _pieces(days: Iterable[SharedDay]) -> int:
    return sum(len(day.waits) for day in days)


def mix(practice: Practice, window: Window) -> Figure:
    """M9: reinforcing ÷ reinforcing and redirecting; `part` and `cases` are the counts to show."""
    days = within(practice.shared, window)
    reinforcing, redirecting = (
        sum(day.kinds.get(kind, 0) for day in days) for kind in (FeedbackKind.REINFORCING, FeedbackKind.REDIRECTING)
    )
    return _share(reinforcing, reinforcing + redirecting)


def reach(practice: Practice, window: Window) -> Figure:
    """M10: people of the team with a complete piece shared in the last thirty days ÷ people of the team."""
    recent = within(practice.shared, Window(window.last - REACH + timedelta(days=1), window.last))
    reached = practice.reports.intersection(person for day in recent for person in day.whole)
    return _share(len(reached), len(practice.reports))


def follow_through(practice: Practice, window: Window) -> Figure:
    """M11: the manager's actions done by the day they were due ÷ those due; also the same for both sides."""
    due = within(practice.due, Window(window.first, min(window.last, practice.today)))
    own = [day for day in due if day.owner in MINE]
    both = _percent(sum(day.kept for day in due), sum(day.cases for day in due))
    return _share(sum(day.kept for day in own), sum(day.cases for day in own), both)


def promise_age(practice: Practice, _window: Window) -> Figure:
    """M12: the median of days that the manager's open actions have been open."""
    return _middle([(practice.today - one.made_on).days for one in practice.pending if one.owner in MINE])


def linked_goals(practice: Practice, _window: Window) -> Figure:
    """M13: active goals with an outcome and a behaviour to see ÷ active goals."""
    return _share(sum(goal.linked and goal.behaviour for goal in practice.goals), len(practice.goals))


def comparable_goals(practice: Practice, _window: Window) -> Figure:
    """M14: linked goals with a target, a first reading and a later one ÷ linked goals older than the lag."""
    old = [goal for goal in practice.goals if goal.linked and goal.since <= practice.today - LAG]
    return _share(sum(goal.comparable for goal in old), len(old))


def path_fits(practice: Practice, _window: Window) -> Figure:
    """M15: diagnoses whose steps all belong to a cause that was found ÷ diagnoses with a path."""
    return _share(sum(set(path.kinds) <= path.fitting for path in practice.paths), len(practice.paths))


def system_first(practice: Practice, _window: Window) -> Figure:
    """M16: steps that the manager or another role owns ÷ all steps, where a cause lies around the work."""
    owners = [owner for path in practice.paths if path.around for owner in path.owners]
    return _share(sum(owner in {ActionOwner.MANAGER, ActionOwner.OTHER_ROLE} for owner in owners), len(owners))


def loop_closed(practice: Practice, window: Window) -> Figure:
    """M17: 1-2-1s in which an older action was ticked off ÷ 1-2-1s held while older actions were open."""
    met = [
        (promises, day)
        for person, promises in practice.promises.items()
        if person in practice.talks
        for day in days_within(practice.talks[person].held, window)
        if promises.open_before(day)
    ]
    return _share(sum(promises.done_on(day) for promises, day in met), len(met))


def findings(practice: Practice, window: Window) -> Figure:
    """M18: findings of the coach for ten pieces of shared feedback."""
    days = within(practice.shared, window)
    pieces, found = _pieces(days), sum(len(rules) for day in days for rules in day.found)
    return Figure(PER * found / pieces if pieces >= ENOUGH else None, found, pieces)


MEASURES: Mapping[str, Counted] = MappingProxyType(
    {
        "M1": cadence_kept,
        "M2": longest_gap,
        "M3": moved_not_dropped,
        "M4": agenda_share,
        "M5": talk_share,
        "M6": feedback_latency,
        "M7": observable,
        "M8": complete,
        "M9": mix,
        "M10": reach,
        "M11": follow_through,
        "M12": promise_age,
        "M13": linked_goals,
        "M14": comparable_goals,
        "M15": path_fits,
        "M16": system_first,
        "M17": loop_closed,
        "M18": findings,
    }
)
STANDING = frozenset({"M12", "M13", "M14", "M15", "M16"})
"""Measures of what stands now, which have no past of their own."""
