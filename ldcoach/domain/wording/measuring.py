"""How often the coach is right, on texts that people have labelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ldcoach.domain.wording.advice import Advice, Verdict

__all__ = ["BANDS", "Band", "Judged", "Report", "RuleFigures", "Share", "measured"]

BANDS = ((1, 5), (6, 10), (11, 15), (16, 20), (21, 30), (31, 50), (51, None))
"""Lengths in words that are looked at apart; the last has no end."""

FLAGGED = frozenset({Verdict.WEAK, Verdict.HELD})


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled text with what the coach said: `rules` are those that ought to fire, None when nobody said."""

    words: int
    weak: bool
    rules: frozenset[str] | None
    advice: Advice

    @property
    def flagged(self) -> bool:
        """Whether the verdict is weak or held."""
        return self.advice.verdict in FLAGGED

    @property
    def fired(self) -> frozenset[str]:
        """The rules that fired."""
        return frozenset(finding.rule for finding in self.advice.findings)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """One rule: `precision` of its firings were expected, `recall` of the expected ones fired, or were `caught` at all.

    Caught is a text with the verdict weak or held, whichever rule saw to it.
    """

    rule: str
    precision: Share
    recall: Share
    caught: Share


@dataclass(frozen=True, slots=True)
class Band:
    """Texts of about one length: the weak ones that were flagged, and the strong ones."""

    fewest: int
    most: int | None
    weak_flagged: Share
    strong_flagged: Share


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a set of texts.

    `balanced_weak` and `balanced_strong` are the shares that would be flagged were weak and strong texts equally
    long: each band counts by the rarer label in it. None when no band holds both labels.
    """

    weak_flagged: Share
    strong_flagged: Share
    precision: Share
    balanced_weak: float | None
    balanced_strong: float | None
    bands: tuple[Band, ...]
    rules: tuple[RuleFigures, ...]


def measured(judged: Sequence[Judged], counted_rules: Iterable[str]) -> Report:
    """Return the figures; for single rules only texts count of which somebody said which rules ought to fire."""
    weak, strong = [one for one in judged if one.weak], [one for one in judged if not one.weak]
    bands = tuple(_band(judged, fewest, most) for fewest, most in BANDS)
    said = [one for one in judged if one.rules is not None]
    figures = (_figures(rule, said) for rule in sorted(counted_rules))
    return Report(
        weak_flagged=_flagged(weak),
        strong_flagged=_flagged(strong),
        precision=Share(sum(one.flagged for one in weak), sum(one.flagged for one in judged)),
        balanced_weak=_balanced([(band, band.weak_flagged) for band in bands]),
        balanced_strong=_balanced([(band, band.strong_flagged) for band in bands]),
        bands=tuple(band for band in bands if band.weak_flagged.of or band.strong_flagged.of),
        rules=tuple(one for one in figures if one.precision.of or one.recall.of),
    )


def _flagged(judged: Sequence[Judged]) -> Share:
    return Share(sum(one.flagged for one in judged), len(judged))


def _band(judged: Sequence[Judged], fewest: int, most: int | None) -> Band:
    within = [one for one in judged if fewest <= max(one.words, 1) and (most is None or one.words <= most)]
    weak, strong = [one for one in within if one.weak], [one for one in within if not one.weak]
    return Band(fewest, most, _flagged(weak), _flagged(strong))


def _balanced(shares: Sequence[tuple[Band, Share]]) -> float | None:
    counted = [(min(band.weak_flagged.of, band.strong_flagged.of), share.share or 0.0) for band, share in shares]
    total = sum(count for count, _ in counted)
    return sum(count * share for count, share in counted) / total if total else None


def _figures(rule: str, said: Sequence[Judged]) -> RuleFigures:
    expected = [one for one in said if rule in (one.rules or ())]
    fired = [one for one in said if rule in one.fired]
    right = sum(rule in (one.rules or ()) for one in fired)
    return RuleFigures(
        rule,
        precision=Share(right, len(fired)),
        recall=Share(right, len(expected)),
        caught=Share(sum(one.flagged for one in expected), len(expected)),
    )
