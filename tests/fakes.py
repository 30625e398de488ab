"""Hand-written fakes that many tests share."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from ldcoach.errors import LDCoachError

__all__ = ["FixedClock", "FullDisk", "SequentialIds"]

MONDAY_NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class FixedClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: datetime = MONDAY_NOON) -> None:
        self._now = now

    def now(self) -> datetime:
        """Return the moment in UTC, aware."""
        return self._now

    def today(self) -> date:
        """Return the date of that moment."""
        return self._now.date()

    def advance(self, **steps: float) -> None:
        """Go on by what `timedelta` understands, such as days=1 or seconds=5."""
        self._now += timedelta(**steps)

    def set(self, now: datetime) -> None:
        """Go to a moment."""
        self._now = now


class SequentialIds:
    """Valid UUIDv7 texts in rising order, the same in every run."""

    def __init__(self, start: int = 1) -> None:
        self._next = start

    def new(self) -> str:
        """Return the next id."""
        number, self._next = self._next, self._next + 1
        milliseconds = 1_767_225_600_000 + number
        return str(UUID(int=milliseconds << 80 | 0x7 << 76 | 0b10 << 62 | number))


class FullDisk:
    """Takes the place of whole files: writes nothing."""

    def write(self, target: Path, content: bytes) -> str:
        """Refuse as a full disk does."""
        message = "The file could not be saved there. Nothing was written."
        raise LDCoachError(message)
