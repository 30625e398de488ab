"""Lets the rules read everything that would leave, beside the window, before the last look is shown."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QObject, Signal

from ldcoach.domain.story import Story
from ldcoach.errors import LDCoachError
from ldcoach.services.summaries import Summaries
from ldcoach.services.views.leaving import GateFinding
from ldcoach.ui.reading import Reading
from ldcoach.ui.tasks import Tasks


class LastLook(QObject):
    """Reads one story at a time.

    `looked` carries the story and what the rules found; `failed` a sentence; `moved` says that it began or ended.
    """

    looked = Signal(object, object)
    failed = Signal(str)
    moved = Signal()

    def __init__(self, page: QObject, summaries: Summaries, tasks: Tasks) -> None:
        super().__init__(page)
        self._summaries = summaries
        self._reading = Reading(self, tasks)
        self.busy = False

    def begin(self, story: Story, staying: Collection[str]) -> None:
        """Read what would leave of a story, without what stays."""
        look = partial(self._summaries.findings, story, frozenset(staying))
        self._reading.read(look, partial(self._on_looked, story), self._on_failed)
        self._move(busy=True)

    def stop(self) -> None:
        """Want no answer any more, because the story is another one, or the page is left."""
        if self.busy:
            self._reading.drop()
            self._move(busy=False)

    def _on_looked(self, story: Story, findings: tuple[GateFinding, ...]) -> None:
        self._move(busy=False)
        self.looked.emit(story, findings)

    def _on_failed(self, error: LDCoachError) -> None:
        self._move(busy=False)
        self.failed.emit(str(error))

    def _move(self, *, busy: bool) -> None:
        self.busy = busy
        self.moved.emit()
