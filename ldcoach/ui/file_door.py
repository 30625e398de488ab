"""Files out and in: asks where, works beside the window, and tells what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.ui.ask import Ask
from ldcoach.ui.tasks import Running, Step, Tasks

T = TypeVar("T")
Failed = Callable[[LDCoachError], object]


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file as a dialog shows it, such as 'PDF (*.pdf)', with the ending that its name gets."""

    shown: str
    suffix: str


class FileDoor(QObject):
    """One file at a time; `busy` while one is under way. `taken` is the name of the file that was read last."""

    def __init__(self, ask: Ask, tasks: Tasks, folder: Path) -> None:
        """`folder` is where the first dialog begins."""
        super().__init__()
        self._ask, self._tasks, self._folder = ask, tasks, folder
        self.busy = False
        self.taken = ""

    def save(
        self,
        page: QWidget,
        stem: str,
        kind: FileKind,
        act: Callable[[Path], T],
        done: Callable[[T, str], object],
        failed: Failed,
    ) -> None:
        """Ask where, let `act` write the file, then call `done` with what it returned and the file's name."""
        target = None if self.busy else self._target(page, stem, kind)
        if target is not None:
            self._folder = target.parent
            self._run(lambda _: act(target), lambda made: done(made, target.name), failed)

    def save_long(
        self,
        page: QWidget,
        stem: str,
        kind: FileKind,
        act: Callable[[Path, Step], T],
        done: Callable[[T, str], object],
        failed: Failed,
    ) -> Running | None:
        """Save as `save` does what takes long; return the work, to be watched and stopped, or None if there is none."""
        target = None if self.busy else self._target(page, stem, kind)
        if target is None:
            return None
        self._folder = target.parent
        return self._run(lambda step: act(target, step), lambda made: done(made, target.name), failed)

    def open(
        self,
        page: QWidget,
        title: str,
        kind: FileKind,
        most: int,
        act: Callable[[bytes], T],
        done: Callable[[T], object],
        failed: Failed,
    ) -> None:
        """Ask for a file and let `act` read it; one of more than `most` bytes is refused."""
        path = None if self.busy else self._ask.choose_file_to_open(page, title, kind.shown)
        if path is not None:
            self.take(path, most, act, done, failed)

    def take(
        self, path: Path, most: int, act: Callable[[bytes], T], done: Callable[[T], object], failed: Failed
    ) -> None:
        """Let `act` read a file that was named already, dropped on a page perhaps."""
        if not self.busy:
            self.taken = path.name
            self._run(lambda _: act(self._bytes(path, most)), done, failed)

    def run(self, act: Callable[[], T], done: Callable[[T], object], failed: Failed) -> None:
        """Do something with what was read before."""
        if not self.busy:
            self._run(lambda _: act(), done, failed)

    def _run(self, job: Callable[[Step], T], done: Callable[[T], object], failed: Failed) -> Running:
        self.busy = True
        running = self._tasks.run(job, partial(self._on_done, done), partial(self._on_failed, failed))
        running.ended.connect(self._on_running_ended)
        return running

    def _on_done(self, done: Callable[[T], object], made: T) -> None:
        self.busy = False
        done(made)

    def _on_failed(self, failed: Failed, error: LDCoachError) -> None:
        self.busy = False
        failed(error)

    def _on_running_ended(self) -> None:
        self.busy = False

    def _target(self, page: QWidget, stem: str, kind: FileKind) -> Path | None:
        """Ask where; the suggested name tells nobody's name."""
        title = self.tr("Where should the file be saved?")
        target = self._ask.choose_file_to_save(page, title, self._folder / f"{stem}{kind.suffix}", kind.shown)
        if target is None or target.suffix.lower() == kind.suffix:
            return target
        # The dialog asked about the name as typed, not about the one with its ending.
        named = target.with_name(f"{target.name}{kind.suffix}")
        return named if not named.exists() or self._may_replace(page) else None

    def _may_replace(self, page: QWidget) -> bool:
        text = self.tr("There is a file of that name already. What it holds would be replaced.")
        yes, no = self.tr("Replace it"), self.tr("Go back")
        return self._ask.confirm(page, self.tr("Replace the file?"), text, yes, no)

    def _bytes(self, path: Path, most: int) -> bytes:
        try:
            with path.open("rb") as file:
                return file.read(most + 1)  # one more tells the service that it is too large
        except OSError as error:
            message = "This file could not be read. Nothing was changed; close it elsewhere and try again."
            raise UnfitInput(message) from error
