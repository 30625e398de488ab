"""The page for a record that cannot be opened, or shall be put back: restore a backup, or copy out what can be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QProgressBar, QRadioButton, QVBoxLayout, QWidget

from ldcoach.errors import LDCoachError, WrongSecret
from ldcoach.services.backups import BackupFacts, Salvaged
from ldcoach.services.safety import Restored
from ldcoach.ui import words
from ldcoach.ui.ask import Ask
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.pages.backup_words import size
from ldcoach.ui.pages.doors.rescue_words import restored_words, salvaged_words
from ldcoach.ui.pages.doors.secret_field import SecretField
from ldcoach.ui.widgets.buttons import primary, quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.labels import muted, small
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

_WIDEST = 760
_MOST = 8
"""Backups that are offered without looking for a file."""


class RescuePage(QWidget):
    """Offers ways back and waits for a secret.

    `chosen` carries a backup's path, or None to copy out what can be read, and a `Secret`; the owner answers with one
    of the `show_` methods. `stop_wanted`, `back_wanted` and `finished` come from the buttons.
    """

    chosen = Signal(object, object)
    stop_wanted = Signal()
    back_wanted = Signal()
    finished = Signal()

    def __init__(self, backups: Sequence[BackupFacts], ask: Ask, today: date, *, damage: str, salvage: bool) -> None:
        """`backups` newest first; `damage` says what is wrong with the record, or nothing if it is sound."""
        super().__init__()
        self.setProperty("ground", "canvas")
        self.setWindowTitle("LDCoach")
        self._ask, self._today = ask, today
        self._files: list[Path | None] = []
        self._group = QButtonGroup(self)
        self._rows = QVBoxLayout()
        self.other = secondary(self.tr("Choose a&nother backup\N{HORIZONTAL ELLIPSIS}"), "folder-open", small=True)
        self.secret = SecretField(
            self.tr("Passphrase"), self.tr("For a backup: the one of the day on which it was made.")
        )
        self.damage, self.notice = Notice(), Notice()
        self.go_on, self.back, self.stop = primary(""), secondary(self.tr("Back")), quiet(self.tr("Stop"))
        self.progress = QProgressBar()
        self._ways = Card(self.tr("Ways back") if damage else self.tr("Backups"), "archive-restore")
        self._secret_card = Card(self.tr("What opens it"), "key-round")
        self._scaffold = Scaffold(self)
        self._none = muted(self.tr("There is no backup near the record."))
        for facts in backups[:_MOST]:
            self._offer(self._told(facts), facts.file)
        if salvage:
            self._offer(self.tr("Copy out what can still be read of the damaged record"), None)
        self._lay_out(damage)
        self._connect()
        self._show_idle()
        if self._group.buttons():
            self._group.buttons()[0].setChecked(True)
        self._on_choice_moved()

    @property
    def choices(self) -> list[QRadioButton]:
        """The ways back, in order."""
        return [button for button in self._group.buttons() if isinstance(button, QRadioButton)]

    def choose(self, file: Path) -> None:
        """Offer a file and choose it; nothing is done yet."""
        if file not in self._files:
            self._offer(str(file), file)
            tab_as_laid_out(self)
        self.choices[self._files.index(file)].setChecked(True)
        self._on_choice_moved()

    def show_working(self) -> None:
        """Say that it is under way."""
        self.notice.quiet()
        self.secret.clear_error()
        self.progress.setRange(0, 0)
        self._stopping = False
        self._set_working(working=True)
        self.stop.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def settle(self) -> None:
        """Accept choices again; what was stopped before it told anything is said to have changed nothing."""
        if not self.progress.isVisibleTo(self):
            return
        self._show_idle()
        if self._stopping:
            self.notice.say("info", self.tr("Stopped. Nothing was changed."))

    def show_error(self, error: LDCoachError) -> None:
        """Say why it could not be done; what was typed stays."""
        self._show_idle()
        if isinstance(error, WrongSecret):
            self.secret.show_error(str(error))
        else:
            self.notice.say("error", str(error))

    def show_restored(self, restored: Restored) -> None:
        """Say what was put in place, and where the former record is."""
        title = self.tr("The record is back")
        self._show_end(title, restored_words(restored, self._today), warn=bool(restored.warning))

    def show_salvaged(self, salvaged: Salvaged) -> None:
        """Say what was copied out and what is missing."""
        title = self.tr("A new record holds what could be read")
        self._show_end(title, salvaged_words(salvaged), warn=bool(salvaged.missing or salvaged.loose))

    def _show_end(self, title: str, told: str, *, warn: bool) -> None:
        self._show_idle()
        self._scaffold.show_title(title)
        self.damage.quiet()
        self.secret.forget()
        for card in (self._ways, self._secret_card):
            card.hide()
        self.back.hide()
        self.notice.say("warn" if warn else "info", told)
        self.go_on.setText(self.tr("Open the record"))
        self.go_on.setEnabled(True)
        self._over = True
        self.go_on.setFocus()

    def _show_idle(self) -> None:
        self._set_working(working=False)

    def _set_working(self, *, working: bool) -> None:
        for card in (self._ways, self._secret_card):
            card.setEnabled(not working)
        for button in (self.back, self.go_on):
            button.setEnabled(not working)
        self.progress.setVisible(working)
        self.stop.setVisible(working)

    def _told(self, facts: BackupFacts) -> str:
        when = words.sentence(words.moment(facts.made_at.astimezone(), self._today))
        pattern = self.tr("{when}, {size}, in the folder {folder}")
        return pattern.format(when=when, size=size(facts.size), folder=facts.file.parent.name)

    def _offer(self, told: str, file: Path | None) -> None:
        choice = QRadioButton(told)
        self._group.addButton(choice)
        self._files.append(file)
        self._rows.addWidget(choice)
        self._none.hide()

    def _chosen(self) -> Path | None:
        return self._files[self.choices.index(next(each for each in self.choices if each.isChecked()))]

    def _on_choice_moved(self) -> None:
        any_way = any(choice.isChecked() for choice in self.choices)
        copies = any_way and self._chosen() is None
        self.go_on.setText(self.tr("Copy it out") if copies else self.tr("Restore this backup"))
        self.go_on.setEnabled(any_way)

    def _on_go_on_clicked(self) -> None:
        if self._over:
            self.finished.emit()
            return
        if not self.secret.line.text():
            self.secret.show_error(self.tr("Type what opens it."))
            return
        self.chosen.emit(self._chosen(), self.secret.secret())

    def _on_stop_clicked(self) -> None:
        self._stopping = True
        self.stop_wanted.emit()

    def _on_other_clicked(self) -> None:
        kinds = self.tr("LDCoach backup (*.ldcbak)")
        file = self._ask.choose_file_to_open(self, self.tr("Which backup?"), kinds)
        if file is not None:
            self.choose(file)

    def _connect(self) -> None:
        self._group.buttonClicked.connect(self._on_choice_moved)
        self.other.clicked.connect(self._on_other_clicked)
        self.go_on.clicked.connect(self._on_go_on_clicked)
        self.secret.entered.connect(self.go_on.click)
        self.secret.moved.connect(self.secret.clear_error)
        self.stop.clicked.connect(self._on_stop_clicked)
        self.back.clicked.connect(self.back_wanted)

    def _lay_out(self, damage: str) -> None:
        self._over = self._stopping = False
        scaffold = self._scaffold
        if damage:
            scaffold.show_title(self.tr("The record is damaged"), "", self.tr("These are the ways back."))
            self.damage.say("error", damage)
        else:
            scaffold.show_title(
                self.tr("Restore a backup"), "", self.tr("The record is closed. It is as it was until you go on.")
            )
        self._ways.body.addWidget(self._none)
        self._ways.body.addLayout(self._rows)
        row = QHBoxLayout()
        row.addWidget(self.other)
        row.addStretch(1)
        self._ways.body.addLayout(row)
        aside = self.tr("The present record is kept in a folder beside it, so this can be undone.")
        self._ways.body.addWidget(small(aside))
        self._secret_card.body.addWidget(self.secret)
        for part in (self.damage, self.notice, self._ways, self._secret_card):
            part.setMaximumWidth(_WIDEST)
            scaffold.body.addWidget(part)
        scaffold.body.addStretch(1)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("How far it is"))
        footer = scaffold.footer
        footer.addWidget(self.back)
        footer.addWidget(self.progress, 1)
        footer.addWidget(self.stop)
        footer.addStretch(0)
        footer.addWidget(self.go_on)
