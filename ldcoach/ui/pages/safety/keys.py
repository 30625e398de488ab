"""The sections about what opens the record: a new recovery kit, a new key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ldcoach.ui.pages.doors.code_step import CodeStep, Unlike
from ldcoach.ui.pages.doors.first_run_steps import remark
from ldcoach.ui.pages.passphrase_line import PassphraseLine
from ldcoach.ui.pages.settings.parts import narrowed
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import muted
from ldcoach.ui.widgets.notice import Notice

_NARROW_FIELD = 440


class KitCard(Card):
    """Makes a new recovery kit.

    `wanted` carries the passphrase that proves who asks; the owner answers with `show_code` or `show_error`.
    `kept` says that two groups were typed back, `save_wanted` carries the code.
    """

    wanted = Signal(str)
    kept = Signal()
    save_wanted = Signal(str)

    def __init__(self, unlike: Unlike) -> None:
        super().__init__(self.tr("Recovery kit"), "life-buoy")
        self.warning = Notice()
        self.result = Notice()
        self.passphrase = PassphraseLine(self.tr("Your passphrase"))
        self.field = Field(self.tr("Your passphrase"), self.passphrase, named=self.passphrase.line)
        self.make = secondary(self.tr("Make a new &kit"), "life-buoy")
        self.code = CodeStep(unlike)
        self.done = secondary(self.tr("Done"), "check")
        self._missing = muted("")
        self._lay_out()
        self.make.clicked.connect(self._on_make_clicked)
        self.passphrase.line.returnPressed.connect(self.make.click)
        self.passphrase.line.textChanged.connect(self.field.clear_error)
        self.code.moved.connect(self._on_code_moved)
        self.code.save_wanted.connect(self.save_wanted)
        self.done.clicked.connect(self._on_done_clicked)
        self.forget()

    def show_state(self, *, kept: bool) -> None:
        """Say it when the newest code may not be on paper."""
        if kept or self.code.code:
            self.warning.quiet()
        else:
            self.warning.say(
                "warn", self.tr("The newest code was shown and never typed back. Make a new kit, so that you have one.")
            )

    def forget(self) -> None:
        """Take code and passphrase off the page."""
        self.passphrase.line.clear()
        self.passphrase.hide_letters()
        self.code.forget()
        self._show_stage(coded=False)

    def show_working(self, *, working: bool) -> None:
        """Say that the new code is being made, or that this is over."""
        self.make.setText(self.tr("Making it\N{HORIZONTAL ELLIPSIS}") if working else self.tr("Make a new &kit"))
        for each in (self.make, self.passphrase):
            each.setEnabled(not working)

    def show_code(self, code: str) -> None:
        """Show the new code, once."""
        self.passphrase.line.clear()
        self.warning.quiet()
        self.result.say("info", self.tr("The former kit no longer opens the record. Destroy it."))
        self.code.show_code(code)
        self._show_stage(coded=True)
        self.code.focus_first()

    def show_wrong(self, sentence: str) -> None:
        """Say that the passphrase did not fit; it stays, selected."""
        self.field.show_error(sentence)
        self.passphrase.line.selectAll()
        self.passphrase.line.setFocus()

    def _show_stage(self, *, coded: bool) -> None:
        self.field.setVisible(not coded)
        self.make.setVisible(not coded)
        self.code.setVisible(coded)
        self.done.setVisible(coded)
        self._missing.setVisible(coded)
        self._on_code_moved()

    def _on_code_moved(self) -> None:
        missing = self.code.missing()
        self._missing.setText(missing)
        self.done.setEnabled(bool(self.code.code) and not missing)

    def _on_make_clicked(self) -> None:
        self.result.quiet()
        if not self.passphrase.line.text():
            self.show_wrong(self.tr("Type your passphrase."))
            return
        self.wanted.emit(self.passphrase.line.text())

    def _on_done_clicked(self) -> None:
        self.forget()
        self.result.say("info", self.tr("The new kit is the one that counts. Keep it away from the computer."))
        self.kept.emit()
        self.passphrase.line.setFocus()

    def _lay_out(self) -> None:
        why = self.tr(
            "One page with a code that opens the record when the passphrase is forgotten. A new kit makes the former "
            "one useless; backups made before still open with it."
        )
        self.body.addWidget(muted(why))
        self.body.addWidget(self.warning)
        self.body.addLayout(narrowed(self.field, _NARROW_FIELD))
        self.body.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.result)
        self.body.addWidget(self.code)
        self.body.addWidget(self._missing)
        self.body.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeft)


class NewKeyCard(Card):
    """Leads to a new key. `wanted` says that the record may be closed for it."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("A new key"), "key-round")
        why = self.tr(
            "Somebody may have had your passphrase, and a copy of the record or its key file? Change the passphrase in "
            "Settings, then encrypt the record anew: what you write from now on stays closed to them."
        )
        self.body.addWidget(muted(why))
        self.body.addLayout(remark("info", self.tr("The record is closed for it. You get a new recovery code.")))
        self.change = secondary(self.tr("&Give the record a new key\N{HORIZONTAL ELLIPSIS}"), "repeat")
        self.body.addSpacing(4)
        self.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self.change.clicked.connect(self.wanted)
