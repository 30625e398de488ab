"""Summaries of several people in one go: who, where, how far, and a way to stop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldcoach.domain.ids import PersonId
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.summaries_at_once import ManyLeft, SummariesAtOnce, Wanted
from ldcoach.ui.ask import Ask
from ldcoach.ui.tasks import Running, Step, Tasks
from ldcoach.ui.widgets.buttons import primary, quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.job_row import JobRow
from ldcoach.ui.widgets.labels import muted, small


class ManyCard(Card):
    """Shown when asked for. `changed` carries a `Change`, `failed` an `LDCoachError`, `said` a sentence."""

    changed = Signal(object)
    failed = Signal(object)
    said = Signal(str)
    closed = Signal()

    def __init__(self, page: QWidget, desk: Desk, ask: Ask, tasks: Tasks) -> None:
        super().__init__(self.tr("Summaries for several people"), "users")
        self._page, self._desk, self._ask, self._tasks = page, desk, ask, tasks
        self._wanted: Wanted | None = None
        self._running: Running | None = None
        self._reached = 0
        self.people: dict[PersonId, CheckLine] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._files = QVBoxLayout()
        self.save = primary(self.tr("Choose a folder and save"), "folder-open")
        self.close_button = quiet(self.tr("Leave it"))
        self.row = JobRow(self.tr("How many summaries are saved"), self.save, self.close_button)
        hint = self.tr("All that is shared with each, for these days, without your own sentences. Files have numbers.")
        self.body.addWidget(muted(hint))
        self.body.addLayout(self._list)
        self.body.addWidget(self.row)
        self.body.addLayout(self._files)
        self.save.clicked.connect(self._on_save_clicked)
        self.close_button.clicked.connect(self._on_close_button_clicked)
        self.row.stop_wanted.connect(self._on_row_stop_wanted)
        self.hide()

    def begin(self, wanted: Wanted) -> None:
        """Show the team, all ticked."""
        self._wanted = wanted
        clear(self._list)
        clear(self._files)
        self.people = {}
        for line in self._desk.people.lines():
            check = CheckLine(line.name, on=True)
            self.people[line.person_id] = check
            self._list.addWidget(check)
        self.show()
        self.save.setFocus()

    def _on_save_clicked(self) -> None:
        chosen = [person_id for person_id, check in self.people.items() if check.box.isChecked()]
        wanted = self._wanted
        if self._running is not None or not chosen or wanted is None:
            return
        folder = self._ask.choose_folder(self._page, self.tr("Where should the files be saved?"))
        if folder is not None:
            self._start(chosen, wanted, folder)

    def _start(self, chosen: list[PersonId], wanted: Wanted, folder: Path) -> None:
        at_once = SummariesAtOnce(self._desk.summaries)

        def job(step: Step) -> ManyLeft:
            return at_once.export(chosen, wanted, folder, step)

        self._reached = 0
        self.row.show_working(self.save, self.tr("Saving\N{HORIZONTAL ELLIPSIS}"))
        self._running = self._tasks.run(job, self._on_made, self._on_job_failed, self._on_progress)
        self._running.ended.connect(self._on_running_ended)

    def _on_progress(self, done: int, total: int) -> None:
        self._reached = done
        self.row.show_progress(done, total)

    def _on_made(self, made: ManyLeft) -> None:
        self._reached = 0
        clear(self._files)
        for one in made.left:
            self._files.addWidget(small(f"{one.file.name}: {one.person.name}"))
        for skipped in made.skipped:
            self._files.addWidget(small(f"{skipped.person.name}: {skipped.why}"))
        self.said.emit(self.tr("%n file(s) saved, each with its receipt.", "", len(made.left)))

    def _on_job_failed(self, error: LDCoachError) -> None:
        self.failed.emit(error)

    def _on_row_stop_wanted(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _on_running_ended(self) -> None:
        self._running = None
        self.row.show_idle()
        if self._reached:
            self.said.emit(self.tr("Stopped. Saved before: %n file(s), each with its receipt.", "", self._reached))
        self.changed.emit(Change.of())

    def _on_close_button_clicked(self) -> None:
        self.hide()
        self.closed.emit()
