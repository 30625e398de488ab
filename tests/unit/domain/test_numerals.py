"""Numbers as tables of many countries write them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.numerals import DecimalMark, decimal_mark, in_digits, read_numeral

POINT, COMMA = DecimalMark.POINT, DecimalMark.COMMA


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["12", "7"], POINT),
        (["12.5", "7"], POINT),
        (["12,5", "7"], COMMA),
        (["1.234,5"], COMMA),
        (["1,234.5"], POINT),
        (["1,234,567"], POINT),
        (["1.234.567"], COMMA),
        (["1,234"], None),
        (["1.234"], None),
        (["1,234", "0.5"], POINT),
        (["1.234", "0,5"], COMMA),
        (["0,125"], COMMA),
        (["12.5", "12,5"], None),
        (["no number"], POINT),
        ([], POINT),
    ],
)
def test_a_column_says_which_mark_it_uses(cells: list[str], mark: DecimalMark | None) -> None:
    assert decimal_mark(cells) == mark


@pytest.mark.parametrize(
    ("cell", "mark", "value", "unit"),
    [
        ("12", POINT, 12.0, ""),
        ("1,234.5", POINT, 1234.5, ""),
        ("1.234,5", COMMA, 1234.5, ""),
        ("1 234,5", COMMA, 1234.5, ""),
        ("1\u202f234,5", COMMA, 1234.5, ""),
        ("1'234.5", POINT, 1234.5, ""),
        ("-3", POINT, -3.0, ""),
        ("\u22123", POINT, -3.0, ""),
        ("+3", POINT, 3.0, ""),
        ("45 %", POINT, 45.0, "%"),
        ("45%", POINT, 45.0, "%"),
        ("£1,200", POINT, 1200.0, "£"),
        ("5 stops a week", POINT, 5.0, "stops a week"),
        ("-0", POINT, 0.0, ""),
        ("1.5E+05", POINT, 150_000.0, ""),
        ("1,5e-3 kg", COMMA, 0.0015, "kg"),
        ("1e999", POINT, math.inf, ""),
        ("5 e3", POINT, 5.0, "e3"),
        ("0e-999", POINT, 0.0, ""),
    ],
)
def test_a_cell_is_a_value_and_what_stands_around_it(cell: str, mark: DecimalMark, value: float, unit: str) -> None:
    found = read_numeral(cell, mark)
    assert found is not None
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize("cell", ["", "n/a", "1,23,4", "12,34.5", "1.2.3", "--3", "1" * 16, "=1+1", "1e-5000", "NaN"])
def test_what_is_no_number_is_none(cell: str) -> None:
    found = read_numeral(cell, POINT)
    assert found is None or found.unit


@given(value=st.integers(-(10**9), 10**9), places=st.integers(0, 3), mark=st.sampled_from([POINT, COMMA]))
def test_what_is_written_is_read_again(value: int, places: int, mark: DecimalMark) -> None:
    number = value / 10**places
    written = f"{number:,.{places}f}"
    if mark is COMMA:
        written = written.translate(str.maketrans(",.", ".,"))
    found = read_numeral(written, mark)
    assert found is not None
    assert found.value == pytest.approx(number)


@given(cell=st.text(max_size=60), mark=st.sampled_from([POINT, COMMA]))
def test_any_cell_is_read_or_not(cell: str, mark: DecimalMark) -> None:
    decimal_mark([cell])
    found = read_numeral(cell, mark)
    assert found is None or abs(found.value) < 10**15


@pytest.mark.parametrize(
    ("value", "significant", "told"),
    [
        (1234567.0, None, "1234567"),
        (0.1 + 0.2, 4, "0.3"),
        (123456.78, 4, "123457"),
        (1e15, None, "1000000000000000"),
        (0.00001234, None, "0.00001234"),
        (0.1234567, 4, "0.1235"),
        (-9999.96, 4, "-10000"),
        (-0.0, 4, "0"),
        (100.0, 4, "100"),
        (12, None, "12"),
    ],
)
def test_a_number_is_told_in_digits_alone(value: float, significant: int | None, told: str) -> None:
    assert in_digits(value, significant) == told


@given(st.floats(-1e15, 1e15))
def test_a_number_told_whole_is_that_number(value: float) -> None:
    told = in_digits(value)
    assert "e" not in told
    assert float(told) == value
