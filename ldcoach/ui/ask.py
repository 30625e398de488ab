"""Every question to the user goes through here, so that tests can answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QDate, QObject, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ldcoach.ui.widgets.buttons import primary, secondary
from ldcoach.ui.widgets.editor import Editor
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import body, card_title

_WIDTH = 440


class Ask(Protocol):
    """Questions; None or False means that the user went back."""

    def confirm(self, parent: QWidget, title: str, text: str, yes: str, no: str) -> bool:
        """Ask for a decision; `yes` and `no` are verbs on buttons."""

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        """Say something that must be seen before going on."""

    def text(self, parent: QWidget, title: str, label: str, value: str = "", *, lines: bool = False) -> str | None:
        """Ask for a line, or several lines."""

    def secret(self, parent: QWidget, title: str, label: str) -> str | None:
        """Ask for a passphrase."""

    def date(self, parent: QWidget, title: str, label: str, value: date) -> date | None:
        """Ask for a day."""

    def choose(self, parent: QWidget, title: str, label: str, options: Sequence[str]) -> int | None:
        """Ask for one of several; return its place from 0."""

    def choose_file_to_save(self, parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
        """Ask where to save; `kinds` is like 'PDF (*.pdf)'. The dialog asks before an existing file is replaced."""

    def choose_file_to_open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Ask for a file."""

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """Ask for a folder."""


class DialogAsk(QObject):
    """Asks by dialogs."""

    def confirm(self, parent: QWidget, title: str, text: str, yes: str, no: str) -> bool:
        """Show the question; Esc means no."""
        return Question(parent, title, text, (yes, no)).answered()

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        """Show a text with one button."""
        Question(parent, title, text, (self.tr("Go on"),)).answered()

    def text(self, parent: QWidget, title: str, label: str, value: str = "", *, lines: bool = False) -> str | None:
        """Show a field with a value to change."""
        control: QLineEdit | QPlainTextEdit = Editor(label) if lines else QLineEdit()
        if isinstance(control, QLineEdit):
            control.setText(value)
            read = control.text
        else:
            control.setPlainText(value)
            read = control.toPlainText
        return read().strip() if self._fill(parent, title, label, control) else None

    def secret(self, parent: QWidget, title: str, label: str) -> str | None:
        """Show a field that hides what is typed; nothing is trimmed."""
        control = QLineEdit()
        control.setEchoMode(QLineEdit.EchoMode.Password)
        return control.text() if self._fill(parent, title, label, control) else None

    def date(self, parent: QWidget, title: str, label: str, value: date) -> date | None:
        """Show a calendar field."""
        control = QDateEdit(QDate(value.year, value.month, value.day))
        control.setCalendarPopup(True)
        control.setDisplayFormat("dddd d MMMM yyyy")
        if not self._fill(parent, title, label, control):
            return None
        chosen = control.date()
        return type(value)(chosen.year(), chosen.month(), chosen.day())

    def choose(self, parent: QWidget, title: str, label: str, options: Sequence[str]) -> int | None:
        """Show the options in a list that folds."""
        control = QComboBox()
        control.addItems(list(options))
        return control.currentIndex() if self._fill(parent, title, label, control) else None

    def choose_file_to_save(self, parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
        """Show the system's dialog."""
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
        return Path(chosen) if chosen else None

    def choose_file_to_open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Show the system's dialog."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
        return Path(chosen) if chosen else None

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """Show the system's dialog."""
        chosen = QFileDialog.getExistingDirectory(parent, title)
        return Path(chosen) if chosen else None

    def _fill(self, parent: QWidget, title: str, label: str, control: QWidget) -> bool:
        return Question(parent, title, "", (self.tr("Use this"), self.tr("Back")), Field(label, control)).answered()


class Question(QDialog):
    """A title, a text, perhaps a field, and one or two buttons; Esc is the second."""

    def __init__(
        self, parent: QWidget, title: str, text: str, buttons: tuple[str, ...], field: Field | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(card_title(title))
        if text:
            column.addWidget(body(text))
        if field is not None:
            column.addWidget(field)
        column.addSpacing(8)
        column.addLayout(self._buttons(*buttons))
        (field.control if field is not None else self.yes).setFocus()

    def answered(self) -> bool:
        """Show the dialog until it is answered; it is gone afterwards."""
        try:
            return self.exec() == QDialog.DialogCode.Accepted
        finally:
            self.deleteLater()

    def _buttons(self, yes: str, no: str = "") -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch()
        self.no = secondary(no)
        if not no:
            self.no.hide()
        self.no.clicked.connect(self.reject)
        self.yes = primary(yes)
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.accept)
        # Alignment keeps the words whole when the dialog is narrow.
        row.addWidget(self.no, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.yes, 0, Qt.AlignmentFlag.AlignVCenter)
        return row
