"""Before and after: which readings count, what is averaged, what may be claimed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.before_after import Caveat, Claim, Comparison, compare, improved, to_target
from ldcoach.domain.document import Side
from ldcoach.domain.goals import Measure, Reading
from ldcoach.domain.ids import MeasureId, ReadingId
from ldcoach.domain.kinds import Polarity

BEGAN = date(2026, 6, 1)
TODAY = date(2026, 12, 1)
VALUES = st.floats(-1e6, 1e6)
NEAR = st.dates(BEGAN - timedelta(days=120), TODAY + timedelta(days=60))


def reading(days: int, value: float = 1.0) -> Reading:
    """Return a reading so many days after the change began."""
    on = BEGAN + timedelta(days=days)
    return Reading(id=ReadingId(f"r{days}"), measure_id=MeasureId("m"), on=on, value=value)


def on_day(on: date, value: float) -> Reading:
    return Reading(id=ReadingId(str(on)), measure_id=MeasureId("m"), on=on, value=value)


def measure(polarity: Polarity, lower: float | None = None, upper: float | None = None) -> Measure:
    return Measure(id=MeasureId("m"), name="Stops", unit="a week", polarity=polarity, lower=lower, upper=upper)


def at(*days: int) -> Comparison:
    return compare([reading(day, float(day)) for day in days], BEGAN, TODAY)


@pytest.mark.parametrize(
    ("days", "side"),
    [
        (-57, Side.OUTSIDE),
        (-56, Side.BEFORE),
        (-1, Side.BEFORE),
        (0, Side.LAG),
        (13, Side.LAG),
        (14, Side.AFTER),
        (70, Side.AFTER),
        (71, Side.OUTSIDE),
    ],
)
def test_the_borders_of_the_windows_to_the_day(days: int, side: Side) -> None:
    assert [point.side for point in at(days).points] == [side]


def test_without_a_change_no_reading_has_a_side() -> None:
    found = compare([reading(-7), reading(0), reading(20)], None, TODAY)
    assert {point.side for point in found.points} == {Side.OUTSIDE}
    assert (found.before, found.after, found.change, found.claim) == (None, None, None, Claim.OBSERVATION)
    assert found.caveats == (Caveat.TOO_FEW_BEFORE, Caveat.TOO_FEW_AFTER)


def test_no_readings_make_no_claim() -> None:
    found = compare([], BEGAN, TODAY)
    assert (found.points, found.claim) == ((), Claim.OBSERVATION)


def test_three_readings_make_an_average_and_two_do_not() -> None:
    assert at(-1, -2, -3).before is not None
    assert at(-1, -2).before is None
    assert at(14, 15, 16).after is not None
    assert at(14, 15).after is None


def test_an_average_knows_its_count_and_its_first_and_last_day() -> None:
    before = at(-3, -21, -7, 0, 20, -60).before
    assert before is not None
    assert (before.mean, before.count) == (pytest.approx(-31 / 3), 3)
    assert (before.first, before.last) == (BEGAN - timedelta(days=21), BEGAN - timedelta(days=3))


def test_the_lag_and_what_lies_outside_are_in_no_average() -> None:
    plain = at(-3, -2, -1, 14, 15, 16)
    crowded = at(-3, -2, -1, 14, 15, 16, 0, 7, 13, -57, 71)
    assert (crowded.before, crowded.after, crowded.change) == (plain.before, plain.after, plain.change)
    assert plain.change == pytest.approx(17)


@given(st.dictionaries(NEAR, VALUES, max_size=40), NEAR)
def test_readings_after_today_are_as_if_they_were_not(values: dict[date, float], today: date) -> None:
    readings = [on_day(on, value) for on, value in values.items()]
    known = [one for one in readings if one.on <= today]
    assert compare(readings, BEGAN, today) == compare(known, BEGAN, today)
    assert all(point.on <= today for point in compare(readings, BEGAN, today).points)


@given(st.dictionaries(NEAR, VALUES, max_size=40), st.none() | NEAR)
def test_points_are_all_readings_by_day_and_averages_lie_among_them(
    values: dict[date, float], began: date | None
) -> None:
    found = compare([on_day(on, value) for on, value in values.items()], began, date.max)
    assert [(point.on, point.value) for point in found.points] == sorted(values.items())
    for average, side in ((found.before, Side.BEFORE), (found.after, Side.AFTER)):
        mine = [point.value for point in found.points if point.side is side]
        assert (average is not None) is (len(mine) >= 3)
        if average:
            assert average.count == len(mine)
            assert min(mine) - 1e-6 <= average.mean <= max(mine) + 1e-6


@given(st.dictionaries(NEAR, VALUES, max_size=40))
def test_a_claim_never_goes_further_than_the_readings(values: dict[date, float]) -> None:
    found = compare([on_day(on, value) for on, value in values.items()], BEGAN, TODAY)
    sides = [point.side for point in found.points]
    before, after = sides.count(Side.BEFORE), sides.count(Side.AFTER)
    assert (found.claim is Claim.TREND) is (before >= 3 and after >= 3)
    assert (found.claim is Claim.OBSERVATION) is (before == 0 or after == 0)
    assert (Caveat.TOO_FEW_BEFORE in found.caveats) is (before < 3)
    assert (Caveat.TOO_FEW_AFTER in found.caveats) is (after < 3)


def test_one_reading_on_each_side_says_before_and_after_and_no_more() -> None:
    found = at(-7, 20)
    assert (found.claim, found.change) == (Claim.BEFORE_AFTER, None)


def test_the_lag_alone_is_an_observation() -> None:
    assert at(-7, 5).claim is Claim.OBSERVATION


@pytest.mark.parametrize(("last", "extreme"), [(100.0, True), (-100.0, True), (5.0, False)])
def test_a_baseline_at_a_peak_or_trough_is_told(last: float, extreme: bool) -> None:
    earlier = [reading(-70 + 7 * week, float(week)) for week in range(9)]
    found = compare([*earlier, reading(-1, last)], BEGAN, TODAY)
    assert (Caveat.BASELINE_EXTREME in found.caveats) is extreme


def test_nine_earlier_readings_cannot_tell_a_peak() -> None:
    earlier = [reading(-70 + 7 * week, float(week)) for week in range(8)]
    assert Caveat.BASELINE_EXTREME not in compare([*earlier, reading(-1, 100.0)], BEGAN, TODAY).caveats


def test_a_flat_baseline_is_not_extreme() -> None:
    flat = [reading(-70 + 7 * week, 4.0) for week in range(10)]
    assert Caveat.BASELINE_EXTREME not in compare(flat, BEGAN, TODAY).caveats


@pytest.mark.parametrize(
    ("polarity", "before", "after", "better"),
    [
        (Polarity.HIGHER_IS_BETTER, 1, 2, True),
        (Polarity.HIGHER_IS_BETTER, 2, 1, False),
        (Polarity.LOWER_IS_BETTER, 1, 2, False),
        (Polarity.LOWER_IS_BETTER, 2, 1, True),
        (Polarity.IN_RANGE, 1, 9, True),
        (Polarity.IN_RANGE, 25, 21, True),
        (Polarity.IN_RANGE, 9, 1, False),
        (Polarity.IN_RANGE, 12, 25, False),
        (Polarity.IN_RANGE, 8, 21, True),
    ],
)
def test_better_goes_by_the_measure(polarity: Polarity, before: float, after: float, better: bool) -> None:
    assert improved(measure(polarity, 10, 20), before, after) is better


@pytest.mark.parametrize(
    ("lower", "upper", "before", "after"), [(10, 20, 11, 19), (10, 20, 8, 22), (10, None, 11, 900), (None, 20, -5, 20)]
)
def test_inside_the_range_and_as_far_from_it_nothing_moved(
    lower: float | None, upper: float | None, before: float, after: float
) -> None:
    assert improved(measure(Polarity.IN_RANGE, lower, upper), before, after) is None


@given(VALUES, VALUES, st.sampled_from(Polarity))
def test_the_way_back_is_the_opposite(before: float, after: float, polarity: Polarity) -> None:
    one = measure(polarity, -10, 10)
    there, back = improved(one, before, after), improved(one, after, before)
    assert (there is None and back is None) or there is (not back)


def test_the_share_of_the_way_to_the_target() -> None:
    assert to_target(10, 6, 2) == 0.5
    assert to_target(10, 12, 2) == -0.25
    assert to_target(10, 0, 2) == 1.25
    assert to_target(4, 9, 4) is None


@given(VALUES, VALUES)
def test_the_baseline_is_at_nought_and_the_target_at_one(baseline: float, target: float) -> None:
    if baseline != target:
        assert to_target(baseline, baseline, target) == 0
        assert to_target(baseline, target, target) == 1
