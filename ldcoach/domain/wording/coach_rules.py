"""The rules of the coach: what they look for, what may stand, and the question they ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from ldcoach.domain.kinds import FeedbackKind
from ldcoach.domain.wording.evidence import SIGNS, Evidence, evidence_from
from ldcoach.domain.wording.lexicon import Lexicon, word_lists
from ldcoach.domain.wording.patterns import Classes, Pattern, Patterns, words_of
from ldcoach.domain.wording.rules import RuleFault, Severity, StopRules

__all__ = ["CoachRule", "CoachRules", "RuleType", "coach_rules"]


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
    """One rule. Those that let a text pass ask without making the verdict; `sequence` counts the steps of one.

    `flag` and the like are the names under which its patterns are kept. What they find does not count in a text that
    speaks for being sound by more than `overruled`; the rule speaks up by itself of one that does by less than
    `speaks` while no other rule makes the verdict.
    """

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
    overruled: float | None = None
    speaks: float | None = None
    nudge_days: int = 0
    caution_days: int = 0
    sequence: int = 0
    flag: str
    unbacked: str
    unaddressed: str
    allow: str
    strong: str

    @property
    def firing(self) -> tuple[str, ...]:
        """The names of the patterns that make it fire."""
        return (self.flag, self.unbacked, self.unaddressed, self.strong)


@dataclass(frozen=True, slots=True)
class CoachRules:
    """The rules in the order of their ids, with the words, cues and evidence that they go by.

    A finding of one of the `holding` rules makes the verdict `held`, of one of the `weakening` rules `weak`.
    """

    rules: tuple[CoachRule, ...]
    lexicon: Lexicon
    patterns: Patterns
    evidence: Evidence
    stop: StopRules
    holding: frozenset[str]
    weakening: frozenset[str]
    language: str = "en"
    _flags: Mapping[str, CoachRule] = field(init=False, compare=False, repr=False)
    _others: tuple[CoachRule, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Note which rule each owner of patterns belongs to."""
        flags = {owner: rule for rule in self.rules if rule.type is RuleType.FLAG for owner in rule.firing}
        object.__setattr__(self, "_flags", flags)
        object.__setattr__(self, "_others", tuple(rule for rule in self.rules if rule.type is not RuleType.FLAG))

    def worth_trying(self, owners: Iterable[str], *, quotes: bool) -> list[CoachRule]:
        """Return the rules that may fire where these owners' patterns may match, and every one if there are quotes."""
        if quotes:
            return list(self.rules)
        flags = self._flags
        return [*self._others, *{flags[owner].id: flags[owner] for owner in owners if owner in flags}.values()]

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
    tables = {
        "cues": _lists(body.get("cues"), "cues"),
        SIGNS.removesuffix("."): _lists(evidence.get("signs"), "signs"),
    }
    entries = body.get("rules")
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, Mapping) for entry in entries):
        raise RuleFault("rules", "is missing or not a list of tables")
    rules = [_rule(entry, f"rules[{index}]") for index, entry in enumerate(entries)]
    owned = {
        f"{table}.{name}": (f"{table}.{name}", listed) for table in tables for name, listed in tables[table].items()
    }
    for index, (entry, rule) in enumerate(zip(entries, rules, strict=True)):
        owned |= _owned_by(rule, entry, f"rules[{index}]")
    lexicon = Lexicon(
        word_lists(words, verbs), {word for _, listed in owned.values() for one in listed for word in words_of(one)}
    )
    return CoachRules(
        tuple(sorted(rules, key=lambda rule: rule.id)),
        lexicon,
        _patterns(owned, lexicon),
        evidence_from(evidence, weights, lexicon),
        stop,
        frozenset(rule.id for rule in rules if rule.severity is Severity.STOP),
        frozenset(rule.id for rule in rules if not rule.lets_pass and rule.type is not RuleType.ABSENT),
        str(body.get("language", "en")),
    )


def _lists(table: object, place: str) -> dict[str, list[str]]:
    if not isinstance(table, Mapping):
        raise RuleFault(place, "is missing or not a table")
    return {name: _texts(listed, f"{place}.{name}") for name, listed in table.items()}


def _texts(listed: object, place: str) -> list[str]:
    if not isinstance(listed, list) or not listed or not all(isinstance(one, str) for one in listed):
        raise RuleFault(place, "is empty or not a list of texts")
    return listed


def _owned_by(rule: CoachRule, entry: Mapping[str, Any], place: str) -> dict[str, tuple[str, list[str]]]:
    """Return the patterns of a rule by owner, each with the place it stands in the file."""
    parts = [key for key in ("flag", "unbacked", "unaddressed", "strong", "allow") if key in entry]
    owned = {f"{rule.id}.{key}": (f"{place}.{key}", _texts(entry[key], f"{place}.{key}")) for key in parts}
    for step, pattern in enumerate(entry.get("sequence", ())):
        owned[f"{rule.id}.sequence{step}"] = (f"{place}.sequence", _texts([pattern], f"{place}.sequence"))
    return owned


def _patterns(owned: Mapping[str, tuple[str, list[str]]], lexicon: Lexicon) -> Patterns:
    classes = Classes(lexicon)
    made: dict[str, list[Pattern]] = {}
    for owner, (place, listed) in owned.items():
        for index, pattern in enumerate(listed):
            try:
                made.setdefault(owner, []).append(Pattern(pattern, classes))
            except ValueError as error:
                at = f"{place}[{index}]"
                raise RuleFault(at, str(error)) from error
    return Patterns(made, lexicon.ends)


def _rule(entry: Mapping[str, Any], place: str) -> CoachRule:
    texts = {key: _text(entry, key, place) for key in ("id", "key", "name", "severity", "type", "question", "why")}
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
        absent=str(entry.get("absent", "")),
        satisfied_by=str(entry.get("satisfied_by", "")),
        needs_absent=str(entry.get("needs_absent", "")),
        only_questions=entry.get("only_questions") is True,
        skip_questions=entry.get("skip_questions") is True,
        reads_quotations=entry.get("reads_quotations") is True,
        lets_pass=entry.get("lets_pass") is True,
        min_hits=_count(entry, "min_hits", place) or 1,
        overruled=_limit(entry, "overruled", place),
        speaks=_limit(entry, "speaks", place),
        nudge_days=_count(entry, "nudge_days", place),
        caution_days=_count(entry, "caution_days", place),
        sequence=len(entry.get("sequence", ())),
        flag=f"{texts['id']}.flag",
        unbacked=f"{texts['id']}.unbacked",
        unaddressed=f"{texts['id']}.unaddressed",
        allow=f"{texts['id']}.allow",
        strong=f"{texts['id']}.strong",
    )


def _text(entry: Mapping[str, Any], key: str, place: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        at = f"{place}.{key}"
        raise RuleFault(at, "is missing or not a text")
    return value


def _count(entry: Mapping[str, Any], key: str, place: str) -> int:
    value = entry.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < (key in entry):
        at = f"{place}.{key}"
        raise RuleFault(at, "is not a whole number above zero")
    return value


def _limit(entry: Mapping[str, Any], key: str, place: str) -> float | None:
    value = entry.get(key)
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool):
        at = f"{place}.{key}"
        raise RuleFault(at, "is not a number")
    return float(value)


_Kind = TypeVar("_Kind", bound=StrEnum)


def _choice(kinds: type[_Kind], value: object, place: str) -> _Kind:
    for kind in kinds:
        if kind.value == value:
            return kind
    raise RuleFault(place, f"is not one of {', '.join(kinds)}")
