"""How much work one guess at the passphrase costs: the bounds, and a fit to this computer."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FLOOR", "START", "KeyCost", "calibrated"]

_MEMORY_KIB = range(64 * 1024, 2 * 1024 * 1024 + 1)
_PASSES = range(2, 17)
_LANES = range(1, 17)
# A hostile header must not be able to hold a computer for minutes: 8 GiB moved through memory is seconds.
_MOST_TRAFFIC_KIB = 8 * 1024 * 1024

_SHORTEST = 0.5
_LONGEST = 1.0
_CALIBRATION_CEILING_KIB = 1024 * 1024
_TRIES = 6


@dataclass(frozen=True, slots=True)
class KeyCost:
    """The parameters of Argon2id: memory in KiB, passes over it, lanes side by side.

    Raises:
        ValueError: a number is outside the bounds, 64 MiB and 2 passes being the floor.
    """

    memory_kib: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        # `True in range(...)` and `2.0 in range(...)` hold, and a header may say either.
        whole = all(type(number) is int for number in (self.memory_kib, self.passes, self.lanes))
        if not whole or self.memory_kib not in _MEMORY_KIB or self.passes not in _PASSES or self.lanes not in _LANES:
            message = "Argon2id parameters outside their bounds"
            raise ValueError(message)
        if self.memory_kib * self.passes > _MOST_TRAFFIC_KIB:
            message = "Argon2id parameters ask for too much work"
            raise ValueError(message)


FLOOR = KeyCost(64 * 1024, 2, 1)
START = KeyCost(256 * 1024, 3, 4)


def calibrated(measure: Callable[[KeyCost], float]) -> KeyCost:
    """Return the cost whose one guess takes 0.5 to 1 s, or the nearest that the bounds allow.

    Args:
        measure: runs one derivation and returns its seconds; infinity where memory does not suffice.
    """
    cost = START
    for _ in range(_TRIES):
        fitted = _fitted(cost, measure(cost))
        if fitted == cost:
            break
        cost = fitted
    return cost


def _fitted(cost: KeyCost, seconds: float) -> KeyCost:
    """Return a cost nearer to the wanted time; the same one where it fits or nothing can give."""
    if seconds > _LONGEST:
        return _cheaper(cost)
    if seconds < _SHORTEST:
        return _dearer(cost, seconds)
    return cost


def _cheaper(cost: KeyCost) -> KeyCost:
    if cost.memory_kib // 2 in _MEMORY_KIB:
        return replace(cost, memory_kib=cost.memory_kib // 2)
    return replace(cost, passes=max(cost.passes - 1, _PASSES.start))


def _dearer(cost: KeyCost, seconds: float) -> KeyCost:
    # Memory is what a guesser's hardware lacks most, so it grows first.
    if seconds < _SHORTEST / 2 and cost.memory_kib * 2 <= _CALIBRATION_CEILING_KIB:
        return replace(cost, memory_kib=cost.memory_kib * 2)
    wanted = math.ceil(cost.passes * _SHORTEST / max(seconds, 0.001))
    return replace(cost, passes=min(wanted, _MOST_TRAFFIC_KIB // cost.memory_kib, _PASSES.stop - 1))
