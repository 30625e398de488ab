"""The page that gives a closed record a new master key and then shows its new recovery code."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ldcoach.errors import LDCoachError, WrongSecret
from ldcoach.services.ways_in import Rotated
from ldcoach.ui.pages.doors.code_step import CodeStep
from ldcoach.ui.pages.doors.first_run_steps import remark
from ldcoach.ui.pages.doors.kit_saver import KitSaver
from ldcoach.ui.pages.passphrase_line import PassphraseLine
from ldcoach.ui.widgets.buttons import primary, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import body, label
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

_WIDEST = 720


class NewKeyPage(QWidget):
    """`given` carries the passphrase; the owner answers with `show_code` or `show_error`."""

    given = Signal(str)
    back_wanted = Signal()
    finished = Signal()

    def __init__(self, saver: KitSaver) -> None:
        super().__init__()
        self.setProperty("ground", "canvas")
        self.setWindowTitle("LDCoach")
        self._saver = saver
        self.passphrase = PassphraseLine(self.tr("Passphrase"))
        self.field = Field(
            self.tr("Passphrase"), self.passphrase, self.tr("It stays the same."), named=self.passphrase.line
        )
        self.code = CodeStep(saver.unlike)
        self.notice = Notice()
        self.back, self.go_on = secondary(self.tr("Back")), primary(self.tr("Change the key"))
        self._progress = QProgressBar()
        self._missing = label("", "muted", wrap=False)
        self._ask = Card(self.tr("A new key for the record"), "key-round")
        self._lay_out()
        self.passphrase.line.returnPressed.connect(self.go_on.click)
        self.passphrase.line.textChanged.connect(self.field.clear_error)
        self.go_on.clicked.connect(self._on_go_on_clicked)
        self.back.clicked.connect(self.back_wanted)
        self.code.moved.connect(self._on_code_moved)
        self.code.save_wanted.connect(self._on_code_save_wanted)

    def show_working(self) -> None:
        """Say that the record is being encrypted anew."""
        self.notice.quiet()
        self._set_working(working=True)

    def show_error(self, error: LDCoachError) -> None:
        """Say why it could not be done; what was typed stays."""
        self._set_working(working=False)
        if isinstance(error, WrongSecret):
            self.field.show_error(str(error))
            self.passphrase.line.selectAll()
            self.passphrase.line.setFocus()
        else:
            self.notice.say("error", str(error))

    def show_code(self, rotated: Rotated) -> None:
        """Show the new recovery code, once."""
        self._set_working(working=False)
        self.passphrase.line.clear()
        self._ask.hide()
        self.back.hide()
        self.code.show()
        self.code.show_code(rotated.code)
        subtitle = self.tr("The record has its new key. This code is shown now and never again; the former is void.")
        self._scaffold.show_title(self.tr("Keep the new spare key"), "", subtitle)
        if rotated.warnings:
            self.notice.say("warn", " ".join(rotated.warnings))
        self.go_on.setText(self.tr("Open the record"))
        self._on_code_moved()
        self.code.focus_first()

    def _set_working(self, *, working: bool) -> None:
        for part in (self._ask, self.back, self.go_on):
            part.setEnabled(not working)
        self._progress.setVisible(working)
        self._missing.setText(self.tr("Encrypting the record anew. It cannot be stopped half way.") if working else "")

    def _on_go_on_clicked(self) -> None:
        if self.code.code:
            self.code.forget()
            self.finished.emit()
        elif self.passphrase.line.text():
            self.given.emit(self.passphrase.line.text())
        else:
            self.field.show_error(self.tr("Type your passphrase."))
            self.passphrase.line.setFocus()

    def _on_code_moved(self) -> None:
        if self.code.code:
            missing = self.code.missing()
            self._missing.setText(missing)
            self.go_on.setEnabled(not missing)

    def _on_code_save_wanted(self, code: str) -> None:
        self._saver.save(self, code, self.code.say)

    def _lay_out(self) -> None:
        self._scaffold = Scaffold(self)
        closed = self.tr("The record is closed. It is as it was until you go on.")
        self._scaffold.show_title(self.tr("Give the record a new key"), "", closed)
        self._ask.body.addWidget(
            body(
                self.tr(
                    "The whole record is encrypted anew. Do this when somebody may have had the passphrase and a copy "
                    "of the record or its key file: what is written from now on stays closed to them."
                )
            )
        )
        self._ask.body.addLayout(remark("life-buoy", self.tr("You get a new recovery code. The former one is void.")))
        old = self.tr("Backups made before still open with the passphrase and the code of their day.")
        self._ask.body.addLayout(remark("info", old))
        self._ask.body.addSpacing(8)
        self._ask.body.addWidget(self.field)
        self.code.hide()
        for part in (self.notice, self._ask, self.code):
            part.setMaximumWidth(_WIDEST)
            self._scaffold.body.addWidget(part)
        self._scaffold.body.addStretch(1)
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("The record is being encrypted anew"))
        self._progress.hide()
        footer = self._scaffold.footer
        footer.addWidget(self.back)
        footer.addWidget(self._progress, 1)
        footer.addStretch(0)
        footer.addWidget(self._missing)
        footer.addWidget(self.go_on)
