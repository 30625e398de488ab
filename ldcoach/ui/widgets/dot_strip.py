"""Four dots that fill as a note gains time, occasion, behaviour and impact."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ldcoach.ui.widgets.dots import Dot
from ldcoach.ui.widgets.labels import label

_DOTS = 4


class DotStrip(QFrame):
    """Four named dots, full or open, and the question for the first open one."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "sunken")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        self.names = (self.tr("Time"), self.tr("Occasion"), self.tr("Behaviour"), self.tr("Impact"))
        self._marks = [Dot() for _ in range(_DOTS)]
        self._labels = [label(name, "muted", wrap=False) for name in self.names]
        for mark, words in zip(self._marks, self._labels, strict=True):
            row.addWidget(mark)
            row.addWidget(words)
            row.addSpacing(16)

        self._question = label("", "small")
        self._question.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._question, 1)
        self.show_dots((False,) * _DOTS)

    def show_dots(self, full: tuple[bool, ...], question: str = "") -> None:
        """Fill the dots that are there, in the order time, occasion, behaviour, impact."""
        for at, there in enumerate(full):
            self._marks[at].show_filling("full" if there else "open")
            state = self.tr("there") if there else self.tr("still open")
            self._labels[at].setAccessibleName(f"{self.names[at]}: {state}")
            self._labels[at].setProperty("role", "label" if there else "muted")
            self._labels[at].style().polish(self._labels[at])
        self._question.setText(question)
