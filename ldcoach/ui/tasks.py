"""The one door to long work: it runs beside the window, can be stopped, and answers in the window's thread."""

from __future__ import annotations

import itertools
import threading
import traceback
from collections.abc import Callable, Iterator
from enum import Enum
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

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

    It has no parent: Python lets go of a parent in the middle of the end of its last child, which would end it twice.
    """

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, stop: threading.Event) -> None:
        super().__init__()
        self._stop = stop

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()


class _Answers(NamedTuple):
    """Who waits for a job; kept in the window's thread."""

    running: Running
    done: Callable[[Any], object]
    failed: Callable[[LDCoachError], object]
    progress: Callable[[int, int], object] | None


class Tasks(QObject):
    """Runs jobs. `crashed` carries a sentence for a fault of ours: it names the fault, never what was written."""

    crashed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)  # made first, so that it is waited for before the post goes
        self._post = _Post(self)
        self._listening = False
        self._waiting: dict[int, _Answers] = {}
        self._numbers = itertools.count()

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
        self._listen()
        number, stop = next(self._numbers), threading.Event()
        running = Running(stop)
        self._waiting[number] = _Answers(running, done, failed, progress)
        self._pool.start(_Run(job, number, stop, self._post))
        return running

    def wait_for_all(self, timeout: int = 5000) -> bool:
        """Stop every job, wait up to `timeout` milliseconds, and tell whether all have ended."""
        for answers in self._waiting.values():
            answers.running.cancel()
        return self._pool.waitForDone(timeout)

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return bool(self._waiting)

    def _listen(self) -> None:
        """Hear of letters from the first job on: naming the kind of connection earlier would delay the first paint."""
        if not self._listening:
            self._listening = True
            self._post.arrived.connect(self._on_post_arrived, QtCore.Qt.ConnectionType.QueuedConnection)

    def _on_post_arrived(self) -> None:
        for letter in self._post.emptied():
            self._read(*letter)

    def _read(self, number: int, kind: _Kind, content: Any) -> None:  # noqa: ANN401  # a job may return anything
        answers = self._waiting[number]
        if kind is _Kind.PROGRESS:
            answers.running.progressed.emit(*content)
            if answers.progress is not None and _alive(answers.progress):
                answers.progress(*content)
            return
        try:
            self._answer(answers, kind, content)
        finally:
            del self._waiting[number]
            answers.running.ended.emit()

    def _answer(self, answers: _Answers, kind: _Kind, content: Any) -> None:  # noqa: ANN401  # as above
        if kind is _Kind.RESULT:
            if _alive(answers.done):
                answers.done(content)
        elif isinstance(content, LDCoachError):
            if _alive(answers.failed):
                answers.failed(content)
        elif not isinstance(content, Cancelled):
            self.crash(content)

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


class _Kind(Enum):
    PROGRESS = 0
    RESULT = 1
    ERROR = 2


class _Post(QObject):
    """Where a job's thread leaves its letters; it lives as long as the pool, so no thread finds it gone."""

    arrived = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._letters: SimpleQueue[tuple[int, _Kind, object]] = SimpleQueue()

    def leave(self, number: int, kind: _Kind, content: object) -> None:
        """Leave a letter; called in a job's thread, which keeps no hold on the content."""
        self._letters.put((number, kind, content))

    def emptied(self) -> Iterator[tuple[int, _Kind, object]]:
        """Take out the letters, oldest first."""
        while not self._letters.empty():
            yield self._letters.get()


class _Run(QRunnable):
    """One job; touches no Qt object but the post, and is left by whatever the job held before the answer is heard."""

    def __init__(self, job: Callable[[Step], object], number: int, stop: threading.Event, post: _Post) -> None:
        super().__init__()
        self._job: Callable[[Step], object] | None = job
        self._number = number
        self._stop = stop
        self._post = post

    def run(self) -> None:
        job, self._job = self._job, None
        try:
            self._post.leave(self._number, _Kind.RESULT, job(self._step) if job is not None else None)
        except BaseException as error:  # noqa: BLE001 - a thread's exception would end the program
            self._post.leave(self._number, _Kind.ERROR, error)
        job = None
        self._post.arrived.emit()

    def _step(self, done: int, total: int) -> None:
        """Report progress from inside the job; raises `Cancelled` once the user has stopped it."""
        if self._stop.is_set():
            raise Cancelled
        self._post.leave(self._number, _Kind.PROGRESS, (done, total))
        self._post.arrived.emit()


def _alive(answer: Callable[..., object]) -> bool:
    """Tell whether the page that wants an answer is still there; a lock may have destroyed it."""
    page = getattr(answer, "__self__", None)
    return not isinstance(page, QObject) or isValid(page)
