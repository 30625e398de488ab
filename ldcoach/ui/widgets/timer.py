"""A quiet clock for the conversation."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ldcoach.ui.widgets.buttons import icon_button, rename
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import label

_MINUTE = 60


class QuietTimer(QFrame):
    """Time gone of the time planned, and what is left. It never blinks; over time it only says so.

    `paused` carries True or False; `shown` the seconds gone, each time they are shown.
    """

    paused = Signal(bool)
    shown = Signal(int)

    def __init__(self, total_minutes: int = 30, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds that never run backwards."""
        super().__init__()
        self.setProperty("card", "plain")
        self._clock = clock
        self._total = total_minutes * _MINUTE
        self._gone = 0.0
        self._since: float | None = None
        self._beat = QTimer(self)
        self._beat.setInterval(1000)
        self._beat.timeout.connect(self.show_time)
        self._time = label("00:00", "timer", wrap=False)
        figures = QFont(self._time.font())
        figures.setFeature(QFont.Tag("tnum"), 1)
        self._time.setFont(figures)
        self._rest = label("", "muted", wrap=False)
        self.pause_button = icon_button("pause", self.tr("Pause the timer"), bare=True)
        self.pause_button.clicked.connect(self._on_pause_button_clicked)
        self._lay_out()
        self.show_time()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(8)
        for each in (Glyph("clock"), self._time, self._rest, self.pause_button):
            row.addWidget(each)

    @property
    def elapsed(self) -> int:
        """Whole seconds that the clock ran, pauses left out."""
        running = self._clock() - self._since if self._since is not None else 0.0
        return int(self._gone + running)

    @property
    def running(self) -> bool:
        """Whether time is counted now."""
        return self._since is not None

    def begin(self, total_minutes: int, elapsed: int = 0) -> None:
        """Count from `elapsed` seconds towards `total_minutes`."""
        self._total = total_minutes * _MINUTE
        self._gone = float(elapsed)
        self._since = None
        self.resume()

    def resume(self) -> None:
        """Count on."""
        if self._since is None:
            self._since = self._clock()
            self._beat.start()
        self._show_button()

    def pause(self) -> None:
        """Stop counting; `elapsed` stays."""
        if self._since is not None:
            self._gone += self._clock() - self._since
            self._since = None
        self._beat.stop()
        self._show_button()

    def show_time(self) -> None:
        """Show the time as it is now."""
        gone = self.elapsed
        self._time.setText(f"{gone // _MINUTE:02d}:{gone % _MINUTE:02d}")
        over = (gone - self._total) // _MINUTE
        planned = self.tr("of {total}").format(total=f"{self._total // _MINUTE}:00")
        left = -((gone - self._total) // _MINUTE)
        rest = self.tr("%n min left", "", int(left)) if left > 0 else ""
        past = self.tr("%n minute(s) over", "", int(over)) if over > 0 else rest
        self._rest.setText(f"{planned} \u00b7 {past}" if past else planned)
        self.shown.emit(gone)

    def _show_button(self) -> None:
        if self.running:
            rename(self.pause_button, self.tr("Pause the timer"), "pause")
        else:
            rename(self.pause_button, self.tr("Resume the timer"), "play")
        self.show_time()

    def toggle(self) -> None:
        """Stop counting, or count on."""
        if self.running:
            self.pause()
        else:
            self.resume()
        self.paused.emit(not self.running)

    def _on_pause_button_clicked(self) -> None:
        self.toggle()
