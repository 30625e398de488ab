"""Days are those of the manager, not of Greenwich."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from ldcoach.domain.conversations import Conversation
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import Visibility
from ldcoach.services.clock import SystemClock, day_of, end_of, start_of
from ldcoach.services.desk import Desk
from tests.fakes import FixedClock

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change its zone in a process")

LATE = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


@pytest.fixture
def live_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "day", "starts"),
    [
        ("UTC0", date(2026, 11, 22), datetime(2026, 11, 22, 0, 0, tzinfo=UTC)),
        ("EST5", date(2026, 11, 22), datetime(2026, 11, 22, 5, 0, tzinfo=UTC)),
        ("IST-5:30", date(2026, 11, 23), datetime(2026, 11, 22, 18, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_belongs_to_the_day_where_the_manager_is(
    live_in: Callable[[str], None], zone: str, day: date, starts: datetime
) -> None:
    live_in(zone)
    assert day_of(LATE) == day
    assert start_of(day) == starts
    assert start_of(day) <= LATE < start_of(day + timedelta(days=1))


def test_the_system_s_clock_agrees_with_itself() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() == timedelta()
    assert day_of(clock.now() - timedelta(days=1)) <= clock.today()


def test_the_next_1_2_1_and_the_summary_keep_to_those_days(
    desk: Desk, mairi: PersonId, talk: ConversationId, clock: FixedClock, live_in: Callable[[str], None]
) -> None:
    live_in("IST-5:30")
    clock.set(LATE)
    desk.notes.keep(talk, mairi, "goal", Visibility.SHARED, "The line ran.")
    desk.talks.close(talk, next_at=LATE + timedelta(days=7))
    assert desk.context.record.get(Conversation, talk).next_on == date(2026, 11, 30)
    assert desk.preparation.view(ConversationId(desk.talks.upcoming()[0].conversation_id)).last_held_on == date(
        2026, 11, 23
    )
    day = date(2026, 11, 23)
    story = desk.summaries.story(mairi, day, day)
    assert (story.talks, [note.on for note in story.notes]) == (1, [day])
    before = day - timedelta(days=1)
    assert desk.summaries.story(mairi, before, before).notes == ()


@pytest.mark.parametrize("zone", ["UTC0", "EST5", "IST-5:30"])
def test_the_first_and_the_last_day_of_all_are_days(live_in: Callable[[str], None], zone: str) -> None:
    live_in(zone)
    assert start_of(date.min) <= end_of(date.min) < start_of(date(2026, 11, 22)) < end_of(date.max)
    assert end_of(date(2026, 11, 22)) == start_of(date(2026, 11, 23))
