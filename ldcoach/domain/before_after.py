"""Before and after a dated change: what the readings show, and what may be said of it.

Source: content specification 3.6. 'After' never means 'because'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import isclose
from statistics import fmean, median, quantiles

from ldcoach.domain.document import Point, Side
from ldcoach.domain.goals import Measure, Reading
from ldcoach.domain.kinds import Polarity

WINDOW = timedelta(weeks=8)
LAG = timedelta(weeks=2)
ENOUGH = 3
EXTREMES_NEED = 10
NOISE = 1e-12
"""Two means this near each other, or as a share of them, differ by their arithmetic alone: 0.1 + 0.2 is not 0.3."""


class Claim(StrEnum):
    """The rungs of the claim ladder, lowest first; readings alone carry the first three."""

    OBSERVATION = "observation"
    BEFORE_AFTER = "before_after"
    TREND = "trend"
    COMPARISON = "comparison"
    ESTIMATE = "estimate"


class Caveat(StrEnum):
    """What a careful reader has to be told."""

    TOO_FEW_BEFORE = "too_few_before"
    TOO_FEW_AFTER = "too_few_after"
    BASELINE_EXTREME = "baseline_extreme"


@dataclass(frozen=True, slots=True)
class Average:
    """The mean and the median of the readings on one side, in the measure's unit."""

    mean: float
    count: int
    first: date
    last: date
    median: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Readings around a dated change; averages are None where there are fewer than three."""

    began_on: date | None
    points: tuple[Point, ...]
    before: Average | None
    after: Average | None
    claim: Claim
    caveats: tuple[Caveat, ...]

    @property
    def change(self) -> float | None:
        """The difference of the means in the measure's unit; 0 where only the arithmetic of floats sets them apart."""
        if self.before is None or self.after is None:
            return None
        return 0.0 if _is_same(self.before.mean, self.after.mean) else self.after.mean - self.before.mean


def compare(readings: Sequence[Reading], began_on: date | None, today: date) -> Comparison:
    """Sort readings into before, lag and after the change, and average each side that has enough."""
    ordered = sorted((reading for reading in readings if reading.on <= today), key=lambda reading: reading.on)
    points = tuple(Point(reading.on, reading.value, _side(reading.on, began_on)) for reading in ordered)
    before, after = _average(points, Side.BEFORE), _average(points, Side.AFTER)
    return Comparison(
        began_on=began_on,
        points=points,
        before=before,
        after=after,
        claim=_claim(points, before, after),
        caveats=_caveats(points, began_on, before, after),
    )


def improved(measure: Measure, before: float, after: float) -> bool | None:
    """Tell whether the change goes the way the measure calls better; None when nothing moved."""
    if measure.polarity is Polarity.IN_RANGE:
        before, after = _distance(measure, before), _distance(measure, after)
    if _is_same(before, after):
        return None
    return (after > before) is (measure.polarity is Polarity.HIGHER_IS_BETTER)


def to_target(baseline: float, latest: float, target: float) -> float | None:
    """Return the share of the way from baseline to target; below 0 and above 1 as they are."""
    return None if target == baseline else (latest - baseline) / (target - baseline)


def _side(on: date, began_on: date | None) -> Side:
    if began_on is None:
        return Side.OUTSIDE
    if on < began_on:
        return Side.BEFORE if on >= began_on - WINDOW else Side.OUTSIDE
    if on < began_on + LAG:
        return Side.LAG
    return Side.AFTER if on <= began_on + LAG + WINDOW else Side.OUTSIDE


def _average(points: Sequence[Point], side: Side) -> Average | None:
    mine = [point for point in points if point.side is side]
    if len(mine) < ENOUGH:
        return None
    values = [point.value for point in mine]
    return Average(fmean(values), len(mine), mine[0].on, mine[-1].on, median(values))


def _claim(points: Sequence[Point], before: Average | None, after: Average | None) -> Claim:
    if before and after:  # three on each side are the six points, three of them before, that a trend needs
        return Claim.TREND
    sides = {point.side for point in points}
    return Claim.BEFORE_AFTER if {Side.BEFORE, Side.AFTER} <= sides else Claim.OBSERVATION


def _caveats(
    points: Sequence[Point], began_on: date | None, before: Average | None, after: Average | None
) -> tuple[Caveat, ...]:
    found = []
    if before is None:
        found.append(Caveat.TOO_FEW_BEFORE)
    if after is None:
        found.append(Caveat.TOO_FEW_AFTER)
    if began_on is not None and _baseline_is_extreme(points, began_on):
        found.append(Caveat.BASELINE_EXTREME)
    return tuple(found)


def _baseline_is_extreme(points: Sequence[Point], began_on: date) -> bool:
    earlier = [point.value for point in points if point.on < began_on]
    if len(earlier) < EXTREMES_NEED:
        return False
    tenths = quantiles(earlier, n=10, method="inclusive")
    return not tenths[0] <= earlier[-1] <= tenths[-1]


def _is_same(before: float, after: float) -> bool:
    return isclose(before, after, rel_tol=NOISE, abs_tol=NOISE)


def _distance(measure: Measure, value: float) -> float:
    if measure.lower is not None and value < measure.lower:
        return measure.lower - value
    if measure.upper is not None and value > measure.upper:
        return value - measure.upper
    return 0.0
