"""The rules of the coach: what they look for, what may stand, and the question they ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from ldcoach.domain.kinds import FeedbackKind
from ldcoach.domain.wording.evidence import Evidence, evidence_from
from ldcoach.domain.wording.lexicon import Lexicon, word_lists
from ldcoach.domain.wording.patterns import Pattern, compile_pattern, words_of
from ldcoach.domain.wording.rules import RuleFault, Severity, StopRules

__all__ = ["CoachRule", "CoachRules", "RuleType", "coach_rules"]

_PATTERN_KEYS = ("flag", "unbacked", "strong", "allow", "sequence")


class RuleType(StrEnum):
    """How a rule looks at a text."""

    FLAG = "flag"
    ABSENT = "absent"
    UNSEEN = "unseen"
    SEQUENCE = "sequence"
    STOP = "stop"
    NAMES = "names"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachRule:
    """One rule; the patterns are None where it has none. `lets_pass` rules ask without making the verdict."""

    id: str
    key: str
    name: str
    severity: Severity
    type: RuleType
    question: str
    why: str
    sources: tuple[str, ...] = ()
    kinds: frozenset[FeedbackKind] = frozenset(FeedbackKind)
    absent: str = ""
    satisfied_by: str = ""
    needs_absent: str = ""
    only_questions: bool = False
    skip_questions: bool = False
    reads_quotations: bool = False
    lets_pass: bool = False
    min_hits: int = 1
    nudge_days: int = 0
    caution_days: int = 0
    flag: Pattern | None = None
    unbacked: Pattern | None = None
    strong: Pattern | None = None
    allow: Pattern | None = None
    sequence: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class CoachRules:
    """The rules in the order of their ids, with the words, cues and evidence that they go by.

    A finding of one of the `holding` rules makes the verdict `held`, of one of the `weakening` rules `weak`.
    """

    rules: tuple[CoachRule, ...]
    lexicon: Lexicon
    cues: Mapping[str, Pattern]
    evidence: Evidence
    stop: StopRules
    holding: frozenset[str]
    weakening: frozenset[str]
    language: str = "en"

    def rule(self, rule_id: str) -> CoachRule:
        """Return the rule with that id.

        Raises:
            KeyError: there is none.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


def coach_rules(
    body: Mapping[str, Any],
    *,
    words: Mapping[str, Any],
    verbs: Mapping[str, Any],
    evidence: Mapping[str, Any],
    weights: Mapping[str, Any],
    stop: StopRules,
) -> CoachRules:
    """Return the rules of parsed rule files, every pattern compiled.

    Raises:
        RuleFault: a value is missing, of the wrong kind, or no pattern; `key` says which.
    """
    cues, entries = body.get("cues"), body.get("rules")
    if not isinstance(cues, Mapping):
        raise RuleFault("cues", "is missing or not a table")
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, Mapping) for entry in entries):
        raise RuleFault("rules", "is missing or not a list of tables")
    literals = {word for pattern in _patterns(body, evidence) for word in words_of(pattern)}
    lexicon = Lexicon(word_lists(words, verbs), literals)
    rules = [_rule(entry, f"rules[{index}]", lexicon) for index, entry in enumerate(entries)]
    return CoachRules(
        tuple(sorted(rules, key=lambda rule: rule.id)),
        lexicon,
        {name: _compiled(cues[name], f"cues.{name}", lexicon) for name in cues},
        evidence_from(evidence, weights, lexicon),
        stop,
        frozenset(rule.id for rule in rules if rule.severity is Severity.STOP),
        frozenset(rule.id for rule in rules if not rule.lets_pass and rule.type is not RuleType.ABSENT),
        str(body.get("language", "en")),
    )


def _patterns(body: Mapping[str, Any], evidence: Mapping[str, Any]) -> Iterator[str]:
    """Yield every pattern there is, wherever it stands; what is no text is left for later to refuse."""
    listed = [*body["cues"].values(), *evidence.get("signs", {}).values()]
    listed += [entry.get(key, ()) for entry in body["rules"] for key in _PATTERN_KEYS]
    for patterns in listed:
        yield from (pattern for pattern in patterns if isinstance(pattern, str))


def _compiled(patterns: object, place: str, lexicon: Lexicon) -> Pattern:
    if not isinstance(patterns, list) or not patterns or not all(isinstance(one, str) for one in patterns):
        raise RuleFault(place, "is empty or not a list of texts")
    for index, pattern in enumerate(patterns):
        try:
            compile_pattern([pattern], lexicon)
        except ValueError as error:
            at = f"{place}[{index}]"
            raise RuleFault(at, str(error)) from error
    return compile_pattern(patterns, lexicon)


def _rule(entry: Mapping[str, Any], place: str, lexicon: Lexicon) -> CoachRule:
    texts = {key: _text(entry, key, place) for key in ("id", "key", "name", "severity", "type", "question", "why")}
    found = {
        key: _compiled(entry[key], f"{place}.{key}", lexicon)
        for key in _PATTERN_KEYS[:-1]
        if entry.get(key) is not None
    }
    sequence = entry.get("sequence", ())
    return CoachRule(
        id=texts["id"],
        key=texts["key"],
        name=texts["name"],
        severity=_choice(Severity, texts["severity"], f"{place}.severity"),
        type=_choice(RuleType, texts["type"], f"{place}.type"),
        question=texts["question"],
        why=texts["why"],
        sources=tuple(entry.get("sources", ())),
        kinds=frozenset(
            _choice(FeedbackKind, kind, f"{place}.kinds[{index}]")
            for index, kind in enumerate(entry.get("kinds", tuple(FeedbackKind)))
        ),
        **{key: str(entry.get(key, "")) for key in ("absent", "satisfied_by", "needs_absent")},
        **{
            key: entry.get(key) is True for key in ("only_questions", "skip_questions", "reads_quotations", "lets_pass")
        },
        **{key: _count(entry, key, place) for key in ("min_hits", "nudge_days", "caution_days") if key in entry},
        **found,
        sequence=tuple(_compiled([one], f"{place}.sequence", lexicon) for one in sequence),
    )


def _text(entry: Mapping[str, Any], key: str, place: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        at = f"{place}.{key}"
        raise RuleFault(at, "is missing or not a text")
    return value


def _count(entry: Mapping[str, Any], key: str, place: str) -> int:
    value = entry[key]
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        at = f"{place}.{key}"
        raise RuleFault(at, "is not a whole number above zero")
    return value


_Kind = TypeVar("_Kind", bound=StrEnum)


def _choice(kinds: type[_Kind], value: object, place: str) -> _Kind:
    if value not in set(kinds):
        raise RuleFault(place, f"is not one of {', '.join(kinds)}")
    return kinds(value)
