"""How a diagnosis lies on the page: areas, the question or how it ended, and what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ldcoach.ui.pages.diagnosis.areas import Areas
from ldcoach.ui.pages.diagnosis.closing import ClosingCard
from ldcoach.ui.pages.diagnosis.found import FoundRail
from ldcoach.ui.pages.diagnosis.note import WriteNote
from ldcoach.ui.pages.diagnosis.question import QuestionCard
from ldcoach.ui.widgets.columns import Columns

_RAIL = 296


class DiagnosisSheet(Columns):
    """The parts in their places; it shows, and decides nothing."""

    def __init__(self, write: WriteNote) -> None:
        super().__init__(rail_width=_RAIL)
        self.areas, self.found = Areas(), FoundRail()
        self.card, self.closing = QuestionCard(write), ClosingCard()
        holder, middle = QWidget(), QWidget()
        self._inner = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(24)
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        for card in (self.card, self.closing):
            row.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        self._inner.addWidget(self.areas)
        self._inner.addWidget(middle, 1)
        self.main.addWidget(holder)
        self.main.addStretch(1)
        self.rail.addWidget(self.found)
        self.rail.addStretch(1)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the areas above the question where there is no room beside it."""
        self.areas.set_narrow(narrow=narrow)
        self._inner.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def show_question(self, *, asking: bool) -> None:
        """Show the question, or how it ended."""
        self.card.setVisible(asking)
        self.closing.setHidden(asking)

    def focus(self) -> None:
        """Put the keyboard on the answers, or on the way on."""
        if self.card.isHidden():
            self.closing.focus()
        else:
            self.card.focus_answer()
