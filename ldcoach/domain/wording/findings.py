"""What the stop rules find in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ldcoach.domain.wording.normal import Even, evened, mask_words, name_words
from ldcoach.domain.wording.rules import Rule, Severity, StopRules, compiled
from ldcoach.domain.wording.spans import merged, outside

__all__ = ["Finding", "stop_findings"]

NEIGHBOURHOOD = 120
"""How many characters before and after a flagged place may allow it."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a rule asks something: `start` and `end` count characters of the text as it was written."""

    rule: str
    severity: Severity
    start: int
    end: int
    question: str


def stop_findings(text: str, rules: StopRules, people_names: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what must not be stored as it stands, in the order of the text; empty when all may be stored.

    Quotations are read too. `people_names` are the full names of the people on record: a rule that covers
    names does not take a colleague called Christian for a religion, and knows who is spoken of.
    """
    if not text or text.isspace():
        return ()
    even = evened(text)
    masked = mask_words(even, name_words(people_names))
    found = [finding for rule in rules.rules for finding in _findings_of(rule, even, masked)]
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.rule)))


def _findings_of(rule: Rule, even: Even, masked: str) -> Iterator[Finding]:
    folded = masked if rule.mask_people_names else even.folded
    hits = [found.span() for found in rule.gate.finditer(folded)]
    if hits:
        for start, end in merged(_not_allowed(rule, folded, hits) + _spans_from(rule.strong, folded, hits)):
            yield Finding(rule.id, rule.severity, *even.span(start, end), rule.question)


def _not_allowed(rule: Rule, folded: str, hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    flagged = _spans_from(rule.flag, folded, hits)
    allowed = [
        found.span()
        for low, high in merged([(max(start - NEIGHBOURHOOD, 0), end + NEIGHBOURHOOD) for start, end in flagged])
        for pattern in rule.allow
        for found in compiled(pattern).finditer(folded, low, high)
    ]
    return outside(flagged, allowed)


def _spans_from(patterns: tuple[str, ...], folded: str, hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where the patterns match; each match starts inside a hit of the gate, at the start of a word."""
    return [
        found.span()
        for start, end in hits
        for word in _WORD.finditer(folded, start, end)
        for pattern in patterns
        if (found := compiled(pattern).match(folded, word.start()))
    ]
