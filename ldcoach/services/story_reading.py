"""Reads a story out of the record: all that is shared in a period, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.goals import Goal
from ldcoach.domain.ids import PersonId
from ldcoach.domain.kinds import (
    ActionStatus,
    ConversationStatus,
    GoalStatus,
    Side,
    SummaryAudience,
    TextKind,
    Visibility,
)
from ldcoach.domain.leaving import Summary
from ldcoach.domain.people import Person
from ldcoach.domain.story import (
    COMMENT,
    AnswerItem,
    FeedbackItem,
    GoalItem,
    LastAnswer,
    PromiseItem,
    Story,
    View,
    WordsItem,
    may_leave,
)
from ldcoach.domain.texts import Text
from ldcoach.services.clock import day_of, end_of, start_of
from ldcoach.services.context import Context
from ldcoach.services.goal_book import GoalBook
from ldcoach.services.own_words import owners_of
from ldcoach.services.views import GoalView

__all__ = ["StoryReader", "comment_owner", "view_owner"]

SHOWN_STATUS = {GoalStatus.ACTIVE, GoalStatus.PAUSED, GoalStatus.ACHIEVED, GoalStatus.CLOSED_NOT_MET}
OPEN = {ActionStatus.OPEN, ActionStatus.CARRIED_OVER}
MARK = "#"


def view_owner(item_id: str) -> str:
    """Return the owner id of the employee's view of an item."""
    return f"{item_id}{MARK}view"


def comment_owner(summary_id: str) -> str:
    """Return the owner id of the employee's comment on a summary."""
    return f"{summary_id}{MARK}{COMMENT}"


@dataclass(frozen=True, slots=True)
class _Period:
    first: date
    last: date

    def holds(self, on: date | None) -> bool:
        return on is not None and self.first <= on <= self.last


class StoryReader:
    """Reads stories; what the record does not call shared cannot get in."""

    def __init__(self, context: Context, goals: GoalBook) -> None:
        self._record = context.record
        self._goals = goals

    def read(self, person_id: PersonId, from_on: date, to_on: date) -> Story:
        """Gather all that is shared in a period, both days included, for the person it is about."""
        period = _Period(from_on, to_on)
        since, until = start_of(from_on), end_of(to_on)
        shared = self._record.person_texts(person_id, since, until, Visibility.SHARED)
        drafts = self._record.person_texts(person_id, since, until, Visibility.TO_SHARE)
        held = [
            talk
            for talk in self._record.every(Conversation, person_id=person_id, status=ConversationStatus.HELD)
            if since <= (talk.ended_at or talk.planned_for) < until
        ]
        summaries = self._record.every(Summary, person_id=person_id)
        story = Story(
            person=self._record.get(Person, person_id),
            manager="",
            from_on=from_on,
            to_on=to_on,
            talks=len(held),
            goals=self._goal_items(person_id),
            feedback=self._feedback_items(person_id, period),
            promises=self._promise_items(person_id, period),
            takeaways=_words(shared, TextKind.TAKEAWAY, "takeaway"),
            notes=_words(shared, TextKind.NOTE, "note"),
            prep_notes=_written(self._record.person_texts(person_id, since, until, Visibility.PREP)),
            drafts=_written(text for text in drafts if text.owner_id not in owners_of(person_id)),
            answers=self._answers(shared, summaries, period),
            last_answer=_last_answer(summaries),
        )
        return replace(story, views=self._views(story.item_ids))

    def for_others(self, story: Story) -> Story:
        """Return the story with only what the employee has seen; a sponsor gets no words between the two.

        `seen_on` is None while the employee has seen no summary.
        """
        seen = [
            summary
            for summary in self._record.every(Summary, person_id=story.person.id)
            if summary.audience is SummaryAudience.EMPLOYEE and summary.employee_seen_on
        ]
        known = {item for summary in seen for item in summary.blocks.get("items", ())}
        left = story.keeping(known)
        if story.masked:
            left = replace(left, feedback=(), notes=(), answers=(), takeaways=())
        days = [summary.employee_seen_on for summary in seen if summary.employee_seen_on]
        return replace(left, unseen=len(story.item_ids) - len(left.item_ids), seen_on=max(days, default=None))

    def _goal_items(self, person_id: PersonId) -> tuple[GoalItem, ...]:
        goals = [goal for goal in self._record.every(Goal, person_id=person_id) if goal.status in SHOWN_STATUS]
        items = [_goal_item(self._goals.view(goal.id)) for goal in goals]
        return tuple(sorted(items, key=lambda item: (not item.outcome, item.chart is None)))

    def _feedback_items(self, person_id: PersonId, period: _Period) -> tuple[FeedbackItem, ...]:
        pieces = [
            piece
            for piece in self._record.every(Feedback, person_id=person_id, visibility=Visibility.SHARED)
            if period.holds(piece.shared_on)
        ]
        words = self._shared_words([piece.id for piece in pieces], TextKind.FEEDBACK)
        return tuple(FeedbackItem(piece, words[piece.id].body) for piece in pieces if piece.id in words)

    def _promise_items(self, person_id: PersonId, period: _Period) -> tuple[PromiseItem, ...]:
        """Return promises made in the period, and older ones that were open or settled in it."""
        actions = self._record.every(Action, person_id=person_id)
        made = self._shared_words([action.id for action in actions], TextKind.ACTION)
        items = (
            PromiseItem(action, made[action.id].body, day_of(made[action.id].at))
            for action in actions
            if action.id in made
        )
        return tuple(sorted((item for item in items if _belongs(item, period)), key=lambda item: item.made_on))

    def _answers(self, shared: Sequence[Text], summaries: Sequence[Summary], period: _Period) -> tuple[AnswerItem, ...]:
        """Return what came back in forms, and comments on summaries of this time, oldest first."""
        commented = [one for one in summaries if one.from_on <= period.last and one.to_on >= period.first]
        texts = [text for text in shared if _is_answer(text)]
        texts += self._record.texts_of([comment_owner(one.id) for one in commented], kinds=[TextKind.COMMENT])
        known = {text.id: text for text in texts if may_leave(text.visibility) and text.body.strip()}
        ordered = sorted(known.values(), key=lambda text: (text.at, text.id))
        return tuple(AnswerItem(text, day_of(text.at), text.owner_id.rpartition(MARK)[2]) for text in ordered)

    def _views(self, item_ids: Sequence[str]) -> dict[str, View]:
        texts = self._record.texts_of([view_owner(item) for item in item_ids], kinds=[TextKind.COMMENT])
        return {
            text.owner_id.removesuffix(view_owner("")): View(day_of(text.at), text.body)
            for text in texts
            if may_leave(text.visibility) and text.body.strip()
        }

    def _shared_words(self, owner_ids: Sequence[str], kind: TextKind) -> dict[str, Text]:
        texts = self._record.texts_of(owner_ids, kinds=[kind])
        return {text.owner_id: text for text in texts if may_leave(text.visibility)}


def _belongs(item: PromiseItem, period: _Period) -> bool:
    if period.holds(item.made_on) or period.holds(item.action.done_on):
        return True
    return item.made_on < period.first and item.action.status in OPEN


def _is_answer(text: Text) -> bool:
    """Tell an answer of a form from other comments: views stand beside their item."""
    if text.kind is not TextKind.COMMENT or text.author is not Side.EMPLOYEE:
        return False
    return not text.owner_id.endswith(view_owner(""))


def _last_answer(summaries: Sequence[Summary]) -> LastAnswer | None:
    """Return what the employee said of the summary that they saw last."""
    seen = [one for one in summaries if one.employee_seen_on and one.audience is SummaryAudience.EMPLOYEE]
    if not seen:
        return None
    last = max(seen, key=lambda one: (one.employee_seen_on or one.to_on, one.id))
    return LastAnswer(last.employee_seen_on or last.to_on, str(last.blocks.get("verdict", "read")), last.id)


def _goal_item(view: GoalView) -> GoalItem:
    agreed = [(one, words) for one, words in view.evidence if one.agreed_by_employee]
    return GoalItem(
        goal=view.goal,
        outcome=view.outcome.name if view.outcome else "",
        why=view.outcome.why_it_matters if view.outcome else "",
        priority=view.priority.name if view.priority else "",
        told=view.chart.alt if view.chart else "",
        chart=view.chart,
        claim=view.comparison.claim.value if view.comparison else "",
        evidence=tuple((one.on, words) for one, words in agreed),
        measure=view.measure,
        comparison=view.comparison,
        evidence_kinds=tuple(one.kind for one, _ in agreed),
        priority_why=view.priority.why_it_matters if view.priority else "",
        what_else=view.what_else,
        estimate=view.estimate,
    )


def _words(shared: Sequence[Text], kind: TextKind, label: str) -> tuple[WordsItem, ...]:
    return tuple(WordsItem(text, day_of(text.at), label) for text in shared if text.kind is kind and text.body.strip())


def _written(texts: Iterable[Text]) -> int:
    """Count texts that say something, feedback and its parts as one."""
    return sum(bool(text.body.strip()) and text.kind is not TextKind.FEEDBACK_PARTS for text in texts)
