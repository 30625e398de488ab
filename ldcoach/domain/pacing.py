"""How the seconds of a 1-2-1 are spread over its stages."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Pace"]


@dataclass(slots=True)
class Pace:
    """Seconds per stage, by its code. Times given are the seconds that the whole clock shows; they never run back."""

    stage: str = ""
    _entered_at: int = 0
    _spent: dict[str, int] = field(default_factory=dict)

    def begin(self, stage: str, elapsed: int) -> None:
        """Begin to count; what passed before `elapsed` belongs to no stage."""
        self.stage, self._entered_at, self._spent = stage, elapsed, {}

    def enter(self, stage: str, elapsed: int) -> None:
        """Leave the stage for another one; going back to a stage goes on with its seconds."""
        self._spent[self.stage] = self.spent(self.stage, elapsed)
        self.stage, self._entered_at = stage, elapsed

    def spent(self, stage: str, elapsed: int) -> int:
        """Return the seconds spent in a stage so far."""
        here = max(0, elapsed - self._entered_at) if stage == self.stage else 0
        return self._spent.get(stage, 0) + here
