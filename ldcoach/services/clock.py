"""The machine's own clock, and the manager's own days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta


class SystemClock:
    """Now, as the computer has it."""

    def now(self) -> datetime:
        """Return the moment in UTC, aware."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the date where the manager is."""
        return datetime.now().astimezone().date()


def day_of(at: datetime) -> date:
    """Return the date, where the manager is, of an aware moment."""
    return at.astimezone().date()


def start_of(day: date) -> datetime:
    """Return the moment at which a day begins where the manager is, in UTC, aware.

    A day so early or so late that the system knows no time zone for it begins where UTC has it.
    """
    begin = datetime.combine(day, time())
    try:
        return begin.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return begin.replace(tzinfo=UTC)


def end_of(day: date) -> datetime:
    """Return the moment at which a day ends where the manager is, in UTC, aware; the last day of all never does."""
    return datetime.max.replace(tzinfo=UTC) if day == date.max else start_of(day + timedelta(days=1))


class FrozenClock:
    """A clock that stands still, so that a sample is the same each time."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return self._moment

    def today(self) -> date:
        """Return its date."""
        return self._moment.date()
