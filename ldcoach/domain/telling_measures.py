"""Says in a language what a goal's readings show: unit, dates and counts, 'after' and never 'because'.

Source: content specification 3.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import floor, log10

from ldcoach.domain.before_after import Average, Caveat, Claim, Comparison
from ldcoach.domain.document import Chart, Point, Side
from ldcoach.domain.goals import Measure
from ldcoach.domain.story import GoalItem
from ldcoach.domain.summary_words import SummaryWords

__all__ = ["around_it", "careful", "chart_in", "charted", "told_of"]

_MOST_PLACES = 6


def charted(goals: Sequence[GoalItem]) -> GoalItem | None:
    """Return the one goal whose measure is shown."""
    return next((item for item in goals if item.chart and item.chart.points), None)


def told_of(item: GoalItem, words: SummaryWords) -> str:
    """Return the sentence that the readings allow."""
    measure, comparison = item.measure, item.comparison
    if measure is None or comparison is None:
        return item.told
    if comparison.before and comparison.after and comparison.began_on:
        return _averages(measure, comparison.before, comparison.after, comparison, words)
    if comparison.claim is Claim.BEFORE_AFTER and comparison.began_on:
        return _values(measure, comparison, words)
    last = comparison.points[-1]
    return words.count(
        "before_after.early",
        len(comparison.points),
        measure=measure.name,
        unit=measure.unit,
        last=words.number(last.value),
        day=words.day(last.on),
    )


def around_it(item: GoalItem, words: SummaryWords) -> tuple[str, ...]:
    """Return what belongs beside a change: what else changed, and somebody's guess at the share, called a guess.

    Both only where there is a before and an after: on less, no share of a change can be guessed at.
    """
    if item.comparison is None or item.comparison.claim is Claim.OBSERVATION:
        return ()
    told = []
    if item.what_else:
        told.append(words.say("before_after.what_else", words=_ended(item.what_else)))
    if item.estimate is not None and item.rung == Claim.ESTIMATE:
        share, sure = str(item.estimate.share), str(item.estimate.sure)
        guess = words.say("before_after.estimate", share=share, sure=sure)
        reasons = words.say("before_after.reasons", reasons=_ended(item.estimate.reasons))
        told.append(f"{guess} {reasons}" if item.estimate.reasons else guess)
    return tuple(told)


def careful(item: GoalItem, words: SummaryWords) -> str:
    """Return what a careful reader has to be told beside the sentence."""
    caveats = item.comparison.caveats if item.comparison else ()
    told = [words.say("before_after.caveat")]
    if Caveat.BASELINE_EXTREME in caveats:
        told.append(words.say("before_after.extreme"))
    return " ".join(told)


def chart_in(item: GoalItem, words: SummaryWords) -> Chart:
    """Return the chart with the words of a language; its alternative text tells the same facts."""
    chart = item.chart
    if chart is None:
        message = "only a goal with readings has a chart"
        raise ValueError(message)
    if item.measure is None or item.comparison is None:
        return chart
    target = "" if chart.target is None else words.say("before_after.target", value=words.number(chart.target))
    return replace(
        chart,
        alt=words.say("before_after.chart_alt", told=told_of(item, words)),
        marks=tuple(replace(mark, label=words.say("before_after.began")) for mark in chart.marks),
        target_label=target,
        months=words.short_months,
    )


def _averages(measure: Measure, before: Average, after: Average, shown: Comparison, words: SummaryWords) -> str:
    change = shown.change or 0.0
    places = _places(change)
    averages = words.say(
        "before_after.averages",
        measure=measure.name,
        unit=measure.unit,
        before=words.number(before.mean, places),
        before_count=str(before.count),
        before_median=words.number(before.median),
        before_span=words.span(before.first, before.last),
        after=words.number(after.mean, places),
        after_count=str(after.count),
        after_median=words.number(after.median),
        after_span=words.span(after.first, after.last),
        began=words.day(shown.began_on) if shown.began_on else "",
    )
    way = "higher" if change > 0 else "lower" if change < 0 else "same"
    told = words.number(abs(change), places)
    if round(round(after.mean, places) - round(before.mean, places), places) != round(change, places):
        # Each figure is rounded by itself, so a reader who takes one from the other would come out elsewhere.
        told = words.say("before_after.about", value=told)
    return f"{averages} {words.say(f'before_after.{way}', change=told, unit=measure.unit)}"


def _places(change: float) -> int:
    """Return the fewest decimals in which a change can be seen, one at least."""
    return max(1, min(_MOST_PLACES, -floor(log10(abs(change))))) if change else 1


def _ended(told: str) -> str:
    return told if told.endswith((".", "!", "?", "\N{IDEOGRAPHIC FULL STOP}")) else f"{told}."


def _values(measure: Measure, shown: Comparison, words: SummaryWords) -> str:
    before, after = _last(shown.points, Side.BEFORE), _last(shown.points, Side.AFTER)
    return words.say(
        "before_after.values",
        measure=measure.name,
        unit=measure.unit,
        before=words.number(before.value),
        before_day=words.day(before.on),
        after=words.number(after.value),
        after_day=words.day(after.on),
        began=words.day(shown.began_on) if shown.began_on else "",
    )


def _last(points: Sequence[Point], side: Side) -> Point:
    return [point for point in points if point.side is side][-1]
