"""The machine's own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime


class SystemClock:
    """Now, as the computer has it."""

    def now(self) -> datetime:
        """Return the moment in UTC, aware."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the date where the manager is."""
        return datetime.now().astimezone().date()
