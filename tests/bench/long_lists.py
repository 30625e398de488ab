"""How long pages with long lists hold the window up: `python -m tests.bench.long_lists [--years Y] [--home FOLDER]`.

Figures are milliseconds of the processor in the thread that the window lives in, so that other work on the computer
and jobs beside the window do not count: all that a step costs until the window is calm again, and the longest turn of
it, in which neither a key nor a click is answered.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple, cast

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ldcoach.app.pages import page_factories
from ldcoach.app.parts import opening
from ldcoach.app.sample import SAMPLE_PASSPHRASE, make_sample
from ldcoach.domain.ids import PersonId
from ldcoach.paths import Home
from ldcoach.services.opening import OpenRecord
from ldcoach.ui.go import Go, Place
from ldcoach.ui.main_window import MainWindow
from ldcoach.ui.pages.feedback.page import FeedbackPage
from ldcoach.ui.pages.person.page import PersonPage
from ldcoach.ui.pages.summary.page import SummaryPage
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.theme.apply import choose

TODAY = date(2026, 11, 20)
CALM = 500
"""Milliseconds without a job after which a page is taken to be filled."""
LISTS = (Place.TODAY, Place.PEOPLE, Place.TALKS, Place.FEEDBACK, Place.GOALS, Place.INSIGHTS, Place.LIBRARY)
OF_ONE = (Place.ACCESS, Place.HANDOVER, Place.ERASE)


class Cost(NamedTuple):
    """What one step cost the window, in milliseconds."""

    whole: float
    longest: float


class Stopwatch:
    """Takes the time of every turn of the window."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks

    def measure(self, act: Callable[[], object]) -> Cost:
        """Do something and let the window live until it is calm."""
        turns = [_took(act)]
        calm = QDeadlineTimer(CALM)
        while not calm.hasExpired() or self._tasks.busy:
            waker = QTimer(singleShot=True)
            waker.start(CALM // 5)
            turns.append(_took(lambda: QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)))
            if self._tasks.busy or turns[-1] > 1:
                calm.setRemainingTime(CALM)
        return Cost(sum(turns), max(turns))


def main() -> None:
    """Print a line for each step."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.long_lists", description=__doc__)
    parser.add_argument("--people", type=int, default=2)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--home", type=Path, help="a sample record made before, instead of a new one")
    named = parser.parse_args()
    application = QApplication([])
    choose(application, "light")
    with _record(named.home, named.people, named.years) as opened:
        opened.desk.coach.warm_up()
        tasks = Tasks()
        window = MainWindow(page_factories(opened, tasks, lambda: None))
        window.resize(1240, 860)
        window.show()
        watch = Stopwatch(tasks)
        print(f"{'step':<34}{'widgets':>8}{'whole ms':>10}{'longest ms':>12}")
        for name, act in _steps(window, opened, named.years):
            cost = watch.measure(act)
            page = window.stack.currentWidget()
            count = len(page.findChildren(QWidget)) if page is not None else 0
            print(f"{name:<34}{count:>8}{cost.whole:>10.0f}{cost.longest:>12.0f}", flush=True)
        window.close()


@contextmanager
def _record(home: Path | None, people: int, years: int) -> Iterator[OpenRecord]:
    """Open a sample record, or make one for as long as the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        if home is not None:
            opened = opening(cheap_key=True).open(Home(home), SAMPLE_PASSPHRASE)
        else:
            opened, _ = make_sample(Home(Path(folder) / "record"), people=people, years=years, seed=1, today=TODAY)
        try:
            yield opened
        finally:
            opened.close()


def _steps(window: MainWindow, opened: OpenRecord, years: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what a manager does, one step after the other."""
    person = opened.desk.people.lines()[0].person_id
    for place in LISTS:
        yield place.value, lambda place=place: window.go(Go(place))  # type: ignore[misc]
    yield from _feedback(window)
    for place in OF_ONE:
        yield place.value, lambda place=place: window.go(Go(place, person))  # type: ignore[misc]
    yield from _timeline(window, person)
    yield "the summary, a year", lambda: window.go(Go(Place.SUMMARY, person))
    yield from _summary(cast("SummaryPage", window.stack.currentWidget()), years)


def _feedback(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "feedback again", lambda: window.go(Go(Place.FEEDBACK))
    shared = cast("FeedbackPage", window.stack.currentWidget()).shared
    for number in range(1, 5):
        yield f"feedback, {number} times earlier", shared.more.click


def _timeline(window: MainWindow, person: PersonId) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "a person", lambda: window.go(Go(Place.PERSON, person))
    together = cast("PersonPage", window.stack.currentWidget()).history.together
    for number in range(1, 5):
        yield f"a person, {number} times earlier", together.earlier.click


def _summary(page: SummaryPage, years: int) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "its last look", page.sheet.go_on.click
    yield "back", page.sheet.back.click
    last = TODAY
    first = last.replace(year=last.year - years)
    yield f"{years} years", lambda: page.sheet.period.chosen.emit(first, last)
    row = next(iter(page.sheet.items.rows.values()))
    yield "one item stays", row.toggle.click
    yield "the window grows", lambda: page.window().resize(1340, 900)
    yield "its last look", page.sheet.go_on.click
    yield "back", page.sheet.back.click


def _took(act: Callable[[], object]) -> float:
    began = time.thread_time()
    act()
    return 1000 * (time.thread_time() - began)


if __name__ == "__main__":
    main()
