"""Every table of the record; the names of columns are the names of the domain's fields."""

from __future__ import annotations

import sqlalchemy as sa

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation, KeptGuide, Reflection, Topic, TopicInConversation
from ldcoach.domain.feedback import DismissedRule, Feedback, FeedbackSkill
from ldcoach.domain.gaps import Gap, PathStep
from ldcoach.domain.goals import (
    Evidence,
    Goal,
    GoalSkill,
    IfThenPlan,
    Learning,
    Measure,
    Outcome,
    Priority,
    Reading,
    Skill,
)
from ldcoach.domain.keeping import Audit, Setting
from ldcoach.domain.leaving import Form, Receipt, Summary
from ldcoach.domain.people import NoteAgreement, Person
from ldcoach.domain.texts import Revision, Text
from ldcoach.store import chain_tables as chain
from ldcoach.store import talk_tables as talk
from ldcoach.store.columns import entity, metadata, moment, words

__all__ = ["TABLES", "meta", "metadata", "table_of"]

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    moment("at"),
    words("act"),
    words("entity"),
    words("entity_id"),
)
setting = entity("setting", words("value"))
meta = sa.Table("meta", metadata, sa.Column("key", sa.Text, primary_key=True, nullable=False), words("value"))

TABLES: dict[type, sa.Table] = {
    Person: talk.person,
    NoteAgreement: talk.note_agreement,
    Priority: chain.priority,
    Outcome: chain.outcome,
    Measure: chain.measure,
    Reading: chain.reading,
    Goal: chain.goal,
    IfThenPlan: chain.if_then_plan,
    Skill: chain.skill,
    GoalSkill: chain.goal_skill,
    FeedbackSkill: talk.feedback_skill,
    KeptGuide: talk.guide,
    Conversation: talk.conversation,
    Topic: talk.topic,
    TopicInConversation: talk.topic_in_conversation,
    Text: talk.text,
    Revision: talk.revision,
    Feedback: talk.feedback,
    Action: talk.action,
    Gap: chain.gap,
    PathStep: chain.path_step,
    Learning: chain.learning,
    Evidence: chain.evidence,
    Reflection: talk.reflection,
    Summary: talk.summary,
    Receipt: talk.receipt,
    Form: talk.form,
    DismissedRule: talk.dismissed_rule,
    Audit: audit,
    Setting: setting,
}
"""The table of each kind of row."""


def table_of(kind: type) -> sa.Table:
    """Return the table of a kind of row.

    Raises:
        TypeError: the kind has no table; a fault of the program.
    """
    try:
        return TABLES[kind]
    except KeyError:
        message = f"{kind.__name__} has no table in the record."
        raise TypeError(message) from None
