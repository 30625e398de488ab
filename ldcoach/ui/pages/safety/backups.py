"""The section about backups: how old the last good one is, where they go, one now, and proof that it opens."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldcoach.services.managed_backups import BackupLine, BackupsView, Drill, Kept
from ldcoach.ui import words
from ldcoach.ui.pages.backup_words import age, kept_for, size
from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.job_row import JobRow
from ldcoach.ui.widgets.labels import body, label, muted, small, strong
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.pill import Pill

_OLD_DAYS = 7
_SHOWN = 6


class BackupsCard(Card):
    """What was backed up, when and where to."""

    now_wanted = Signal()
    drill_wanted = Signal()
    folder_wanted = Signal()
    own_folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Backups"), "archive")
        self.state = Pill("")
        self.head.addWidget(self.state)
        self.told = strong("")
        self.where = label("", "muted")
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.remark = Notice()
        self.result = Notice()
        self.now = secondary(self.tr("&Back up now"), "save")
        self.drill = secondary(self.tr("&Try the newest backup"), "shield-check")
        self.row = JobRow(self.tr("How far the backup is"), self.now, self.drill)
        self.folder = quiet(self.tr("Choose another &folder\N{HORIZONTAL ELLIPSIS}"), "folder-open", small=True)
        self.own_folder = quiet(self.tr("Use the folder of the record"), "folder", small=True)
        self._lay_out()
        self.now.clicked.connect(self.now_wanted)
        self.drill.clicked.connect(self.drill_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.own_folder.clicked.connect(self.own_folder_wanted)

    def show_view(self, view: BackupsView, today: date) -> None:
        """Show how things stand."""
        self.told.setText(age(view.last_good, today))
        self._show_state(view)
        self.where.setText(self.tr("They go to {folder}").format(folder=view.folder))
        self._show_remark(view)
        self.folder.setVisible(not view.by_policy)
        self.own_folder.setVisible(view.wanted is not None and not view.by_policy)
        self.drill.setEnabled(bool(view.lines) and not self.row.working)

    def show_kept(self, kept: Kept) -> None:
        """Say that a backup was made."""
        told = self.tr("The backup is made and was read back: {size}.").format(size=size(kept.made.size))
        if kept.removed:
            told += " " + self.tr("%n older one(s) that nothing needs any more went.", "", len(kept.removed))
        self.result.say("info", told)

    def show_drill(self, drill: Drill, today: date) -> None:
        """Say that the newest backup opens."""
        when = words.moment(drill.backup.made_at.astimezone(), today)
        pattern = self.tr("The backup of {when} opens: every page, link and count is as it should be.")
        self.result.say("info", pattern.format(when=when))

    def _show_state(self, view: BackupsView) -> None:
        if view.age_days is None and view.last_good is not None:
            self.state.show_state(self.tr("look at the clock"), "warn")
        elif view.age_days is None:
            self.state.show_state(self.tr("none yet"), "warn")
        elif view.age_days > _OLD_DAYS:
            self.state.show_state(self.tr("older than a week"), "warn")
        else:
            self.state.show_state(self.tr("good"), "ok")

    def _show_remark(self, view: BackupsView) -> None:
        if view.missing:
            pattern = self.tr("The folder {folder} is not there now. Until it is, backups go beside the record.")
            self.remark.say("warn", pattern.format(folder=view.wanted))
        elif view.by_policy:
            self.remark.say("info", self.tr("Your organisation chose this folder."))
        elif view.service:
            pattern = self.tr("{service} syncs this folder. Backups are encrypted; their number and size can be seen.")
            self.remark.say("info", pattern.format(service=view.service))
        elif view.wanted is None:
            self.remark.say(
                "info",
                self.tr("These lie on the same disk as the record. A folder on another one also survives the disk."),
            )
        else:
            self.remark.quiet()

    def _lay_out(self) -> None:
        self.body.addWidget(self.told)
        self.body.addWidget(self.where)
        self.body.addWidget(self.remark)
        folders = QHBoxLayout()
        folders.setSpacing(8)
        for each in (self.folder, self.own_folder):
            folders.addWidget(each)
        folders.addStretch(1)
        self.body.addLayout(folders)
        self.body.addSpacing(4)
        self.body.addWidget(self.row)
        self.body.addWidget(self.result)
        self.body.addWidget(
            small(
                self.tr(
                    "LDCoach makes one on every day that you use it, and keeps the last of seven days, four weeks and "
                    "six months. Each opens with the passphrase and the recovery code of its day."
                )
            )
        )


class BackupListCard(Card):
    """The backups that are there. `restore_wanted` carries a path, or None for a file yet to be chosen."""

    restore_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("Go back to a backup"), "archive-restore")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._none = muted(self.tr("There is none yet."))
        self._more = small("")
        self.other = quiet(self.tr("Another backup\N{HORIZONTAL ELLIPSIS}"), "folder-open", small=True)
        self.body.addWidget(
            muted(
                self.tr("The record is closed first, then you choose. What is there now is kept in a folder beside it.")
            )
        )
        self.body.addWidget(self._none)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._more)
        self.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.other.clicked.connect(lambda: self.restore_wanted.emit(None))
        self.buttons: list[QPushButton] = []

    def show_lines(self, lines: tuple[BackupLine, ...], today: date) -> None:
        """Show the newest ones."""
        clear(self._rows)
        self.buttons = []
        for line in lines[:_SHOWN]:
            self._rows.addWidget(self._row(line, today))
        self._none.setVisible(not lines)
        hidden = len(lines) - _SHOWN
        self._more.setVisible(hidden > 0)
        self._more.setText(self.tr("And %n older one(s) in the same folder.", "", hidden) if hidden > 0 else "")

    def _row(self, line: BackupLine, today: date) -> QWidget:
        when = words.moment(line.made_at.astimezone(), today)
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(body(words.sentence(when)))
        told.addWidget(small(f"{size(line.size)} \N{MIDDLE DOT} {kept_for(line.slots)}"))
        inside.addLayout(told, 1)
        button = secondary(self.tr("Restore\N{HORIZONTAL ELLIPSIS}"), small=True)
        button.setAccessibleName(self.tr("Restore the backup of {when}").format(when=when))
        button.clicked.connect(lambda _checked=False, file=Path(line.file): self.restore_wanted.emit(file))
        self.buttons.append(button)
        inside.addWidget(button)
        return row
