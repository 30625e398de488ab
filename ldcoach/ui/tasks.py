"""The one door to long work: it runs beside the window, can be stopped, and answers in the window's thread."""

from __future__ import annotations

import gc
import threading
import traceback
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6 import QtCore
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from ldcoach.errors import LDCoachError

T = TypeVar("T")
Step = Callable[[int, int], None]
"""A job calls it with (done, all); it raises `Cancelled` once the user has stopped the job."""


class Cancelled(Exception):
    """The user stopped the job; the job lets it pass after putting things back."""


class Running(QObject):
    """A job under way. `progressed` carries (done, all); `ended` comes last, however it went.

    `returned` and `raised` are how the job's thread hands over to the window's; pages use the callbacks instead.
    """

    progressed = Signal(int, int)
    ended = Signal()
    returned = Signal(object)
    raised = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()

    def step(self, done: int, total: int) -> None:
        """Report progress from inside the job.

        Raises:
            Cancelled: the user has stopped it.
        """
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total)


class Tasks(QObject):
    """Runs jobs. `crashed` carries a sentence for a fault of ours: it names the fault, never what was written."""

    crashed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: dict[Running, _Answers] = {}

    def run(
        self,
        job: Callable[[Step], T],
        done: Callable[[T], object],
        failed: Callable[[LDCoachError], object],
        progress: Callable[[int, int], object] | None = None,
    ) -> Running:
        """Start `job`; then call `done` with its result or `failed` with its error, in this thread.

        A cancelled job calls neither; `ended` of what is returned comes in every case.
        """
        running = Running(self)
        answers = _Answers(self, running, done, failed, progress)
        self._running[running] = answers
        # A collection inside the job's thread would destroy widgets there, which Qt does not survive.
        gc.disable()
        self._pool.start(_Run(job, running))
        return running

    def wait_for_all(self, timeout: int = 5000) -> bool:
        """Stop every job, wait up to `timeout` milliseconds, and tell whether all have ended."""
        for running in self._running:
            running.cancel()
        return self._pool.waitForDone(timeout)

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return bool(self._running)

    def forget(self, running: Running) -> None:
        """Let go of a job that has ended."""
        del self._running[running]
        if not self._running:
            gc.enable()
        running.ended.emit()
        running.deleteLater()

    def crash(self, error: BaseException) -> None:
        """Log where our fault lies, without content, and say so."""
        import logging  # noqa: PLC0415  # not before the first paint

        where = traceback.extract_tb(error.__traceback__)[-1]
        logging.getLogger(__name__).error(
            "A task failed with %s in %s, line %s", type(error).__name__, where.name, where.lineno
        )
        pattern = self.tr(
            "LDCoach made a mistake and stopped this step ({name}). What you wrote is still here; try again."
        )
        self.crashed.emit(pattern.format(name=type(error).__name__))


class _Answers(QObject):
    """Lives in the window's thread, so that a job's signals arrive there."""

    def __init__(
        self,
        tasks: Tasks,
        running: Running,
        done: Callable[[Any], object],
        failed: Callable[[LDCoachError], object],
        progress: Callable[[int, int], object] | None,
    ) -> None:
        super().__init__(running)
        self._tasks = tasks
        self._of = running
        self._done = done
        self._failed = failed
        self._progress = progress
        queued = QtCore.Qt.ConnectionType.QueuedConnection
        running.returned.connect(self._on_running_returned, queued)
        running.raised.connect(self._on_running_raised, queued)
        running.progressed.connect(self._on_running_progressed, queued)

    def _on_running_progressed(self, done: int, total: int) -> None:
        if self._progress is not None and _alive(self._progress):
            self._progress(done, total)

    def _on_running_returned(self, result: object) -> None:
        try:
            if _alive(self._done):
                self._done(result)
        finally:
            self._tasks.forget(self._of)

    def _on_running_raised(self, error: BaseException) -> None:
        try:
            if isinstance(error, LDCoachError):
                if _alive(self._failed):
                    self._failed(error)
            elif not isinstance(error, Cancelled):
                self._tasks.crash(error)
        finally:
            self._tasks.forget(self._of)


class _Run(QRunnable):
    def __init__(self, job: Callable[[Step], object], running: Running) -> None:
        super().__init__()
        self._job: Callable[[Step], object] | None = job
        self._of = running

    def run(self) -> None:
        # What the job holds on to, a page perhaps, is let go of before the window's thread hears the answer.
        job, self._job = self._job, None
        try:
            result = job(self._of.step) if job is not None else None
            del job
        except BaseException as error:  # noqa: BLE001 - a thread's exception would end the program
            self._of.raised.emit(error)
        else:
            self._of.returned.emit(result)


def _alive(answer: Callable[..., object]) -> bool:
    """Tell whether the page that wants an answer is still there; a lock may have destroyed it."""
    page = getattr(answer, "__self__", None)
    return not isinstance(page, QObject) or isValid(page)
