"""What stands where nothing is yet: one sentence and one way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import muted


class EmptyState(QWidget):
    """A sentence and, if named, one button; `acted` says that it was pressed."""

    acted = Signal()

    def __init__(self, sentence: str, button: str = "", icon: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(12)
        if icon:
            column.addWidget(Glyph(icon, "muted", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        self.sentence = muted(sentence)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.sentence)
        self.button = secondary(button)
        self.button.clicked.connect(self.acted)
        # Shown before it has a parent, it would be a window of its own for a moment.
        if not button:
            self.button.hide()
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
