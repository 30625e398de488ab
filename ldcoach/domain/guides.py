"""A guide: the structure of a 1-2-1, in stages with open questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

__all__ = [
    "AskOf",
    "Fault",
    "Guide",
    "Stage",
    "faults",
    "guide_as_dict",
    "guide_from_dict",
    "scaled_minutes",
]

FEWEST_QUESTIONS = 3
MOST_QUESTIONS = 6
FEWEST_MINUTES_OF_A_STAGE = 2
SHORTEST_GUIDE = 5
LONGEST_GUIDE = 120

CLOSED_OPENERS = frozenset(
    word + ending
    for word in (
        *("am", "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must"),
        *("shall", "should", "was", "were", "will", "would"),
    )
    for ending in ("", "n't")
) | {"can't", "won't"}


class AskOf(StrEnum):
    """Whom the questions of a stage are for; a manager's questions are asked of oneself, before the talk."""

    EMPLOYEE = "employee"
    MANAGER = "manager"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of a guide; `record` names the fields worth noting, `done_when` says when it is complete."""

    code: str
    name: str
    minutes: int
    intent: str
    ask_of: AskOf
    questions: tuple[str, ...]
    record: tuple[str, ...]
    done_when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A conversation's structure; `minutes` is the sum over its stages, `exit` and `never` are shown as lists."""

    key: str
    version: int
    language: str
    name: str
    purpose: str
    use: str
    avoid: str
    note: str = ""
    minutes: int
    stages: tuple[Stage, ...]
    exit: tuple[str, ...]
    never: tuple[str, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a guide; `key` is the path to the value, such as `stages[2].questions[0]`."""

    key: str
    message: str


def scaled_minutes(guide: Guide, planned_minutes: int) -> tuple[int, ...]:
    """Return the minutes of each stage for a talk of `planned_minutes`, in proportion to the guide.

    The minutes sum to `planned_minutes`; each stage has at least two, unless the talk is too short for
    that, when they are shared out as evenly as whole minutes allow.

    Raises:
        ValueError: `planned_minutes` is negative.
    """
    if planned_minutes < 0:
        message = "A talk cannot last less than no time"
        raise ValueError(message)
    weights = [stage.minutes for stage in guide.stages]
    floor = FEWEST_MINUTES_OF_A_STAGE
    if planned_minutes < floor * len(weights):
        return _shared_out(planned_minutes, [1] * len(weights))
    held: set[int] = set()
    while True:
        free = [index for index in range(len(weights)) if index not in held]
        shares = _shared_out(planned_minutes - floor * len(held), [weights[index] for index in free])
        short = {index for index, share in zip(free, shares, strict=True) if share < floor}
        if not short:
            given = dict(zip(free, shares, strict=True))
            return tuple(given.get(index, floor) for index in range(len(weights)))
        held |= short


def _shared_out(total: int, weights: list[int]) -> tuple[int, ...]:
    """Split `total` into whole parts in proportion to `weights`, by largest remainder."""
    whole = sum(weights)
    if not whole:
        return tuple(0 for _ in weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: -(total * weights[index] % whole))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return tuple(parts)


def faults(guide: Guide) -> tuple[Fault, ...]:
    """Return all that keeps a guide from being a good one; empty when it is sound."""
    return (*_faults_of_whole(guide), *_faults_of_stages(guide))


def _faults_of_whole(guide: Guide) -> Iterator[Fault]:
    for key in ("key", "name", "language", "purpose", "use", "avoid"):
        if not getattr(guide, key).strip():
            yield Fault(key, "is empty")
    if guide.version < 1:
        yield Fault("version", "starts at 1")
    for key in ("stages", "exit", "never"):
        if not getattr(guide, key):
            yield Fault(key, "is empty")
    total = sum(stage.minutes for stage in guide.stages)
    if total != guide.minutes:
        yield Fault("minutes", f"is {guide.minutes}, but the stages add up to {total}")
    if not SHORTEST_GUIDE <= guide.minutes <= LONGEST_GUIDE:
        yield Fault("minutes", f"is {guide.minutes}; a guide lasts {SHORTEST_GUIDE} to {LONGEST_GUIDE} minutes")


def _faults_of_stages(guide: Guide) -> Iterator[Fault]:
    codes: set[str] = set()
    for index, stage in enumerate(guide.stages):
        place = f"stages[{index}]"
        for key in ("code", "name", "intent", "done_when"):
            if not getattr(stage, key).strip():
                yield Fault(f"{place}.{key}", "is empty")
        if stage.code in codes:
            yield Fault(f"{place}.code", f"{stage.code!r} is used by an earlier stage")
        codes.add(stage.code)
        if stage.minutes < FEWEST_MINUTES_OF_A_STAGE:
            yield Fault(f"{place}.minutes", f"is {stage.minutes}; a stage needs {FEWEST_MINUTES_OF_A_STAGE} or more")
        yield from _faults_of_questions(stage, f"{place}.questions")


def _faults_of_questions(stage: Stage, place: str) -> Iterator[Fault]:
    count = len(stage.questions)
    if not FEWEST_QUESTIONS <= count <= MOST_QUESTIONS:
        yield Fault(place, f"has {count} questions; a stage has {FEWEST_QUESTIONS} to {MOST_QUESTIONS}")
    for index, question in enumerate(stage.questions):
        message = _fault_of_question(question)
        if message:
            yield Fault(f"{place}[{index}]", message)


def _fault_of_question(question: str) -> str:
    opener = question.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold().split()[:1]
    if not question.strip().endswith("?"):
        return "does not end with a question mark"
    if opener and opener[0].strip(",") == "why":
        return "begins with 'why', which asks for a defence; what or how works better"
    if opener and opener[0].strip(",") in CLOSED_OPENERS:
        return f"begins with {opener[0]!r}, so yes or no would answer it"
    return ""


def guide_as_dict(guide: Guide) -> dict[str, Any]:
    """Return the guide as plain lists, dicts, strings and numbers, fit for JSON."""
    return {key: _plain(value) for key, value in asdict(guide).items()}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return str(value) if isinstance(value, AskOf) else value


def guide_from_dict(body: Mapping[str, Any]) -> Guide:
    """Return the guide that `guide_as_dict` made, or that a file holds; unknown keys are left aside.

    Raises:
        KeyError: a value is missing; the argument is its path.
        TypeError: a value is of another kind than it should be; the message begins with its path.
    """
    stages = tuple(_stage_from_dict(item, f"stages[{index}]") for index, item in enumerate(_list(body, "stages", "")))
    return Guide(
        key=_text(body, "key", ""),
        version=_number(body, "version", ""),
        language=_text(body, "language", ""),
        name=_text(body, "name", ""),
        purpose=_text(body, "purpose", ""),
        use=_text(body, "use", ""),
        avoid=_text(body, "avoid", ""),
        note=_text(body, "note", "") if "note" in body else "",
        minutes=_number(body, "minutes", "") if "minutes" in body else sum(stage.minutes for stage in stages),
        stages=stages,
        exit=_texts(body, "exit", ""),
        never=_texts(body, "never", ""),
        sources=_texts(body, "sources", "") if "sources" in body else (),
    )


def _stage_from_dict(body: object, place: str) -> Stage:
    if not isinstance(body, Mapping):
        message = f"{place} is not a table"
        raise TypeError(message)
    return Stage(
        code=_text(body, "code", place),
        name=_text(body, "name", place),
        minutes=_number(body, "minutes", place),
        intent=_text(body, "intent", place),
        ask_of=_ask_of(body, place),
        questions=_texts(body, "questions", place),
        record=_texts(body, "record", place),
        done_when=_text(body, "done_when", place),
    )


def _ask_of(body: Mapping[str, Any], place: str) -> AskOf:
    value = _text(body, "ask_of", place)
    if value not in set(AskOf):
        message = f"{_path(place, 'ask_of')} is not one of employee, manager, both"
        raise TypeError(message)
    return AskOf(value)


def _path(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _value(body: Mapping[str, Any], key: str, place: str) -> object:
    if key not in body:
        raise KeyError(_path(place, key))
    return body[key]


def _text(body: Mapping[str, Any], key: str, place: str) -> str:
    value = _value(body, key, place)
    if not isinstance(value, str):
        message = f"{_path(place, key)} is not a text"
        raise TypeError(message)
    return value


def _number(body: Mapping[str, Any], key: str, place: str) -> int:
    value = _value(body, key, place)
    if not isinstance(value, int) or isinstance(value, bool):
        message = f"{_path(place, key)} is not a whole number"
        raise TypeError(message)
    return value


def _list(body: Mapping[str, Any], key: str, place: str) -> list[object]:
    value = _value(body, key, place)
    if not isinstance(value, (list, tuple)):
        message = f"{_path(place, key)} is not a list"
        raise TypeError(message)
    return list(value)


def _texts(body: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    texts: list[str] = []
    for index, item in enumerate(_list(body, key, place)):
        if not isinstance(item, str):
            message = f"{_path(place, key)}[{index}] is not a text"
            raise TypeError(message)
        texts.append(item)
    return tuple(texts)
