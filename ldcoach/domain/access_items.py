"""Everything in the record about one person, put together into items that a manager can judge one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation, Reflection, Topic, TopicInConversation
from ldcoach.domain.feedback import DismissedRule, Feedback, FeedbackSkill
from ldcoach.domain.gaps import Gap, PathStep
from ldcoach.domain.goals import Evidence, Goal, GoalSkill, IfThenPlan, Learning, Measure, Reading
from ldcoach.domain.keeping import Audit, Setting
from ldcoach.domain.kinds import Side, TextKind, Visibility
from ldcoach.domain.leaving import Form, Receipt, Summary
from ldcoach.domain.people import NoteAgreement, Person
from ldcoach.domain.texts import Revision, Text

__all__ = ["AccessGroup", "AccessItem", "Rows", "gather"]

Rows = Mapping[type, tuple[object, ...]]
"""Rows by kind."""


class AccessGroup(StrEnum):
    """The parts of an access pack, in their order."""

    PERSON = "person"
    AGREEMENTS = "agreements"
    CONVERSATIONS = "conversations"
    NOTES = "notes"
    PREP_NOTES = "prep_notes"
    DRAFTS = "drafts"
    OWN_WORDS = "own_words"
    FEEDBACK = "feedback"
    GOALS = "goals"
    EVIDENCE = "evidence"
    PROMISES = "promises"
    TOPICS = "topics"
    GAPS = "gaps"
    LEARNING = "learning"
    REFLECTIONS = "reflections"
    SUMMARIES = "summaries"
    FORMS = "forms"
    RECEIPTS = "receipts"


@dataclass(frozen=True, slots=True)
class AccessItem:
    """One thing with all that hangs on it; `rows` begins with the thing itself, `on` is its day in UTC."""

    id: str
    group: AccessGroup
    on: date | None
    rows: tuple[object, ...]

    @property
    def head(self) -> object:
        """The row it is about."""
        return self.rows[0]


_PARENT: Mapping[type, Callable[[Any], str | None]] = {
    Revision: lambda row: row.text_id,
    DismissedRule: lambda row: row.text_id,
    IfThenPlan: lambda row: row.goal_id,
    GoalSkill: lambda row: row.goal_id,
    Measure: lambda row: row.goal_id,
    Reading: lambda row: row.measure_id,
    TopicInConversation: lambda row: row.topic_id,
    FeedbackSkill: lambda row: row.feedback_id,
    PathStep: lambda row: row.gap_id or row.goal_id,
    # A step that was agreed says in its promise the same words.
    Action: lambda row: row.path_step_id,
}
_OWNING = (Topic, Goal, Gap, Feedback, Action, Evidence, Summary, Reflection)
"""Kinds whose texts say what they say themselves, so that they are judged together."""
_GROUPS: Mapping[type, AccessGroup] = {
    Person: AccessGroup.PERSON,
    NoteAgreement: AccessGroup.AGREEMENTS,
    Conversation: AccessGroup.CONVERSATIONS,
    Feedback: AccessGroup.FEEDBACK,
    Goal: AccessGroup.GOALS,
    Evidence: AccessGroup.EVIDENCE,
    Action: AccessGroup.PROMISES,
    Topic: AccessGroup.TOPICS,
    Gap: AccessGroup.GAPS,
    Learning: AccessGroup.LEARNING,
    Reflection: AccessGroup.REFLECTIONS,
    Summary: AccessGroup.SUMMARIES,
    Form: AccessGroup.FORMS,
    Receipt: AccessGroup.RECEIPTS,
}
_LANES = {
    Visibility.PREP: AccessGroup.PREP_NOTES,
    Visibility.TO_SHARE: AccessGroup.DRAFTS,
    Visibility.SHARED: AccessGroup.NOTES,
}
_DAYS = ("observed_on", "planned_for", "at", "made_at", "agreed_on", "first_raised_on", "on", "from_on", "completed_on")


def gather(rows: Rows) -> tuple[AccessItem, ...]:
    """Return every row in exactly one item, by group and then by day; audit entries and settings are no items."""
    every = {getattr(row, "id"): row for row in _plain(rows)}  # noqa: B009 - every such kind has an id
    spoken_for = _spoken_for(rows)
    heads: dict[str, list[object]] = {}
    for key, row in every.items():
        head = _head_of(key, row, every, spoken_for)
        known = heads.setdefault(head, [])
        if key == head:
            known.insert(0, row)
        else:
            known.append(row)
    items = [AccessItem(key, _group_of(found[0]), _day_of(found[0]), tuple(found)) for key, found in heads.items()]
    order = list(AccessGroup)
    return tuple(sorted(items, key=lambda item: (order.index(item.group), item.on or date.min, item.id)))


def _plain(rows: Rows) -> Iterator[object]:
    return (row for kind, found in rows.items() if kind not in (Audit, Setting) for row in found)


def _spoken_for(rows: Rows) -> dict[str, str]:
    """Return which text belongs to which row that names it."""
    named = [(row.text_id, row.id) for kind in (Feedback, Action, Evidence) for row in _of(rows, kind)]
    named += [(text_id, row.id) for row in _of(rows, Reflection) for text_id in row.text_ids]
    return dict(named)


def _of(rows: Rows, kind: type) -> tuple[Any, ...]:
    return rows.get(kind, ())


def _head_of(key: str, row: object, every: Mapping[str, object], spoken_for: Mapping[str, str]) -> str:
    """Follow a row to the one that it is judged with; a row whose owner is gone stands for itself."""
    while True:
        parent = _owner_of(row, every, spoken_for) if isinstance(row, Text) else _parent_of(row)
        if parent is None or parent not in every or parent == key:
            return key
        key, row = parent, every[parent]


def _parent_of(row: object) -> str | None:
    return _PARENT[type(row)](row) if type(row) in _PARENT else None


def _owner_of(text: Text, every: Mapping[str, object], spoken_for: Mapping[str, str]) -> str | None:
    if text.id in spoken_for:
        return spoken_for[text.id]
    owner = text.owner_id.partition("#")[0]
    takeaway = text.kind is TextKind.TAKEAWAY and isinstance(every.get(owner), Conversation)
    return owner if takeaway or isinstance(every.get(owner), _OWNING) else None


def _group_of(row: object) -> AccessGroup:
    if not isinstance(row, Text):
        return _GROUPS.get(type(row), AccessGroup.PERSON)
    if row.kind is TextKind.REFLECTION:
        return AccessGroup.REFLECTIONS
    if row.author is Side.EMPLOYEE:
        return AccessGroup.OWN_WORDS
    return _LANES[row.visibility]


def _day_of(row: object) -> date | None:
    values = (getattr(row, name, None) for name in _DAYS)
    found = next((value for value in values if value is not None), None)
    return found.date() if isinstance(found, datetime) else found
