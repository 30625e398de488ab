"""What a summary says of a measure: medians, the size of a change, and a guess never above what the data carry."""

from __future__ import annotations

import re
from datetime import date, timedelta
from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldcoach.domain.before_after import LAG, WINDOW, Claim, compare
from ldcoach.domain.claims import Estimate
from ldcoach.domain.document import Chart
from ldcoach.domain.goals import Goal, Measure, Reading
from ldcoach.domain.ids import GoalId, MeasureId, PersonId, ReadingId
from ldcoach.domain.story import GoalItem
from ldcoach.domain.telling_measures import around_it, told_of
from ldcoach.library.summary_words import load_summary_words
from ldcoach.paths import resources

BEGAN, TODAY = date(2026, 8, 3), date(2026, 11, 20)
WORDS = load_summary_words(resources() / "templates")
STOPS = Measure(id=MeasureId("m"), name="Stops", unit="a week", goal_id=GoalId("g"))
GUESS = Estimate(share=30, sure=60, reasons="the sheet was new")
CAUSE = re.compile(
    r"because|caus|led to|impact|proved|thanks to|improved|weil|durch|bewirkt|Wirkung|verbessert", re.IGNORECASE
)


def item(*readings: tuple[int, float], estimate: Estimate | None = None, what_else: str = "") -> GoalItem:
    """Return a goal with readings so many days from the beginning of the practice."""
    dated = [
        Reading(id=ReadingId(str(at)), measure_id=STOPS.id, on=BEGAN + timedelta(days=day), value=value)
        for at, (day, value) in enumerate(readings)
    ]
    comparison = compare(dated, BEGAN, TODAY)
    return GoalItem(
        goal=Goal(id=GoalId("g"), person_id=PersonId("p"), title="Hand over"),
        outcome="",
        why="",
        priority="",
        told="",
        chart=Chart("Stops", "a week", comparison.points, (), None, "", None, None, ""),
        claim=comparison.claim.value,
        evidence=(),
        measure=STOPS,
        comparison=comparison,
        what_else=what_else,
        estimate=estimate,
    )


def sides(before: list[float], after: list[float]) -> list[tuple[int, float]]:
    return [(at - 30, value) for at, value in enumerate(before)] + [(at + 20, value) for at, value in enumerate(after)]


def test_both_sides_with_medians_counts_and_the_size_of_the_change() -> None:
    told = told_of(item(*sides([9, 10, 8], [6, 5, 4])), WORDS["en"])
    assert told == (
        "Stops: 9.0 a week on average (3 readings, median 9, 4 July to 6 July), then 5.0 a week (3 readings, median 5, "
        "23 August to 25 August), after practice began on 3 August. That is 4.0 a week lower on average."
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([9, 9, 9.375], [5.75] * 3, "9.1 a week .* 5.8 a week .* about 3.4 a week lower"),
        ([0.01, 0.012, 0.014], [0.02] * 3, "0.012 a week .* 0.020 a week .* 0.008 a week higher"),
        ([2, 4, 6], [4, 4, 4], "The averages are the same"),
    ],
)
def test_the_figures_are_rounded_and_say_so_where_the_change_is_not_their_difference(
    before: list[float], after: list[float], said: str
) -> None:
    assert re.search(said, told_of(item(*sides(before, after)), WORDS["en"]))


def test_german_has_its_own_words_and_decimal_mark() -> None:
    whole = item(*sides([9, 10, 8], [6, 5, 4.5]), estimate=GUESS, what_else="Neue Vorrichtung")
    assert "Median 9, " in told_of(whole, WORDS["de"])
    assert told_of(whole, WORDS["de"]).endswith("Das sind im Mittel 3,8 a week weniger.")
    assert around_it(whole, WORDS["de"]) == (
        "Was sich noch geändert hat: Neue Vorrichtung.",
        (
            "Unsere eigene Schätzung: Etwa 30 % der Änderung gehen mit dem Üben einher (60 % sicher). "
            "Sie stützt sich darauf: the sheet was new."
        ),
    )


@pytest.mark.parametrize(
    ("readings", "told"),
    [
        ([], 0),
        ([(20, 5.0), (30, 4.0)], 0),
        ([(-10, 5.0), (30, 4.0)], 1),
        (sides([5, 5, 5], [5, 5, 5]), 1),
        (sides([5, 5, 5], [4, 4, 4]), 2),
    ],
    ids=["no reading", "no baseline", "two values", "no change", "a change"],
)
def test_a_guess_stands_only_beside_a_change_of_averages(readings: list[tuple[int, float]], told: int) -> None:
    whole = item(*readings, estimate=GUESS, what_else="a new fixture")
    assert len(around_it(whole, WORDS["en"])) == told
    assert (whole.rung == Claim.ESTIMATE) is (told == 2)


@given(
    readings=st.lists(
        st.tuples(st.integers(-90, 100), st.floats(-1e6, 1e6, allow_nan=False)),
        min_size=1,
        max_size=20,
        unique_by=lambda one: one[0],
    ),
    estimate=st.none() | st.just(GUESS),
    language=st.sampled_from(sorted(WORDS)),
)
def test_never_more_than_the_ladder_allows(
    readings: list[tuple[int, float]], estimate: Estimate | None, language: str
) -> None:
    whole, words = item(*readings, estimate=estimate), WORDS[language]
    told = " ".join((told_of(whole, words), *around_it(whole, words)))
    assert not CAUSE.search(told)
    before = [value for day, value in readings if -WINDOW.days <= day < 0]
    after = [value for day, value in readings if LAG.days <= day <= (LAG + WINDOW).days]
    has_both = len(before) >= 3 and len(after) >= 3
    assert ("edian" in told) is has_both
    if not before:
        assert whole.rung == Claim.OBSERVATION
        assert around_it(whole, words) == ()
    if has_both:
        assert words.number(median(before)) in told
        assert words.number(median(after)) in told
        changed = fmean(after) != fmean(before)
        assert (whole.rung == Claim.ESTIMATE) is (estimate is not None and changed)
