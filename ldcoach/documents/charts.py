"""A measure before and after a dated change, drawn once for paper and for the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from ldcoach.documents.fonts import FAMILY, FILES, Fonts, fonts_in
from ldcoach.documents.letters import clean
from ldcoach.documents.look import Style, Weight
from ldcoach.documents.preview import first_page_as_png
from ldcoach.documents.scale import MONTHS, amount, dates, steps
from ldcoach.domain.document import Chart, Side
from ldcoach.paths import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

__all__ = ["ENGLISH", "SvgCharts", "Wording", "drawn", "png"]

SMALL = Style(8, 10, colour="muted")
STRONG = Style(8, 10, Weight.SEMIBOLD, "shared")
MONTH_APART = 34.0
ROW = 11.0
FOOT = 18.0
DOTS = 200

Spot = tuple[float, float]
"""Points to the right and upwards."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that LDCoach itself puts in a chart."""

    months: Sequence[str] = MONTHS
    no_readings: str = "No readings yet"


ENGLISH = Wording()


class SvgCharts:
    """Draws charts as SVG, for Qt and browsers that have the family LDCoach Sans."""

    def __init__(self, fonts: Path | None = None, wording: Wording = ENGLISH) -> None:
        """Keep the words to use, and where the bundled fonts lie (the program's own by default)."""
        self._folder = fonts
        self._wording = wording

    def svg(self, chart: Chart, colours: Mapping[str, str], width: float, height: float) -> bytes:
        """Return SVG in UTF-8; width and height in points, colours as '#RRGGBB' by token."""
        fonts = fonts_in(self._folder or resources() / "fonts")
        drawing = drawn(chart, colours, (round(width), round(height)), fonts, self._wording)
        # Despite its name, useClip leaves the clip path out: Qt would paint it as a black box.
        canvas = renderSVG.SVGCanvas((drawing.width, drawing.height), useClip=True, fontHacks=_FAMILIES)
        renderSVG.draw(drawing, canvas, 0, 0)  # type: ignore[arg-type]  # the stub names the wrong canvas
        for name, words in (("title", chart.title), ("desc", chart.alt)):
            canvas.svg.getElementsByTagName(name)[0].firstChild.data = _one_line(words)
        out = StringIO()
        canvas.save(out)
        return out.getvalue().encode()


def png(chart: Chart, colours: Mapping[str, str], width: float, height: float) -> bytes:
    """Return a picture for programs that show no SVG; width and height in points, at 200 dots an inch."""
    drawing = drawn(chart, colours, (round(width), round(height)), fonts_in(resources() / "fonts"))
    return first_page_as_png(_as_pdf(drawing), DOTS)


def _as_pdf(drawing: Drawing) -> bytes:
    out = BytesIO()
    renderPDF.drawToFile(drawing, out)
    return out.getvalue()


def drawn(chart: Chart, colours: Mapping[str, str], size: Spot, fonts: Fonts, wording: Wording = ENGLISH) -> Drawing:
    """Return the chart as a drawing; `size` is its width and height in points."""
    canvas = _Canvas(colours, size, fonts)
    if chart.points:
        _Plot(_cleaned(chart), canvas, chart.months or wording.months).draw()
    else:
        canvas.text((size[0] / 2, size[1] / 2), wording.no_readings, SMALL, "middle")
    return canvas.drawing


class _Canvas:
    """A drawing with the house's colours and letters."""

    def __init__(self, colours: Mapping[str, str], size: Spot, fonts: Fonts) -> None:
        self.width, self.height = size
        self.drawing = Drawing(self.width, self.height)
        self.fonts = fonts
        self._colours = colours

    def colour(self, token: str) -> Color:
        return HexColor(self._colours[token][:7])

    def line(self, start: Spot, end: Spot, token: str, thick: float, dashes: tuple[float, ...] = ()) -> None:
        line = Line(*start, *end, strokeColor=self.colour(token), strokeWidth=thick)
        if dashes:
            line.strokeDashArray = dashes
        self.drawing.add(line)

    def patch(self, corner: Spot, width: float, height: float) -> None:
        patch = Rect(*corner, width, height)
        patch.fillColor, patch.strokeColor = self.colour("surface"), None
        self.drawing.add(patch)

    def dot(self, at: Spot, radius: float, fill: str, edge: tuple[str, float] | None = None) -> None:
        dot = Circle(*at, radius)
        dot.fillColor, dot.strokeColor = self.colour(fill), None
        if edge:
            dot.strokeColor, dot.strokeWidth = self.colour(edge[0]), edge[1]
        self.drawing.add(dot)

    def text(self, at: Spot, text: str, style: Style, anchor: str = "start") -> None:
        x = at[0] - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * self.fonts.width(text, style)
        y = round(at[1] * 2) / 2  # SVG of reportlab turns text upright around whole points
        for run in self.fonts.runs(text, style.weight):
            place = x + run.right * style.size, y + run.up * style.size
            piece = String(*place, run.text, fontName=run.font, fontSize=style.size)
            piece.fillColor = self.colour(style.colour)
            self.drawing.add(piece)
            x += stringWidth(run.text, run.font, style.size)


class _Plot:
    """Places readings, means, target and marks inside the axes."""

    def __init__(self, chart: Chart, canvas: _Canvas, months: Sequence[str]) -> None:
        self._chart, self._canvas, self._months = chart, canvas, months
        means = (chart.target, chart.before_mean, chart.after_mean)
        self._steps = steps([*(point.value for point in chart.points), *(mean for mean in means if mean is not None)])
        days = [*(point.on for point in chart.points), *(mark.on for mark in chart.marks)]
        self._first, self._last = min(days), max(days)
        self._set_edges()

    def _set_edges(self) -> None:
        fonts, chart = self._canvas.fonts, self._chart
        self._amounts = [amount(value, self._steps[1] - self._steps[0]) for value in self._steps]
        self._left = max(fonts.width(text, SMALL) for text in self._amounts) + 8
        label = chart.target_label if chart.target is not None else ""
        self._right = self._canvas.width - (fonts.width(label, STRONG) + 10 if label else 8)
        self._inset = 8.0
        self._labels = _rows([self._label_span(mark.on, mark.label) for mark in chart.marks])
        self._top = self._canvas.height - 6 - ROW * (max(self._labels, default=-1) + 1)

    def draw(self) -> None:
        self._draw_values()
        self._draw_dates()
        self._draw_marks()
        self._draw_target()
        self._draw_means()
        self._draw_points()

    def _x(self, day: date) -> float:
        left, right = self._left + self._inset, self._right - self._inset
        span = (self._last - self._first).days
        return left + (right - left) * ((day - self._first).days / span if span else 0.5)

    def _y(self, value: float) -> float:
        low, high = self._steps[0], self._steps[-1]
        return FOOT + (self._top - FOOT) * (value - low) / (high - low)

    def _draw_values(self) -> None:
        for value, text in zip(self._steps, self._amounts, strict=True):
            y = self._y(value)
            self._canvas.line((self._left, y), (self._right, y), "border", 0.75)
            self._canvas.text((self._left - 6, y - 2.9), text, SMALL, "end")

    def _draw_dates(self) -> None:
        most = max(1, int((self._right - self._left) / MONTH_APART))
        free = 0.0
        for tick in dates(self._first, self._last, most, self._months):
            x, half = self._x(tick.on), self._canvas.fonts.width(tick.label, SMALL) / 2
            x = min(max(x, half), self._canvas.width - half)
            if x - half >= free:
                self._canvas.text((x, 4), tick.label, SMALL, "middle")
                free = x + half + 5

    def _label_span(self, day: date, label: str) -> tuple[float, float]:
        width = self._canvas.fonts.width(label, SMALL)
        last = self._canvas.width - width
        # No further left than the lines begin, as the amounts stand there.
        left = max(min(self._x(day) - width / 2, last), min(self._left, last))
        return left, left + width

    def _draw_marks(self) -> None:
        marks = [(mark, self._top + 5 + ROW * row) for mark, row in zip(self._chart.marks, self._labels, strict=True)]
        for mark, y in marks:
            x = self._x(mark.on)
            self._canvas.line((x, FOOT), (x, y - 2), "muted", 0.9, (1.2, 2.4))
        for mark, y in marks:
            left, right = self._label_span(mark.on, mark.label)
            self._canvas.patch((left - 2, y - 2.5), right - left + 4, ROW - 1)
            self._canvas.text((left, y), mark.label, SMALL)

    def _draw_target(self) -> None:
        if self._chart.target is None:
            return
        y = self._y(self._chart.target)
        self._canvas.line((self._left, y), (self._right, y), "shared", 1.1, (3.5, 2.5))
        self._canvas.text((self._right + 6, y - 2.9), self._chart.target_label, STRONG)

    def _draw_means(self) -> None:
        means = ((Side.BEFORE, self._chart.before_mean, "control"), (Side.AFTER, self._chart.after_mean, "accent"))
        for side, mean, token in means:
            days = [point.on for point in self._chart.points if point.side is side]
            if mean is not None and days:
                y = self._y(mean)
                self._canvas.line((self._x(min(days)) - 4, y), (self._x(max(days)) + 4, y), token, 1.2)

    def _draw_points(self) -> None:
        radius = _radius(self._right - self._left, len(self._chart.points))
        dot = self._canvas.dot
        shapes: Mapping[Side, Callable[[Spot], None]] = {
            Side.BEFORE: lambda at: dot(at, radius, "surface", ("control", radius * 0.42)),
            Side.AFTER: lambda at: dot(at, radius + 0.3, "accent", ("surface", radius * 0.22)),
            Side.LAG: lambda at: dot(at, radius * 0.6, "control"),
            Side.OUTSIDE: lambda at: dot(at, radius * 0.6, "surface", ("control", radius * 0.25)),
        }
        for point in self._chart.points:
            shapes[point.side]((self._x(point.on), self._y(point.value)))


def _radius(width: float, count: int) -> float:
    return min(3.3, max(1.3, width / count / 2.2))


def _rows(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Give each label, from left to right, the lowest row where it covers no other."""
    ends: list[float] = []
    rows = [0] * len(spans)
    for number in sorted(range(len(spans)), key=lambda number: spans[number]):
        left, right = spans[number]
        row = next((row for row, end in enumerate(ends) if end + 6 <= left), len(ends))
        ends[row:] = [right, *ends[row + 1 :]]
        rows[number] = row
    return rows


def _cleaned(chart: Chart) -> Chart:
    marks = tuple(replace(mark, label=_one_line(mark.label)) for mark in chart.marks)
    return replace(chart, marks=marks, target_label=_one_line(chart.target_label))


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


_FAMILIES = {
    f"{FILES}-{weight}": {"family": FAMILY, "weight": css}
    for weight, css in ((Weight.REGULAR, "400"), (Weight.MEDIUM, "500"), (Weight.SEMIBOLD, "600"))
}
