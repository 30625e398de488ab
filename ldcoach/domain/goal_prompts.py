"""What the goal editor asks: questions about what a goal lacks or how it is worded, never an order.

Source: content specification 3.5.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ldcoach.domain.goals import Goal, Measure
from ldcoach.domain.kinds import GoalKind, MeasureKind
from ldcoach.domain.values import Misfit, list_at, text_at, texts_at
from ldcoach.domain.wording.advice import Circumstances
from ldcoach.domain.wording.coach_rules import CoachRules
from ldcoach.domain.wording.findings import Finding
from ldcoach.domain.wording.looking import advice_on
from ldcoach.domain.wording.rules import Severity

__all__ = ["Asked", "Example", "GoalContext", "GoalPrompt", "GoalPrompts", "ask_about", "goal_prompts_from"]

MANY_GOALS = 3
"""More active goals than these, and the editor asks which one matters most."""

_ORDER = {Severity.STOP: 0, Severity.CAUTION: 1, Severity.NUDGE: 2, Severity.INFO: 3}
_ACTIVITY, _UNSEEN = "FB27", "FB03"
_OCCASIONS = ("In the Monday meeting she ", "In the Monday meeting ")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPrompt:
    """One prompt; `field` is the part of the goal it is about, `rules` the wording rules that it passes on."""

    id: str
    key: str
    severity: Severity
    field: str
    question: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Learning beside the business, to look at while writing."""

    learning: str
    behaviour: str
    leading: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPrompts:
    """The prompts by id, the examples, and what an activity looks like."""

    prompts: tuple[GoalPrompt, ...]
    examples: tuple[Example, ...]
    activity: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalContext:
    """A goal with what is known around it.

    `active_goals` counts the person's, this one included; `plans` the if-then plans; `new_task` says what is new or
    complex about it, empty where nothing is; `has_baseline` tells of a reading from before practice began.
    """

    goal: Goal
    measures: tuple[Measure, ...] = ()
    has_baseline: bool = False
    plans: int = 0
    active_goals: int = 1
    new_task: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question about one part of a goal; `rule` is the wording rule behind it, empty where there is none."""

    id: str
    severity: Severity
    field: str
    question: str
    rule: str = ""


def ask_about(prompts: GoalPrompts, context: GoalContext, rules: CoachRules) -> tuple[Asked, ...]:
    """Return the questions, gravest first, then in the order of their ids; it takes some milliseconds."""
    asked: list[Asked] = []
    for prompt in prompts.prompts:
        if prompt.rules:
            asked += _about_wording(prompt, context, rules)
        elif _CHECKS[prompt.key](context, prompts, rules):
            asked.append(Asked(id=prompt.id, severity=prompt.severity, field=prompt.field, question=prompt.question))
    return tuple(sorted(asked, key=lambda one: _ORDER[one.severity]))


def goal_prompts_from(table: Mapping[str, Any]) -> GoalPrompts:
    """Build the prompts from parsed data.

    Raises:
        Misfit: a value is missing, of another kind, or a prompt is not known.
    """
    prompts = tuple(_prompt(row, f"prompt[{at}]") for at, row in enumerate(_tables(table, "prompt")))
    examples = tuple(_example(row, f"example[{at}]") for at, row in enumerate(_tables(table, "example")))
    activity = table.get("activity")
    if not isinstance(activity, Mapping):
        raise Misfit("activity", "is missing")
    return GoalPrompts(prompts=prompts, examples=examples, activity=tuple(_patterns(activity)))


def _patterns(activity: Mapping[str, Any]) -> Iterator[re.Pattern[str]]:
    for at, pattern in enumerate(texts_at(activity, "patterns", "activity")):
        try:
            yield re.compile(pattern)
        except re.error as fault:
            raise Misfit(f"activity.patterns[{at}]", "is no regular expression") from fault


def _prompt(row: Mapping[str, Any], place: str) -> GoalPrompt:
    key = text_at(row, "key", place)
    rules = texts_at(row, "rules", place) if "rules" in row else ()
    if key not in _CHECKS and not rules:
        raise Misfit(f"{place}.key", "names no check")
    try:
        severity = Severity(text_at(row, "severity", place))
    except ValueError as fault:
        raise Misfit(f"{place}.severity", "is not stop, caution, nudge or info") from fault
    question = "" if rules else text_at(row, "question", place)
    return GoalPrompt(
        id=text_at(row, "id", place),
        key=key,
        severity=severity,
        field=text_at(row, "field", place),
        question=question,
        rules=rules,
    )


def _example(row: Mapping[str, Any], place: str) -> Example:
    names = ("learning", "behaviour", "leading", "outcome")
    return Example(**{name: text_at(row, name, place) for name in names})


def _tables(table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    for at, row in enumerate(list_at(table, key)):
        if not isinstance(row, Mapping):
            raise Misfit(f"{key}[{at}]", "is not a table")
        rows.append(row)
    return rows


def _about_wording(prompt: GoalPrompt, context: GoalContext, rules: CoachRules) -> Iterator[Asked]:
    """Yield what the wording rules ask, once for each rule and each part of the goal."""
    goal = context.goal
    parts = (("title", goal.title), ("behaviour", goal.critical_behaviour), ("why", goal.why_it_matters))
    for field, words in (*parts, ("new_task", context.new_task)):
        seen: set[str] = set()
        for found in _findings(words, rules, context.people):
            if found.rule in prompt.rules and found.rule not in seen:
                seen.add(found.rule)
                yield Asked(
                    id=prompt.id, severity=found.severity, field=field, question=found.question, rule=found.rule
                )


def _findings(words: str, rules: CoachRules, people: Iterable[str]) -> tuple[Finding, ...]:
    return advice_on(words, rules, Circumstances(people=tuple(people))).findings if words.strip() else ()


def _unseen(context: GoalContext, _prompts: GoalPrompts, rules: CoachRules) -> bool:
    lines = [line.strip() for line in context.goal.critical_behaviour.splitlines() if line.strip()]
    return not any(_could_be_seen(line, rules, context.people) for line in lines)


def _could_be_seen(line: str, rules: CoachRules, people: Iterable[str]) -> bool:
    """Tell whether a behaviour would pass in feedback: it says what, not when, so an occasion is lent to it."""
    told = (f"{occasion}{line[0].lower()}{line[1:]}." for occasion in _OCCASIONS)
    return any(all(found.rule != _UNSEEN for found in _findings(words, rules, people)) for words in told)


def _is_activity(context: GoalContext, prompts: GoalPrompts, rules: CoachRules) -> bool:
    said = (context.goal.title, *(f"{one.name} {one.unit}" for one in context.measures))
    if any(pattern.search(words.casefold()) for words in said for pattern in prompts.activity):
        return True
    return any(found.rule == _ACTIVITY for found in _findings(context.goal.title, rules, context.people))


_CHECKS: dict[str, Callable[[GoalContext, GoalPrompts, CoachRules], bool]] = {
    "no_outcome": lambda context, _prompts, _rules: context.goal.outcome_id is None,
    "no_behaviour": _unseen,
    "no_baseline": lambda context, _prompts, _rules: not context.has_baseline,
    "activity_as_target": _is_activity,
    "no_target": lambda context, _prompts, _rules: context.goal.target_value is None or context.goal.target_on is None,
    "result_of_a_new_task": lambda context, _prompts, _rules: (
        context.goal.kind is GoalKind.PERFORMANCE and bool(context.new_task.strip())
    ),
    "no_leading_measure": lambda context, _prompts, _rules: all(
        measure.kind is not MeasureKind.LEADING for measure in context.measures
    ),
    "no_plan": lambda context, _prompts, _rules: context.plans == 0,
    "no_source": lambda context, _prompts, _rules: not any(measure.data_source.strip() for measure in context.measures),
    "too_many": lambda context, _prompts, _rules: context.active_goals > MANY_GOALS,
    "no_why": lambda context, _prompts, _rules: not context.goal.why_it_matters.strip(),
    "wide_measure": lambda context, _prompts, _rules: (
        bool(context.measures) and all(measure.outcome_id is not None for measure in context.measures)
    ),
}
"""Whether each prompt has something to ask."""
