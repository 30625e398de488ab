"""What a guide is, and how its minutes follow the planned time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["FEWEST_MINUTES_OF_A_STAGE", "AskOf", "Guide", "Stage", "scaled_minutes"]

FEWEST_MINUTES_OF_A_STAGE = 2


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
    """A conversation's structure; `minutes` is the sum over its stages, `exit` and `never` are shown as lists.

    `based_on` is the key of the guide that it goes back to, empty for one that stands by itself.
    """

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
    based_on: str = ""

    @property
    def kind(self) -> str:
        """The key by which the app knows what the guide is for, such as 'stay': a copy is of its first guide's kind."""
        return self.based_on or self.key


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
