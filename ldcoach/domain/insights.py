"""The manager's own measures: what was done, how often and how soon, never of one person against another.

Source: content specification 6. Each function counts the cases of one window; under five cases nothing is said.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from types import MappingProxyType

from ldcoach.domain.before_after import LAG
from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import ActionOwner, ActionStatus, ConversationStatus, FeedbackKind, Side
from ldcoach.domain.practice import Practice, Promised, Slot, Window, working_days

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
    due = [slot for slot in practice.planned.within(window) if slot.planned_on <= practice.today]
    held = practice.held_days
    kept = sum(any(abs(working_days(slot.planned_on, day)) <= NEAR for day in _near(held, slot)) for slot in due)
    return _share(kept, len(due))


def _near(held: Mapping[PersonId, list[date]], slot: Slot, after: timedelta = timedelta(days=9)) -> Iterable[date]:
    """Return the days near a slot on which that person was talked with."""
    days = held.get(slot.person_id, [])
    return days[bisect_left(days, slot.planned_on - after) : bisect_right(days, slot.planned_on + after)]


def longest_gap(practice: Practice, window: Window) -> Figure:
    """M2: the most days between two 1-2-1s with the same person, the later one in the window."""
    gaps = [
        (later - sooner).days
        for person, days in practice.held_days.items()
        if person in practice.reports
        for sooner, later in pairwise(days)
        if window.first <= later <= window.last
    ]
    return Figure(float(max(gaps)) if len(gaps) >= ENOUGH else None, len(gaps), len(gaps))


def moved_not_dropped(practice: Practice, window: Window) -> Figure:
    """M3: moved and held within five working days ÷ moved, cancelled and missed."""
    lost = {ConversationStatus.RESCHEDULED, ConversationStatus.CANCELLED, ConversationStatus.MISSED}
    slots = [slot for slot in practice.planned.within(window) if slot.status in lost]
    held = practice.held_days
    made_up = sum(
        slot.status is ConversationStatus.RESCHEDULED
        and any(abs(working_days(slot.planned_on, day)) <= SOON for day in _near(held, slot))
        for slot in slots
    )
    return _share(made_up, len(slots))


def agenda_share(practice: Practice, window: Window) -> Figure:
    """M4: topics that employees raised ÷ all topics."""
    raised = practice.topics.within(window)
    return _share(sum(one.count for one in raised if one.by is Side.EMPLOYEE), sum(one.count for one in raised))


def talk_share(practice: Practice, window: Window) -> Figure:
    """M5: the median estimate of how much of the time the employee spoke."""
    return _middle([slot.share for slot in practice.held.within(window) if slot.share is not None])


def feedback_latency(practice: Practice, window: Window) -> Figure:
    """M6: the median of days from seen to shared; also the share within seven days."""
    days = [(piece.shared_on - piece.observed_on).days for piece in practice.shared.within(window)]
    soon = sum(day <= SOON_SHARED for day in days)
    return _middle(days, soon, _percent(soon, len(days)))


def observable(practice: Practice, window: Window) -> Figure:
    """M7: shared feedback that names something one could have seen or heard ÷ shared feedback."""
    pieces = practice.shared.within(window)
    return _share(sum(NOTHING_SEEN not in piece.rules for piece in pieces), len(pieces))


def complete(practice: Practice, window: Window) -> Figure:
    """M8: shared feedback with when, where, what and so what ÷ shared feedback."""
    pieces = practice.shared.within(window)
    return _share(sum(piece.complete for piece in pieces), len(pieces))


def mix(practice: Practice, window: Window) -> Figure:
    """M9: reinforcing ÷ reinforcing and redirecting; `part` and `cases` are the counts to show."""
    kinds = Counter(piece.kind for piece in practice.shared.within(window))
    reinforcing = kinds[FeedbackKind.REINFORCING]
    return _share(reinforcing, reinforcing + kinds[FeedbackKind.REDIRECTING])


def reach(practice: Practice, window: Window) -> Figure:
    """M10: people of the team with a complete piece shared in the last thirty days ÷ people of the team."""
    recent = practice.shared.within(Window(window.last - REACH + timedelta(days=1), window.last))
    reached = {piece.person_id for piece in recent if piece.complete} & practice.reports
    return _share(len(reached), len(practice.reports))


def follow_through(practice: Practice, window: Window) -> Figure:
    """M11: the manager's actions done by the day they were due ÷ those due; also the same for both sides."""
    due = [one for one in practice.due.within(window) if _counts(one, practice.today)]
    own = [one for one in due if _is_own(one)]
    return _share(sum(map(_kept, own)), len(own), _percent(sum(map(_kept, due)), len(due)))


def _counts(promise: Promised, today: date) -> bool:
    return promise.status is not ActionStatus.DROPPED and (promise.due_on or today) <= today


def _is_own(promise: Promised) -> bool:
    return promise.owner in {ActionOwner.MANAGER, ActionOwner.BOTH}


def _kept(promise: Promised) -> bool:
    return bool(promise.done_on and promise.due_on and promise.done_on <= promise.due_on)


def promise_age(practice: Practice, _window: Window) -> Figure:
    """M12: the median of days that the manager's open actions have been open."""
    still = {ActionStatus.OPEN, ActionStatus.CARRIED_OVER}
    return _middle(
        [(practice.today - one.made_on).days for one in practice.promised if one.status in still and _is_own(one)]
    )


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
    made, done = practice.promise_days
    held = [(slot.person_id, slot.held_on) for slot in practice.held.within(window) if slot.held_on]
    met = [(person, day) for person, day in held if _open_before(made, done, person, day)]
    return _share(sum(_has(done.get(person, []), day) for person, day in met), len(met))


def _open_before(
    made: Mapping[PersonId, list[date]], done: Mapping[PersonId, list[date]], person: PersonId, day: date
) -> bool:
    """Tell whether something promised on an earlier day was not done before this one."""
    return bisect_left(made.get(person, []), day) > bisect_left(done.get(person, []), day)


def _has(days: list[date], day: date) -> bool:
    place = bisect_left(days, day)
    return place < len(days) and days[place] == day


def findings(practice: Practice, window: Window) -> Figure:
    """M18: findings of the coach for ten pieces of shared feedback."""
    pieces = practice.shared.within(window)
    found = sum(len(piece.rules) for piece in pieces)
    return Figure(PER * found / len(pieces) if len(pieces) >= ENOUGH else None, found, len(pieces))


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
