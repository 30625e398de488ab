"""What has been kept for long is proposed, and goes only when the manager says so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ldcoach.app.late import Ageing
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.goals import Goal
from ldcoach.domain.ids import ConversationId, GoalId, PersonId, ReceiptId, SummaryId
from ldcoach.domain.keeping import Audit
from ldcoach.domain.kept_long import KeptLong, age_of
from ldcoach.domain.kinds import ActionOwner, GoalStatus, Visibility
from ldcoach.domain.leaving import Receipt, Summary
from ldcoach.errors import RefusedByPolicy, UnfitInput
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
    _, deleted = retention.delete(KeptLong.NOT_HELD, ada)
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
        retention.delete(KeptLong.NOT_HELD, ada)
    assert len(desk.context.record.every(Conversation)) == 1


MONTHS = {KeptLong.THEMES: 12, KeptLong.GOALS: 36, KeptLong.SUMMARIES: 36, KeptLong.RECEIPTS: 36}


def _everything_old(desk: Desk, clock: FixedClock, ada: PersonId) -> None:
    """Keep a finished and an open goal, a stay interview and a usual 1-2-1, a summary and a receipt, all of now."""
    begun = clock.now()
    goals = [GoalId(desk.goals.add(ada, title).created) for title in ("Finished", "Open")]
    desk.goals.settle(goals[0], GoalStatus.DROPPED)
    for guide in ("stay", "weekly"):
        talk = ConversationId(desk.talks.plan(ada, begun + timedelta(hours=1), guide_key=guide).created)
        desk.talks.start(talk)
        desk.notes.keep(talk, ada, "G", Visibility.SHARED, "What keeps you here?")
        desk.talks.close(talk)
    day = begun.date()
    with desk.context.record.work() as work:
        work.add(
            Summary(id=SummaryId(desk.context.ids.new()), person_id=ada, from_on=day, to_on=day, blocks={}),
            Receipt(
                id=ReceiptId(desk.context.ids.new()),
                person_id=ada,
                what="summary",
                format="pdf",
                at=begun,
                to_whom="",
                sha256="",
                item_ids=(),
            ),
        )


@pytest.mark.parametrize("kind", MONTHS)
def test_each_kind_is_proposed_at_its_age_and_goes_alone(
    desk: Desk, clock: FixedClock, retention: Retention, ada: PersonId, kind: KeptLong
) -> None:
    _everything_old(desk, clock, ada)
    clock.advance(days=age_of(kind, MONTHS[kind]).days - 1)
    assert getattr(retention.view(), kind.value) == ()
    clock.advance(days=2)
    (old,) = getattr(retention.view(), kind.value)
    assert (old.name, old.many) == ("Ada Lind", 1)
    others: tuple[type, ...] = (Goal, Conversation, Summary, Receipt)
    before = {each: len(desk.context.record.every(each)) for each in others}
    change, deleted = retention.delete(kind, ada)
    assert deleted == 1
    touched = others[[KeptLong.GOALS, KeptLong.THEMES, KeptLong.SUMMARIES, KeptLong.RECEIPTS].index(kind)]
    assert change.touches(touched)
    after = {each: len(desk.context.record.every(each)) for each in others}
    assert after == {**before, touched: before[touched] - 1}
    assert getattr(retention.view(), kind.value) == ()
    assert desk.context.record.check() == []


@pytest.mark.parametrize("kind", MONTHS)
def test_a_legal_hold_keeps_every_kind(
    desk: Desk, clock: FixedClock, retention: Retention, ada: PersonId, kind: KeptLong
) -> None:
    _everything_old(desk, clock, ada)
    clock.advance(days=2000)
    retention.hold(ada, on=True)
    assert getattr(retention.view(), kind.value)[0].legal_hold
    with pytest.raises(RefusedByPolicy):
        retention.delete(kind, ada)
    assert getattr(retention.view(), kind.value)[0].many == 1


def test_a_goal_that_lives_on_in_an_open_promise_stays(
    desk: Desk, clock: FixedClock, retention: Retention, ada: PersonId
) -> None:
    goal = GoalId(desk.goals.add(ada, "Finished").created)
    desk.goals.settle(goal, GoalStatus.ACHIEVED)
    desk.promises.make(ada, "Show Jon how", ActionOwner.MANAGER, goal_id=goal)
    clock.advance(days=2000)
    assert retention.view().goals == ()


def test_the_list_of_acts_goes_but_for_people_under_a_hold(
    desk: Desk, clock: FixedClock, retention: Retention, ada: PersonId
) -> None:
    bo = PersonId(desk.people.add("Bo Holm").created)
    for person in (ada, bo):
        retention.hold(person, on=True)
    retention.hold(bo, on=False)
    begun = clock.now()
    clock.advance(days=364)
    assert retention.view().audit is None
    clock.advance(days=2)
    audit = retention.view().audit
    assert audit is not None
    assert audit.oldest == begun
    _, deleted = retention.delete_audit()
    assert deleted == audit.many >= 2
    assert {entry.entity_id for entry in desk.context.record.every(Audit)} == {ada}
    assert retention.view().audit is None


@pytest.mark.parametrize(("guide", "themes"), [("stay", 1), ("skip", 1), ("weekly", 0)])
def test_a_managers_own_copy_grows_old_as_the_guide_it_goes_back_to(
    desk: Desk, clock: FixedClock, retention: Retention, ada: PersonId, guide: str, themes: int
) -> None:
    key = desk.own_guides.copy(guide, "My own way").created
    desk.own_guides.keep(key)
    talk = ConversationId(desk.talks.plan(ada, clock.now(), guide_key=key).created)
    desk.talks.start(talk)
    desk.talks.close(talk)
    clock.advance(days=400)
    assert [old.many for old in retention.view().themes] == [1] * themes
    assert retention.delete(KeptLong.THEMES, ada)[1] == themes
    assert desk.context.record.count(Conversation) == 1 - themes


def test_what_was_shared_is_never_deleted_at_once(retention: Retention, ada: PersonId) -> None:
    with pytest.raises(UnfitInput, match="one by one"):
        retention.delete(KeptLong.SHARED, ada)


def test_a_span_is_chosen_within_bounds(desk: Desk, clock: FixedClock, retention: Retention, ada: PersonId) -> None:
    _everything_old(desk, clock, ada)
    retention.spans.choose("goal_months", 2)
    clock.advance(days=62)
    assert [old.many for old in retention.view().goals] == [1]
    assert retention.view().spans["goal_months"] == 2
    for name, number in (("goal_months", 0), ("goal_months", 121), ("goals", 3)):
        with pytest.raises(UnfitInput, match="Nothing was changed"):
            retention.spans.choose(name, number)
    assert retention.view().spans["goal_months"] == 2


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
