"""A check box whose words may run over several lines."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ldcoach.ui.widgets.labels import body, small

_BOX = 32


class BareBox(QCheckBox):
    """A box without words of its own, and without the room that Qt keeps for them."""

    def sizeHint(self) -> QSize:
        """Return the room for the box alone."""
        return QSize(_BOX, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same room, as a box cannot be smaller."""
        return self.sizeHint()


class CheckLine(QWidget):
    """A box and its words; both answer a click. `ticked` carries True or False when the user changes it."""

    ticked = Signal(bool)

    def __init__(self, words: str, *, on: bool = False) -> None:
        super().__init__()
        self.box = BareBox()
        self.box.setChecked(on)
        self.box.setAccessibleName(words)
        self.box.clicked.connect(self.ticked)
        self.words: QLabel = body(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.addWidget(self.words)
        row.addLayout(self._column, 1)

    def add_remark(self, text: str) -> None:
        """Add a small line below the words."""
        self._column.addWidget(small(text))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a click on the words tick the box."""
        if self.box.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.box.click()
        event.accept()
