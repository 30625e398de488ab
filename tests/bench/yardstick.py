"""How fast this machine is just now: two measures read in the plainest way from a bare SQLite in memory.

Rows, statements and arithmetic follow those by which the bound of 60 ms was set for 24 months of Insights: 500,000
entries of 200 people over ten years, of which the 24 months hold 20,000 1-2-1s and 30,000 pieces of feedback. Machines
and their neighbours differ by a factor of three, and this one differs with them.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
from collections import defaultdict
from datetime import date, timedelta

TOOK = 56.0
"""Milliseconds where the bound was set: the reads it was set by took 52 there, and these take 1.08 times as long."""

PEOPLE, TALKS, PIECES = 200, 20_000, 30_000
DAYS = 730
LAST = date(2026, 11, 20)
_TABLES = """
CREATE TABLE person (id INTEGER PRIMARY KEY, cadence INTEGER);
CREATE TABLE talk (id INTEGER PRIMARY KEY, person INTEGER, at TEXT, status TEXT);
CREATE TABLE piece (id INTEGER PRIMARY KEY, at TEXT, shared TEXT);
CREATE INDEX by_person ON talk (person, at DESC, id DESC, status);
CREATE INDEX by_piece ON piece (at, shared);
"""
_GAPS = """
WITH held AS (
  SELECT person, substr(at, 1, 7) AS month,
         julianday(at) - julianday(lag(at) OVER (PARTITION BY person ORDER BY at)) AS gap
  FROM talk WHERE status = 'held' AND at >= :since
)
SELECT month, count(*), avg(gap <= p.cadence * 1.5) FROM held JOIN person p ON p.id = held.person
GROUP BY month ORDER BY month
"""
_WAITS = """
SELECT substr(at, 1, 7), julianday(shared) - julianday(at) FROM piece WHERE at >= :since AND shared IS NOT NULL
"""


class Yardstick:
    """Reads the gaps between 1-2-1s and the median wait of feedback, month by month."""

    def __init__(self) -> None:
        chance = random.Random(11)
        self._rows = sqlite3.connect(":memory:")
        self._rows.executescript(_TABLES)
        self._rows.executemany("INSERT INTO person VALUES (?, ?)", ((each, 7) for each in range(PEOPLE)))
        talks = ((each % PEOPLE, _day(each / TALKS), _status(chance)) for each in range(TALKS))
        self._rows.executemany("INSERT INTO talk (person, at, status) VALUES (?, ?, ?)", talks)
        pieces = ((_day(each / PIECES), _day(each / PIECES, chance.expovariate(0.2))) for each in range(PIECES))
        self._rows.executemany("INSERT INTO piece (at, shared) VALUES (?, ?)", pieces)

    def read(self) -> tuple[list[tuple[str, int, float]], dict[str, float]]:
        """Return the share of kept gaps and the median wait in days, by month."""
        since = {"since": (LAST - timedelta(days=DAYS)).isoformat()}
        gaps = self._rows.execute(_GAPS, since).fetchall()
        waits = defaultdict(list)
        for month, wait in self._rows.execute(_WAITS, since):
            waits[month].append(wait)
        return gaps, {month: statistics.median(each) for month, each in waits.items()}


def _day(part: float, later: float = 0) -> str:
    return (LAST - timedelta(days=DAYS * (1 - part)) + timedelta(days=later)).isoformat()


def _status(chance: random.Random) -> str:
    return "held" if chance.random() < 0.85 else chance.choice(("cancelled", "moved"))
