"""What may be said: never more than the ladder allows, never a cause, and the arithmetic of the standard library."""

from __future__ import annotations

import re
import statistics
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.before_after import LAG, WINDOW, Claim, compare, improved
from ldcoach.domain.claims import LADDER, Beside, Estimate, claim_of, may_say
from ldcoach.domain.document import Side
from ldcoach.domain.goals import Measure, Reading
from ldcoach.domain.ids import MeasureId, ReadingId

BEGAN = date(2026, 8, 31)
TODAY = date(2026, 12, 1)
STOPS = Measure(id=MeasureId("m"), name="Unplanned stops", unit="a week")
ESTIMATE = Estimate(share=30, sure=60, reasons="Both shifts used the card")
NOT_ALLOWED = re.compile(r"because|caus|led to|prove|impact|thanks to|due to|result of|improve|ROI", re.IGNORECASE)
SERIES = st.dictionaries(
    st.dates(BEGAN - timedelta(days=200), TODAY + timedelta(days=40)), st.floats(-1e5, 1e5), max_size=40
)


def readings(values: dict[date, float]) -> list[Reading]:
    return [Reading(id=ReadingId(str(on)), measure_id=STOPS.id, on=on, value=value) for on, value in values.items()]


def weekly(first: int, values: list[float]) -> dict[date, float]:
    return {BEGAN + timedelta(weeks=first + week): value for week, value in enumerate(values)}


@given(SERIES, st.none() | st.just(BEGAN), st.booleans(), st.booleans())
def test_nothing_is_said_above_the_rung_that_the_readings_carry(
    values: dict[date, float], began: date | None, guessed: bool, compared: bool
) -> None:
    found = compare(readings(values), began, TODAY)
    other = compare(readings(weekly(-8, [5.0] * 20)), BEGAN, TODAY)
    beside = Beside("line 3", other) if compared else None
    estimate = ESTIMATE if guessed else None
    said = may_say(STOPS, found, beside, estimate)
    highest = claim_of(found, beside, estimate)
    assert said
    assert all(LADDER.index(one.claim) <= LADDER.index(highest) for one in said)
    assert not any(NOT_ALLOWED.search(one.words) for one in said)
    sides = {point.side for point in found.points}
    if not {Side.BEFORE, Side.AFTER} <= sides:
        assert highest is Claim.OBSERVATION
        assert not any(re.search(r"moved|since|before|after|estimate|average", one.words.lower()) for one in said)
    if found.before is None or found.after is None:
        assert {one.claim for one in said} <= {Claim.OBSERVATION, Claim.BEFORE_AFTER}


@given(SERIES)
def test_the_arithmetic_is_that_of_the_standard_library(values: dict[date, float]) -> None:
    found = compare(readings(values), BEGAN, TODAY)
    spans = {
        "before": [value for on, value in sorted(values.items()) if BEGAN - WINDOW <= on < BEGAN],
        "after": [v for on, v in sorted(values.items()) if BEGAN + LAG <= on <= min(TODAY, BEGAN + LAG + WINDOW)],
    }
    for name, expected in spans.items():
        side = getattr(found, name)
        if len(expected) < 3:
            assert side is None
        else:
            assert side.count == len(expected)
            assert side.mean == pytest.approx(statistics.mean(expected), abs=1e-6)
            assert side.median == pytest.approx(statistics.median(expected), abs=1e-9)
    if found.before and found.after:
        expected_change = statistics.mean(spans["after"]) - statistics.mean(spans["before"])
        assert found.change == pytest.approx(expected_change, abs=1e-6)


@given(st.dictionaries(st.dates(BEGAN, TODAY), st.floats(-1e3, 1e3), min_size=1, max_size=30))
def test_a_series_without_a_baseline_never_yields_a_change(values: dict[date, float]) -> None:
    found = compare(readings(values), BEGAN, TODAY)
    said = may_say(STOPS, found, estimate=ESTIMATE)
    assert [one.claim for one in said] == [Claim.OBSERVATION]
    assert said[0].words.startswith("We saw ")


def test_a_full_series_says_all_that_it_may() -> None:
    values = weekly(-8, [9, 10, 8, 11, 8, 9, 10, 8]) | weekly(2, [7, 6, 7, 5, 6, 5, 5, 4])
    found = compare(readings(values), BEGAN, TODAY)
    other = compare(readings(weekly(-8, [9.0] * 8) | weekly(2, [8.0] * 8)), BEGAN, TODAY)
    said = [one.words for one in may_say(STOPS, found, Beside("line 3", other), ESTIMATE)]
    assert said == [
        "We saw 4 a week on 2 November 2026, the latest of 16 readings.",
        "Unplanned stops moved from 8 a week on 24 August 2026 to 4 a week on 2 November 2026, after 31 August 2026.",
        (
            "On average 9.125 a week (8 readings, median 9, 6 July 2026 to 24 August 2026) before, and 5.625 a week "
            "(8 readings, median 5.5, 14 September 2026 to 2 November 2026) after."
        ),
        "Since 31 August 2026 it is 3.5 a week lower on average.",
        "It moved by \N{MINUS SIGN}3.5 a week, 2.5 more than line 3 over the same days (\N{MINUS SIGN}1).",
        "We estimate that about 30 % of the change goes with the practice (60 % sure): Both shifts used the card",
    ]


def test_two_readings_a_side_move_from_one_to_the_other_and_no_more() -> None:
    found = compare(readings(weekly(-2, [9, 8]) | weekly(2, [6, 5])), BEGAN, TODAY)
    assert [one.claim for one in may_say(STOPS, found)] == [Claim.OBSERVATION, Claim.BEFORE_AFTER]


@given(st.integers(0, 100), st.integers(0, 100), st.text(max_size=60))
def test_an_estimate_is_read_as_it_was_kept(share: int, sure: int, reasons: str) -> None:
    kept = Estimate(share=share, sure=sure, reasons=" ".join(reasons.split()))
    assert Estimate.from_words(kept.as_words()) == kept


@pytest.mark.parametrize("words", ["", "About 30", "About 300 %, 60 % sure. x", "A third"])
def test_other_words_are_no_estimate(words: str) -> None:
    assert Estimate.from_words(words) is None


def test_large_and_small_amounts_are_told_in_digits() -> None:
    large = compare(readings(weekly(-3, [123456.0] * 3) | weekly(3, [125000.0] * 3)), BEGAN, TODAY)
    words = " ".join(one.words for one in may_say(STOPS, large))
    assert "moved from 123456 a week" in words
    assert "1544 a week higher" in words
    small = compare(readings(weekly(-3, [0.00002] * 3) | weekly(3, [0.00003] * 3)), BEGAN, TODAY)
    assert "0.00001 a week higher" in " ".join(one.words for one in may_say(STOPS, small))


@pytest.mark.parametrize(("before", "after"), [([0.1, 0.2, 0.3], [0.2, 0.2, 0.2]), ([0.1, 0.2, -0.3], [0.0, 0.0, 0.0])])
def test_what_only_the_arithmetic_of_floats_sets_apart_has_not_moved(before: list[float], after: list[float]) -> None:
    found = compare(readings(weekly(-3, before) | weekly(3, after)), BEGAN, TODAY)
    assert found.before is not None
    assert found.after is not None
    assert found.before.mean != found.after.mean
    assert found.change == 0
    assert improved(STOPS, found.before.mean, found.after.mean) is None
    assert may_say(STOPS, found)[-1].words == "The averages before and after 31 August 2026 are the same."
    assert claim_of(found, estimate=ESTIMATE) is Claim.TREND
