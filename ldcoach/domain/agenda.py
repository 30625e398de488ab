"""What belongs on an agenda, in which order, and what does not fit the planned minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum


class AgendaGroup(StrEnum):
    """The three groups of an agenda, in their fixed order: the employee speaks first."""

    EMPLOYEE = "employee"
    CARRIED = "carried"
    SUGGESTED = "suggested"


class Reason(StrEnum):
    """Why an item stands on the agenda; the view puts it into words."""

    EMPLOYEE_TOPIC = "employee_topic"
    CARRIED_TOPIC = "carried_topic"
    MANAGER_TOPIC = "manager_topic"
    YOUR_PROMISE = "your_promise"
    THEIR_PROMISE = "their_promise"
    FEEDBACK_PLANNED = "feedback_planned"
    FEEDBACK_WAITING = "feedback_waiting"
    GOAL_STILL = "goal_still"
    READING_DUE = "reading_due"
    GAP_REVIEW = "gap_review"
    CAREER_TALK = "career_talk"
    QUESTION = "question"


MINUTES = {
    Reason.EMPLOYEE_TOPIC: 6,
    Reason.CARRIED_TOPIC: 5,
    Reason.MANAGER_TOPIC: 4,
    Reason.YOUR_PROMISE: 2,
    Reason.THEIR_PROMISE: 2,
    Reason.FEEDBACK_PLANNED: 3,
    Reason.FEEDBACK_WAITING: 3,
    Reason.GOAL_STILL: 4,
    Reason.READING_DUE: 2,
    Reason.GAP_REVIEW: 5,
    Reason.CAREER_TALK: 2,
    Reason.QUESTION: 2,
}
"""Minutes to set aside for an item, before the manager changes them (our default)."""

GROUPS = {
    Reason.EMPLOYEE_TOPIC: AgendaGroup.EMPLOYEE,
    Reason.CARRIED_TOPIC: AgendaGroup.CARRIED,
    Reason.YOUR_PROMISE: AgendaGroup.CARRIED,
    Reason.THEIR_PROMISE: AgendaGroup.CARRIED,
    Reason.MANAGER_TOPIC: AgendaGroup.SUGGESTED,
    Reason.FEEDBACK_PLANNED: AgendaGroup.CARRIED,
    Reason.FEEDBACK_WAITING: AgendaGroup.SUGGESTED,
    Reason.GOAL_STILL: AgendaGroup.SUGGESTED,
    Reason.READING_DUE: AgendaGroup.SUGGESTED,
    Reason.GAP_REVIEW: AgendaGroup.SUGGESTED,
    Reason.CAREER_TALK: AgendaGroup.SUGGESTED,
    Reason.QUESTION: AgendaGroup.SUGGESTED,
}
"""A promise, feedback planned for this talk, or a topic that was put off comes before any new ask."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item; `since` is the date its reason speaks of, `times` how often it was put off.

    `set_aside` is in minutes; None stands for what is usual for its reason.
    """

    id: str
    reason: Reason
    title: str
    since: date | None = None
    times: int = 0
    set_aside: int | None = None

    @property
    def group(self) -> AgendaGroup:
        """The group it stands in."""
        return GROUPS[self.reason]

    @property
    def minutes(self) -> int:
        """Minutes to set aside."""
        return MINUTES[self.reason] if self.set_aside is None else self.set_aside


@dataclass(frozen=True, slots=True)
class Agenda:
    """Items in order; those that do not fit the planned minutes are `left_out`, never dropped in silence."""

    planned_minutes: int
    items: tuple[AgendaItem, ...]
    left_out: tuple[AgendaItem, ...]

    @property
    def minutes(self) -> int:
        """Minutes of the items that stand on the agenda; questions are asked in what is left, so they do not count."""
        return sum(item.minutes for item in self.items if item.reason is not Reason.QUESTION)

    def with_questions(self, questions: Iterable[AgendaItem]) -> Agenda:
        """Add questions where minutes are left for them; the others are left out. They take no item's place."""
        items, left, used = [*self.items], [*self.left_out], self.minutes
        for question in questions:
            used += question.minutes
            (items if used <= self.planned_minutes else left).append(question)
        return replace(self, items=tuple(items), left_out=tuple(left))


@dataclass(frozen=True, slots=True)
class Shape:
    """What the manager made of an agenda: item ids in order, minutes where they were changed, and what waits."""

    order: tuple[str, ...] = ()
    minutes: Mapping[str, int] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()


def arrange(items: Sequence[AgendaItem], planned_minutes: int) -> Agenda:
    """Order the items and fill the planned minutes.

    The employee's topics all stay, in the order given; then what was put off most often; then
    suggestions, oldest first. The employee's topics stay even when they alone take more time.
    """
    order = list(AgendaGroup)
    ranked = sorted(items, key=lambda item: (order.index(item.group), *_within(item)))
    kept: list[AgendaItem] = []
    left: list[AgendaItem] = []
    used = 0
    for item in ranked:
        if item.group is AgendaGroup.EMPLOYEE or used + item.minutes <= planned_minutes:
            kept.append(item)
            used += item.minutes
        else:
            left.append(item)
    return Agenda(planned_minutes, tuple(kept), tuple(left))


def _within(item: AgendaItem) -> tuple[int, int, date]:
    if item.group is AgendaGroup.EMPLOYEE:
        return (0, 0, date.min)
    own_promise_first = 0 if item.reason is Reason.YOUR_PROMISE else 1
    return (-item.times, own_promise_first, item.since or date.max)
