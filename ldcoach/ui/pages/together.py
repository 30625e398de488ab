"""What was done together, by month, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ldcoach.services.views import Happening, TimelineEntry
from ldcoach.ui import words
from ldcoach.ui.pages.entries import as_entry
from ldcoach.ui.widgets.buttons import quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.empty import EmptyState
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import card_title, muted
from ldcoach.ui.widgets.segmented import Segmented
from ldcoach.ui.widgets.timeline_row import Timeline

_LINE = 28

FILTERS: dict[str, tuple[Happening, ...]] = {
    "all": (),
    "talks": (Happening.CONVERSATION,),
    "feedback": (Happening.FEEDBACK,),
    "actions": (Happening.ACTION,),
}


class Together(Card):
    """The timeline.

    `filtered` carries a key of `FILTERS`, `opened` an entry, `goal_opened` a goal's title; the others are wishes.
    """

    filtered = Signal(str)
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
        self.timeline = Timeline()
        self.earlier = quiet(self.tr("Show earlier"), "chevron-down")
        self.nothing = EmptyState(
            self.tr("Nothing yet. Plan the first 1-2-1."), self.tr("Plan a 1-2-1"), "messages-square"
        )
        self.none_of_these = muted(self.tr("None of these yet."))
        self._entries: dict[str, TimelineEntry] = {}
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
        self.body.addLayout(head)
        for part in (self.timeline, self.nothing, self.none_of_these):
            self.body.addWidget(part)
        self.body.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_entries(self, entries: Sequence[TimelineEntry], today: date, called: str, *, more: bool) -> None:
        """Show what was read so far; `more` says that there is something earlier."""
        self._entries = {entry.id: entry for entry in entries}
        self.timeline.clear()
        days = [entry.at.astimezone().date() for entry in entries]
        months = [(day.year, day.month) for day in days]
        for at, entry in enumerate(entries):
            if at == 0 or months[at] != months[at - 1]:
                self.timeline.add_month(words.month(days[at], today))
            ends = at + 1 == len(entries) or months[at + 1] != months[at]
            self.timeline.add(as_entry(entry, called), last=ends)
        everything = self.filter.key() == "all"
        self.timeline.setVisible(bool(entries))
        self.nothing.setVisible(not entries and everything)
        self.none_of_these.setVisible(not entries and not everything)
        self.earlier.setVisible(more)

    def _on_timeline_opened(self, key: str) -> None:
        self.opened.emit(self._entries[key])

    def _on_timeline_link_opened(self, key: str) -> None:
        self.goal_opened.emit(self._entries[key].goal_title or "")
