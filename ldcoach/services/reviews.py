"""What the coach makes of a piece of feedback with everything that is known beside its words."""

from __future__ import annotations

from dataclasses import dataclass

from ldcoach.domain.feedback import DismissedRule, Feedback
from ldcoach.domain.ids import TextId
from ldcoach.domain.wording.advice import MOST_QUESTIONS, Advice, Circumstances, Strip, questions_of
from ldcoach.domain.wording.findings import Finding
from ldcoach.domain.wording.looking import advice_on
from ldcoach.domain.wording.rules import Severity
from ldcoach.services.coach import FEWEST_WORDS
from ldcoach.services.context import Context

__all__ = ["READ_AT_ONCE", "Asked", "Part", "Review", "Reviews"]

READ_AT_ONCE = 800
"""Up to so many characters a text is read while one types; a longer one is read beside the window."""

_FIELDS = ("situation", "behaviour", "impact", "ask", "next_step")


@dataclass(frozen=True, slots=True)
class Part:
    """Where a finding stands: in the words (field empty) or in another field, from and to a character of it."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the coach; `phrase` is what it is about, empty for the note as a whole."""

    rule: str
    name: str
    severity: Severity
    question: str
    why: str
    part: Part
    phrase: str


@dataclass(frozen=True, slots=True)
class Review:
    """What the coach says: four dots, at most three questions, those that wait behind them, the rules that it saw."""

    strip: Strip
    questions: tuple[Asked, ...]
    more: tuple[Asked, ...]
    rules: tuple[str, ...]


class Reviews:
    """Reads feedback with the coach's rules. It reads the record only, so any thread may ask."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._record = context.record

    def of(self, piece: Feedback, words: str, aside: frozenset[str] = frozenset()) -> Review:
        """Review a piece as it stands, kept or not; rules in `aside` were called 'not so here' and do not ask."""
        text, places = _joined(piece, words)
        aside |= self._aside(piece.text_id)
        advice = self._advice(piece, text)
        seen = [finding for finding in advice.findings if finding.severity is not Severity.STOP]
        asked = _ranked(seen, aside) if len(text.split()) >= FEWEST_WORDS else ()
        told = tuple(self._asked(finding, text, places) for finding in asked)
        return Review(advice.strip, told[:MOST_QUESTIONS], told[MOST_QUESTIONS:], _rules(seen, aside))

    def rules_seen(self, piece: Feedback, words: str) -> tuple[str, ...]:
        """Return the ids of the rules that find something in a piece, without those called 'not so here'."""
        return self.of(piece, words).rules

    def _advice(self, piece: Feedback, text: str) -> Advice:
        names = dict(self._record.person_names())
        filled = {field for field in _FIELDS if getattr(piece, field).strip()} | {"observed_on"}
        about = Circumstances(
            kind=piece.kind,
            filled=frozenset(filled),
            days=max(((piece.shared_on or self._context.clock.today()) - piece.observed_on).days, 0),
            people=tuple(names.values()),
            spared=(names[piece.person_id],) if piece.person_id in names else (),
        )
        return advice_on(text, self._context.library.coaching_rules(), about)

    def _aside(self, text_id: TextId) -> frozenset[str]:
        muted = self._record.every(DismissedRule, muted=True)
        here = self._record.every(DismissedRule, text_id=text_id) if text_id else []
        return frozenset(kept.rule_id for kept in (*muted, *here))

    def _asked(self, finding: Finding, text: str, places: list[tuple[str, int, int]]) -> Asked:
        rule = self._context.library.coaching_rules().rule(finding.rule)
        field, start, end = _place(finding, places)
        phrase = " ".join(text[finding.start : finding.end].split())
        whole = not phrase or len(phrase) >= len(" ".join(text.split())) or finding.start >= finding.end
        return Asked(
            finding.rule,
            rule.name,
            finding.severity,
            finding.question,
            rule.why,
            Part(field, start, end) if not whole else Part("", 0, 0),
            "" if whole else phrase,
        )


def _joined(piece: Feedback, words: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Return the words and every other part in one text, with the field of each and where it begins and ends."""
    parts = [("", words), *((field, part) for field in _FIELDS if (part := getattr(piece, field)).strip())]
    places, at = [], 0
    for field, part in parts:
        places.append((field, at, at + len(part)))
        at += len(part) + 1
    return "\n".join(part for _, part in parts), places


def _place(finding: Finding, places: list[tuple[str, int, int]]) -> tuple[str, int, int]:
    for field, start, end in places:
        if start <= finding.start <= end:
            return field, finding.start - start, min(finding.end, end) - start
    return "", 0, 0


def _ranked(findings: list[Finding], aside: frozenset[str]) -> tuple[Finding, ...]:
    """Return every finding to ask about, gravest first, by asking for three again and again."""
    ranked: list[Finding] = []
    while some := questions_of(findings, aside | {finding.rule for finding in ranked}):
        ranked += some
    return tuple(ranked)


def _rules(findings: list[Finding], aside: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted({finding.rule for finding in findings} - aside))
