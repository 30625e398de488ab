"""Saving a summary, or another document that leaves: where, beside the window, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldcoach.domain.document import Format
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.story import Story
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.summary_files import Shape
from ldcoach.ui.ask import Ask
from ldcoach.ui.tasks import Tasks

_PDF, _MAIL = ".pdf", ".eml"
Export = Callable[[Path], tuple[Change, Receipt]]
"""Writes a file and keeps its receipt."""


class Saving(QObject):
    """Saves one file at a time.

    `saved` carries what changed, the receipt and the file's name; `failed` a sentence; `moved` says that work
    began or ended.
    """

    saved = Signal(object, object, str)
    failed = Signal(str)
    moved = Signal()

    def __init__(
        self, page: QWidget, desk: Desk, ask: Ask, tasks: Tasks, folder: Path, stem: str = "development-summary"
    ) -> None:
        """`folder` is where the dialog begins until a file was saved elsewhere, `stem` how the name begins."""
        super().__init__(page)
        self._stem = stem
        self._page, self._desk, self._ask, self._tasks, self._folder = page, desk, ask, tasks, folder
        self.busy = False

    def save(self, story: Story, staying: Collection[str], shape: Shape, *, mailed: bool = False) -> None:
        """Ask where and write the file, or an e-mail draft that holds it; the receipt is kept by the service."""
        export = partial(self._desk.summaries.export, story, staying=frozenset(staying), shape=shape)
        self.save_by(export, _MAIL if mailed else f".{shape.file_format}")

    def save_by(self, export: Export, suffix: str = _PDF) -> None:
        """Ask where and let `export` write the file and keep its receipt."""
        target = None if self.busy else self._target(suffix)
        if target is None:
            return
        running = self._tasks.run(lambda _: export(target), partial(self._on_written, target), self._on_refused)
        running.ended.connect(self._on_running_ended)
        self.busy = True
        self.moved.emit()

    def _target(self, suffix: str) -> Path | None:
        """Ask where; the suggested name tells nobody's name."""
        today = self._desk.context.clock.today()
        suggested = self._folder / f"{self._stem}-{today.isoformat()}{suffix}"
        title = self.tr("Where should the file be saved?")
        target = self._ask.choose_file_to_save(self._page, title, suggested, self._shown(suffix))
        if target is None or target.suffix.lower() == suffix:
            return target
        # The dialog asked about the name as typed, not about the one with its ending.
        named = target.with_name(f"{target.name}{suffix}")
        return named if not named.exists() or self._may_replace() else None

    def _shown(self, suffix: str) -> str:
        """Return what a dialog calls the kind of file."""
        return {
            _PDF: self.tr("PDF (*.pdf)"),
            _MAIL: self.tr("E-mail draft (*.eml)"),
            f".{Format.DOCX}": self.tr("Word document (*.docx)"),
            f".{Format.HTML}": self.tr("HTML page (*.html)"),
            f".{Format.MARKDOWN}": self.tr("Markdown (*.md)"),
            f".{Format.JSON}": self.tr("Portable development pack (*.json)"),
        }[suffix]

    def _may_replace(self) -> bool:
        text = self.tr("There is a file of that name already. What it holds would be replaced.")
        yes, no = self.tr("Replace it"), self.tr("Go back")
        return self._ask.confirm(self._page, self.tr("Replace the file?"), text, yes, no)

    def _on_written(self, target: Path, made: tuple[Change, Receipt]) -> None:
        self._folder = target.parent
        self.saved.emit(*made, target.name)

    def _on_refused(self, error: LDCoachError) -> None:
        self.failed.emit(str(error))

    def _on_running_ended(self) -> None:
        self.busy = False
        self.moved.emit()
