"""The record's safety: its backups and the way back to one, the recovery kit, a new key."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ldcoach.domain.keeping import Setting
from ldcoach.errors import LDCoachError, WrongSecret
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.kit import code_is_kept, mark_code
from ldcoach.services.managed_backups import BackupsView, Drill, Kept
from ldcoach.ui.ask import Ask
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.doors.kit_saver import KitSaver
from ldcoach.ui.pages.safety.backups import BackupListCard, BackupsCard
from ldcoach.ui.pages.safety.keys import KitCard, NewKeyCard
from ldcoach.ui.pages.settings.parts import narrowed
from ldcoach.ui.tasks import Running, Step, Tasks
from ldcoach.ui.widgets.buttons import quiet
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

_WIDEST = 760


class Care(Protocol):
    """What the page can do for the safety of the open record."""

    def view(self) -> BackupsView:
        """Gather what is known of the backups; may take long."""

    def back_up(self, progress: Step) -> Kept:
        """Make a backup; may take long."""

    def drill(self, progress: Step) -> Drill:
        """Prove that the newest backup opens; may take long."""

    def choose(self, folder: Path | None) -> Change:
        """Let backups go into a folder, None for the one beside the record.

        Raises:
            LDCoachError: it is not there or cannot be written.
        """

    def new_code(self, passphrase: str) -> str:
        """Make a new recovery code; may take long.

        Raises:
            WrongSecret: that is not the passphrase.
        """

    def leave_to_restore(self, file: Path | None) -> None:
        """Close the record and offer its backups."""

    def leave_for_a_new_key(self) -> None:
        """Close the record and ask for the passphrase, to encrypt it anew."""


class SafetyPage(Page):
    """Shows how safe the record is and does something about it."""

    def __init__(self, desk: Desk, tasks: Tasks, ask: Ask, care: Care, saver: KitSaver) -> None:
        super().__init__()
        self._desk, self._tasks, self._ask, self._care, self._saver = desk, tasks, ask, care, saver
        self._running: Running | None = None
        subtitle = self.tr("What keeps it from being lost, and from being read.")
        self._scaffold = Scaffold(self, self.tr("The record\u2019s safety"), "", subtitle)
        self.to_settings = quiet(self.tr("Settings"), "arrow-left")
        self.to_retention = quiet(self.tr("Kept for long"), "hourglass")
        self.notice = Notice()
        self.backups, self.list = BackupsCard(), BackupListCard()
        self.kit, self.key = KitCard(saver.unlike), NewKeyCard()
        column = QWidget()
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(16)
        for part in (self.notice, self.backups, self.list, self.kit, self.key):
            inside.addWidget(part)
        self._scaffold.buttons.addWidget(self.to_retention)
        self._scaffold.buttons.addWidget(self.to_settings)
        self._scaffold.body.addLayout(narrowed(column, _WIDEST))
        self._scaffold.body.addStretch(1)
        self._connect()

    def enter(self, go: Go) -> None:  # noqa: ARG002  # there is only one way to see it
        """Show how things stand."""
        self.notice.quiet()
        self.backups.result.quiet()
        self.kit.result.quiet()
        self._look()
        self._scaffold.to_top()
        self.backups.now.setFocus()

    def refresh(self, change: Change) -> None:
        """Read again if a setting changed."""
        if change.touches(Setting):
            self._look()

    def leave(self) -> None:
        """Take a code and a passphrase off the page."""
        self.kit.forget()

    def _look(self) -> None:
        self.kit.show_state(kept=code_is_kept(self._desk.keeping))
        self._tasks.run(lambda _: self._care.view(), self._show_view, self._on_failed)

    def _show_view(self, view: BackupsView) -> None:
        today = self._desk.context.clock.today()
        self.backups.show_view(view, today)
        self.list.show_lines(view.lines, today)

    def _on_failed(self, error: LDCoachError) -> None:
        self.notice.say("error", str(error))

    def _on_backups_now_wanted(self) -> None:
        self._start(self.backups.now, self.tr("Backing up\N{HORIZONTAL ELLIPSIS}"))
        back_up = self._care.back_up
        self._follow(
            self._tasks.run(back_up, self._on_backed_up, self._on_backup_failed, self.backups.row.show_progress)
        )

    def _on_backed_up(self, kept: Kept) -> None:
        self.backups.show_kept(kept)
        self.changed.emit(Change.of(Setting))

    def _on_backups_drill_wanted(self) -> None:
        self._start(self.backups.drill, self.tr("Trying it\N{HORIZONTAL ELLIPSIS}"))
        act, progress = self._care.drill, self.backups.row.show_progress
        self._follow(self._tasks.run(act, self._on_drilled, self._on_backup_failed, progress))

    def _on_drilled(self, drill: Drill) -> None:
        self.backups.show_drill(drill, self._desk.context.clock.today())

    def _on_backup_failed(self, error: LDCoachError) -> None:
        self.backups.result.say("error", str(error))

    def _start(self, button: QPushButton, words: str) -> None:
        self.backups.result.quiet()
        self.backups.row.show_working(button, words)

    def _follow(self, running: Running) -> None:
        self._running = running
        running.ended.connect(self._on_running_ended)

    def _on_running_ended(self) -> None:
        self._running = None
        self.backups.row.show_idle()
        self._look()

    def _on_row_stop_wanted(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _on_backups_folder_wanted(self) -> None:
        folder = self._ask.choose_folder(self, self.tr("Where should backups go?"))
        if folder is not None:
            self._choose(folder)

    def _on_backups_own_folder_wanted(self) -> None:
        self._choose(None)

    def _choose(self, folder: Path | None) -> None:
        try:
            change = self._care.choose(folder)
        except LDCoachError as error:
            self.backups.result.say("error", str(error))
            return
        self.backups.result.quiet()
        self.changed.emit(change)

    def _on_list_restore_wanted(self, file: Path | None) -> None:
        title, text = (
            self.tr("Close the record and go back?"),
            self.tr(
                "The record is closed now, and you choose a backup on the next page. Nothing is changed before that."
            ),
        )
        if self._ask.confirm(self, title, text, self.tr("Close the record"), self.tr("Stay here")):
            self._care.leave_to_restore(file)

    def _on_key_wanted(self) -> None:
        title, text = (
            self.tr("Close the record for a new key?"),
            self.tr(
                "The record is closed now, and the next page asks for the passphrase. Nothing is changed before that."
            ),
        )
        if self._ask.confirm(self, title, text, self.tr("Close the record"), self.tr("Stay here")):
            self._care.leave_for_a_new_key()

    def _on_kit_wanted(self, passphrase: str) -> None:
        self.kit.show_working(working=True)
        running = self._tasks.run(lambda _: self._care.new_code(passphrase), self._on_new_code, self._on_kit_failed)
        running.ended.connect(lambda: self.kit.show_working(working=False))

    def _on_new_code(self, code: str) -> None:
        self.kit.show_working(working=False)
        self._mark(kept=False)
        self.kit.show_code(code)

    def _on_kit_failed(self, error: LDCoachError) -> None:
        self.kit.show_working(working=False)
        if isinstance(error, WrongSecret):
            self.kit.show_wrong(str(error))
        else:
            self.kit.result.say("error", str(error))

    def _on_kit_kept(self) -> None:
        self._mark(kept=True)

    def _on_kit_save_wanted(self, code: str) -> None:
        self._saver.save(self, code, self.kit.code.say)

    def _mark(self, *, kept: bool) -> None:
        try:
            mark_code(self._desk.keeping, kept=kept)
        except LDCoachError as error:
            self.notice.say("error", str(error))
        self.kit.show_state(kept=code_is_kept(self._desk.keeping))

    def _on_to_retention_clicked(self) -> None:
        self.asked.emit(Go(Place.RETENTION))

    def _on_to_settings_clicked(self) -> None:
        self.asked.emit(Go(Place.SETTINGS))

    def _connect(self) -> None:
        self.to_settings.clicked.connect(self._on_to_settings_clicked)
        self.to_retention.clicked.connect(self._on_to_retention_clicked)
        self.backups.now_wanted.connect(self._on_backups_now_wanted)
        self.backups.drill_wanted.connect(self._on_backups_drill_wanted)
        self.backups.folder_wanted.connect(self._on_backups_folder_wanted)
        self.backups.own_folder_wanted.connect(self._on_backups_own_folder_wanted)
        self.backups.row.stop_wanted.connect(self._on_row_stop_wanted)
        self.list.restore_wanted.connect(self._on_list_restore_wanted)
        self.kit.wanted.connect(self._on_kit_wanted)
        self.kit.kept.connect(self._on_kit_kept)
        self.kit.save_wanted.connect(self._on_kit_save_wanted)
        self.key.wanted.connect(self._on_key_wanted)
