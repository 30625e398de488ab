"""The development summary before it is told: every item that could leave.

Source: content specification 5.2. Only shared texts can become an item.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from ldcoach.domain.actions import Action
from ldcoach.domain.before_after import Comparison
from ldcoach.domain.claims import Estimate, claim_of
from ldcoach.domain.document import Chart
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Goal, Measure
from ldcoach.domain.kinds import EvidenceKind, SummaryAudience, Visibility
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text


class ItemGroup(StrEnum):
    """The groups in which items are shown before they leave."""

    GOALS = "goals"
    FEEDBACK = "feedback"
    PROMISES = "promises"
    WORDS = "words"
    NOTES = "notes"
    ANSWERS = "answers"


class StoryBlock(StrEnum):
    """The blocks of page one, in the order in which they are proposed (content specification 5.1)."""

    SO_WHAT = "so_what"
    BEFORE_AFTER = "before_after"
    CHART = "chart"
    HUMAN = "human"
    PRIORITY = "priority"
    CONDITIONS = "conditions"
    NEXT = "next"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class GoalItem:
    """A goal with its outcome and its measure before and after; texts empty when there is none.

    `told` says in English what the chart shows; with `measure` and `comparison` any language can say it. `what_else`
    changed at the same time, in somebody's words; `estimate` is the guess at the share that goes with the practice.
    """

    goal: Goal
    outcome: str
    why: str
    priority: str
    told: str
    chart: Chart | None
    claim: str
    evidence: tuple[tuple[date, str], ...]
    measure: Measure | None = None
    comparison: Comparison | None = None
    evidence_kinds: tuple[EvidenceKind, ...] = ()
    priority_why: str = ""
    what_else: str = ""
    estimate: Estimate | None = None

    @property
    def rung(self) -> str:
        """How far up the claim ladder what is told of it goes; empty where nothing is measured."""
        if self.comparison is None:
            return self.claim
        return claim_of(self.comparison, estimate=self.estimate).value

    @property
    def id(self) -> str:
        """The goal's id."""
        return self.goal.id

    @property
    def told_words(self) -> tuple[str, ...]:
        """Every word of it that can leave, the chart's aside."""
        shown = (words for _, words in self.evidence)
        goal = self.goal
        guessed = self.estimate.reasons if self.estimate else ""
        hangs_on = (self.outcome, self.why, self.priority, self.priority_why, self.told, self.what_else, guessed)
        return (goal.title, goal.critical_behaviour, *hangs_on, *shown)


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


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """What the employee wrote in a form that came back; `about` is the question, or the summary it comments on."""

    text: Text
    on: date
    about: str

    def __post_init__(self) -> None:
        _require_shared(self.text.visibility)

    @property
    def id(self) -> str:
        """The text's id."""
        return self.text.id


Item = GoalItem | FeedbackItem | PromiseItem | WordsItem | AnswerItem

COMMENT = "comment"
"""What an answer is about that comments on a whole summary."""


@dataclass(frozen=True, slots=True)
class View:
    """How the employee sees an item differently, in their own words."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """What the employee said of the summary before: `said` is 'agree', 'differ' or 'read'."""

    on: date
    said: str
    summary_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that could leave for a period, and counts of what always stays.

    `views` are the employee's words by the id of the item they stand beside. `blocks` are those of page one that
    are told, in their order. `named` says that the employee agreed to be named to a sponsor.
    """

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
    answers: tuple[AnswerItem, ...] = ()
    views: Mapping[str, View] = field(default_factory=dict)
    last_answer: LastAnswer | None = None
    so_what: str = ""
    human: str = ""
    conditions: str = ""
    audience: SummaryAudience = SummaryAudience.EMPLOYEE
    named: bool = False
    language: str = "en"
    blocks: tuple[StoryBlock, ...] = tuple(StoryBlock)
    unseen: int = 0
    seen_on: date | None = None
    made_on: date | None = None

    @property
    def item_ids(self) -> tuple[str, ...]:
        """Every item's id in the order of the document."""
        return tuple(item.id for item in self.items)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item in the order of the document."""
        return (*self.goals, *self.takeaways, *self.feedback, *self.promises, *self.notes, *self.answers)

    @property
    def masked(self) -> bool:
        """Whether nobody may be named in it."""
        return self.audience is SummaryAudience.SPONSOR and not self.named

    def keeping(self, wanted: Collection[str]) -> Story:
        """Return the story with only these items."""
        return replace(
            self,
            goals=tuple(item for item in self.goals if item.id in wanted),
            feedback=tuple(item for item in self.feedback if item.id in wanted),
            promises=tuple(item for item in self.promises if item.id in wanted),
            takeaways=tuple(item for item in self.takeaways if item.id in wanted),
            notes=tuple(item for item in self.notes if item.id in wanted),
            answers=tuple(item for item in self.answers if item.id in wanted),
        )

    def without(self, staying: Collection[str]) -> Story:
        """Return the story without these items."""
        return self.keeping(set(self.item_ids) - set(staying))


def may_leave(visibility: Visibility) -> bool:
    """Tell whether a text of this visibility may become an item at all."""
    return visibility is Visibility.SHARED


def _require_shared(visibility: Visibility) -> None:
    if not may_leave(visibility):
        message = "only what is shared can become an item"
        raise ValueError(message)
