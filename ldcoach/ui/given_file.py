"""A file that the system hands over, as by a double click: where it leads, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QFileOpenEvent

from ldcoach.ui.go import Go, Place

HANDOVER, PACK = ".ldhandover", ".ldpack"


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file of one of the kinds that are registered for LDCoach."""

    path: Path

    def wish(self) -> Go | None:
        """Return the page that takes it, if one does."""
        return Go(Place.TAKE_OVER, item_id=str(self.path)) if self.path.suffix.lower() == HANDOVER else None

    def said(self) -> str:
        """Return what is said of it before a record is open, in one sentence."""
        tr, name = QCoreApplication.translate, self.path.name
        if self.wish() is not None:
            return tr("GivenFile", "{file} is a handover; it is shown once the record is open.").format(file=name)
        return tr(
            "GivenFile",
            "{file} is a content pack: guides, rules and priorities that L&D has signed. This LDCoach does not take "
            "packs yet, so nothing was changed; ask L&D for the single guide instead.",
        ).format(file=name)


class FilesOpened(QObject):
    """On macOS files come as events to the program, not as words on the command line."""

    def __init__(self, opened: Callable[[GivenFile], object], parent: QObject) -> None:
        """`opened` is called with each file; the parent, an application, is watched."""
        super().__init__(parent)
        self._opened = opened
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what was opened."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self._opened(GivenFile(Path(event.file())))
            return True
        return super().eventFilter(watched, event)
