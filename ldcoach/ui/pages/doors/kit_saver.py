"""Saving the recovery kit: asks where, writes it beside the window, says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ldcoach.errors import LDCoachError
from ldcoach.services.kit import Kits
from ldcoach.ui.ask import Ask
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.widgets.notice import Tone

_NAME = "ldcoach-recovery-kit.pdf"

Said = Callable[[Tone, str], object]
"""Hears what came of saving, with its tone."""


class KitSaver(QObject):
    """Writes kits for the pages that show a code, and knows which groups typed back are not those of the code."""

    def __init__(self, kits: Kits, ask: Ask, tasks: Tasks, folder: Path) -> None:
        """`folder` is where the dialog begins."""
        super().__init__()
        self.unlike = kits.unlike
        self._kits = kits
        self._ask = ask
        self._tasks = tasks
        self._folder = folder

    def save(self, page: QWidget, code: str, said: Said) -> None:
        """Ask where the kit goes and write it; a file that is there is never replaced."""
        target = self._ask.choose_file_to_save(
            page, self.tr("Save the recovery kit"), self._folder / _NAME, self.tr("PDF (*.pdf)")
        )
        if target is None:
            return
        target = target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")

        def job(_step: object) -> None:
            self._kits.write(code, target)

        def done(_nothing: None) -> None:
            saved = self.tr("The kit is in {file}. Print it, then delete the file: the paper is what you keep.")
            said("info", saved.format(file=target))

        def failed(error: LDCoachError) -> None:
            said("error", str(error))

        self._tasks.run(job, done, failed)
