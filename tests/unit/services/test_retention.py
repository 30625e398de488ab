"""What has been kept for long is proposed, and goes only when the manager says so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ldcoach.app.late import Ageing
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import Visibility
from ldcoach.errors import RefusedByPolicy
from ldcoach.services.desk import Desk
from ldcoach.services.retention import Retention
from tests.fakes import FixedClock


@pytest.fixture
def retention(desk: Desk) -> Retention:
    return Retention(desk.context, Ageing())


@pytest.fixture
def ada(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Ada Lind").created)


def _cancelled(desk: Desk, clock: FixedClock, person: PersonId) -> ConversationId:
    talk = ConversationId(desk.talks.plan(person, clock.now() + timedelta(hours=1)).created)
    desk.talks.cancel(talk)
    return talk


def test_old_1_2_1s_that_were_not_held_go_unless_something_was_written(
    desk: Desk, clock: FixedClock, retention: Retention, ada: PersonId
) -> None:
    empty, written = _cancelled(desk, clock, ada), _cancelled(desk, clock, ada)
    desk.notes.keep(written, ada, "G", Visibility.PREP, "Ask about the rota")
    held = ConversationId(desk.talks.plan(ada, clock.now() + timedelta(hours=2)).created)
    desk.talks.start(held)
    desk.talks.close(held)
    clock.advance(days=183)
    assert retention.view().missed == ()
    clock.advance(days=1)
    recent = _cancelled(desk, clock, ada)
    (old,) = retention.view().missed
    assert (old.name, old.many) == ("Ada Lind", 1)
    _, deleted = retention.delete_missed(ada)
    assert deleted == 1
    assert retention.view().missed == ()
    assert desk.context.record.find(Conversation, empty) is None
    assert all(desk.context.record.find(Conversation, talk) for talk in (written, held, recent))


def test_a_legal_hold_keeps_them(desk: Desk, clock: FixedClock, retention: Retention, ada: PersonId) -> None:
    _cancelled(desk, clock, ada)
    clock.advance(days=200)
    retention.hold(ada, on=True)
    (old,) = retention.view().missed
    assert old.legal_hold
    with pytest.raises(RefusedByPolicy):
        retention.delete_missed(ada)
    assert len(desk.context.record.every(Conversation)) == 1


def test_what_was_shared_two_years_ago_is_pointed_out(
    desk: Desk, clock: FixedClock, retention: Retention, ada: PersonId
) -> None:
    begun = clock.now()
    desk.notes.add(ada, "We agreed on the rota", Visibility.SHARED)
    desk.notes.add(ada, "Never shared", Visibility.TO_SHARE)
    clock.advance(days=729)
    desk.notes.add(ada, "Said lately", Visibility.SHARED)
    assert retention.view().shared == ()
    clock.advance(days=2)
    (old,) = retention.view().shared
    assert (old.name, old.many, old.oldest) == ("Ada Lind", 1, begun)
