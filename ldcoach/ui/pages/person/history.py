"""What was done together with one person: filtered, searched, page by page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldcoach.services.desk import Desk
from ldcoach.services.views import Happening, PersonView, TimelineEntry
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.person.together import FILTERS, Together

_OPENED = {
    Happening.CONVERSATION: Place.TALK,
    Happening.FEEDBACK: Place.WRITE_FEEDBACK,
    Happening.SUMMARY: Place.SUMMARY,
}


class PersonHistory(QObject):
    """Fills `together`; `asked` carries a `Go`."""

    asked = Signal(object)

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._view: PersonView | None = None
        self._pages = 1
        self.together = Together()
        self.together.filtered.connect(self._on_together_filtered)
        self.together.searched.connect(self._on_together_filtered)
        self.together.found_opened.connect(self.asked)
        self.together.earlier_wanted.connect(self._on_together_earlier_wanted)
        self.together.opened.connect(self._on_together_opened)
        self.together.goal_opened.connect(self._on_together_goal_opened)

    def begin(self) -> None:
        """Forget what was filtered and searched for with somebody else."""
        self.together.filter.choose("all")
        self.together.search.clear()

    def to_top(self) -> None:
        """Go back to the newest page."""
        self._pages = 1

    def show_view(self, view: PersonView) -> None:
        """Show a person's history, as far back as was asked for."""
        self._view = view
        self._show()

    def filter(self, key: str) -> None:
        """Show only what one of `FILTERS` lets through."""
        self.together.filter.choose(key)
        self._on_together_filtered()

    def _show(self) -> None:
        if self._view is None:
            return
        today = self._desk.context.clock.today()
        if self.together.words():
            found = self._desk.finding.find(self.together.words(), person_id=self._view.person.id)
            self.together.show_hits(found, today)
        else:
            entries, more = self._entries(self._view)
            known = self._desk.origins.by_item(self._view.person.id)
            self.together.show_entries(entries, today, self._view.person.called, known, more=more)
        tab_as_laid_out(self._page)

    def _entries(self, view: PersonView) -> tuple[list[TimelineEntry], bool]:
        """Return what fits the filter, newest first, and whether there is more."""
        kinds = FILTERS[self.together.filter.key()]
        entries: list[TimelineEntry] = []
        cursor = None
        for _ in range(self._pages):
            page = self._desk.people.timeline(view.person.id, kinds=kinds, before=cursor)
            entries += page.entries
            cursor = page.cursor
            if cursor is None:
                break
        return entries, cursor is not None

    def _on_together_filtered(self) -> None:
        self._pages = 1
        self._show()

    def _on_together_earlier_wanted(self) -> None:
        self._pages += 1
        self._show()

    def _on_together_opened(self, entry: TimelineEntry) -> None:
        if self._view is not None and entry.kind in _OPENED:
            self.asked.emit(Go(_OPENED[entry.kind], self._view.person.id, entry.id))

    def _on_together_goal_opened(self, title: str) -> None:
        if self._view is not None:
            goal = next((one.goal_id for one in self._view.goals if one.title == title), "")
            self.asked.emit(Go(Place.GOAL if goal else Place.GOALS, self._view.person.id, goal))
