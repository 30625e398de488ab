"""The development summary before it is told: every item that could leave.

Source: content specification 5.2. Only shared texts can become an item.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ldcoach.domain.actions import Action
from ldcoach.domain.document import Chart
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Goal
from ldcoach.domain.kinds import Visibility
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text


class ItemGroup(StrEnum):
    """The groups in which items are shown before they leave."""

    GOALS = "goals"
    FEEDBACK = "feedback"
    PROMISES = "promises"
    WORDS = "words"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class GoalItem:
    """A goal with its outcome, what is said of its measure, and the chart; texts empty when there is none."""

    goal: Goal
    outcome: str
    why: str
    priority: str
    told: str
    chart: Chart | None
    claim: str
    evidence: tuple[tuple[date, str], ...]

    @property
    def id(self) -> str:
        """The goal's id."""
        return self.goal.id

    @property
    def told_words(self) -> tuple[str, ...]:
        """Every word of it that can leave, the chart's aside."""
        shown = (words for _, words in self.evidence)
        return (self.goal.title, self.goal.critical_behaviour, self.outcome, self.why, self.priority, self.told, *shown)


@dataclass(frozen=True, slots=True)
class FeedbackItem:
    """A piece of shared feedback."""

    feedback: Feedback
    words: str

    def __post_init__(self) -> None:
        _require_shared(self.feedback.visibility)

    @property
    def id(self) -> str:
        """The feedback's id."""
        return self.feedback.id

    @property
    def told(self) -> tuple[str, ...]:
        """Every word of it that leaves; what the manager meant to ask does not."""
        piece = self.feedback
        return (self.words, piece.situation, piece.behaviour, piece.impact, piece.next_step, piece.employee_view)


@dataclass(frozen=True, slots=True)
class PromiseItem:
    """A promise of either side, and the day on which it was made."""

    action: Action
    words: str
    made_on: date

    @property
    def id(self) -> str:
        """The action's id."""
        return self.action.id


@dataclass(frozen=True, slots=True)
class WordsItem:
    """The employee's takeaway, or a shared note, of one day."""

    text: Text
    on: date
    label: str

    def __post_init__(self) -> None:
        _require_shared(self.text.visibility)

    @property
    def id(self) -> str:
        """The text's id."""
        return self.text.id


Item = GoalItem | FeedbackItem | PromiseItem | WordsItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that could leave for a period, and counts of what always stays."""

    person: Person
    manager: str
    from_on: date
    to_on: date
    talks: int
    goals: tuple[GoalItem, ...]
    feedback: tuple[FeedbackItem, ...]
    promises: tuple[PromiseItem, ...]
    takeaways: tuple[WordsItem, ...]
    notes: tuple[WordsItem, ...]
    prep_notes: int
    drafts: int
    so_what: str = ""
    conditions: str = ""

    @property
    def item_ids(self) -> tuple[str, ...]:
        """Every item's id in the order of the document."""
        every: tuple[Item, ...] = (*self.goals, *self.takeaways, *self.feedback, *self.promises, *self.notes)
        return tuple(item.id for item in every)


def may_leave(visibility: Visibility) -> bool:
    """Tell whether a text of this visibility may become an item at all."""
    return visibility is Visibility.SHARED


def _require_shared(visibility: Visibility) -> None:
    if not may_leave(visibility):
        message = "only what is shared can become an item"
        raise ValueError(message)
