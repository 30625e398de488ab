"""The manager's own measures from a record: figures, months, and no word of anybody."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from ldcoach.domain.ids import GapId, PersonId
from ldcoach.domain.insights import MEASURES
from ldcoach.domain.kinds import FeedbackKind
from ldcoach.errors import NotFound
from ldcoach.services.desk import Desk
from ldcoach.services.insights import NEEDS, Told
from tests.fakes import FixedClock


def told(desk: Desk) -> dict[str, Told]:
    return {one.words.id: one for one in desk.insights.all()}


def share(desk: Desk, who: PersonId, seen: date, shared: date, kind: FeedbackKind = FeedbackKind.REINFORCING) -> None:
    made = desk.feedback.capture(
        who,
        "You read the fault back before the line ran.",
        kind=kind,
        observed_on=seen,
        situation="At the change of shift",
        behaviour="You read the fault back",
        impact="and the line ran at once",
    )
    desk.feedback.share(made.created, on=shared)  # type: ignore[arg-type]


def test_every_measure_has_words_and_needs() -> None:
    assert set(NEEDS) == set(MEASURES)


def test_an_empty_record_says_nothing(desk: Desk) -> None:
    assert [one.now.value for one in desk.insights.all()] == [None] * len(MEASURES)


def test_feedback_is_counted_by_the_day_it_was_shared(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    today = clock.today()
    for waited in (0, 1, 2, 9, 30):
        share(desk, mairi, today - timedelta(days=waited), today)
    latency = told(desk)["M6"].now
    assert (latency.value, latency.part, latency.cases, latency.also) == (2.0, 3, 5, 60.0)
    assert told(desk)["M8"].now.value == 100.0
    assert told(desk)["M9"].now.cases == 5
    assert told(desk)["M10"].now.cases == 1


def test_months_end_with_this_one(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    for _ in range(5):
        share(desk, mairi, clock.today(), clock.today())
    history = desk.insights.history("M6")
    assert len(history) == 24
    assert history[-1][0] == clock.today().replace(day=1)
    assert history[-1][1].value == 0.0
    assert all(figure.value is None for _, figure in history[:-1])


def test_the_chart_shows_months_with_enough_cases_and_says_the_same_in_words(
    desk: Desk, mairi: PersonId, clock: FixedClock
) -> None:
    nothing = desk.insights.chart("M6", desk.insights.history("M6"))
    assert nothing.points == ()
    assert "no month has 5 cases" in nothing.alt
    for _ in range(5):
        share(desk, mairi, clock.today() - timedelta(days=3), clock.today())
    chart = desk.insights.chart("M6", desk.insights.history("M6"))
    assert [point.value for point in chart.points] == [3.0]
    assert "3 days in November 2026" in chart.alt


def test_what_only_stands_now_has_no_past(desk: Desk) -> None:
    assert desk.insights.history("M13") == ()
    assert told(desk)["M13"].earlier is None


def test_an_unknown_measure_is_named(desk: Desk) -> None:
    with pytest.raises(NotFound, match="M1, M2"):
        desk.insights.history("M99")


def test_nobody_is_named_in_any_figure(desk: Desk, mairi: PersonId, clock: FixedClock) -> None:
    for _ in range(5):
        share(desk, mairi, clock.today(), clock.today())
    name = desk.people.get(mairi).name
    for one in desk.insights.all():
        assert name not in repr(asdict(one))
        assert mairi not in repr(asdict(one))


def test_a_path_counts_once_its_gap_has_steps(desk: Desk, mairi: PersonId) -> None:
    gap = GapId(desk.gaps.begin(mairi, "Faults are handed over late").created)
    assert desk.gaps.view(gap).steps == ()
    assert told(desk)["M15"].now.cases == 0
