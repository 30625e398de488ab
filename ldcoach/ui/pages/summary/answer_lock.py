"""Asks for the password of an answer that came back locked; nothing keeps it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ldcoach.ui.pages.passphrase_line import PassphraseLine
from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.flow import Flow


class AnswerLock(Card):
    """One line for a password. `opened` carries what was typed, which is off the line by then; `closed`: left."""

    opened = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("This file is locked with a password"), "lock")
        self.line = PassphraseLine(self.tr("Password of the file"))
        hint = self.tr("The one that it was saved with. It is used to read this file and not kept.")
        self.field = Field(self.tr("&Password"), self.line, hint, named=self.line.line)
        self.open = secondary(self.tr("&Open it"))
        self.leave = quiet(self.tr("Leave it"))
        buttons = Flow(12)
        buttons.add(self.open)
        buttons.add(self.leave)
        self.body.addWidget(self.field)
        self.body.addWidget(buttons)
        self.open.clicked.connect(self._on_open_clicked)
        self.line.line.returnPressed.connect(self._on_open_clicked)
        self.line.line.textEdited.connect(self._on_line_text_edited)
        self.leave.clicked.connect(self._on_leave_clicked)
        self.hide()

    def ask(self, error: str = "") -> None:
        """Show an empty line, with what was wrong with the password before."""
        self.show()
        self.field.show_error(error)
        self.line.line.setFocus()

    def forget(self) -> None:
        """Take the password off the screen, and the question with it."""
        self._empty()
        self.hide()

    def _empty(self) -> str:
        typed = self.line.line.text()
        self.line.line.clear()
        self.line.hide_letters()
        return typed

    def _on_open_clicked(self) -> None:
        typed = self._empty()
        if typed:
            self.opened.emit(typed)
        else:
            self.ask(self.tr("Type the password that the file was saved with."))

    def _on_line_text_edited(self) -> None:
        self.field.show_error("")

    def _on_leave_clicked(self) -> None:
        self.forget()
        self.closed.emit()
