"""Makes the backup of the day while the record is in use, beside the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ldcoach.errors import LDCoachError
from ldcoach.ui.tasks import Step, Tasks

FIRST_LOOK, LATER_LOOKS = 90_000, 1_800_000
"""Milliseconds until the first look, so that opening stays quick, and between the others."""


class AutoBackup(QObject):
    """Looks now and then whether a backup is due. `made` follows a good one, `failed` carries why there is none.

    A failure is told once until a backup succeeds, so that a full disk does not nag.
    """

    made = Signal()
    failed = Signal(str)

    def __init__(
        self, tasks: Tasks, due: Callable[[], bool], back_up: Callable[[Step], object], parent: QObject | None = None
    ) -> None:
        """`due` and `back_up` run beside the window."""
        super().__init__(parent)
        self._tasks = tasks
        self._due = due
        self._back_up = back_up
        self._under_way = False
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look for the first time in a while."""
        self._timer.start(FIRST_LOOK)

    def look(self) -> None:
        """Make a backup if one is due."""
        self._timer.start(LATER_LOOKS)
        if self._under_way:
            return
        self._under_way = True
        running = self._tasks.run(self._job, self._on_done, self._on_failed)
        running.ended.connect(self._on_ended)

    def _job(self, step: Step) -> bool:
        if not self._due():
            return False
        self._back_up(step)
        return True

    def _on_done(self, backed_up: bool) -> None:  # noqa: FBT001  # what the job returned
        if backed_up:
            self._told = False
            self.made.emit()

    def _on_failed(self, error: LDCoachError) -> None:
        if not self._told:
            self._told = True
            self.failed.emit(self.tr("Today's backup could not be made. {why}").format(why=error))

    def _on_ended(self) -> None:
        self._under_way = False
