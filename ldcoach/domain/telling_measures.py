"""Says in a language what a goal's readings show: unit, dates and counts, 'after' and never 'because'.

Source: content specification 3.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ldcoach.domain.before_after import Average, Caveat, Claim, Comparison
from ldcoach.domain.document import Chart, Point, Side
from ldcoach.domain.goals import Measure
from ldcoach.domain.story import GoalItem
from ldcoach.domain.summary_words import SummaryWords

__all__ = ["careful", "chart_in", "charted", "told_of"]


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
    return words.say(
        "before_after.averages",
        measure=measure.name,
        unit=measure.unit,
        before=words.number(before.mean, 1),
        before_count=str(before.count),
        before_span=words.span(before.first, before.last),
        after=words.number(after.mean, 1),
        after_count=str(after.count),
        after_span=words.span(after.first, after.last),
        began=words.day(shown.began_on) if shown.began_on else "",
    )


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
