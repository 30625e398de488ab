"""What reads cost as a record grows: `python -m tests.bench.growth [--people N --years Y]`.

Prints statements and milliseconds of each read, on a sample of the size named and on one of 8 people and 1 year.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from ldcoach.app.sample import make_sample
from ldcoach.domain.texts import Text
from ldcoach.paths import Home
from ldcoach.services.desk import Desk

TODAY = date(2026, 11, 20)
ROUNDS = 7
SMALL = (8, 1)


def main() -> int:
    """Print one line for each read: statements and time, small and large, and their ratio."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--years", type=int, default=3)
    named = parser.parse_args()
    small, large = measured(*SMALL), measured(named.people, named.years)
    print(f"{'read':<22}{'statements':>16}{'median ms':>22}{'ratio':>8}")
    for name, (statements, took) in small.items():
        more, longer = large[name]
        print(f"{name:<22}{statements:>7} → {more:<6}{took:>10.2f} → {longer:<9.2f}{longer / took:>8.2f}")
    return 0


def measured(people: int, years: int) -> dict[str, tuple[int, float]]:
    """Return, for each read, how many statements it sends and its median milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        opened, _ = make_sample(Home(Path(folder) / "record"), people=people, years=years, seed=1, today=TODAY)
        try:
            print(f"{people} people, {years} years: {opened.desk.context.record.count(Text):,} texts")
            return {name: _cost(read) for name, read in reads(opened.desk).items()}
        finally:
            opened.close()


def reads(desk: Desk) -> dict[str, Callable[[], object]]:
    """Return what the pages read when they are gone to."""
    talk = desk.talks.upcoming()[0]
    person = talk.person_id
    return {
        "today": desk.today.view,
        "people": desk.people.lines,
        "person": lambda: desk.people.page(person),
        "timeline": lambda: desk.people.timeline(person),
        "agenda": lambda: desk.preparation.agenda(person, 30),
        "prepare": lambda: desk.preparation.view(talk.conversation_id),
        "talk": lambda: desk.talks.view(talk.conversation_id),
        "feedback waiting": desk.feedback.waiting,
        "goals": desk.goals.lines,
        "search, common words": lambda: desk.finding.find("hand-over next"),
        "search, a beginning": lambda: desk.finding.find("h"),
        "search, nothing": lambda: desk.finding.find("zanzibar"),
        "summary of 120 days": lambda: desk.summaries.story(person, date(2026, 7, 23), TODAY),
    }


def _cost(read: Callable[[], object]) -> tuple[int, float]:
    read()
    with _counted() as statements:
        read()
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        read()
        times.append((time.perf_counter() - begun) * 1000)
    return len(statements), statistics.median(times)


@contextmanager
def _counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


if __name__ == "__main__":
    sys.exit(main())
