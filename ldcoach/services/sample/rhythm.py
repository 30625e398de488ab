"""When one person's 1-2-1s are: always on the same weekday, at the same hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from ldcoach.domain.people import Person

HOURS = (9, 10, 11, 13, 15, 16)
WEEKDAYS = 5
WEEK = 7


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Moments of 1-2-1s in UTC: those that are past, oldest first, and the next."""

    past: tuple[datetime, ...]
    next: datetime

    @classmethod
    def of(cls, random: Random, person: Person, today: date, years: int, *, today_at: int | None = None) -> Rhythm:
        """Choose weekday and hour; `today_at` puts the next 1-2-1 on today, at that hour. The past ends yesterday."""
        ahead = 0 if today_at is not None else _days_to(today, random.randrange(WEEKDAYS))
        hour = random.choice(HOURS) if today_at is None else today_at
        coming = today + timedelta(days=ahead)
        return cls(
            tuple(at for at in _moments(coming, hour, person.cadence_days, years) if at.date() < today),
            datetime.combine(coming, time(hour), tzinfo=UTC),
        )


def _days_to(today: date, weekday: int) -> int:
    """Return the days from tomorrow's side of today to a weekday, 1 to 7."""
    return (weekday - today.weekday() - 1) % WEEK + 1


def _moments(coming: date, hour: int, cadence_days: int, years: int) -> Iterator[datetime]:
    for number in range(365 * years // cadence_days, 0, -1):
        yield datetime.combine(coming - timedelta(days=cadence_days * number), time(hour), tzinfo=UTC)
