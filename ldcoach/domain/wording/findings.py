"""What the stop rules find in a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ldcoach.domain.wording.normal import Even, evened, mask_words, name_words
from ldcoach.domain.wording.rules import Rule, Severity, StopRules, compiled
from ldcoach.domain.wording.spans import Span, merged, outside

__all__ = ["Finding", "stop_findings"]

NEIGHBOURHOOD = 120
"""How many characters before and after a flagged place may allow it."""


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
    possible = rules.gate.possible(even.folded)
    if masked is not even.folded:
        possible |= rules.gate.possible(masked)
    if not possible:
        return ()
    found = [finding for rule in rules.rules for finding in _findings_of(rule, even, masked, possible)]
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.rule)))


def _findings_of(rule: Rule, even: Even, masked: str, possible: Collection[str]) -> Iterator[Finding]:
    folded = masked if rule.mask_people_names else even.folded
    flagged = _spans((one for one in rule.flag if one in possible), folded)
    strong = _spans((one for one in rule.strong if one in possible), folded)
    if flagged or strong:
        for start, end in merged(_not_allowed(rule, folded, flagged) + strong):
            yield Finding(rule.id, rule.severity, *even.span(start, end), rule.question)


def _not_allowed(rule: Rule, folded: str, flagged: list[Span]) -> list[Span]:
    if not flagged:
        return []
    allowed = [
        found.span()
        for low, high in merged([(max(start - NEIGHBOURHOOD, 0), end + NEIGHBOURHOOD) for start, end in flagged])
        for pattern in rule.allow
        for found in compiled(pattern).finditer(folded, low, high)
    ]
    return outside(flagged, allowed)


def _spans(patterns: Iterable[str], folded: str) -> list[Span]:
    """Return where the patterns match: at every start of a word where one does, also inside another match."""
    spans: list[Span] = []
    for pattern in patterns:
        search = compiled(pattern).search
        found = search(folded)
        while found:
            spans.append(found.span())
            found = search(folded, found.start() + 1)
    return spans
