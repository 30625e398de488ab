"""What is worth a quiet word, and what is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ldcoach.domain.ids import ActionId, ConversationId, PersonId
from ldcoach.domain.kinds import ActionOwner, ConversationStatus
from ldcoach.services.desk import Desk
from ldcoach.services.views import ReminderKind
from tests.fakes import FixedClock


def kinds(desk: Desk) -> list[ReminderKind]:
    return [reminder.kind for reminder in desk.reminders.now()]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (31, []),
        (30, [ReminderKind.SOON]),
        (0, [ReminderKind.SOON]),
        (-30, [ReminderKind.SOON]),
        (-31, []),
        (-24 * 60, [ReminderKind.NOT_HELD]),
    ],
)
def test_a_1_2_1_near_its_time(
    desk: Desk, mairi: PersonId, clock: FixedClock, minutes: int, expected: list[ReminderKind]
) -> None:
    desk.talks.plan(mairi, clock.now() + timedelta(minutes=minutes))
    assert kinds(desk) == expected


def test_one_that_has_begun_goes_on_and_one_that_passed_is_quiet(
    desk: Desk, mairi: PersonId, clock: FixedClock
) -> None:
    talk = ConversationId(desk.talks.plan(mairi, clock.now() - timedelta(days=2)).created)
    desk.talks.start(talk)
    assert kinds(desk) == [ReminderKind.GOING_ON]
    desk.talks.let_pass(talk, ConversationStatus.MISSED)
    assert kinds(desk) == []


def test_own_promises_that_are_due_are_counted_and_theirs_are_not(
    desk: Desk, mairi: PersonId, clock: FixedClock
) -> None:
    today = clock.today()
    due = desk.promises.make(mairi, "Ask stores", ActionOwner.MANAGER, due_on=today).created
    desk.promises.make(mairi, "Clear it", ActionOwner.BOTH, due_on=today - timedelta(days=3))
    desk.promises.make(mairi, "Later", ActionOwner.MANAGER, due_on=today + timedelta(days=1))
    desk.promises.make(mairi, "Theirs", ActionOwner.EMPLOYEE, due_on=today)
    (reminder,) = desk.reminders.now()
    assert (reminder.kind, reminder.promises) == (ReminderKind.PROMISE_DUE, 2)
    desk.promises.keep(ActionId(due))
    assert desk.reminders.now()[0].promises == 1
