"""Time and ids, injected so that tests and the demo own them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """The time, injected so that tests and the demo own it."""

    def now(self) -> datetime:
        """Return the moment in UTC, aware."""

    def today(self) -> date:
        """Return the manager's local date."""


class Ids(Protocol):
    """New ids."""

    def new(self) -> str:
        """Return a UUIDv7 as text."""
