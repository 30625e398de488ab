"""Looks at a text with all the rules and says how it stands; takes time in proportion to its length."""

from __future__ import annotations

import re

from ldcoach.domain.wording.advice import DOTS, NOTHING_KNOWN, Advice, Circumstances, Strip, Verdict
from ldcoach.domain.wording.coach_rules import CoachRules
from ldcoach.domain.wording.findings import Finding, stop_findings
from ldcoach.domain.wording.firing import Look, findings_of, look_at

__all__ = ["advice_on"]

_LETTER = re.compile(r"[^\W\d_]")


def advice_on(text: str, rules: CoachRules, about: Circumstances = NOTHING_KNOWN) -> Advice:
    """Return what the coach finds; a text without a letter gets no finding and is `unfinished`."""
    if not _LETTER.search(text):
        return Advice((), Strip(), Verdict.UNFINISHED)
    look = look_at(text, rules, about)
    found = list(findings_of(look))
    found += stop_findings(text, rules.stop, about.people)
    findings = tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule)))
    return Advice(findings, _strip(look), _verdict(findings, rules))


def _strip(look: Look) -> Strip:
    filled = look.about.filled
    return Strip(
        time="observed_on" in filled or look.has("time"),
        occasion="situation" in filled or look.has("occasion"),
        behaviour=look.backed,
        impact="impact" in filled or look.has("impact"),
    )


def _verdict(findings: tuple[Finding, ...], rules: CoachRules) -> Verdict:
    fired = {finding.rule for finding in findings}
    if fired & rules.holding:
        return Verdict.HELD
    if fired & rules.weakening:
        return Verdict.WEAK
    return Verdict.UNFINISHED if fired & DOTS else Verdict.SPECIFIC
