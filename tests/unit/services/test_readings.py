"""Readings from a file: looked at first, taken over once, nothing changed when they cannot be read."""

from __future__ import annotations

from datetime import date

import pytest

from ldcoach.domain.goals import Reading
from ldcoach.domain.ids import MeasureId
from ldcoach.domain.kinds import Provenance
from ldcoach.domain.numerals import DecimalMark
from ldcoach.errors import HeldText, NotFound, UnfitInput
from ldcoach.services.desk import Desk


@pytest.fixture
def measure(desk: Desk) -> MeasureId:
    outcome = desk.goals.add_outcome("Fewer unplanned stops").created
    made = desk.goals.add_measure("Unplanned stops", "stops a week", outcome_id=outcome)  # type: ignore[arg-type]
    return MeasureId(made.created)


def kept(desk: Desk, measure: MeasureId) -> list[tuple[date, float]]:
    return [(reading.on, reading.value) for reading in desk.goals.readings(measure)]


def test_a_file_is_previewed_taken_over_and_not_taken_twice(desk: Desk, measure: MeasureId) -> None:
    data = "\ufeffDatum;Wert;Quelle\n02.11.2026;1.009,5;SAP\n09.11.2026;8 stops a week;SAP\n".encode()
    sheet = desk.readings.preview(measure, data)
    assert [(row.on, row.value) for row in sheet.rows] == [(date(2026, 11, 2), 1009.5), (date(2026, 11, 9), 8.0)]
    assert kept(desk, measure) == []
    desk.readings.take_over(measure, data)
    assert kept(desk, measure) == [(date(2026, 11, 2), 1009.5), (date(2026, 11, 9), 8.0)]
    again = desk.readings.take_over(measure, data)[1]
    assert (again.rows, len(again.known)) == ((), 2)
    assert desk.context.record.count(Reading) == 2
    assert {row.provenance for row in desk.goals.readings(measure)} == {Provenance.IMPORTED_CSV}


def test_rows_that_cannot_be_taken_are_named_by_line_and_reason(desk: Desk, measure: MeasureId) -> None:
    desk.goals.add_reading(measure, 9, on=date(2026, 10, 5))
    data = (
        b"Date,Value,N,Mood\n"
        b"2026-10-05,8,,\n"  # another value of that day in the record
        b"2026-10-12,7 hours,,\n"  # another unit
        b"2026-10-19,many,,\n"
        b"2026-13-40,5,,\n"
        b"2027-01-01,5,,\n"  # lies ahead
        b"2026-10-26,5,12,fine\n"
        b"2026-10-26,6,,\n"  # two values of one day
        b"2026-10-26,5,,\n"  # the same again
        b"2026-11-02,5,-1,\n"
    )
    sheet = desk.readings.preview(measure, data)
    assert [(row.line, row.value, row.n) for row in sheet.rows] == [(7, 5.0, 12)]
    assert [one.line for one in sheet.refused] == [2, 3, 4, 5, 6, 8, 10]
    assert sheet.left_out == ("Mood",)
    assert not any("many" in one.reason or "hours" in one.reason for one in sheet.refused)


def test_a_number_that_can_be_read_in_two_ways_is_asked_about(desk: Desk, measure: MeasureId) -> None:
    data = b'Date,Value\n2026-11-02,"1,234"\n'
    with pytest.raises(UnfitInput, match="comma or a point"):
        desk.readings.take_over(measure, data)
    assert kept(desk, measure) == []
    sheet = desk.readings.preview(measure, data, mark=DecimalMark.POINT)
    assert [row.value for row in sheet.rows] == [1234.0]
    assert [row.value for row in desk.readings.preview(measure, data, mark=DecimalMark.COMMA).rows] == [1.234]


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01", b"PK\x03\x04rest", b"a,b\n1,2\n", b"Date,Wrong\n2026-11-02,5", b"x" * 2_000_001], ids=len
)
def test_what_is_no_table_of_readings_changes_nothing(desk: Desk, measure: MeasureId, data: bytes) -> None:
    with pytest.raises(UnfitInput, match="nothing was"):
        desk.readings.preview(measure, data)
    assert kept(desk, measure) == []


def test_headers_alone_are_an_empty_table(desk: Desk, measure: MeasureId) -> None:
    assert desk.readings.preview(measure, b"Date,Value\n").rows == ()


def test_a_note_about_health_is_held(desk: Desk, measure: MeasureId) -> None:
    data = b"Date,Value,Note\n2026-11-02,5,she was diagnosed with depression\n"
    with pytest.raises(HeldText):
        desk.readings.take_over(measure, data)
    assert kept(desk, measure) == []


def test_readings_of_no_measure_are_refused(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.readings.preview(MeasureId("none"), b"Date,Value\n2026-11-02,5\n")
