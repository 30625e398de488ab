"""The diagnosis of a gap: what is asked in which order, what the answers find, and what may close it.

Source: content specification 4.2 to 4.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ldcoach.domain.kinds import ActionOwner, PathKind

__all__ = [
    "UNKNOWN",
    "Answer",
    "Cause",
    "Closing",
    "Diagnosis",
    "Ending",
    "Found",
    "Node",
    "Offer",
    "Part",
    "Way",
    "is_around",
    "look",
    "offers",
]

UNKNOWN = "unknown"
"""The answer that finds nothing out and leaves a check to do."""
ENOUGH_AROUND = 3
"""From so many causes around the work on, the person is left alone until they are dealt with."""


class Part(StrEnum):
    """What a node is about."""

    GATE = "gate"
    ENVIRONMENT = "environment"
    PERSON = "person"


class Ending(StrEnum):
    """How a diagnosis ends."""

    DEFINE_GAP = "define_gap"
    PARK = "park"
    FORMAL_PROCESS = "formal_process"
    ASK_FIRST = "ask_first"
    CHECKS_FIRST = "checks_first"
    NOTHING_FOUND = "nothing_found"
    PATH = "path"


EARLY = frozenset({Ending.DEFINE_GAP, Ending.PARK, Ending.FORMAL_PROCESS, Ending.ASK_FIRST})
"""Endings that an answer leads to; the others follow from what was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to a node: what it finds and where it leads; with neither `next` nor `end` the questions are over."""

    key: str
    words: str
    means: str = ""
    cause: str = ""
    next: str = ""
    end: Ending | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One question; `why` says why it is asked, `check` what to do while the answer is not known."""

    id: str
    part: Part
    name: str
    question: str
    note: str = ""
    why: str
    check: str
    system: str = ""
    answers: tuple[Answer, ...]
    sources: tuple[str, ...] = ()

    def answer(self, key: str) -> Answer | None:
        """Return the answer of this key, or None."""
        return next((one for one in self.answers if one.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a result is not there.

    `who` tells the manager who can act, `actor` tells others; `owner` is proposed for steps, `lead` is an early sign.
    """

    key: str
    label: str
    who: str
    actor: str
    owner: ActionOwner
    system: str = ""
    training: bool = False
    kinds: tuple[PathKind, ...]
    lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A kind of step in words; one that `teaches` is offered only under a cause that names it."""

    kind: PathKind
    label: str
    hint: str
    teaches: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What is said when the questions are over."""

    key: Ending
    title: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """The whole of it; `order` is that in which causes are told."""

    version: int
    language: str
    first: str
    order: tuple[str, ...]
    nodes: Mapping[str, Node]
    causes: Mapping[str, Cause]
    ways: Mapping[PathKind, Way]
    closings: Mapping[Ending, Closing]


@dataclass(frozen=True, slots=True)
class Found:
    """What answers find: nodes asked in their order, causes in the order they are told, checks and what is fine.

    `behind` names the nodes that found each cause; `next` is the first question without an answer, empty when
    all is asked; `beside` are answers to nodes that are not asked.
    """

    asked: tuple[str, ...]
    next: str
    causes: tuple[Cause, ...]
    behind: Mapping[str, tuple[str, ...]]
    checks: tuple[str, ...]
    fine: tuple[str, ...]
    end: Ending | None
    set_aside: bool
    beside: tuple[str, ...]

    @property
    def ending(self) -> Ending | None:
        """How it ends, or None while there is something to ask."""
        if self.end is not None or self.next:
            return self.end
        if self.causes:
            return Ending.PATH
        return Ending.CHECKS_FIRST if self.checks else Ending.NOTHING_FOUND


@dataclass(frozen=True, slots=True)
class Offer:
    """A way that fits a cause; `caution` says that causes around the work would undo it."""

    way: Way
    cause: Cause
    caution: bool = False


def look(diagnosis: Diagnosis, answers: Mapping[str, str]) -> Found:
    """Go through the questions with these answers; those to nodes that are not asked change nothing.

    A gate or a question about the environment that has no answer yet is passed over as if it led on, so that
    what is answered after it counts already.
    """
    walk = _Walk(diagnosis)
    place = diagnosis.first
    while place and not walk.sets_aside(place):
        place = walk.step(diagnosis.nodes[place], answers)
    return walk.found(answers)


def is_around(diagnosis: Diagnosis, nodes: Iterable[str]) -> bool:
    """Tell whether one of the nodes asks about the environment of the work."""
    return any(diagnosis.nodes[place].part is Part.ENVIRONMENT for place in nodes)


def offers(diagnosis: Diagnosis, found: Found) -> tuple[Offer, ...]:
    """Return the ways that fit what was found, nearest to the work first; a course comes last.

    A course is offered only for missing knowledge or skill, with a caution while causes around the work are open.
    """
    around = any(is_around(diagnosis, nodes) for nodes in found.behind.values())
    made: dict[PathKind, Offer] = {}
    for cause in found.causes:
        for kind in cause.kinds:
            course = kind is PathKind.TRAINING_COURSE
            if kind not in made and (cause.training or not course):
                made[kind] = Offer(diagnosis.ways[kind], cause, caution=course and around)
    return tuple(sorted(made.values(), key=lambda offer: offer.way.kind is PathKind.TRAINING_COURSE))


class _Walk:
    """Takes note of what each answer finds."""

    def __init__(self, diagnosis: Diagnosis) -> None:
        self._diagnosis = diagnosis
        self._asked: list[str] = []
        self._next = ""
        self._behind: dict[str, list[str]] = {}
        self._checks: list[str] = []
        self._fine: list[str] = []
        self._end: Ending | None = None
        self._set_aside = False

    def sets_aside(self, place: str) -> bool:
        """Tell whether enough is found around the work to leave the person alone."""
        first_of_person = self._diagnosis.nodes[place].part is Part.PERSON and not self._any_of_person()
        self._set_aside = first_of_person and len(self._behind) >= ENOUGH_AROUND
        return self._set_aside

    def step(self, node: Node, answers: Mapping[str, str]) -> str:
        """Take the answer to a node; return the next node, or nothing."""
        self._asked.append(node.id)
        answer = node.answer(answers.get(node.id, ""))
        if answer is None:
            self._next = self._next or node.id
            return "" if node.part is Part.PERSON else _onward(node)
        if answer.cause:
            self._behind.setdefault(answer.cause, []).append(node.id)
        elif answer.key == UNKNOWN:
            self._checks.append(node.id)
        elif node.part is Part.ENVIRONMENT:
            self._fine.append(node.id)
        self._end = answer.end
        return answer.next

    def found(self, answers: Mapping[str, str]) -> Found:
        """Return what was found."""
        order, causes = self._diagnosis.order, self._diagnosis.causes
        ended = self._end is not None
        return Found(
            asked=tuple(self._asked),
            next="" if ended else self._next,
            causes=tuple(causes[key] for key in order if key in self._behind),
            behind={key: tuple(nodes) for key, nodes in self._behind.items()},
            checks=tuple(self._checks),
            fine=tuple(self._fine),
            end=self._end,
            set_aside=self._set_aside,
            beside=tuple(place for place in answers if place not in self._asked),
        )

    def _any_of_person(self) -> bool:
        return any(self._diagnosis.nodes[place].part is Part.PERSON for place in self._asked)


def _onward(node: Node) -> str:
    """Return where a node leads when it does not end the questions."""
    return next((answer.next for answer in node.answers if answer.next), "")
