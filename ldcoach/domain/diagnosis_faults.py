"""What keeps a diagnosis from being a sound one: dead ends, loops, training out of place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ldcoach.domain.diagnosis import EARLY, UNKNOWN, Diagnosis, Ending, Node, Part
from ldcoach.domain.kinds import PathKind

__all__ = ["DiagnosisFault", "diagnosis_faults"]

FEWEST_ANSWERS = 2
MAY_TRAIN = frozenset({"knowledge", "skill"})
"""The only causes that a course can close."""


@dataclass(frozen=True, slots=True)
class DiagnosisFault:
    """What is wrong; `key` is the path to the value, such as `nodes[2].why`."""

    key: str
    message: str


def diagnosis_faults(diagnosis: Diagnosis) -> tuple[DiagnosisFault, ...]:
    """Return all that is wrong with a diagnosis; empty when it is sound."""
    faults = (*_of_whole(diagnosis), *_of_nodes(diagnosis), *_of_causes(diagnosis))
    # Where it leads can only be followed once every name in it is known.
    return faults or tuple(_of_ways_through(diagnosis))


def _of_whole(diagnosis: Diagnosis) -> Iterator[DiagnosisFault]:
    if diagnosis.version < 1:
        yield DiagnosisFault("version", "starts at 1")
    if diagnosis.first not in diagnosis.nodes:
        yield DiagnosisFault("first", f"names '{diagnosis.first}', which is no node")
    if set(diagnosis.order) != set(diagnosis.causes) or len(set(diagnosis.order)) != len(diagnosis.order):
        yield DiagnosisFault("order", "does not name every cause once")
    for kind in PathKind:
        if kind not in diagnosis.ways:
            yield DiagnosisFault("ways", f"has nothing for {kind}")
    for ending in Ending:
        if ending not in diagnosis.closings:
            yield DiagnosisFault("closings", f"has nothing for {ending}")


def _of_nodes(diagnosis: Diagnosis) -> Iterator[DiagnosisFault]:
    for at, node in enumerate(diagnosis.nodes.values()):
        place = f"nodes[{at}]"
        for key in ("id", "name", "question", "why", "check"):
            if not getattr(node, key).strip():
                yield DiagnosisFault(f"{place}.{key}", "is empty")
        keys = [answer.key for answer in node.answers]
        if UNKNOWN not in keys or len(set(keys) - {UNKNOWN}) < FEWEST_ANSWERS or len(set(keys)) != len(keys):
            yield DiagnosisFault(f"{place}.answers", "needs two different answers and 'unknown'")
        yield from _of_answers(diagnosis, node, place)


def _of_answers(diagnosis: Diagnosis, node: Node, place: str) -> Iterator[DiagnosisFault]:
    for at, answer in enumerate(node.answers):
        here = f"{place}.answers[{at}]"
        if answer.next and answer.next not in diagnosis.nodes:
            yield DiagnosisFault(f"{here}.next", f"names '{answer.next}', which is no node")
        if answer.cause and answer.cause not in diagnosis.causes:
            yield DiagnosisFault(f"{here}.cause", f"names '{answer.cause}', which is no cause")
        if answer.key == UNKNOWN and answer.cause:
            yield DiagnosisFault(f"{here}.cause", "finds a cause in what is not known")
        if answer.end is not None and (answer.next or answer.end not in EARLY):
            yield DiagnosisFault(f"{here}.end", "cannot end here")
        if node.part is Part.ENVIRONMENT and not answer.next:
            yield DiagnosisFault(f"{here}.next", "is missing; everything around the work is asked")


def _of_causes(diagnosis: Diagnosis) -> Iterator[DiagnosisFault]:
    for at, cause in enumerate(diagnosis.causes.values()):
        place = f"causes[{at}]"
        for key in ("label", "who", "actor", "lead"):
            if not getattr(cause, key).strip():
                yield DiagnosisFault(f"{place}.{key}", "is empty")
        if not cause.kinds:
            yield DiagnosisFault(f"{place}.kinds", "is empty")
        trains = cause.training or PathKind.TRAINING_COURSE in cause.kinds
        if trains and cause.key not in MAY_TRAIN:
            yield DiagnosisFault(f"{place}.training", "is offered only for knowledge or skill")
    if not diagnosis.ways.get(PathKind.TRAINING_COURSE) or not diagnosis.ways[PathKind.TRAINING_COURSE].teaches:
        yield DiagnosisFault("ways", "must mark a training course as one that teaches")


def _of_ways_through(diagnosis: Diagnosis) -> Iterator[DiagnosisFault]:
    """Follow every answer: no loop, no node and no cause out of reach, gates and environment before the person."""
    reached: set[str] = set()
    stack = [(diagnosis.first, frozenset[str]())]
    order = list(Part)
    while stack:
        place, before = stack.pop()
        if place in before:
            yield DiagnosisFault("nodes", f"go round in a circle at {place}")
            return
        if place in reached:
            continue
        reached.add(place)
        node = diagnosis.nodes[place]
        for following in {answer.next for answer in node.answers if answer.next}:
            if order.index(diagnosis.nodes[following].part) < order.index(node.part):
                yield DiagnosisFault("nodes", f"ask {following} after {place}, which is about the person")
            stack.append((following, before | {place}))
    for place in diagnosis.nodes.keys() - reached:
        yield DiagnosisFault("nodes", f"never come to {place}")
    told = {answer.cause for place in reached for answer in diagnosis.nodes[place].answers}
    for key in diagnosis.causes.keys() - told:
        yield DiagnosisFault("causes", f"never come to {key}")
