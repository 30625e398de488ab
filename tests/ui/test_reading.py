"""Reading beside the window: the newest question is answered, and no other."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.ui.reading import Reading
from ldcoach.ui.tasks import Tasks


class Page(QObject):
    """Keeps what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []
        self.errors: list[str] = []

    def show(self, found: object) -> None:
        self.found.append(found)

    def say(self, error: LDCoachError) -> None:
        self.errors.append(str(error))


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.wait_for_all()


def test_an_answer_comes_from_another_thread_into_this_one(qtbot: QtBot, tasks: Tasks) -> None:
    page = Page()
    Reading(page, tasks).read(lambda: threading.current_thread() is threading.main_thread(), page.show, page.say)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert page.found == [False]


def test_an_older_answer_and_an_older_error_are_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    page, go_on = Page(), threading.Event()
    reading = Reading(page, tasks)

    def late(answer: str) -> str:
        assert go_on.wait(10)
        if answer == "fails":
            raise UnfitInput(answer)
        return answer

    for answer in ("first", "fails", "last"):
        reading.read(lambda answer=answer: late(answer), page.show, page.say)  # type: ignore[misc]
    go_on.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert (page.found, page.errors) == (["last"], [])


def test_an_error_is_said_and_after_leaving_nothing_is(qtbot: QtBot, tasks: Tasks) -> None:
    page = Page()
    reading = Reading(page, tasks)

    def refuse() -> None:
        message = "There is none."
        raise UnfitInput(message)

    reading.read(refuse, page.show, page.say)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert page.errors == ["There is none."]
    reading.read(refuse, page.show, page.say)
    reading.drop()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert page.errors == ["There is none."]
