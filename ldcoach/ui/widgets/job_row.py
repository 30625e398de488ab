"""A row of buttons that start long work, with what shows how far it is and what stops it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ldcoach.ui.widgets.buttons import quiet
from ldcoach.ui.widgets.flow import Flow


class JobRow(QWidget):
    """While one of the buttons is at work, none can be pressed; `stop_wanted` comes from the button beside them."""

    stop_wanted = Signal()

    def __init__(self, name: str, *buttons: QPushButton) -> None:
        """`name` is what a screen reader calls the progress."""
        super().__init__()
        self._buttons = buttons
        self._words = ""
        self._at_work: QPushButton | None = None
        self.stop = quiet(self.tr("Stop"))
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(name)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        flow = Flow(12)
        for button in buttons:
            flow.add(button)
        inside.addWidget(flow, 2)
        inside.addWidget(self._progress, 1)
        inside.addWidget(self.stop)
        self.stop.clicked.connect(self.stop_wanted)
        self.show_idle()

    @property
    def working(self) -> bool:
        """Whether one is at work."""
        return self._at_work is not None

    def show_working(self, button: QPushButton, words: str) -> None:
        """Say on a button that its work is under way."""
        self._at_work, self._words = button, button.text()
        button.setText(words)
        for each in self._buttons:
            each.setEnabled(False)
        self._progress.setRange(0, 0)
        self._progress.show()
        self.stop.show()
        self.stop.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def show_idle(self) -> None:
        """Offer all again."""
        for each in self._buttons:
            each.setEnabled(True)
        self._progress.hide()
        self.stop.hide()
        if self._at_work is not None:
            self._at_work.setText(self._words)
            self._at_work.setFocus()
            self._at_work = None
