"""Planned 1-2-1s into a calendar, and out of one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from ldcoach.app.late_travel import travel
from ldcoach.documents.calendar import IcsCalendars
from ldcoach.documents.writers import Writers
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import ConversationStatus, Visibility
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.series import FoundEvent, Window
from ldcoach.errors import UnfitInput
from ldcoach.services.calendars import LARGEST_FILE
from ldcoach.services.desk import Desk
from ldcoach.services.views.travel import Taking
from tests.fakes import FixedClock

FIRST = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
UNREAD = b"BEGIN:VCALENDAR"


@dataclass
class CannedCalendars(IcsCalendars):
    """Says what stands in a calendar; what reads one is tested where it is made."""

    found: list[FoundEvent] = field(default_factory=list)

    def zone(self) -> str:
        """Return a zone with a change of the clock."""
        return "Europe/Warsaw"

    def read(self, data: bytes, window: Window) -> tuple[FoundEvent, ...]:
        """Return what a test put there and lies in the window."""
        assert data == UNREAD
        return tuple(event for event in self.found if window.since <= event.start < window.until)


@pytest.fixture
def calendars() -> CannedCalendars:
    return CannedCalendars()


@pytest.fixture
def desk(desk: Desk, calendars: CannedCalendars) -> Desk:
    return Desk.lay_out(desk.context, Writers(), replace(travel(), calendars=calendars))


@pytest.fixture
def mairi(desk: Desk) -> PersonId:
    return PersonId(desk.people.add("Mairi Campbell", email="mairi@example.org").created)


def event(uid: str = "a", days: int = 0, title: str = "1:1 Mairi", **changes: object) -> FoundEvent:
    known = FoundEvent(uid, f"{days}", title, FIRST + timedelta(days=days), 30, ())
    return replace(known, **changes)  # type: ignore[arg-type]


def planned(desk: Desk) -> list[datetime]:
    return [line.planned_for for line in desk.talks.upcoming()]


def written(path: Path) -> dict[str, tuple[int, str]]:
    """Return number and state of each entry."""
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {str(one["UID"]): (int(one["SEQUENCE"]), str(one["STATUS"])) for one in events}


# Out


def test_a_calendar_holds_names_and_times_and_leaves_receipts(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    talk = desk.talks.plan(mairi, FIRST).created
    desk.notes.keep(ConversationId(talk), mairi, "prepare", Visibility.PREP, "Ask about the valve")
    desk.calendars.export(tmp_path / "talks.ics")
    said = (tmp_path / "talks.ics").read_text("utf-8")
    assert "SUMMARY:1-2-1: Mairi Campbell" in said
    assert "DTSTART;TZID=Europe/Warsaw:20261124T150000" in said
    assert "valve" not in said
    assert "example.org" not in said
    (receipt,) = desk.context.record.every(Receipt)
    assert (receipt.what, receipt.format, receipt.person_id, receipt.item_ids) == ("calendar", "ics", mairi, (mairi,))


def test_the_same_plan_is_the_same_calendar_and_a_change_counts(
    desk: Desk, clock: FixedClock, mairi: PersonId, tmp_path: Path
) -> None:
    talk = ConversationId(desk.talks.plan(mairi, FIRST).created)
    uid = f"{mairi}@ldcoach.invalid"
    for _ in range(2):
        desk.calendars.export(tmp_path / "talks.ics")
        assert written(tmp_path / "talks.ics") == {uid: (0, "CONFIRMED")}
        clock.advance(hours=1)
    desk.talks.move(talk, FIRST + timedelta(hours=1))
    desk.calendars.export(tmp_path / "talks.ics")
    assert written(tmp_path / "talks.ics") == {uid: (1, "CONFIRMED")}
    desk.talks.cancel(talk)
    desk.calendars.export(tmp_path / "talks.ics")
    assert written(tmp_path / "talks.ics") == {uid: (2, "CANCELLED")}


def test_closing_and_planning_the_next_in_the_rhythm_changes_nothing(
    desk: Desk, clock: FixedClock, mairi: PersonId, tmp_path: Path
) -> None:
    talk = ConversationId(desk.talks.plan(mairi, FIRST).created)
    desk.calendars.export(tmp_path / "talks.ics")
    clock.set(FIRST + timedelta(minutes=30))
    desk.talks.close(talk, next_at=FIRST + timedelta(days=7))
    desk.calendars.export(tmp_path / "talks.ics")
    assert written(tmp_path / "talks.ics") == {f"{mairi}@ldcoach.invalid": (0, "CONFIRMED")}


def test_one_person_alone_and_nobody(desk: Desk, mairi: PersonId, tmp_path: Path) -> None:
    tom = PersonId(desk.people.add("Tom Becker").created)
    with pytest.raises(UnfitInput, match="No file was written"):
        desk.calendars.export(tmp_path / "none.ics")
    assert not (tmp_path / "none.ics").exists()
    desk.talks.plan(mairi, FIRST)
    desk.talks.plan(tom, FIRST)
    _, entries = desk.calendars.export(tmp_path / "tom.ics", tom)
    assert [entry.person_id for entry in entries] == [tom]
    assert [entry.sequence for entry in desk.calendars.entries()] == [0, 0]


def test_what_is_remembered_hangs_on_ids_so_that_it_can_be_erased(
    desk: Desk, calendars: CannedCalendars, mairi: PersonId, tmp_path: Path
) -> None:
    calendars.found = [event(), event(days=9)]
    desk.calendars.take_over(UNREAD)
    desk.calendars.export(tmp_path / "talks.ics")
    talks = [talk.id for talk in desk.context.record.every(Conversation)]
    assert list(desk.keeping.setting("calendar_taken")) == talks
    assert set(desk.keeping.setting("calendar_told")) == {mairi, talks[1]}
    assert "Mairi" not in str(desk.keeping.setting("calendar_told")) + str(desk.keeping.setting("calendar_taken"))


# In


def test_what_is_found_is_planned_once(desk: Desk, calendars: CannedCalendars, mairi: PersonId) -> None:
    calendars.found = [event(days=0), event(days=7), event("b", 1, "Planning"), event("c", 2, "1-2-1 Somebody")]
    view = desk.calendars.preview(UNREAD)
    assert (view.count(Taking.NEW), view.count(Taking.LEFT_OUT), view.others) == (2, 1, 1)
    assert planned(desk) == []
    for _ in range(2):
        desk.calendars.take_over(UNREAD)
        assert planned(desk) == [FIRST, FIRST + timedelta(days=7)]
    again = desk.calendars.preview(UNREAD)
    assert (again.count(Taking.NEW), again.count(Taking.KNOWN)) == (0, 2)


def test_what_is_planned_already_is_not_planned_twice(desk: Desk, calendars: CannedCalendars, mairi: PersonId) -> None:
    desk.talks.plan(mairi, FIRST)
    calendars.found = [event(), event("twin"), event("b", 7), event("other twin", 7)]
    desk.calendars.take_over(UNREAD)
    assert planned(desk) == [FIRST, FIRST + timedelta(days=7)]


def test_what_came_from_here_stays_here(
    desk: Desk, calendars: CannedCalendars, mairi: PersonId, tmp_path: Path
) -> None:
    desk.talks.plan(mairi, FIRST)
    calendars.found = [event(f"{mairi}@ldcoach.invalid", days) for days in (0, 7, 14)]
    view = desk.calendars.preview(UNREAD)
    assert (view.lines, view.ours, view.others) == ((), 3, 0)


def test_the_calendar_moves_and_cancels_what_it_brought(
    desk: Desk, calendars: CannedCalendars, mairi: PersonId
) -> None:
    calendars.found = [event(days=0), event(days=7)]
    desk.calendars.take_over(UNREAD)
    later = FIRST + timedelta(hours=2)
    calendars.found = [event(days=0, start=later), event(days=7, cancelled=True)]
    _, view = desk.calendars.take_over(UNREAD)
    assert view.count(Taking.CHANGED) == 2
    assert planned(desk) == [later]
    assert [line.taking for line in desk.calendars.preview(UNREAD).lines] == [Taking.KNOWN] * 2


def test_what_the_manager_moved_or_cancelled_here_stays_so(
    desk: Desk, calendars: CannedCalendars, mairi: PersonId
) -> None:
    calendars.found = [event(days=0), event(days=7)]
    desk.calendars.take_over(UNREAD)
    first, second = desk.context.record.every(Conversation)
    desk.talks.move(first.id, FIRST + timedelta(hours=3))
    desk.talks.cancel(second.id)
    desk.calendars.take_over(UNREAD)
    assert planned(desk) == [FIRST + timedelta(hours=3)]
    assert len(desk.context.record.every(Conversation)) == 2


def test_a_cancelled_meeting_is_not_planned(desk: Desk, calendars: CannedCalendars, mairi: PersonId) -> None:
    calendars.found = [event(cancelled=True)]
    assert [line.taking for line in desk.calendars.take_over(UNREAD)[1].lines] == [Taking.LEFT_OUT]
    assert planned(desk) == []


def test_the_manager_says_with_whom_or_leaves_it_out(desk: Desk, calendars: CannedCalendars, mairi: PersonId) -> None:
    calendars.found = [event("a", 0, "1-2-1 Somebody"), event("b", 1)]
    somebody, known = desk.calendars.preview(UNREAD).lines
    _, view = desk.calendars.take_over(UNREAD, {somebody.series: mairi, known.series: None})
    assert [(line.title, line.taking) for line in view.lines] == [("1-2-1 Somebody", Taking.NEW)]
    assert planned(desk) == [FIRST]


def test_only_one_person_or_one_title(desk: Desk, calendars: CannedCalendars, mairi: PersonId) -> None:
    tom = PersonId(desk.people.add("Tom Becker").created)
    calendars.found = [event("a", 0), event("b", 1, "1:1 Tom Becker"), event("c", 2, "1:1 coaching")]
    of_tom = desk.calendars.preview(UNREAD, desk.calendars.links_for(UNREAD, person_id=tom))
    assert [line.person_id for line in of_tom.lines if line.taking is Taking.NEW] == [tom]
    linked = desk.calendars.preview(UNREAD, desk.calendars.links_for(UNREAD, person_id=tom, title="Coaching"))
    assert [(line.title, line.person_id) for line in linked.lines] == [("1:1 coaching", tom)]


def test_a_length_that_no_talk_has_is_the_usual_one(desk: Desk, calendars: CannedCalendars, mairi: PersonId) -> None:
    calendars.found = [event(minutes=0), event(days=7, minutes=60_000), event(days=14, minutes=45)]
    desk.calendars.take_over(UNREAD)
    assert [line.planned_minutes for line in desk.talks.upcoming()] == [30, 30, 45]


def test_somebody_who_left_the_team_is_not_met(desk: Desk, calendars: CannedCalendars, mairi: PersonId) -> None:
    desk.people.archive(mairi)
    calendars.found = [event()]
    desk.calendars.take_over(UNREAD)
    assert desk.context.record.every(Conversation, status=ConversationStatus.PLANNED) == []


def test_a_huge_calendar_is_refused_unread(desk: Desk) -> None:
    with pytest.raises(UnfitInput, match="larger than 5 MB"):
        desk.calendars.take_over(bytes(LARGEST_FILE + 1))
