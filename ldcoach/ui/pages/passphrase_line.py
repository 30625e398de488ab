"""A line for a passphrase that can be shown and hidden."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ldcoach.ui.widgets.buttons import icon_button, rename


class PassphraseLine(QWidget):
    """`line` holds what is typed; the eye beside it shows or hides it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(name)
        self.line.setMaxLength(1024)
        self._name = name
        self.eye = icon_button("eye-off", self.tr("Show {what}").format(what=name.lower()), bare=True)
        self.eye.clicked.connect(self._on_eye_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        self.setFocusProxy(self.line)

    def hide_letters(self) -> None:
        """Hide what is typed again."""
        if self.line.echoMode() == QLineEdit.EchoMode.Normal:
            self._on_eye_clicked()

    def _on_eye_clicked(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        pattern = self.tr("Hide {what}") if hidden else self.tr("Show {what}")
        rename(self.eye, pattern.format(what=self._name.lower()), "eye" if hidden else "eye-off")
