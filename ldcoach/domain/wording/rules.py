"""Rules are data: words, patterns, what may stand, and the question to ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from ldcoach.domain.wording.needs import Gate
from ldcoach.domain.wording.normal import MASK

__all__ = ["Rule", "RuleFault", "Severity", "StopRules", "compiled", "compiled_rules"]

_PLACEHOLDER = re.compile(r"<([a-z_]+)>")
_DEEPEST = 4


class Severity(StrEnum):
    """What a finding does: hold the text, ask once before sharing, ask quietly, or inform on request."""

    STOP = "stop"
    CAUTION = "caution"
    NUDGE = "nudge"
    INFO = "info"


class RuleFault(ValueError):
    """A rule cannot be used; `key` is the path to the value, such as `rules[0].flag[3]`."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(f"{key} {what}")
        self.key = key
        self.what = what


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: it fires where a `flag` matches and no `allow` overlaps it, or where a `strong` matches."""

    id: str
    key: str
    name: str
    severity: Severity
    question: str
    why: str
    mask_people_names: bool
    flag: tuple[str, ...]
    allow: tuple[str, ...]
    strong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StopRules:
    """The rules that hold a text, in the order of their ids; the gate knows which patterns a text may match."""

    rules: tuple[Rule, ...]
    language: str = "en"
    gate: Gate = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Prepare the gate."""
        gate = Gate(pattern for rule in self.rules for pattern in rule.flag + rule.strong)
        object.__setattr__(self, "gate", gate)

    def rule(self, rule_id: str) -> Rule:
        """Return the rule with that id.

        Raises:
            KeyError: there is none.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile an expanded pattern, once and when first needed, to match whole words from the start of one.

    Raises:
        re.error: it is no pattern.
    """
    return re.compile(rf"\b(?=\w)(?:{pattern})\b")


def compiled_rules(body: Mapping[str, Any], *, check_patterns: bool = True) -> StopRules:
    """Return the rules of a parsed rules file, every pattern expanded and, unless told otherwise, tried.

    A pattern may name a list of `[words]` as `<name>`; it stands for any one of them. `<name>` itself stands
    for a masked name of a person. Patterns use no look-around and no back-references.

    Raises:
        RuleFault: a value is missing, of the wrong kind, or no pattern.
    """
    words = _Words(body.get("words", {}))
    entries = body.get("rules")
    if not isinstance(entries, list) or not entries:
        at = "rules"
        raise RuleFault(at, "is missing or empty")
    rules = [_rule(entry, f"rules[{index}]", words) for index, entry in enumerate(entries)]
    if check_patterns:
        for index, rule in enumerate(rules):
            _check(rule, f"rules[{index}]")
    return StopRules(tuple(sorted(rules, key=lambda rule: rule.id)), str(body.get("language", "en")))


def _check(rule: Rule, place: str) -> None:
    for key, patterns in (("flag", rule.flag), ("allow", rule.allow), ("strong", rule.strong)):
        for index, pattern in enumerate(patterns):
            try:
                compiled(pattern)
            except re.error as error:
                at = f"{place}.{key}[{index}]"
                raise RuleFault(at, f"is not a pattern ({error})") from error


def _rule(entry: object, place: str, words: _Words) -> Rule:
    if not isinstance(entry, Mapping):
        raise RuleFault(place, "is not a table")
    texts = {key: _text(entry, key, place) for key in ("id", "key", "name", "severity", "question", "why")}
    if texts["severity"] not in set(Severity):
        at = f"{place}.severity"
        raise RuleFault(at, "is not one of stop, caution, nudge, info")
    return Rule(
        id=texts["id"],
        key=texts["key"],
        name=texts["name"],
        severity=Severity(texts["severity"]),
        question=texts["question"],
        why=texts["why"],
        mask_people_names=entry.get("mask_people_names") is True,
        flag=_patterns(entry, "flag", place, words),
        allow=_patterns(entry, "allow", place, words),
        strong=_patterns(entry, "strong", place, words) if "strong" in entry else (),
    )


def _text(entry: Mapping[str, Any], key: str, place: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        at = f"{place}.{key}"
        raise RuleFault(at, "is missing or not a text")
    return value


def _patterns(entry: Mapping[str, Any], key: str, place: str, words: _Words) -> tuple[str, ...]:
    values = entry.get(key)
    if not isinstance(values, list):
        at = f"{place}.{key}"
        raise RuleFault(at, "is missing or not a list")
    expanded: list[str] = []
    for index, value in enumerate(values):
        if not isinstance(value, str) or not value.strip():
            at = f"{place}.{key}[{index}]"
            raise RuleFault(at, "is empty or not a text")
        expanded.append(words.expanded(value, f"{place}.{key}[{index}]"))
    return tuple(expanded)


class _Words:
    """The named lists of words that patterns build on."""

    def __init__(self, lists: object) -> None:
        if not isinstance(lists, Mapping):
            at = "words"
            raise RuleFault(at, "is not a table")
        self._alternatives = {"name": f"{MASK}+"}
        for key, values in lists.items():
            if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
                at = f"words.{key}"
                raise RuleFault(at, "is not a list of texts")
            self._alternatives[key] = "|".join(values)

    def expanded(self, pattern: str, place: str) -> str:
        """Put the lists in place of their names; a list may name other lists, four deep at most."""

        def put(found: re.Match[str]) -> str:
            if found.group(1) not in self._alternatives:
                raise RuleFault(place, f"names a list of words that is not there: {found.group(1)}")
            return f"(?:{self._alternatives[found.group(1)]})"

        for _ in range(_DEEPEST):
            if not _PLACEHOLDER.search(pattern):
                return pattern
            pattern = _PLACEHOLDER.sub(put, pattern)
        raise RuleFault(place, "names lists of words that name each other")
