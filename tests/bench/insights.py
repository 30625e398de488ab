"""What the manager's own measures cost: run `python -m tests.bench.insights [--people N --years Y] [--home FOLDER]`.

Prints milliseconds of the processor: the store alone for each part, the whole page, all months of all measures from one
look, and each measure's months by itself. The bound is on what the store does for those 24 months, turn by turn with a
yardstick, since the same processor takes half or twice as long from one minute to the next. The first time, pages are
decrypted that later ones find in memory.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ldcoach.app.parts import opening
from ldcoach.app.sample import SAMPLE_PASSPHRASE, make_sample
from ldcoach.domain.insights import MEASURES, STANDING, months, windows
from ldcoach.domain.texts import Text
from ldcoach.paths import Home
from ldcoach.services.desk import Desk
from ldcoach.services.insights import BEFORE, MONTHLY
from ldcoach.services.ports.practice import Part
from tests.bench.yardstick import TOOK, Yardstick

TODAY = date(2026, 11, 20)
ROUNDS = 9
TURNS = 25
BOUND = 60.0
"""Milliseconds of the store for 24 months of all measures, in a record of 500,000 texts, at the yardstick's speed."""


def main() -> int:
    """Print a line for each read and tell whether the bound holds."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.insights", description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--home", type=Path, help="a sample record made before, instead of a new one")
    named = parser.parse_args()
    if named.home is not None:
        opened = opening(cheap_key=True).open(Home(named.home), SAMPLE_PASSPHRASE)
        taken = _print_all(opened.desk)
        opened.close()
    else:
        with tempfile.TemporaryDirectory() as folder:
            home = Home(Path(folder) / "record")
            opened, _ = make_sample(home, people=named.people, years=named.years, seed=1, today=TODAY)
            taken = _print_all(opened.desk)
            opened.close()
    print(f"24 months in the store, at the yardstick's speed: {taken:.1f} ms (bound {BOUND:.0f} ms)")
    return 0 if taken <= BOUND else 1


def _print_all(desk: Desk) -> float:
    record = desk.context.record
    since = months(desk.context.clock.today())[0].first - BEFORE
    print(f"{record.count(Text):,} texts")
    taken = _print_paired("store, 24 months", lambda: record.practice(since, MONTHLY))
    begun = windows(desk.context.clock.today())[1].first - BEFORE
    _print("store, page", lambda: record.practice(begun, frozenset(Part)))
    for part in Part:
        _print(f"store, {part}", lambda part=part: record.practice(since, [part]))  # type: ignore[misc]
    _print("page, store and figures", desk.insights.all)
    for measure in (key for key in MEASURES if key not in STANDING):
        _print(f"{measure}, 24 months", lambda measure=measure: desk.insights.history(measure))  # type: ignore[misc]
    _print("all measures, 24 months", desk.insights.histories)
    return taken


def _print_paired(name: str, read: Callable[[], object]) -> float:
    """Print what a read costs and how that compares with the yardstick; return its milliseconds at that one's speed."""
    yardstick = Yardstick()
    first = _cost(read)
    pairs = [(_cost(read), _cost(yardstick.read)) for _ in range(TURNS)]
    ratio = statistics.median(took / stick for took, stick in pairs)
    took, stick = (statistics.median(each) for each in zip(*pairs, strict=True))
    print(f"{name:<28}{took:>8.1f} ms, the first time {first:.1f}; yardstick {stick:.1f} ms, ratio {ratio:.2f}")
    return ratio * TOOK


def _print(name: str, read: Callable[[], object]) -> float:
    took = [_cost(read) for _ in range(ROUNDS)]
    middle = statistics.median(took[1:])
    print(f"{name:<28}{middle:>8.1f} ms, the first time {took[0]:.1f}")
    return middle


def _cost(read: Callable[[], object]) -> float:
    begun = time.process_time()
    read()
    return 1000 * (time.process_time() - begun)


if __name__ == "__main__":
    sys.exit(main())
