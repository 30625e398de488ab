"""How fast the coach looks at texts: `python -m tests.bench.wording [--rounds N]`.

Prints short texts a second as `feedback check --lines` does them, the time for a text of 200 words, the time to load
the rules, and how long this machine takes to count to ten million: an idle desktop of 2020 needs about 0.5 s, so a
busy machine is told from a slow coach. 5,000 short texts a second are not reached: a quarter of the time goes into the
two models, a quarter into finding the places, a sixth into the stop rules, which run on every text field, and the rest
into words and some thirty-five searches a text, each in plain Python; docs/adr/0021 says more.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable

from ldcoach.cli.coach import GARBAGE, as_line
from ldcoach.domain.wording.looking import advice_on
from ldcoach.library import FileLibrary
from ldcoach.paths import resources
from tests.corpus import examples

MOST_WORDS = 20
LONG = 200
COUNT = 10_000_000


def main() -> int:
    """Print one line for each figure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.wording", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds: int = parser.parse_args().rounds
    start = time.process_time()
    rules = FileLibrary(resources()).coaching_rules()
    print(f"load the rules      {time.process_time() - start:8.2f} s")
    short = [one.text for one in examples() if one.words <= MOST_WORDS]
    long = " ".join(" ".join(short).split()[:LONG])

    def lines() -> None:
        for text in short:
            as_line(advice_on(text, rules))

    lines()
    gc.freeze()
    gc.set_threshold(GARBAGE)
    each = best(lines, rounds) / len(short)
    print(f"short texts         {1 / each:8.0f} a second ({each * 1e6:.0f} µs each, {len(short)} of them)")
    print(f"{LONG} words           {best(lambda: advice_on(long, rules), rounds * 5) * 1e3:8.2f} ms")
    print(f"count to ten million{best(count, 1):8.2f} s")
    return 0


def count() -> None:
    """Do nothing but count."""
    for _ in range(COUNT):
        pass


def best(act: Callable[[], object], rounds: int) -> float:
    """Return the shortest time of the processor for one act, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    raise SystemExit(main())
