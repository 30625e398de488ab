"""How far a document is while it is made, told in hundredths."""

from __future__ import annotations

from ldcoach.services.ports.documents import Step

__all__ = ["Share"]

WHOLE = 100


class Share:
    """Tells a step how far the whole is, each hundredth once, so that a long document does not chatter."""

    def __init__(self, step: Step | None) -> None:
        self._step = step
        self._told = -1

    def part(self, first: int, last: int) -> Step:
        """Return the step of a piece of work that lies between two hundredths of the whole."""
        return lambda done, every: self._tell(first + (last - first) * done // max(every, 1))

    def _tell(self, hundredths: int) -> None:
        if self._step is not None and hundredths > self._told:
            self._told = hundredths
            self._step(hundredths, WHOLE)
