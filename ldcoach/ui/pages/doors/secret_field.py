"""A field for the passphrase or, instead, the recovery code."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ldcoach.services.safety import Secret
from ldcoach.ui.pages.passphrase_line import PassphraseLine
from ldcoach.ui.widgets.buttons import quiet
from ldcoach.ui.widgets.field import Field

_LONGEST_CODE = 128


class SecretField(QWidget):
    """`entered` says that Enter was pressed, `moved` that something else was typed."""

    entered = Signal()
    moved = Signal()

    def __init__(self, passphrase: str, hint: str = "") -> None:
        """`passphrase` is the label of the field while it takes one."""
        super().__init__()
        self.passphrase = PassphraseLine(passphrase)
        self.code = QLineEdit()
        self.code.setMaxLength(_LONGEST_CODE)
        self.code.setPlaceholderText("XXXX XXXX XXXX XXXX XXXX XXXX XXXX XXXX")
        self._fields = (
            Field(passphrase, self.passphrase, hint, named=self.passphrase.line),
            Field(self.tr("Recovery code"), self.code, hint),
        )
        self.other = quiet("", "life-buoy", small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for field in self._fields:
            column.addWidget(field)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        for line in (self.passphrase.line, self.code):
            line.returnPressed.connect(self.entered)
            line.textChanged.connect(self.moved)
        self.other.clicked.connect(self._on_other_clicked)
        self._by_code = False
        self._show_way(by_code=False)

    @property
    def line(self) -> QLineEdit:
        """Where one types now."""
        return self.code if self._by_code else self.passphrase.line

    def secret(self) -> Secret:
        """Return what was typed."""
        return Secret(self.line.text(), is_code=self._by_code)

    def error(self) -> str:
        """Return the error that is shown, or nothing."""
        return self._fields[self._by_code].error()

    def show_error(self, sentence: str) -> None:
        """Say below the field what is wrong; what was typed stays, selected."""
        self._fields[self._by_code].show_error(sentence)
        self.line.selectAll()
        self.line.setFocus()

    def clear_error(self) -> None:
        """Take the error away."""
        for field in self._fields:
            field.clear_error()

    def forget(self) -> None:
        """Take both secrets off the page."""
        self.passphrase.line.clear()
        self.passphrase.hide_letters()
        self.code.clear()

    def _show_way(self, *, by_code: bool) -> None:
        self._by_code = by_code
        for field, shown in zip(self._fields, (not by_code, by_code), strict=True):
            field.setVisible(shown)
        words = self.tr("Use the passph&rase") if by_code else self.tr("Use the &recovery code")
        self.other.setText(words)

    def _on_other_clicked(self) -> None:
        self.clear_error()
        self._show_way(by_code=not self._by_code)
        self.line.setFocus()
        self.moved.emit()
