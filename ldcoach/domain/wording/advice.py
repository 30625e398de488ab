"""What the coach says of a text: where it asks, how complete the text is, and how it stands as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ldcoach.domain.kinds import FeedbackKind
from ldcoach.domain.wording.findings import Finding
from ldcoach.domain.wording.rules import Severity

__all__ = ["DOTS", "MOST_QUESTIONS", "NOTHING_KNOWN", "Advice", "Circumstances", "Strip", "Verdict", "questions_of"]

MOST_QUESTIONS = 3
"""How many questions are shown at once; more are not read."""

DOTS = frozenset({"FB01", "FB02", "FB03", "FB04"})
"""These show as the dots of the strip, not as questions."""

_ORDER = {Severity.STOP: 0, Severity.CAUTION: 1, Severity.NUDGE: 2, Severity.INFO: 3}


class Verdict(StrEnum):
    """How a text stands: sound and complete, sound so far, not specific or not safe, or not to be stored."""

    SPECIFIC = "specific"
    UNFINISHED = "unfinished"
    WEAK = "weak"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Strip:
    """The four dots: does the text say when, where, what was done, and what followed."""

    time: bool = False
    occasion: bool = False
    behaviour: bool = False
    impact: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """The findings in the order of the text, the strip, and the verdict."""

    findings: tuple[Finding, ...]
    strip: Strip
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is known beside the words.

    `kind` is None when nobody said. `filled` names the fields of the form that are filled: `observed_on`,
    `situation`, `behaviour`, `impact`, `ask`, `next_step`. `days` have passed between seeing and sharing it, or
    until today. `people` are the full names on record; `spared` those that the text may name: the person it is for.
    """

    kind: FeedbackKind | None = None
    filled: frozenset[str] = field(default_factory=frozenset)
    days: int | None = None
    people: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()


NOTHING_KNOWN = Circumstances()


def questions_of(findings: Iterable[Finding], dismissed: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """Return the findings to ask about: at most three, gravest first, one for each rule, no dots, none dismissed.

    A rule that holds a text cannot be dismissed here.
    """
    first: dict[str, Finding] = {}
    for finding in findings:
        silent = finding.severity is not Severity.STOP and finding.rule in dismissed
        if not silent and finding.rule not in DOTS and finding.severity is not Severity.INFO:
            first.setdefault(finding.rule, finding)
    ranked = sorted(first.values(), key=lambda finding: (_ORDER[finding.severity], finding.rule))
    return tuple(ranked[:MOST_QUESTIONS])
