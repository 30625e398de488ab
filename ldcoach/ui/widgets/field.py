"""A control with its label above and what is wrong below."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ldcoach.ui.widgets.labels import field_label, label
from ldcoach.ui.widgets.look import set_look


class Field(QWidget):
    """Label, `control`, then a hint or an error; an ampersand in `text` makes Alt and the next letter go there."""

    def __init__(self, text: str, control: QWidget, hint: str = "", named: QWidget | None = None) -> None:
        """`named` is the part of a composed control that takes the keyboard, its name and its errors."""
        super().__init__()
        self.control = named or control
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._hint = label(hint, "small")
        self._error = label("", "error")
        self._label = field_label(text, self.control)
        column.addWidget(self._label)
        column.addWidget(control)
        column.addWidget(self._hint)
        column.addWidget(self._error)
        if not control.sizePolicy().verticalPolicy().value & QSizePolicy.PolicyFlag.ExpandFlag.value:
            column.addStretch()
        self.control.setAccessibleName(text.replace("&", ""))
        self.control.setAccessibleDescription(hint)
        self.show_hint(hint)
        self._error.hide()

    def rename(self, text: str) -> None:
        """Give the control another label and name."""
        self._label.setText(text)
        self.control.setAccessibleName(text.replace("&", ""))

    def show_hint(self, hint: str) -> None:
        """Show a remark below the control."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def show_error(self, sentence: str) -> None:
        """Say below the control what is wrong and what to do; it is announced too."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.control.setAccessibleDescription(sentence or self._hint.text())
        set_look(self.control, "wrong", "true" if sentence else "false")
        if sentence:
            QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(self.control, sentence))

    def clear_error(self) -> None:
        """Take the error away."""
        self.show_error("")

    def error(self) -> str:
        """Return the error that is shown, or nothing."""
        return self._error.text()
