"""Python leaves collection to the window's thread for as long as the window lives."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ldcoach.ui.collecting import Collector, collect_what_is_due


@pytest.fixture
def collector(qapp: object) -> Iterator[Collector]:
    assert qapp is not None
    enabled = gc.isenabled()
    yield Collector()
    if enabled:
        gc.enable()


class Knot:
    """Part of a cycle, which only a collection can destroy; it remembers where that was."""

    gone_in: list[int]

    def __init__(self, gone_in: list[int]) -> None:
        self.gone_in = gone_in
        self.myself = self

    def __del__(self) -> None:
        self.gone_in.append(threading.get_ident())


@pytest.mark.usefixtures("collector")
def test_a_thread_that_makes_much_collects_nothing(qtbot: QtBot) -> None:
    gone_in: list[int] = []
    Knot(gone_in)

    # What is let go again is not counted, and nothing would be due.
    kept: list[list[int]] = []

    def make_much() -> None:
        kept.extend([] for _ in range(200_000))

    thread = threading.Thread(target=make_much)
    thread.start()
    thread.join()
    assert len(kept) == 200_000
    assert gone_in == []
    qtbot.waitUntil(lambda: gone_in == [threading.get_ident()], timeout=5000)


def test_nothing_is_collected_before_it_is_due() -> None:
    gc.collect()
    assert collect_what_is_due() == 0
