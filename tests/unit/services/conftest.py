"""A person on the desk, and a way to see that nothing was written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ldcoach.domain import actions, conversations, feedback, goals, keeping, leaving, people, texts
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.services.desk import Desk
from tests.fakes import FixedClock

KINDS = (
    actions.Action,
    conversations.Conversation,
    conversations.KeptGuide,
    conversations.Topic,
    conversations.TopicInConversation,
    feedback.DismissedRule,
    feedback.Feedback,
    goals.Evidence,
    goals.Goal,
    goals.Measure,
    goals.Outcome,
    goals.Priority,
    goals.Reading,
    keeping.Audit,
    keeping.Setting,
    leaving.Receipt,
    people.Person,
    texts.Revision,
    texts.Text,
)


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Mairi Campbell", role_title="Fitter", team="Line 2").created)


@pytest.fixture
def talk(desk: Desk, mairi: PersonId, clock: FixedClock) -> ConversationId:
    return ConversationId(desk.talks.plan(mairi, clock.now()).created)


@pytest.fixture
def rows(desk: Desk) -> Callable[[], dict[type, list[object]]]:
    """Return every row there is, by kind; the audit list by its length."""
    record = desk.context.record

    def every() -> dict[type, list[object]]:
        return {
            kind: [record.count(kind)] if kind is keeping.Audit else list[object](record.every(kind)) for kind in KINDS
        }

    return every
