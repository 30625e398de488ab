"""The card that says why a text was not kept, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.labels import body


class HeldCard(Card):
    """A red outlined card. `change_wanted` goes back to the text; `confirmed` says that it is about the work."""

    change_wanted = Signal()
    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Not saved yet"), "circle-alert", "held", tight=True)
        self._message = body("")
        self._question = body("")
        self.change = secondary(self.tr("Change the text"), small=True)
        self.keep = quiet(self.tr("This is about the work"), small=True)
        self.change.clicked.connect(self.change_wanted)
        self.keep.clicked.connect(self.confirmed)
        row = QHBoxLayout()
        row.addWidget(self.change)
        row.addWidget(self.keep)
        row.addStretch()
        self.body.addWidget(self._message)
        self.body.addWidget(self._question)
        self.body.addLayout(row)
        self.hide()

    def say(self, message: str, question: str = "", *, can_confirm: bool = True) -> None:
        """Show the card; `can_confirm` is False for what must not be stored at all."""
        self._message.setText(message)
        self._question.setText(question)
        self._question.setVisible(bool(question))
        self.keep.setVisible(can_confirm)
        self.show()
