"""Units and orders of dates in a file of readings: what is in another unit stays out, what is open is said."""

from __future__ import annotations

from datetime import date

import pytest

from ldcoach.domain.reading_table import ReadingSheet, read_readings
from ldcoach.domain.roster_dates import DayOrder
from ldcoach.errors import UnfitInput
from ldcoach.library.file_library import FileLibrary
from ldcoach.paths import resources

HEADERS = FileLibrary(resources()).reading_headers()
TODAY = date(2026, 11, 20)


def read(text: str, *, unit: str = "hours a week", order: DayOrder | None = None) -> ReadingSheet:
    return read_readings(text.encode(), HEADERS, unit=unit, today=TODAY, known={}, order=order)


@pytest.mark.parametrize("column", ["Unit", "Einheit", "unité", "単位"])
def test_a_row_in_another_unit_is_not_taken(column: str) -> None:
    sheet = read(f"Date;Value;{column}\n2026-01-05;1;hours\n2026-01-12;90;minutes\n2026-01-19;2;\n")
    assert [row.value for row in sheet.rows] == [1, 2]
    assert [(row.line, row.reason) for row in sheet.refused] == [(3, "its value has another unit than the measure")]
    assert sheet.left_out == ()


def test_a_unit_in_the_header_is_that_of_every_value() -> None:
    assert [row.value for row in read("Date,Value [Hours]\n2026-01-05,1\n").rows] == [1]
    with pytest.raises(UnfitInput, match=r"in 'minutes', and the measure is counted in 'hours a week'"):
        read("Date,Value (minutes)\n2026-01-05,1\n")


@pytest.mark.parametrize(("cell", "header"), [("5 %", "Value"), ("5", "Value (percent)"), ("5 Prozent", "Wert")])
def test_a_percentage_has_several_names(cell: str, header: str) -> None:
    assert [row.value for row in read(f"Date,{header}\n2026-01-05,{cell}\n", unit="%").rows] == [5]


@pytest.mark.parametrize(
    ("days", "order", "is_open"),
    [
        ("03/04/2026 05/06/2026", DayOrder.DAY_FIRST, True),
        ("03/04/2026 13/06/2026", DayOrder.DAY_FIRST, False),
        ("03/04/2026 06/13/2026", DayOrder.MONTH_FIRST, False),
        ("03/03/2026 04/04/2026", DayOrder.DAY_FIRST, False),
        ("3.4.2026 5.6.2026", DayOrder.DAY_FIRST, False),
        ("2026-04-03", DayOrder.DAY_FIRST, False),
    ],
)
def test_dates_that_can_be_read_in_two_ways_are_said_to_be(days: str, order: DayOrder, is_open: bool) -> None:
    text = "Date;Value\n" + "".join(f"{day};{number}\n" for number, day in enumerate(days.split()))
    sheet = read(text)
    assert (sheet.order, sheet.order_is_open) == (order, is_open)
    other = read(text, order=DayOrder.MONTH_FIRST)
    assert not other.order_is_open
    if is_open:
        assert [row.on for row in sheet.rows] == [date(2026, 4, 3), date(2026, 6, 5)]
        assert [row.on for row in other.rows] == [date(2026, 3, 4), date(2026, 5, 6)]


def test_dates_with_dashes_are_read_in_the_order_of_the_file_as_those_with_slashes() -> None:
    sheet = read("Date,Value\n11-05-2026,4\n11-13-2026,5\n")
    assert [row.on for row in sheet.rows] == [date(2026, 11, 5), date(2026, 11, 13)]
    assert (sheet.order, sheet.order_is_open) == (DayOrder.MONTH_FIRST, False)
    assert read("Date,Value\n11-05-2026,4\n").order_is_open
    chosen = read("Date,Value\n11-05-2026,4\n", order=DayOrder.MONTH_FIRST)
    assert [row.on for row in chosen.rows] == [date(2026, 11, 5)]
    points = read("Date,Value\n11.05.2026,4\n", order=DayOrder.MONTH_FIRST)
    assert [row.on for row in points.rows] == [date(2026, 5, 11)]


def test_a_time_may_name_its_zone_and_a_value_may_have_all_the_decimals_of_a_program() -> None:
    sheet = read(
        "Date,Value\n2026-11-05T10:00:00+01:00,12.340000000000001\n2026-11-06 23:00:00.5-0800,0.30000000000000004\n"
    )
    assert [(row.on.day, row.value) for row in sheet.rows] == [(5, 12.340000000000001), (6, 0.30000000000000004)]
    assert sheet.refused == ()
