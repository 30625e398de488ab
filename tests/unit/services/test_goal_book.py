"""Goals, outcomes, measures and readings: what hangs together, what is refused, who is meant."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ldcoach.domain.before_after import Claim
from ldcoach.domain.goals import Evidence, Goal, Measure, Outcome, Priority, Reading
from ldcoach.domain.ids import GoalId, MeasureId, OutcomeId, PersonId, PriorityId
from ldcoach.domain.kinds import EvidenceKind, GoalStatus, MeasureLevel, Polarity, TextKind, Visibility
from ldcoach.domain.texts import Revision
from ldcoach.errors import Ambiguous, NotFound, UnfitInput
from ldcoach.services.desk import Desk
from tests.fakes import FixedClock

NOT_NUMBERS = [math.nan, math.inf, -math.inf]


@pytest.fixture
def outcome(desk: Desk) -> OutcomeId:
    return OutcomeId(desk.goals.add_outcome("Fewer  stops", why_it_matters="The shift waits less").created)


@pytest.fixture
def goal(desk: Desk, mairi: PersonId, outcome: OutcomeId) -> GoalId:
    return GoalId(desk.goals.add(mairi, "Hand over at the machine", outcome_id=outcome).created)


@pytest.fixture
def stops(desk: Desk, outcome: OutcomeId) -> MeasureId:
    return MeasureId(desk.goals.add_measure("Stops", "a week", outcome_id=outcome).created)


def test_a_measure_has_exactly_one_owner(desk: Desk, outcome: OutcomeId, goal: GoalId) -> None:
    with pytest.raises(UnfitInput, match="one outcome or to one goal"):
        desk.goals.add_measure("Stops", "a week")
    with pytest.raises(UnfitInput, match="one outcome or to one goal"):
        desk.goals.add_measure("Stops", "a week", outcome_id=outcome, goal_id=goal)
    assert desk.context.record.count(Measure) == 0


def test_a_measure_keeps_its_range_and_its_level(desk: Desk, goal: GoalId) -> None:
    made = desk.goals.add_measure("Load", "%", goal_id=goal, polarity=Polarity.IN_RANGE, lower=60, upper=80).created
    kept = desk.context.record.get(Measure, made)
    assert (kept.lower, kept.upper, kept.level) == (60, 80, MeasureLevel.BEHAVIOUR)


def test_a_range_has_an_end(desk: Desk, goal: GoalId) -> None:
    with pytest.raises(UnfitInput, match="needs a lower or an upper end"):
        desk.goals.add_measure("Load", "%", goal_id=goal, polarity=Polarity.IN_RANGE)
    assert desk.context.record.count(Measure) == 0
    assert desk.goals.add_measure("Load", "%", goal_id=goal, polarity=Polarity.IN_RANGE, upper=80).created


@pytest.mark.parametrize("value", NOT_NUMBERS)
def test_what_is_no_number_is_refused_everywhere(
    desk: Desk, mairi: PersonId, goal: GoalId, stops: MeasureId, value: float, rows: Callable[[], object]
) -> None:
    before = rows()
    kept = desk.context.record.get(Goal, goal)
    for act in (
        lambda: desk.goals.add_reading(stops, value),
        lambda: desk.goals.add(mairi, "Another", target_value=value),
        lambda: desk.goals.edit(replace(kept, target_value=value)),
        lambda: desk.goals.add_measure("Load", "%", goal_id=goal, lower=value),
    ):
        with pytest.raises(UnfitInput, match="not a number"):
            act()
    assert rows() == before


def test_a_day_holds_one_reading(desk: Desk, stops: MeasureId, clock: FixedClock) -> None:
    desk.goals.add_reading(stops, 5)
    with pytest.raises(UnfitInput, match="already"):
        desk.goals.add_reading(stops, 6, on=clock.today())
    desk.goals.add_reading(stops, 7, on=clock.today() - timedelta(days=1))
    assert [reading.value for reading in desk.goals.readings(stops)] == [7, 5]


def test_two_measures_may_be_read_on_one_day(desk: Desk, stops: MeasureId, goal: GoalId) -> None:
    other = MeasureId(desk.goals.add_measure("Handovers", "a week", goal_id=goal).created)
    for measure in (stops, other):
        desk.goals.add_reading(measure, 1)
    assert desk.context.record.count(Reading) == 2


def test_days_ahead_are_refused(desk: Desk, goal: GoalId, stops: MeasureId, clock: FixedClock) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(UnfitInput, match="lies ahead"):
        desk.goals.add_reading(stops, 5, on=tomorrow)
    with pytest.raises(UnfitInput, match="lies ahead"):
        desk.goals.add_evidence(goal, EvidenceKind.WORK_PRODUCT, "The card", on=tomorrow)
    assert desk.context.record.count(Reading) == desk.context.record.count(Evidence) == 0


def test_a_name_that_is_too_long_is_refused_and_one_kept_before_may_stay(
    desk: Desk, mairi: PersonId, goal: GoalId
) -> None:
    name = "x" * 301
    for act in (
        lambda: desk.goals.add(mairi, name),
        lambda: desk.goals.add_priority(name),
        lambda: desk.goals.add_outcome(name),
        lambda: desk.goals.add_outcome("Fewer stops", serving=name),
        lambda: desk.goals.add_measure(name, "a week", goal_id=goal),
        lambda: desk.goals.add_measure("Stops", name, goal_id=goal),
    ):
        with pytest.raises(UnfitInput, match="at most 300 characters"):
            act()
    kept = replace(desk.context.record.get(Goal, goal), title=name)
    with desk.context.record.work() as work:
        work.save(kept)
    desk.goals.edit(replace(kept, why_it_matters="It calms the night"))
    assert desk.context.record.get(Goal, goal).title == name


@pytest.mark.parametrize("value", [1e16, -1e308])
def test_a_value_that_nobody_measures_is_refused(desk: Desk, stops: MeasureId, value: float) -> None:
    with pytest.raises(UnfitInput, match="not a number one can measure"):
        desk.goals.add_reading(stops, value)
    assert desk.goals.readings(stops) == []


@pytest.mark.parametrize("day", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max])
def test_a_day_that_nobody_means_is_refused(
    desk: Desk, mairi: PersonId, goal: GoalId, stops: MeasureId, day: date
) -> None:
    kept = desk.context.record.get(Goal, goal)
    for act in (
        lambda: desk.goals.add(mairi, "Ask the next shift", target_on=day),
        lambda: desk.goals.edit(replace(kept, target_on=day)),
        lambda: desk.goals.add_reading(stops, 3, on=day),
        lambda: desk.goals.add_evidence(goal, EvidenceKind.WORK_PRODUCT, "The card", on=day),
    ):
        with pytest.raises(UnfitInput, match="day"):
            act()
    assert desk.context.record.get(Goal, goal) == kept
    assert [desk.context.record.count(kind) for kind in (Goal, Reading, Evidence)] == [1, 0, 0]


def test_a_goal_of_an_odd_day_from_before_stays_editable(desk: Desk, goal: GoalId) -> None:
    kept = replace(desk.context.record.get(Goal, goal), target_on=date.max)
    with desk.context.record.work() as work:
        work.save(kept)
    desk.goals.edit(replace(kept, why_it_matters="It calms the night"))
    assert desk.context.record.get(Goal, goal).target_on == date.max


@pytest.mark.parametrize("count", [0, -1, 10**9 + 1, 2**63])
def test_a_number_of_cases_that_cannot_be_is_refused(desk: Desk, stops: MeasureId, count: int) -> None:
    with pytest.raises(UnfitInput, match="cases"):
        desk.goals.add_reading(stops, 3, n=count)
    assert desk.goals.readings(stops) == []


@pytest.mark.parametrize("name", ["", "  \n"])
def test_a_name_that_is_missing_is_refused(
    desk: Desk, mairi: PersonId, goal: GoalId, clock: FixedClock, name: str
) -> None:
    kept = desk.context.record.get(Goal, goal)
    for act in (
        lambda: desk.goals.add(mairi, name),
        lambda: desk.goals.edit(replace(kept, title=name)),
        lambda: desk.goals.add_priority(name),
        lambda: desk.goals.add_outcome(name),
        lambda: desk.goals.add_measure(name, "a week", goal_id=goal),
    ):
        with pytest.raises(UnfitInput, match="name is missing"):
            act()
    with pytest.raises(UnfitInput, match="unit is missing"):
        desk.goals.add_measure("Stops", name, goal_id=goal)
    with pytest.raises(UnfitInput, match="needs a few words"):
        desk.goals.add_evidence(goal, EvidenceKind.WORK_PRODUCT, name, on=clock.today())
    assert desk.context.record.get(Goal, goal) == kept
    assert [desk.context.record.count(kind) for kind in (Goal, Priority, Outcome, Measure)] == [1, 0, 1, 0]


@pytest.mark.parametrize(("agreed", "visibility"), [(True, Visibility.SHARED), (False, Visibility.TO_SHARE)])
def test_evidence_is_shared_when_both_agree(
    desk: Desk, goal: GoalId, clock: FixedClock, agreed: bool, visibility: Visibility
) -> None:
    made = desk.goals.add_evidence(
        goal, EvidenceKind.CUSTOMER_WORDS, "Found it in two minutes.", on=clock.today(), agreed=agreed
    ).created
    (text,) = desk.context.record.texts_of([made], kinds=[TextKind.EVIDENCE])
    assert text.visibility is visibility


def test_a_goal_is_linked_unlinked_and_settled_with_its_earlier_words_kept(
    desk: Desk, mairi: PersonId, outcome: OutcomeId, goal: GoalId
) -> None:
    priority = PriorityId(desk.goals.add_priority("Reliability").created)
    desk.goals.serve(outcome, priority)
    (line,) = desk.goals.lines(mairi)
    assert (line.outcome_name, line.priority_name) == ("Fewer stops", "Reliability")
    desk.goals.link(goal, None)
    desk.goals.settle(goal, GoalStatus.ACHIEVED)
    assert desk.goals.lines(mairi) == []
    (line,) = desk.goals.lines(mairi, active_only=False)
    assert (line.outcome_name, line.status) == (None, "achieved")
    desk.goals.edit(replace(desk.context.record.get(Goal, goal), title="Hand over in person"))
    assert [kept.body for kept in desk.context.record.every(Revision)] == ["Hand over at the machine"]


def test_goals_outcomes_and_measures_by_name(desk: Desk, mairi: PersonId, goal: GoalId, stops: MeasureId) -> None:
    wen = PersonId(desk.people.add("Wen Li").created)
    theirs = desk.goals.add(wen, "Hand over earlier").created
    assert desk.goals.named("HAND OVER AT").id == desk.goals.named(goal).id == goal
    assert desk.goals.named("hand", person_id=wen).id == theirs
    with pytest.raises(Ambiguous, match="Hand over earlier"):
        desk.goals.named("hand over")
    with pytest.raises(NotFound):
        desk.goals.named("nothing of the kind")
    assert desk.goals.outcome_named("few").name == "Fewer stops"
    assert desk.goals.measure_named("stops").id == stops


def test_the_thread_names_what_is_missing_and_then_nothing(
    desk: Desk, mairi: PersonId, outcome: OutcomeId, goal: GoalId, clock: FixedClock
) -> None:
    lone = GoalId(desk.goals.add(mairi, "Lone").created)
    assert desk.goals.view(lone).gaps == ("outcome", "readings", "practice", "evidence")
    assert desk.goals.view(goal).gaps == ("priority", "readings", "practice", "evidence")
    desk.goals.serve(outcome, PriorityId(desk.goals.add_priority("Reliability").created))
    measure = MeasureId(desk.goals.add_measure("Stops", "a week", outcome_id=outcome).created)
    desk.goals.add_reading(measure, 5)
    desk.feedback.capture(mairi, "Walked the lead to the machine.", goal_id=goal)
    desk.goals.add_evidence(goal, EvidenceKind.WORK_PRODUCT, "The card", on=clock.today(), agreed=True)
    assert desk.goals.view(goal).gaps == ()


def test_the_chart_says_as_much_as_the_readings_carry(
    desk: Desk, mairi: PersonId, goal: GoalId, stops: MeasureId, clock: FixedClock
) -> None:
    began = clock.today() - timedelta(days=40)
    desk.feedback.capture(mairi, "Began.", goal_id=goal, observed_on=began)

    def told() -> tuple[str, Claim]:
        view = desk.goals.view(goal)
        assert view.chart
        assert view.comparison
        return view.chart.alt, view.comparison.claim

    assert told() == ("Stops: no readings yet.", Claim.OBSERVATION)
    desk.goals.add_reading(stops, 9, on=began - timedelta(days=7))
    words, claim = told()
    assert claim is Claim.OBSERVATION
    assert words.endswith("Too early to compare.")
    desk.goals.add_reading(stops, 4, on=began + timedelta(days=20))
    words, claim = told()
    assert claim is Claim.BEFORE_AFTER
    assert (
        words
        == "Stops: 9 a week on 6 October, before, and 4 a week on 2 November, after. Too few readings for an average."
    )
    for days, value in ((-21, 9.0), (-14, 9.0), (27, 4.0), (34, 4.0)):
        desk.goals.add_reading(stops, value, on=began + timedelta(days=days))
    words, claim = told()
    assert claim is Claim.TREND
    assert "9 a week before (3 readings" in words
    assert "4 a week after (3 readings" in words
    assert "because" not in words
