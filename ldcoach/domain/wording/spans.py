"""Places in a text as (start, end): joined where they overlap, and left out where something allows them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

__all__ = ["Span", "merged", "outside"]

Span = tuple[int, int]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Join places that overlap into one; the result is in order."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def outside(spans: Iterable[Span], allowed: Iterable[Span]) -> list[Span]:
    """Return the places that overlap no allowed one, in their order."""
    free = merged(allowed)
    if not free:
        return list(spans)
    ends = [end for _, end in free]

    def touches(start: int, end: int) -> bool:
        first = bisect_left(ends, start + 1)
        return first < len(free) and free[first][0] < end

    return [(start, end) for start, end in spans if not touches(start, end)]
