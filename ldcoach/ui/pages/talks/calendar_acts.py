"""Sending planned 1-2-1s to a calendar, and taking over those of one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ldcoach.domain.series import CalendarEntry
from ldcoach.errors import LDCoachError
from ldcoach.services.calendars import LARGEST_FILE
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.policy import why_not
from ldcoach.services.views.travel import CalendarView, Taking
from ldcoach.ui import words
from ldcoach.ui.file_door import FileDoor, FileKind
from ldcoach.ui.pages.talks.calendar_cards import CalendarInCard, CalendarOutCard


class CalendarActs(QObject):
    """`changed` carries a `Change`, `failed` an `LDCoachError`, `said` a sentence; `shown` says that a card is up."""

    changed = Signal(object)
    failed = Signal(object)
    said = Signal(str)
    shown = Signal()
    closed = Signal()

    def __init__(self, page: QWidget, desk: Desk, files: FileDoor) -> None:
        super().__init__(page)
        self._page, self._desk, self._files = page, desk, files
        self._data = b""
        self.out, self.into = CalendarOutCard(), CalendarInCard()
        self.menu = QMenu(page)
        self.menu.addAction(self.tr("Save for a calendar"), self.offer)
        self.menu.addAction(self.tr("Bring in from a calendar"), self.bring)
        self.out.confirmed.connect(self._on_out_confirmed)
        self.into.linked.connect(self._on_into_linked)
        self.into.confirmed.connect(self._on_into_confirmed)
        for card in (self.out, self.into):
            card.closed.connect(self.closed)

    def offer(self) -> None:
        """Show what would leave."""
        self.into.hide()
        try:
            context = self._desk.context
            locked_by = why_not(context.policy, "ics", locked=True)
            self.out.show_entries(self._desk.calendars.entries(), context.clock.today(), locked_by)
        except LDCoachError as error:
            self.failed.emit(error)
            return
        self.shown.emit()

    def bring(self) -> None:
        """Ask for a calendar, and show what it would bring."""
        self.out.hide()
        title = self.tr("Choose a calendar that was exported")
        self._files.open(self._page, title, self._kind(), LARGEST_FILE, self._read, self._on_read, self.failed.emit)

    def _kind(self) -> FileKind:
        return FileKind(self.tr("Calendar (*.ics)"), ".ics")

    def _read(self, data: bytes) -> tuple[bytes, CalendarView]:
        return data, self._desk.calendars.preview(data)

    def _on_read(self, read: tuple[bytes, CalendarView]) -> None:
        self._data, view = read
        self.into.show_view(view, self._desk.people.lines(), self._desk.context.clock.today())
        self.shown.emit()

    def _on_into_linked(self) -> None:
        look = partial(self._desk.calendars.preview, self._data, self.into.links())
        self._files.run(look, self.into.show_counts, self.failed.emit)

    def _on_into_confirmed(self) -> None:
        take = partial(self._desk.calendars.take_over, self._data, self.into.links())
        self._files.run(take, self._on_taken, self.failed.emit)

    def _on_taken(self, made: tuple[Change, CalendarView]) -> None:
        change, view = made
        self._data = b""
        self.into.hide()
        count = view.count(Taking.NEW) + view.count(Taking.CHANGED)
        said = self.tr("{how_many} planned 1-2-1(s) stand as in the calendar.", "", count)
        self.said.emit(words.sentence(said.format(how_many=words.number(count))))
        self.changed.emit(change)

    def _on_out_confirmed(self) -> None:
        self._files.save(
            self._page, "1-2-1s", self._kind(), self._desk.calendars.export, self._on_saved, self.failed.emit
        )

    def _on_saved(self, made: tuple[Change, tuple[CalendarEntry, ...]], name: str) -> None:
        self.out.hide()
        said = self.tr("Saved as {file}. Open it with your calendar; save it again when something changes.")
        self.said.emit(said.format(file=name))
        self.changed.emit(made[0])
