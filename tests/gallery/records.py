"""The demo records that the pictures show: empty, normal and crowded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

from ldcoach.app.parts import opening
from ldcoach.app.sample import SAMPLE_PASSPHRASE, make_sample
from ldcoach.paths import Home
from ldcoach.services.clock import FrozenClock
from ldcoach.services.opening import OpenRecord
from ldcoach.store.ids import seeded

SEED = 1
TODAY = date(2026, 11, 20)
STATES = ("empty", "normal", "crowded")
_SIZES = {"normal": (8, 1), "crowded": (40, 2)}


@contextmanager
def demo(state: str, folder: Path) -> Iterator[OpenRecord]:
    """Make the record of a state in a new folder, open for as long as the block lasts."""
    opened = _empty(Home(folder)) if state == "empty" else _sample(Home(folder), *_SIZES[state])
    try:
        yield opened
    finally:
        opened.close()


def _sample(home: Home, people: int, years: int) -> OpenRecord:
    opened, _ = make_sample(home, people=people, years=years, seed=SEED, today=TODAY)
    return opened


def _empty(home: Home) -> OpenRecord:
    clock = FrozenClock(datetime.combine(TODAY, time(8), tzinfo=UTC))
    ids = seeded(SEED, clock.now)
    opened, _ = opening(cheap_key=True).create(home, SAMPLE_PASSPHRASE, sample=True, ids=ids, clock=clock)
    return opened
