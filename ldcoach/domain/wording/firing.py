"""Where one rule of the coach fires in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ldcoach.domain.kinds import FeedbackKind
from ldcoach.domain.wording.advice import Circumstances
from ldcoach.domain.wording.coach_rules import CoachRule, CoachRules, RuleType
from ldcoach.domain.wording.evidence import Strength
from ldcoach.domain.wording.findings import Finding
from ldcoach.domain.wording.lexicon import Signs
from ldcoach.domain.wording.normal import name_words
from ldcoach.domain.wording.patterns import Seen
from ldcoach.domain.wording.rules import Severity
from ldcoach.domain.wording.spans import Span, merged, outside

__all__ = ["Look", "findings_of", "look_at"]

_NAME = re.compile(r"[^\W\d_]\w*")
_SENTENCE_STARTS = ".!?\n"
_NAMES_THAT_ARE_WORDS = frozenset(
    [
        "mark",
        "grace",
        "will",
        "may",
        "rose",
        "frank",
        "art",
        "bill",
        "bob",
        "carol",
        "chase",
        "chuck",
        "dale",
        "dawn",
        "dean",
        "drew",
        "earl",
        "faith",
        "gene",
        "grant",
        "guy",
        "hope",
        "hunter",
        "iris",
        "ivy",
        "jack",
        "jean",
        "joy",
        "june",
        "lance",
        "max",
        "miles",
        "miller",
        "nick",
        "norm",
        "olive",
        "pat",
        "pearl",
        "penny",
        "ray",
        "rich",
        "rob",
        "robin",
        "ruby",
        "sandy",
        "skip",
        "sky",
        "sue",
        "summer",
        "terry",
        "trip",
        "violet",
        "ward",
        "wade",
        "warren",
        "april",
        "august",
        "autumn",
        "amber",
        "ann",
        "page",
        "paige",
        "cliff",
    ]
)


@dataclass(frozen=True, slots=True)
class Look:
    """One text under the eyes of the rules; `backed`: it holds something one could have seen or heard."""

    text: str
    rules: CoachRules
    about: Circumstances
    kind: FeedbackKind | None
    signs: Signs
    seen: Seen
    strength: Strength
    backed: bool
    whole: tuple[int, int]

    def has(self, cue: str) -> bool:
        """Tell whether a cue is there."""
        return self.seen.has(f"cues.{cue}")


def look_at(text: str, rules: CoachRules, about: Circumstances) -> Look:
    """Read a text once, for all rules."""
    signs = rules.lexicon.signs(text)
    seen = rules.patterns.seen(signs.code)
    kind = about.kind
    if kind is None and seen.has("cues.praise") and not seen.has("cues.trouble"):
        kind = FeedbackKind.REINFORCING  # nobody said, but thanks stand alone
    strength = rules.evidence.strength(signs, seen)
    backed = "behaviour" in about.filled or strength.seen >= 0
    start = len(text) - len(text.lstrip())
    return Look(text, rules, about, kind, signs, seen, strength, backed, (start, max(len(text.rstrip()), start)))


def findings_of(look: Look) -> Iterator[Finding]:
    """Yield where the rules ask that look at this kind of feedback, those of one rule together."""
    weak = False
    for rule in look.rules.worth_trying(look.seen.owners, quotes=look.signs.quotes):
        if look.kind is None or look.kind in rule.kinds:
            for start, end, severity in _LOOKS[rule.type](rule, look):
                weak = weak or rule.id in look.rules.weakening
                yield Finding(rule.id, severity, start, end, _question(rule, look.about))
    if not weak and look.strength.seen >= 0:
        yield from _by_itself(look)


def _by_itself(look: Look) -> Iterator[Finding]:
    """Yield the rules that speak up for the text as a whole, though nothing in it can be pointed at."""
    for rule in look.rules.rules:
        if rule.speaks is not None and look.strength.sound < rule.speaks:
            yield Finding(rule.id, rule.severity, *look.whole, rule.question)


Places = Iterator[tuple[int, int, Severity]]


def _question(rule: CoachRule, about: Circumstances) -> str:
    return rule.question.replace("{days}", str(about.days)) if rule.type is RuleType.DATE else rule.question


def _whole(rule: CoachRule, look: Look) -> Places:
    yield (*look.whole, rule.severity)


def _absent(rule: CoachRule, look: Look) -> Places:
    if rule.satisfied_by not in look.about.filled and not look.has(rule.absent):
        yield from _whole(rule, look)


def _unseen(rule: CoachRule, look: Look) -> Places:
    if not look.backed:
        yield from _whole(rule, look)


def _sequence(rule: CoachRule, look: Look) -> Places:
    steps: list[tuple[int, int]] = []
    for step in range(rule.sequence):
        found = look.seen.first_after(f"{rule.id}.sequence{step}", steps[-1][1] if steps else 0)
        if found is None:
            return
        steps.append(found)
    yield (*look.signs.span(steps[0][0], steps[-1][1]), rule.severity)


def _date(rule: CoachRule, look: Look) -> Places:
    days = look.about.days
    if days is not None and days > rule.nudge_days:
        for start, end, _ in _whole(rule, look):
            yield start, end, Severity.CAUTION if days > rule.caution_days else rule.severity


def _names(rule: CoachRule, look: Look) -> Places:
    others = name_words(look.about.people) - name_words(look.about.spared)
    for found in _NAME.finditer(look.text) if others else ():
        word = found.group()
        if word not in others or (word.lower() in _NAMES_THAT_ARE_WORDS and _begins(look.text, found.start())):
            continue
        yield found.start(), found.end(), rule.severity


def _begins(text: str, start: int) -> bool:
    """Tell whether a sentence begins there."""
    before = start - 1
    while before >= 0 and text[before].isspace() and text[before] not in _SENTENCE_STARTS:
        before -= 1
    return before < 0 or text[before] in _SENTENCE_STARTS


def _flag(rule: CoachRule, look: Look) -> Places:
    signs, seen = look.signs, look.seen
    if rule.needs_absent and look.has(rule.needs_absent):
        return
    if rule.reads_quotations and signs.quotes:
        signs = look.rules.lexicon.signs(look.text, hide_quotations=False)
        seen = look.rules.patterns.seen(signs.code)
    hits = seen.spans(rule.flag)
    if not look.backed:
        hits += seen.spans(rule.unbacked)
    if rule.unaddressed in seen.owners and not look.has("addressed"):
        hits += seen.spans(rule.unaddressed)
    if rule.overruled is not None and look.strength.sound > rule.overruled:
        hits = []
    if hits:
        hits = outside(hits, seen.spans(rule.allow))
    if hits and (rule.only_questions or rule.skip_questions):
        stops = [place for place, sign in enumerate(signs.code) if sign in signs.stops]
        hits = [hit for hit in hits if _asks(signs, stops, hit) is rule.only_questions]
    if len(hits) < rule.min_hits:
        hits = []
    hits += seen.spans(rule.strong)
    for start, end in merged(hits) if hits else ():
        yield (*signs.span(start, end), rule.severity)


def _asks(signs: Signs, stops: list[int], hit: Span) -> bool:
    """Tell whether the sentence in which the hit ends is a question; `stops` are the places that end sentences."""
    end = bisect_left(stops, hit[1] - 1)
    return end < len(stops) and signs.code[stops[end]] == signs.question


_LOOKS: Mapping[RuleType, Callable[[CoachRule, Look], Places]] = {
    RuleType.FLAG: _flag,
    RuleType.ABSENT: _absent,
    RuleType.UNSEEN: _unseen,
    RuleType.SEQUENCE: _sequence,
    RuleType.NAMES: _names,
    RuleType.DATE: _date,
    RuleType.STOP: lambda rule, look: iter(()),  # noqa: ARG005  # asked together, of the text as it stands
}
