"""Long reading beside the window: of several questions only the newest is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject

from ldcoach.errors import LDCoachError
from ldcoach.ui.tasks import Tasks

T = TypeVar("T")


class _Found(NamedTuple):
    """What a question brought: which one it was, and its answer or why there is none."""

    question: int
    answer: object
    error: LDCoachError | None


class _Waiting(NamedTuple):
    """Who waits for the newest answer."""

    done: Callable[[Any], object]
    failed: Callable[[LDCoachError], object]


class Reading(QObject):
    """Reads for one page; an answer that comes after a newer question is dropped."""

    def __init__(self, page: QObject, tasks: Tasks) -> None:
        super().__init__(page)
        self._tasks = tasks
        self._question = 0
        self._waiting: _Waiting | None = None

    def read(self, act: Callable[[], T], done: Callable[[T], object], failed: Callable[[LDCoachError], object]) -> None:
        """Let `act` read in another thread, then call `done` with what it returned, or `failed`, in this one."""
        self._question += 1
        question, self._waiting = self._question, _Waiting(done, failed)

        def job(_step: object) -> _Found:
            try:
                return _Found(question, act(), None)
            except LDCoachError as error:
                return _Found(question, None, error)

        self._tasks.run(job, self._on_found, failed)

    def drop(self) -> None:
        """Want no answer any more."""
        self._question += 1

    def _on_found(self, found: _Found) -> None:
        if found.question != self._question or self._waiting is None:
            return
        waiting, self._waiting = self._waiting, None
        if found.error is not None:
            waiting.failed(found.error)
        else:
            waiting.done(found.answer)
