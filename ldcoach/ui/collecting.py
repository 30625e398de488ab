"""Garbage is collected in the window's thread alone.

Python collects in whichever thread happens to make the next object. Widgets that are part of a cycle would then be
destroyed beside the window's thread, which Qt does not survive.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1000
"""Milliseconds between two looks at what has gathered."""


class Collector(QObject):
    """Takes collection over from Python for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start(EVERY)

    def _on_timer_timeout(self) -> None:
        collect_what_is_due()


def collect_what_is_due() -> int:
    """Collect the oldest generation that Python itself would collect now; return how many objects went."""
    due = (oldest for oldest in (2, 1, 0) if gc.get_count()[oldest] > gc.get_threshold()[oldest])
    generation = next(due, None)
    return 0 if generation is None else gc.collect(generation)
