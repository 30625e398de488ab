"""What was done together, by month, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from ldcoach.services.views import Happening, SearchResult, TimelineEntry
from ldcoach.ui import words
from ldcoach.ui.go import Go
from ldcoach.ui.pages.find.rows import Rows
from ldcoach.ui.pages.person.entries import as_entry
from ldcoach.ui.theme.icons import icon
from ldcoach.ui.widgets.buttons import quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.empty import EmptyState
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import card_title, muted
from ldcoach.ui.widgets.segmented import Segmented
from ldcoach.ui.widgets.timeline_row import Entry, Timeline

_LINE = 28
_FEW = 30
"""How many entries a first look shows."""
_PAUSE_MS = 250

FILTERS: dict[str, tuple[Happening, ...]] = {
    "all": (),
    "talks": (Happening.CONVERSATION,),
    "feedback": (Happening.FEEDBACK,),
    "actions": (Happening.ACTION,),
}


class Together(Card):
    """The timeline.

    `filtered` carries a key of `FILTERS`, `searched` the words looked for (or none), `opened` an entry, `found_opened`
    a `Go`, `goal_opened` a goal's title; the others are wishes.
    """

    filtered = Signal(str)
    searched = Signal(str)
    found_opened = Signal(object)
    earlier_wanted = Signal()
    opened = Signal(object)
    goal_opened = Signal(str)
    plan_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        names = (self.tr("All"), self.tr("1-2-1s"), self.tr("Feedback"), self.tr("Actions"))
        chips = [(key, name, "") for key, name in zip(FILTERS, names, strict=True)]
        self.filter = Segmented(self.tr("Show"), chips, chips=True)
        self.filter.choose("all")
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search in what you have together"))
        self.search.setAccessibleName(self.tr("Search in what you have together"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.timeline = Timeline()
        self.earlier = quiet(self.tr("Show earlier"), "chevron-down")
        self.nothing = EmptyState(
            self.tr("Nothing yet. Plan the first 1-2-1."), self.tr("Plan a 1-2-1"), "messages-square"
        )
        self.none_of_these = muted(self.tr("None of these yet."))
        self._entries: dict[str, TimelineEntry] = {}
        self._found: dict[str, Go | None] = {}
        self._rows = Rows(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self._on_pause_timeout)
        self._lay_out()
        self.filter.chosen.connect(self.filtered)
        self.earlier.clicked.connect(self.earlier_wanted)
        self.nothing.acted.connect(self.plan_wanted)
        self.timeline.opened.connect(self._on_timeline_opened)
        self.timeline.link_opened.connect(self._on_timeline_link_opened)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(8)
        line = Flow()
        title = card_title(self.tr("Together so far"))
        title.setMinimumHeight(_LINE)
        line.add(title)
        line.add(self.filter)
        head.addWidget(line)
        head.addWidget(self.search)
        self.body.addLayout(head)
        for part in (self.timeline, self.nothing, self.none_of_these):
            self.body.addWidget(part)
        self.body.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_entries(
        self, entries: Sequence[TimelineEntry], today: date, called: str, origins: Mapping[str, str], *, more: bool
    ) -> None:
        """Show what was read so far; `more` says that there is something earlier.

        `origins` names who handed over the entries that came from a former manager.
        """
        self.filter.show()
        self._found = {}
        self._entries = {entry.id: entry for entry in entries}
        days = [entry.at.astimezone().date() for entry in entries]
        months = [(day.year, day.month) for day in days]
        with self.timeline.refilled(many=len(entries) > _FEW):
            for at, entry in enumerate(entries):
                if at == 0 or months[at] != months[at - 1]:
                    self.timeline.add_month(words.month(days[at], today))
                ends = at + 1 == len(entries) or months[at + 1] != months[at]
                self.timeline.add(as_entry(entry, called, origins.get(entry.id)), last=ends)
        everything = self.filter.key() == "all"
        self.timeline.setVisible(bool(entries))
        self.nothing.setVisible(not entries and everything)
        self.none_of_these.setVisible(not entries and not everything)
        self.earlier.setVisible(more)

    def words(self) -> str:
        """Return what is looked for, or nothing."""
        return self.search.text().strip()

    def show_hits(self, result: SearchResult, today: date) -> None:
        """Show what was found, newest first, in place of the timeline."""
        self._entries, self._found = {}, {}
        with self.timeline.refilled():
            for at, hit in enumerate(result.hits, 1):
                row = self._rows.found(hit, today)
                self._found[hit.text_id] = row.go
                day = words.short_date(hit.at.astimezone().date(), today)
                ink = "prep" if row.prep else "accent"
                entry = Entry(hit.text_id, day, row.below, row.icon, ink, sentence=row.text)
                self.timeline.add(entry, last=at == len(result.hits))
        self.filter.hide()
        self.timeline.setVisible(bool(result.hits))
        self.nothing.hide()
        self.earlier.hide()
        self.none_of_these.setVisible(not result.hits)

    def _on_pause_timeout(self) -> None:
        self._pause.stop()
        self.searched.emit(self.words())

    def _on_timeline_opened(self, key: str) -> None:
        if key in self._found:
            self.found_opened.emit(self._found[key])
        else:
            self.opened.emit(self._entries[key])

    def _on_timeline_link_opened(self, key: str) -> None:
        self.goal_opened.emit(self._entries[key].goal_title or "")
