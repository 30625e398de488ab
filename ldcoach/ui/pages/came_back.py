"""A file that came back from an employee: what it would bring, line by line, before anything is taken over."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ldcoach.services.views.travel import Taking
from ldcoach.ui.widgets.buttons import primary, quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import body, kicker


class CameBackCard(Card):
    """`confirmed` and `closed` are the two ways out; `ticked` says that a held line is now wanted, or no more."""

    confirmed = Signal()
    closed = Signal()
    ticked = Signal()

    def __init__(self, title: str, take: str) -> None:
        """`take` stands on the button that takes the lines over."""
        super().__init__(title, "file-check")
        self.says = body("")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.held: dict[str, CheckLine] = {}
        self.take = primary(take)
        self.leave = quiet(self.tr("Leave it"))
        buttons = Flow(gap=12)
        buttons.add(self.take)
        buttons.add(self.leave)
        self.body.setSpacing(12)
        self.body.addWidget(self.says)
        self.body.addLayout(self.rows)
        self.body.addWidget(buttons)
        self.take.clicked.connect(self.confirmed)
        self.leave.clicked.connect(self._on_leave_clicked)
        self.hide()

    def about_work(self) -> frozenset[str]:
        """Return the fields of the held lines that the manager called 'about the work'."""
        return frozenset(field for field, check in self.held.items() if check.box.isChecked())

    def forget_lines(self) -> None:
        """Take the lines of another file away."""
        self.held = {}
        clear(self.rows)

    def add_heading(self, heading: str) -> None:
        """Add what stands above lines; see `heading_of`."""
        self.rows.addWidget(kicker(heading))

    def add_line(self, field: str, words: str, taking: Taking, question: str) -> None:
        """Add the words of a field; `question` is asked by the stop rule where they are held back."""
        self.rows.addWidget(body(words))
        if taking is Taking.HELD:
            check = CheckLine(self.tr("This is about the work, not about a person. Take it over"))
            check.add_remark(question)
            check.ticked.connect(self._on_check_ticked)
            self.held[field] = check
            self.rows.addWidget(check)

    def come_up(self) -> None:
        """Show the card, with the keyboard on what can be done."""
        self.show()
        (self.take if self.take.isVisibleTo(self) else self.leave).setFocus()

    def heading_of(self, place: str, taking: Taking) -> str:
        """Return the name of a place in the file, and what becomes of its words."""
        become = {
            Taking.NEW: self.tr("new"),
            Taking.CHANGED: self.tr("changed since"),
            Taking.KNOWN: self.tr("here already"),
            Taking.HELD: self.tr("held back"),
            Taking.LEFT_OUT: self.tr("left out"),
        }[taking]
        return f"{place} \N{MIDDLE DOT} {become}"

    def _on_check_ticked(self) -> None:
        self.ticked.emit()

    def _on_leave_clicked(self) -> None:
        self.hide()
        self.closed.emit()
