"""What may be said of a change: each sentence with its rung of the claim ladder, and never a cause.

Source: content specification 3.6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ldcoach.domain.before_after import Average, Claim, Comparison
from ldcoach.domain.document import Point, Side
from ldcoach.domain.goals import Measure
from ldcoach.domain.numerals import in_digits

__all__ = ["LADDER", "Beside", "Estimate", "Sayable", "claim_of", "may_say"]

LADDER = tuple(Claim)
"""From what was seen to what is estimated."""

WHOLE = 100
DIGITS = 4
"""Significant ones of an amount that is told."""

_KEPT = re.compile(r"About (\d{1,3}) %, (\d{1,3}) % sure\. ?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What the person or the manager guesses: the share of the change in percent, how sure in percent, and why."""

    share: int
    sure: int
    reasons: str

    def as_words(self) -> str:
        """Return it as it is kept."""
        return f"About {self.share} %, {self.sure} % sure. {self.reasons}".strip()

    @classmethod
    def from_words(cls, words: str) -> Estimate | None:
        """Read what `as_words` wrote; None for anything else."""
        found = _KEPT.fullmatch(words)
        if found is None or int(found[1]) > WHOLE or int(found[2]) > WHOLE:
            return None
        return cls(share=int(found[1]), sure=int(found[2]), reasons=found[3])


@dataclass(frozen=True, slots=True)
class Beside:
    """The same days of a similar team or matter without the change."""

    name: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Sayable:
    """A sentence that the data carries, and the rung it stands on."""

    claim: Claim
    words: str


def claim_of(comparison: Comparison, beside: Beside | None = None, estimate: Estimate | None = None) -> Claim:
    """Return the highest rung; without a before and an after nothing lifts it above what was seen."""
    if comparison.claim is Claim.OBSERVATION:
        return Claim.OBSERVATION
    if estimate is not None and comparison.change:
        return Claim.ESTIMATE
    if comparison.change is not None and beside is not None and beside.comparison.change is not None:
        return Claim.COMPARISON
    return comparison.claim


def may_say(
    measure: Measure, comparison: Comparison, beside: Beside | None = None, estimate: Estimate | None = None
) -> tuple[Sayable, ...]:
    """Return the sentences that may be said, lowest rung first, each with unit, dates and counts."""
    before, after = comparison.before, comparison.after
    if not comparison.points:
        return (Sayable(Claim.OBSERVATION, f"{measure.name}: no readings yet."),)
    said = [_seen(measure, comparison)]
    if comparison.claim is not Claim.OBSERVATION and comparison.began_on is not None:
        said.append(_from_to(measure, comparison, comparison.began_on))
    if before and after and comparison.began_on is not None:
        change = comparison.change or 0.0
        said += [_averages(measure, before, after), _change(measure, change, comparison.began_on)]
        if beside is not None and beside.comparison.change is not None:
            said.append(_beside(measure, change, beside.name, beside.comparison.change))
    if claim_of(comparison, beside, estimate) is Claim.ESTIMATE and estimate is not None:
        said.append(_estimated(estimate))
    return tuple(said)


def _seen(measure: Measure, comparison: Comparison) -> Sayable:
    last, count = comparison.points[-1], len(comparison.points)
    readings = "one reading" if count == 1 else f"{count} readings"
    words = f"We saw {_amount(last.value, measure)} on {_day(last.on)}, the latest of {readings}."
    return Sayable(Claim.OBSERVATION, words if count > 1 else words.replace(", the latest of one reading", ""))


def _from_to(measure: Measure, comparison: Comparison, began_on: date) -> Sayable:
    then, now = _last(comparison, Side.BEFORE), _last(comparison, Side.AFTER)
    moved = "stood at" if then.value == now.value else "moved from"
    joint = "and at" if then.value == now.value else "to"
    return Sayable(
        Claim.BEFORE_AFTER,
        f"{measure.name} {moved} {_amount(then.value, measure)} on {_day(then.on)} {joint} "
        f"{_amount(now.value, measure)} on {_day(now.on)}, after {_day(began_on)}.",
    )


def _averages(measure: Measure, before: Average, after: Average) -> Sayable:
    return Sayable(Claim.TREND, f"On average {_side(measure, before)} before, and {_side(measure, after)} after.")


def _change(measure: Measure, change: float, began_on: date) -> Sayable:
    if not change:
        return Sayable(Claim.TREND, f"The averages before and after {_day(began_on)} are the same.")
    way = "higher" if change > 0 else "lower"
    return Sayable(Claim.TREND, f"Since {_day(began_on)} it is {_amount(abs(change), measure)} {way} on average.")


def _beside(measure: Measure, change: float, name: str, other: float) -> Sayable:
    more = abs(change) - abs(other) if change * other >= 0 else abs(change) + abs(other)
    than = "more" if more >= 0 else "less"
    return Sayable(
        Claim.COMPARISON,
        f"It moved by {_signed(change)} {measure.unit}, {in_digits(abs(more), DIGITS)} {than} than {name} "
        f"over the same days ({_signed(other)}).",
    )


def _estimated(estimate: Estimate) -> Sayable:
    words = f"We estimate that about {estimate.share} % of the change goes with the practice ({estimate.sure} % sure)"
    return Sayable(Claim.ESTIMATE, f"{words}: {estimate.reasons}" if estimate.reasons else f"{words}.")


def _last(comparison: Comparison, side: Side) -> Point:
    return [point for point in comparison.points if point.side is side][-1]


def _side(measure: Measure, side: Average) -> str:
    span = f"{_day(side.first)} to {_day(side.last)}"
    return f"{_amount(side.mean, measure)} ({side.count} readings, median {in_digits(side.median, DIGITS)}, {span})"


def _amount(value: float, measure: Measure) -> str:
    return f"{in_digits(value, DIGITS)} {measure.unit}".strip()


def _signed(value: float) -> str:
    sign = "+" if value >= 0 else "\N{MINUS SIGN}"
    return f"{sign}{in_digits(abs(value), DIGITS)}"


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
