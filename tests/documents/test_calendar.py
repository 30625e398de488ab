"""Calendars: out with zones and numbers, in with bounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from ldcoach.documents import calendar_reading
from ldcoach.documents.calendar import IcsCalendars
from ldcoach.documents.calendar_reading import meetings_in
from ldcoach.domain.series import CalendarEntry, Window, slots
from ldcoach.errors import UnfitInput

WARSAW = ZoneInfo("Europe/Warsaw")
MADE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SINCE, UNTIL = "2026-11-22T09:00:00+00:00", "2027-02-22T09:00:00+00:00"


def entry(**changes: object) -> CalendarEntry:
    known: dict[str, object] = {
        "uid": "one@ldcoach.invalid",
        "person_id": "p",
        "title": "1-2-1: Mairi Campbell",
        "start": datetime(2027, 3, 22, 14, 0, tzinfo=WARSAW),
        "minutes": 30,
        "every_days": 14,
        "times": 27,
    }
    return CalendarEntry(**{**known, **changes})  # type: ignore[arg-type]


def ics(*lines: str, around: bool = True) -> bytes:
    event = ["BEGIN:VEVENT", "UID:one", *lines, "END:VEVENT"] if around else list(lines)
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *event, "END:VCALENDAR", ""]).encode()


def starts(data: bytes, zone: str = "Europe/Berlin") -> list[str]:
    return [one["start"] for one in meetings_in(data, SINCE, UNTIL, zone)]


def refused(data: bytes) -> str:
    with pytest.raises(UnfitInput) as refusal:
        meetings_in(data, SINCE, UNTIL, "Europe/Berlin")
    return str(refusal.value)


# Out


def test_an_entry_says_when_and_with_whom_and_nothing_else() -> None:
    data = IcsCalendars().render([entry()], MADE)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert set(event) == {
        *("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP", "CLASS", "RRULE")
    }
    assert str(event["SUMMARY"]) == "1-2-1: Mairi Campbell"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=27;INTERVAL=2"
    assert event["DTSTART"].dt == datetime(2027, 3, 22, 14, 0, tzinfo=WARSAW)
    assert b"METHOD:PUBLISH" in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_the_zone_travels_with_its_rules() -> None:
    (zone,) = Calendar.from_ical(IcsCalendars().render([entry()], MADE)).walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Warsaw"
    made = zone.to_tz()
    for day in (22, 29):
        wall = datetime(2027, 3, day, 14, 0)  # noqa: DTZ001  # the clock on the wall
        assert wall.replace(tzinfo=made).utcoffset() == wall.replace(tzinfo=WARSAW).utcoffset()


def test_a_rhythm_of_no_whole_weeks_counts_days_and_a_cancelled_one_says_so() -> None:
    data = IcsCalendars().render([entry(every_days=10), entry(uid="two", every_days=0, cancelled=True)], MADE)
    one, two = Calendar.from_ical(data).walk("VEVENT")
    assert one["RRULE"].to_ical() == b"FREQ=DAILY;COUNT=27;INTERVAL=10"
    assert (str(two["STATUS"]), "RRULE" in two) == ("CANCELLED", False)


def test_a_name_cannot_become_a_property() -> None:
    data = IcsCalendars().render([entry(title="1-2-1: A\r\nATTENDEE:mailto:x@y.z\nB;C,D\\")], MADE)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert "ATTENDEE" not in event
    assert str(event["SUMMARY"]) == "1-2-1: A ATTENDEE:mailto:x@y.z B;C,D\\"


@given(
    days=st.integers(1, 40),
    day=st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31)),  # noqa: DTZ001
    zone=st.sampled_from(["Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]),
)
@settings(max_examples=20, deadline=None)
def test_other_programs_see_the_same_moments_as_we_do(days: int, day: datetime, zone: str) -> None:
    """Over changes of the clock and leap days: our rhythm, and the written rule read back."""
    start = day.replace(second=0, microsecond=0, tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
    data = IcsCalendars().render([entry(start=start, every_days=days, times=12)], MADE)
    since, until = start - timedelta(days=1), start + timedelta(days=500)
    read = meetings_in(data, since.isoformat(), until.isoformat(), "UTC")
    ours = list(slots(start.astimezone(UTC), days, ZoneInfo(zone), 12))
    assert [datetime.fromisoformat(one["start"]) for one in read] == ours


# In


def test_what_we_wrote_is_read_through_the_child() -> None:
    window = Window(MADE, MADE + timedelta(days=200), "Europe/Berlin")
    found = IcsCalendars().read(IcsCalendars().render([entry()], MADE), window)
    assert len(found) == 6
    assert found[0].start == datetime(2027, 3, 22, 13, 0, tzinfo=UTC)
    assert found[1].start == datetime(2027, 4, 5, 12, 0, tzinfo=UTC)
    assert (found[0].title, found[0].minutes, found[0].repeats) == ("1-2-1: Mairi Campbell", 30, True)


def test_repeated_meetings_skip_what_is_left_out_and_follow_what_was_moved() -> None:
    data = ics(
        "BEGIN:VEVENT",
        "UID:one",
        "DTSTART;TZID=Europe/Berlin:20261125T090000",
        "RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20261223T080000Z",
        "EXDATE;TZID=Europe/Berlin:20261202T090000",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:one",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261209T090000",
        "DTSTART;TZID=Europe/Berlin:20261210T100000",
        "END:VEVENT",
        around=False,
    )
    assert starts(data) == [
        "2026-11-25T08:00:00+00:00",
        "2026-12-10T09:00:00+00:00",
        "2026-12-16T08:00:00+00:00",
        "2026-12-23T08:00:00+00:00",
    ]


def test_zones_of_windows_floating_times_and_whole_days() -> None:
    assert starts(ics("DTSTART;TZID=W. Europe Standard Time:20261201T090000")) == ["2026-12-01T08:00:00+00:00"]
    assert starts(ics("DTSTART:20261201T090000"), "America/New_York") == ["2026-12-01T14:00:00+00:00"]
    assert starts(ics("DTSTART;VALUE=DATE:20261201")) == []
    assert starts(ics("DTSTART:20261101T090000Z")) == []


def test_who_is_invited_and_how_long_it_takes() -> None:
    (one,) = meetings_in(
        ics(
            "DTSTART:20261201T090000Z",
            "DURATION:PT45M",
            "ATTENDEE;CN=Mairi:MAILTO:Mairi@Example.org",
            "ATTENDEE:mailto:mairi@example.org",
            "ORGANIZER:mailto:sam@example.org",
            "DESCRIPTION:private words",
            "SUMMARY:1:1",
        ),
        SINCE,
        UNTIL,
        "UTC",
    )
    assert one["attendees"] == ["mairi@example.org", "sam@example.org"]
    assert one["minutes"] == 45
    assert "private words" not in str(one)


@pytest.mark.parametrize("frequency", ["SECONDLY", "MINUTELY", "HOURLY", "secondly"])
def test_a_recurrence_bomb_is_refused_before_it_is_read(frequency: str) -> None:
    bomb = ics("DTSTART:20261201T090000Z", f"RRULE:FREQ={frequency}")
    assert refused(bomb) == calendar_reading.TOO_OFTEN
    folded = bomb.replace(b"FREQ=", b"FR\r\n EQ=")
    assert refused(folded) == calendar_reading.TOO_OFTEN


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY;INTERVAL=0", "INTERVAL= 00 ;FREQ=YEARLY;COUNT=3", "FREQ=DAILY;INTERVAL=-0"]
)
def test_a_repetition_that_never_goes_on_is_refused_before_it_is_read(rule: str) -> None:
    assert refused(ics("DTSTART:20261201T090000Z", f"RRULE:{rule}")) == calendar_reading.DAMAGED


def test_every_minute_in_other_words_is_refused_too() -> None:
    hours, minutes = ",".join(map(str, range(24))), ",".join(map(str, range(60)))
    often = ics("DTSTART:20261201T090000Z", f"RRULE:FREQ=YEARLY;BYHOUR={hours};BYMINUTE={minutes}")
    assert refused(often) == calendar_reading.TOO_OFTEN
    assert len(starts(ics("DTSTART:20261201T080000Z", "RRULE:FREQ=DAILY;COUNT=4;BYHOUR=8,12,16"), "UTC")) == 4


def test_of_what_stands_twice_the_first_is_read() -> None:
    (one,) = meetings_in(ics("DTSTART:20261201T090000Z", "SUMMARY:One", "SUMMARY:Two"), SINCE, UNTIL, "UTC")
    assert one["title"] == "One"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\xff\xfe\x00",
        b"%PDF-1.7",
        ics()[:60],
        ics("DTSTART:20261301T090000Z"),
        ics("DTSTART:20261201T090000Z", "RRULE:FREQ=FOO"),
        ics("DTSTART:20261201T090000Z", "RRULE:FREQ=WEEKLY;INTERVAL=0"),
        ics("DTSTART:20261201T090000Z", "RRULE:FREQ=WEEKLY;BYDAY=XX"),
        ics("DTSTART:20261201T090000Z", "a line that is none"),
        ics("SUMMARY:no start"),
        ics("DTSTART:00010101T000000Z"),
        ics("DTSTART:20261201T090000Z", "DTEND:99991231T235959Z"),
        ics("DTSTART:20261201T090000Z").replace(b"UID:one\r\n", b""),
        ics(*["BEGIN:VEVENT"] * 40, *["END:VEVENT"] * 40, around=False),
        ics("END:VEVENT", "BEGIN:VEVENT", around=False),
    ],
    ids=lambda data: data[-60:-15].decode(errors="replace"),
)
def test_a_calendar_that_is_damaged_is_refused(data: bytes) -> None:
    assert refused(data) == calendar_reading.DAMAGED


@pytest.mark.parametrize("zone", ["Mars/Phobos", '"(UTC+01:00) Nowhere"'])
def test_a_zone_that_nobody_knows_is_refused(zone: str) -> None:
    assert refused(ics(f"DTSTART;TZID={zone}:20261201T090000")) == calendar_reading.WRONG_ZONE


def test_more_entries_than_a_calendar_can_have_are_refused() -> None:
    lines = ["BEGIN:VEVENT", "UID:1", "DTSTART:20261201T090000Z", "END:VEVENT"] * 5_001
    assert refused(ics(*lines, around=False)) == calendar_reading.TOO_MANY


def test_a_repetition_without_an_end_ends_with_the_window() -> None:
    assert len(starts(ics("DTSTART:19900101T090000Z", "RRULE:FREQ=DAILY"))) == 92
    assert (
        starts(ics("DTSTART:20260229T090000Z".replace("0229", "0228"), "RRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2"))
        == []
    )


def lines_at_random() -> st.SearchStrategy[bytes]:
    words = [
        "DTSTART:20261201T090000Z",
        "RRULE:FREQ=WEEKLY",
        "EXDATE:x",
        "DTEND:20261201",
        "SUMMARY:\\",
        "RDATE:20261202T090000Z",
        "DURATION:-P1D",
        "RECURRENCE-ID:20261201T090000Z",
        "STATUS:CANCELLED",
        "ATTENDEE:",
        ";;;:",
        "DTSTART;TZID=:20261201T090000",
        "RRULE:FREQ=DAILY;COUNT=99999999",
        "\x00",
        "BEGIN:VALARM",
        "END:VALARM",
    ]
    return st.lists(st.sampled_from(words), max_size=8).map(lambda lines: ics("DTSTART:20261201T090000Z", *lines))


@given(lines_at_random())
@settings(max_examples=60, deadline=None)
def test_any_calendar_is_read_or_refused_and_nothing_else(data: bytes) -> None:
    try:
        found = meetings_in(data, SINCE, UNTIL, "UTC")
    except UnfitInput:
        return
    assert all(SINCE <= one["start"] < UNTIL for one in found)


def test_the_zone_of_this_computer_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Warsaw")
    assert IcsCalendars().zone() == "Europe/Warsaw"
    monkeypatch.setenv("TZ", "Nowhere/Else")
    assert IcsCalendars().zone() == "UTC"


def test_no_calendar_is_longer_than_it_has_to_be() -> None:
    def sizes() -> Iterator[int]:
        for count in (1, 60):
            yield len(IcsCalendars().render([entry(uid=f"{n}@x") for n in range(count)], MADE))

    one, many = sizes()
    assert one < 2_000
    assert many < 30_000
