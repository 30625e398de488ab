"""Four dots that fill as a note gains time, occasion, behaviour and impact."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout

from ldcoach.ui.widgets.dots import Dot
from ldcoach.ui.widgets.labels import label

_DOTS = 4
_STACK_UNDER = 640
"""Under this many pixels the question stands below the dots, always: nothing moves while one types."""


class DotStrip(QFrame):
    """Four named dots, full or open, and the question for the first open one."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "sunken")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 12, 16, 12)
        self._row.setSpacing(8)
        self.names = (self.tr("Time"), self.tr("Occasion"), self.tr("Behaviour"), self.tr("Impact"))
        self._marks = [Dot() for _ in range(_DOTS)]
        self._labels = [label(name, "muted", wrap=False) for name in self.names]
        self._shown: tuple[tuple[bool, ...], str] | None = None
        dots = QHBoxLayout()
        dots.setSpacing(8)
        for mark, words in zip(self._marks, self._labels, strict=True):
            dots.addWidget(mark)
            dots.addWidget(words)
            dots.addSpacing(16)
        dots.addStretch()
        self._question = label("", "small")
        self._row.addLayout(dots)
        self._row.addWidget(self._question, 1)
        self._stack()
        self.show_dots((False,) * _DOTS)

    def show_dots(self, full: tuple[bool, ...], question: str = "") -> None:
        """Fill the dots that are there, in the order time, occasion, behaviour, impact."""
        if self._shown == (full, question):
            return
        self._shown = full, question
        for at, there in enumerate(full):
            self._marks[at].show_filling("full" if there else "open")
            state = self.tr("there") if there else self.tr("still open")
            self._labels[at].setAccessibleName(f"{self.names[at]}: {state}")
            self._labels[at].setProperty("role", "label" if there else "muted")
            self._labels[at].style().polish(self._labels[at])
        self._question.setText(question or self.tr("All four are there."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the question below the dots where the room is narrow."""
        super().resizeEvent(event)
        self._stack()

    def _stack(self) -> None:
        narrow = self.width() < _STACK_UNDER
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
        self._question.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
