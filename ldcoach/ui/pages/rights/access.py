"""Everything about one person, for an access request: looked through, then written into one file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ldcoach.domain.ids import PersonId
from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.access_pack import REASON, AccessLine, AccessPacks, AccessView, Choice, Written
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.policy import why_not
from ldcoach.ui import words
from ldcoach.ui.file_door import FileDoor, FileKind
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go
from ldcoach.ui.pages.rights.items import PickItem
from ldcoach.ui.pages.rights.leaving_page import LeavingPage
from ldcoach.ui.tasks import Running, Step, Tasks
from ldcoach.ui.widgets.buttons import primary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.job_row import JobRow
from ldcoach.ui.widgets.labels import body, label, muted

_WIDEST_FIELD = 480


class AccessPage(LeavingPage):
    """`Go.person_id` says whose."""

    def __init__(self, desk: Desk, packs: AccessPacks, files: FileDoor, tasks: Tasks) -> None:
        super().__init__(tasks, self.tr("There is nothing."))
        self._today = desk.context.clock.today
        self._packs, self._files = packs, files
        self._running: Running | None = None
        self._withheld: set[str] = set()
        self._view: AccessView | None = None
        self._told = False
        self.masking = CheckLine(self.tr("Take the names of other people out of the texts that leave"))
        self.reason = QLineEdit(REASON)
        self.reason.setMaximumWidth(_WIDEST_FIELD)
        self._reason = Field(
            self.tr("Why something stays out"), self.reason, self.tr("This sentence stands in the file, with a count.")
        )
        self._says = label("", "muted")
        self.save = primary(self.tr("Save everything\N{HORIZONTAL ELLIPSIS}"), "save")
        self.row = JobRow(self.tr("How much of the file is made"), self.save)
        self._mentions = muted("")
        self._lay_out()
        self._connect()
        self._locked_by = why_not(desk.context.policy, "zip")
        self.locked.show_locked(self._locked_by)
        self.save.setEnabled(False)

    def enter(self, go: Go) -> None:
        """Show what is in the record about a person, freshly read."""
        if go.person_id != self._person_id:
            self._withheld.clear()
            self.masking.box.setChecked(False)
            self.reason.setText(REASON)
        self._says.setText("")
        self._begin(go, self.tr("Everything about one person"))

    def leave(self) -> None:
        """Stop what is under way; no file is left of it."""
        super().leave()
        self._on_row_stop_wanted()

    def _read(self) -> None:
        self.save.setEnabled(False)
        self._reading.read(partial(self._packs.preview, self._person_id), self._show, self._on_failed)

    def _show(self, view: AccessView) -> None:
        self._view = view
        self.save.setEnabled(not self._locked_by and not self.row.working)
        self._withheld &= {line.id for line in view.lines}
        name = view.person.called
        self._scaffold.show_title(
            self.tr("Everything about {name}").format(name=name),
            view.person.name,
            self.tr("For an access request: prep notes, drafts, earlier wordings and reflections are in it."),
        )
        self.items.show_items(self._picked(line) for line in view.lines)
        mentions = self.tr("%n text(s) about other people hold the same first name.", "", view.mentions)
        rest = self.tr("They are not in the file. Find and read them: you decide whether they belong to the answer.")
        self._mentions.setText(f"{mentions} {rest}")
        self._mentions.setVisible(bool(view.mentions))
        self._count()
        tab_as_laid_out(self)

    def _picked(self, line: AccessLine) -> PickItem:
        day = words.day(line.on, self._today()) if line.on is not None else ""
        return PickItem(
            line.id,
            line.part,
            line.words or line.title,
            self._remark(line.title, day, names=line.names),
            on=line.id not in self._withheld,
            fixed=line.id == self._person_id,
            first=bool(line.names),
        )

    def _count(self) -> None:
        every = len(self._view.lines) if self._view is not None else 0
        leaving = self.tr("%n item(s) leave.", "", every - len(self._withheld))
        staying = self.tr("%n stay(s) out.", "", len(self._withheld))
        self._says.setText(f"{leaving} {staying}" if self._withheld else leaving)
        self._reason.setVisible(bool(self._withheld) or self.masking.box.isChecked())

    def _on_items_ticked(self, item_id: str, leaves: bool) -> None:  # noqa: FBT001  # a signal's argument
        (self._withheld.discard if leaves else self._withheld.add)(item_id)
        self._count()

    def _on_masking_ticked(self, _on: bool) -> None:  # noqa: FBT001  # a signal's argument
        self._count()

    def _on_save_clicked(self) -> None:
        choice = Choice(frozenset(self._withheld), self.masking.box.isChecked(), self.reason.text())
        act = partial(self._export, self._person_id, choice)
        self._told = False
        kind = FileKind(self.tr("Zip file (*.zip)"), ".zip")
        self._reason.clear_error()
        running = self._files.save_long(self, "everything", kind, act, self._on_saved, self._on_failed)
        if running is None:
            return
        self._running = running
        self.row.show_working(self.save, self.tr("Saving\N{HORIZONTAL ELLIPSIS}"))
        running.progressed.connect(self.row.show_progress)
        running.ended.connect(self._on_running_ended)

    def _on_row_stop_wanted(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _on_running_ended(self) -> None:
        self._running = None
        self.row.show_idle()
        if not self._told:
            self.notice.say("info", self.tr("Stopped. No file was written."))
            self._scaffold.to_top()

    def _export(self, person_id: PersonId, choice: Choice, target: Path, step: Step) -> tuple[Change, Written]:
        return self._packs.export(person_id, target, choice, step)

    def _on_saved(self, made: tuple[Change, Written], name: str) -> None:
        change, written = made
        self._told = True
        said = self.tr("Saved as {file}. It is not locked: hand it over safely. A receipt was kept.").format(file=name)
        self.notice.say("warn" if written.note else "info", f"{said} {written.note}".strip())
        self._scaffold.to_top()
        self.changed.emit(change)

    def _on_failed(self, error: LDCoachError) -> None:
        self._told = True
        if isinstance(error, HeldText):
            self._reason.show_error(str(error))
            return
        super()._on_failed(error)

    def _lay_out(self) -> None:
        others = Card(self.tr("Other people in the texts"), "users")
        others.body.addWidget(
            body(
                self.tr(
                    "Items that name somebody else are listed first. Untick what the person should not get, or take "
                    "the names out. People who are not in this record are not found, so read the texts."
                )
            )
        )
        others.body.addWidget(self._mentions)
        others.body.addWidget(self.masking)
        others.body.addWidget(self._reason)
        for part in (self.notice, self.locked, others, self.items):
            self._scaffold.body.addWidget(part)
        self._scaffold.body.addStretch(1)
        self._scaffold.footer.addWidget(self._says, 1)
        self._scaffold.footer.addWidget(self.row, 0, Qt.AlignmentFlag.AlignVCenter)

    def _connect(self) -> None:
        self.masking.ticked.connect(self._on_masking_ticked)
        self.save.clicked.connect(self._on_save_clicked)
        self.row.stop_wanted.connect(self._on_row_stop_wanted)
