"""Looks once a minute for what is worth a quiet word, while a record is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ldcoach.errors import LDCoachError
from ldcoach.services.views import Reminder

FIRST_MS, EVERY_MS = 3_000, 60_000
"""Milliseconds until the first look, so that opening stays quick, and between the others."""


class Reminding(QObject):
    """`fresh` carries the reminders that were not there at the look before; each is told once."""

    fresh = Signal(object)

    def __init__(self, reminders: Callable[[], list[Reminder]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reminders = reminders
        self._told: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look in a moment, and from then on."""
        self._timer.start(FIRST_MS)

    def end(self) -> None:
        """Look no more: the record is being put away."""
        self._timer.stop()

    def look(self) -> None:
        """Tell what is new; a record that cannot be read just now is looked at again in a minute."""
        self._timer.start(EVERY_MS)
        try:
            found = self._reminders()
        except LDCoachError:
            return
        new = [reminder for reminder in found if reminder.key not in self._told]
        self._told = {reminder.key for reminder in found}
        if new:
            self.fresh.emit(new)
