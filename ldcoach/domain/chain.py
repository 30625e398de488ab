"""What is missing in the chain from a priority to evidence, in words, from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["STALE_AFTER", "ChainFacts", "ChainGap", "gaps_in"]

STALE_AFTER = timedelta(weeks=12)
"""Evidence older than this, and the chain says since when there is none: a quarter of a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFacts:
    """What a goal's chain holds; `last_evidence` is None where there is none."""

    has_outcome: bool
    has_priority: bool
    has_measure: bool
    has_readings: bool
    has_baseline: bool
    has_practice: bool
    last_evidence: date | None


@dataclass(frozen=True, slots=True)
class ChainGap:
    """A missing link: its name, and what one would say."""

    name: str
    words: str


def gaps_in(facts: ChainFacts, today: date) -> tuple[ChainGap, ...]:
    """Return what is missing; a link that rests on a missing one is not asked for yet."""
    found: list[ChainGap] = []
    if not facts.has_outcome:
        found.append(ChainGap("outcome", "no outcome yet"))
    elif not facts.has_priority:
        found.append(ChainGap("priority", "no priority yet"))
    if not facts.has_readings:
        words = "no baseline: no reading yet" if facts.has_measure else "no baseline: no measure yet"
        found.append(ChainGap("readings", words))
    elif not facts.has_baseline:
        found.append(ChainGap("baseline", "no baseline: no reading from before practice began"))
    if not facts.has_practice:
        found.append(ChainGap("practice", "no practice yet"))
    if facts.last_evidence is None:
        found.append(ChainGap("evidence", "no evidence yet"))
    elif today - facts.last_evidence > STALE_AFTER:
        found.append(ChainGap("evidence_since", f"no evidence since {_month(facts.last_evidence, today)}"))
    return tuple(found)


def _month(on: date, today: date) -> str:
    return f"{on:%B}" if today - on < timedelta(days=300) else f"{on:%B %Y}"
