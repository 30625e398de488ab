"""Where a framework of skills comes in: ESCO, O*NET or an own list, with progress and a stop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from ldcoach.domain.skills_table import LARGEST_FILE
from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.skills import SkillImport, Skills, release_in
from ldcoach.ui.ask import Ask
from ldcoach.ui.tasks import Running, Step, Tasks
from ldcoach.ui.widgets.buttons import secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.job_row import JobRow
from ldcoach.ui.widgets.labels import body, muted, small
from ldcoach.ui.widgets.notice import Notice


class SkillsCard(Card):
    """Says how many skills there are and takes a file over. `changed` carries a `Change`."""

    changed = Signal(object)

    def __init__(self, skills: Skills, ask: Ask, tasks: Tasks) -> None:
        super().__init__(self.tr("Skills"), "bookmark")
        self._skills, self._ask, self._tasks = skills, ask, tasks
        self._running: Running | None = None
        self.count, self.licences = body(""), small("")
        self.result = Notice()
        self.bring = secondary(self.tr("Take a framework over"), "upload")
        self.row = JobRow(self.tr("How far the skills are taken over"), self.bring)
        remark = self.tr(
            "The file of ESCO or O*NET as you downloaded it, or an own list with id and label. Goals and feedback can "
            "name a skill; nobody gets a level."
        )
        for part in (muted(remark), self.count, self.row, self.result, self.licences):
            self.body.addWidget(part)
        self.bring.clicked.connect(self._on_bring_clicked)
        self.row.stop_wanted.connect(self._on_row_stop_wanted)

    def enter(self) -> None:
        """Show what there is."""
        self.result.quiet()
        self._show()

    def _show(self) -> None:
        count = self._skills.count()
        self.count.setText(self.tr("%n skill(s) to choose from.", "", count) if count else "")
        self.count.setVisible(bool(count))
        lines = self._skills.attributions() if count else ()
        self.licences.setText("\n".join(lines))
        self.licences.setVisible(bool(lines))

    def _on_bring_clicked(self) -> None:
        title, kinds = self.tr("Choose a file of skills"), self.tr("Tables (*.csv *.txt *.tsv)")
        path = self._ask.choose_file_to_open(self, title, kinds)
        if path is None or self.row.working:
            return
        self.result.quiet()
        self.row.show_working(self.bring, self.tr("Taking it over…"))

        def take(step: Step) -> tuple[Change, SkillImport]:
            return self._skills.take_over(_read(path), release=release_in(str(path)), progress=step)

        self._running = self._tasks.run(take, self._on_taken, self._on_failed, self.row.show_progress)
        self._running.ended.connect(self._on_running_ended)

    def _on_taken(self, made: tuple[Change, SkillImport]) -> None:
        change, found = made
        told = self.tr("%n skill(s) added.", "", found.new)
        if found.sheet.refused_count:
            told += " " + self.tr("%n line(s) had no code or no name.", "", found.sheet.refused_count)
        self.result.say("info", told)
        self._show()
        self.changed.emit(change)

    def _on_failed(self, error: LDCoachError) -> None:
        self.result.say("error", str(error))

    def _on_running_ended(self) -> None:
        self._running = None
        self.row.show_idle()

    def _on_row_stop_wanted(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self.result.say("info", self.tr("Stopped. Nothing was added."))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        message = "This file could not be read. Nothing was changed; close it elsewhere and try again."
        raise UnfitInput(message) from error
