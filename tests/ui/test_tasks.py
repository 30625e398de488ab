"""Long work answers in the window's thread, can be stopped, and tells our faults from the environment's."""

from __future__ import annotations

import logging
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ldcoach.errors import LDCoachError
from ldcoach.ui.tasks import Step, Tasks

FULL = "The disk is full. Nothing was lost; free some space, then try again."
SECRET = "what somebody wrote"


@pytest.fixture
def tasks(qapp: object) -> Tasks:
    assert qapp is not None
    return Tasks()


def test_the_result_and_progress_arrive_in_this_thread(tasks: Tasks, qtbot: QtBot) -> None:
    here = threading.get_ident()
    seen: list[tuple[str, object, int]] = []

    def job(step: Step) -> str:
        for done in range(1, 4):
            step(done, 3)
        return f"made elsewhere: {threading.get_ident() != here}"

    running = tasks.run(
        job,
        lambda result: seen.append(("done", result, threading.get_ident())),
        lambda error: seen.append(("failed", error, threading.get_ident())),
        lambda done, total: seen.append(("step", (done, total), threading.get_ident())),
    )
    with qtbot.waitSignal(running.ended):
        pass
    assert seen == [
        ("step", (1, 3), here),
        ("step", (2, 3), here),
        ("step", (3, 3), here),
        ("done", "made elsewhere: True", here),
    ]
    assert not tasks.busy


def test_what_the_environment_did_goes_to_failed(tasks: Tasks, qtbot: QtBot) -> None:
    def job(_step: Step) -> None:
        raise LDCoachError(FULL)

    failures: list[str] = []
    running = tasks.run(job, lambda _result: failures.append("done"), lambda error: failures.append(str(error)))
    with qtbot.waitSignal(running.ended):
        pass
    assert failures == [FULL]


def test_our_fault_is_said_and_logged_without_content(
    tasks: Tasks, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def job(_step: Step) -> None:
        raise ValueError(SECRET)

    heard: list[str] = []
    tasks.crashed.connect(heard.append)
    with caplog.at_level(logging.DEBUG):
        running = tasks.run(job, lambda _result: heard.append("done"), lambda error: heard.append(str(error)))
        with qtbot.waitSignal(running.ended):
            pass
    assert len(heard) == 1
    assert "ValueError" in heard[0]
    assert SECRET not in heard[0] + caplog.text
    assert "ValueError" in caplog.text


def test_a_stopped_job_calls_neither(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    heard: list[object] = []

    def job(step: Step) -> None:
        step(0, 2)
        gate.wait(5)
        step(1, 2)

    running = tasks.run(job, heard.append, heard.append)
    running.cancel()
    gate.set()
    with qtbot.waitSignal(running.ended):
        pass
    assert heard == []


def test_closing_stops_and_waits_for_all(tasks: Tasks, qtbot: QtBot) -> None:
    started = threading.Event()

    def job(step: Step) -> None:
        started.set()
        while True:
            step(0, 1)

    running = tasks.run(job, lambda _result: None, lambda _error: None)
    assert started.wait(5)
    assert tasks.wait_for_all()
    with qtbot.waitSignal(running.ended):
        pass
    assert not tasks.busy


def test_a_page_that_is_gone_gets_no_answer(tasks: Tasks, qtbot: QtBot) -> None:
    class Page(QObject):
        def on_done(self, _result: object) -> None:
            answered.append("done")

    answered: list[str] = []
    page, gate = Page(), threading.Event()
    running = tasks.run(lambda _step: gate.wait(5), page.on_done, lambda _error: None)
    delete(page)
    with qtbot.waitSignal(running.ended):
        gate.set()
    assert answered == []


def test_many_jobs_answer_in_the_order_of_their_letters(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[int] = []
    last = [tasks.run(lambda _step, n=n: n, heard.append, heard.append) for n in range(200)][-1]  # type: ignore[misc]
    with qtbot.waitSignal(last.ended):
        pass
    qtbot.waitUntil(lambda: not tasks.busy)
    assert sorted(heard) == list(range(200))


def test_a_job_is_let_go_of_before_its_answer_is_heard(tasks: Tasks, qtbot: QtBot) -> None:
    """Else the last hold on a page might be let go of beside the window's thread."""

    class Job:
        def __call__(self, _step: Step) -> str:
            return "made"

    job = Job()
    kept = weakref.ref(job)
    there: list[object] = []
    running = tasks.run(job, lambda _result: there.append(kept()), lambda _error: None)
    del job
    with qtbot.waitSignal(running.ended):
        pass
    assert there == [None]


def test_what_only_listens_to_a_job_may_be_the_last_to_hold_the_tasks(qtbot: QtBot) -> None:
    tasks, go_on, gone = Tasks(), threading.Event(), list[str]()
    tasks.destroyed.connect(lambda: gone.append("tasks"))
    running = tasks.run(lambda _step: go_on.wait(), lambda _result: None, lambda _error: None)
    running.ended.connect(lambda _held=tasks: None)
    del tasks, running
    go_on.set()
    qtbot.waitUntil(lambda: gone == ["tasks"])
