"""A chart tells where it is measured, fairly, in shapes that do without colour."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.graphics.shapes import Circle, Line, String
from reportlab.lib.colors import HexColor

from ldcoach.documents.charts import SvgCharts, drawn
from ldcoach.documents.fonts import fonts_in
from ldcoach.documents.look import COLOURS, Style
from ldcoach.documents.scale import amount, dates, steps
from ldcoach.domain.document import Chart, Mark, Point, Side
from ldcoach.paths import resources

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

SVG = "{http://www.w3.org/2000/svg}"
SIZE = (480.0, 150.0)
EMPTY = Chart("", "", (), (), None, "", None, None, "")


def drawing_of(chart: Chart) -> Drawing:
    return drawn(chart, COLOURS, SIZE, fonts_in(resources() / "fonts"))


def texts(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.contents if isinstance(shape, String)]


def circles(drawing: Drawing) -> list[Circle]:
    return [shape for shape in drawing.contents if isinstance(shape, Circle)]


def test_axis_begins_at_zero_and_holds_the_highest_value(chart: Chart) -> None:
    assert [text for text in texts(drawing_of(chart)) if text.isdigit()] == ["0", "4", "8", "12"]


def test_months_marks_and_target_are_named(chart: Chart) -> None:
    said = texts(drawing_of(chart))
    assert [month for month in ("Jul", "Aug", "Sep", "Oct", "Nov") if month in said] == [
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
    ]
    assert {"path began 31 Aug", "new valve 5 Oct", "target 4"} <= set(said)


def test_sides_differ_in_shape_as_well_as_colour(chart: Chart) -> None:
    dots = circles(drawing_of(chart))
    rings = [dot for dot in dots if dot.fillColor == HexColor("#FFFFFF")]
    small = [dot for dot in dots if dot.r < rings[0].r * 0.7]
    assert (len(dots), len(rings), len(small)) == (19, 8, 2)


def test_means_are_lines_of_their_own_sides(chart: Chart) -> None:
    with_means = [shape for shape in drawing_of(chart).contents if isinstance(shape, Line)]
    without = replace(chart, before_mean=None, after_mean=None)
    lines = [shape for shape in drawing_of(without).contents if isinstance(shape, Line)]
    assert len(with_means) == len(lines) + 2


def test_no_readings_are_said_so() -> None:
    assert texts(drawing_of(EMPTY)) == ["No readings yet"]


def test_one_reading_stands_in_the_middle_with_its_day() -> None:
    chart = replace(EMPTY, points=(Point(date(2026, 7, 6), 35.5, Side.BEFORE),))
    assert "6 Jul" in texts(drawing_of(chart))
    assert len(circles(drawing_of(chart))) == 1


def test_labels_of_near_marks_do_not_cover_each_other() -> None:
    day = date(2026, 8, 1)
    marks = tuple(Mark(day + timedelta(days=3 * number), f"a change with number {number}") for number in range(4))
    points = tuple(Point(day + timedelta(days=10 * number), 5, Side.BEFORE) for number in range(8))
    drawing = drawing_of(replace(EMPTY, points=points, marks=marks))
    labels = [shape for shape in drawing.contents if isinstance(shape, String) and shape.text.startswith("a change")]
    fonts, style = fonts_in(resources() / "fonts"), Style(8, 10)
    assert len(labels) == 4
    assert all(0 <= label.x <= SIZE[0] - fonts.width(label.text, style) for label in labels)
    assert all(label.y < SIZE[1] - style.size * 0.7 for label in labels)
    amounts = [shape for shape in drawing.contents if isinstance(shape, String) and shape.text in {"0", "5", "6"}]
    assert amounts
    assert all(label.x > amount.x + 2 for label in labels for amount in amounts)
    for one, other in combinations(sorted(labels, key=lambda label: label.x), 2):
        assert one.y != other.y or one.x + fonts.width(one.text, style) < other.x


values = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))
readings = st.lists(st.tuples(st.integers(0, 2000), values, st.sampled_from(Side)), min_size=1, max_size=300)


@settings(max_examples=40, deadline=None)
@given(readings=readings, target=st.none() | values)
def test_any_readings_stay_inside_the_drawing(readings: list[tuple[int, float, Side]], target: float | None) -> None:
    points = tuple(Point(date(2024, 1, 1) + timedelta(days=days), value, side) for days, value, side in readings)
    drawing = drawing_of(replace(EMPTY, points=points, target=target, target_label="target"))
    assert len(circles(drawing)) == len(points)
    for dot in circles(drawing):
        assert 0 <= dot.cx <= SIZE[0]
        assert 0 <= dot.cy <= SIZE[1]


@given(st.lists(st.floats(-1e12, 1e12, allow_nan=False).filter(lambda v: v == 0 or abs(v) > 1e-9), max_size=20))
def test_steps_are_few_even_and_hold_everything(found: list[float]) -> None:
    ticks = steps(found)
    assert 3 <= len(ticks) <= 5
    assert ticks[0] <= min([0.0, *found]) + 1e-9
    assert ticks[-1] >= max([0.0, *found]) * (1 - 1e-9)
    assert 0.0 in ticks


@pytest.mark.parametrize(
    ("value", "step", "text"),
    [
        (0, 5, "0"),
        (-4, 4, "\u22124"),
        (0.5, 0.5, "0.5"),
        (1, 0.5, "1.0"),
        (120000, 40000, "120\u202f000"),
        (2e9, 1e9, "2e+09"),
    ],
)
def test_amounts_are_written_with_the_decimals_of_the_step(value: float, step: float, text: str) -> None:
    assert amount(value, step) == text


def test_dates_over_years_name_the_year() -> None:
    labels = [tick.label for tick in dates(date(2024, 3, 5), date(2026, 5, 1), 12)]
    assert labels[0] == "Apr 2024"
    assert "Jan 2025" in labels
    assert [tick.label for tick in dates(date(2010, 1, 1), date(2026, 1, 1), 10)][:2] == ["2010", "2012"]


def test_svg_has_no_clip_path_and_names_the_bundled_family(chart: Chart) -> None:
    root = ET.fromstring(SvgCharts().svg(chart, COLOURS, 560.4, 180))  # noqa: S314  our own
    assert root.find(f".//{SVG}clipPath") is None
    assert root.get("viewBox") == "0 0 560 180"
    shown = root.findall(f".//{SVG}text")
    assert {
        text.get("style", "").count("LDCoach Sans") + ("LDCoach Sans" in text.attrib.values()) for text in shown
    } == {1}


def test_svg_tells_the_chart_in_words(chart: Chart) -> None:
    root = ET.fromstring(SvgCharts().svg(chart, COLOURS, 560, 180))  # noqa: S314  our own
    assert root.findtext(f"{SVG}title") == chart.title
    assert root.findtext(f"{SVG}desc") == chart.alt


def test_svg_shows_markup_and_unknown_scripts_as_text(chart: Chart) -> None:
    label = '<image href="file:///etc/passwd"/> & \u674e'
    hostile = replace(chart, marks=(Mark(date(2026, 9, 1), label + "\x00"),))
    root = ET.fromstring(SvgCharts().svg(hostile, COLOURS, 560, 180))  # noqa: S314  our own
    assert label in ["".join(text.itertext()).strip() for text in root.findall(f".//{SVG}text")]
    assert root.find(f".//{SVG}image") is None


def test_svg_takes_the_colours_it_is_given(chart: Chart) -> None:
    dark = {**COLOURS, "accent": "#7FB2E5FF"}
    assert b"fill: rgb(49%,69%,89%)" in SvgCharts().svg(chart, dark, 560, 180)
