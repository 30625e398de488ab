"""The library: what a conversation may be for, and every guide there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldcoach.domain.conversations import KeptGuide
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views.guides import ShelfLine
from ldcoach.ui.ask import Ask
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages import guide_words
from ldcoach.ui.pages.chooser import Chooser
from ldcoach.ui.pages.library.skills_card import SkillsCard
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.labels import muted, small
from ldcoach.ui.widgets.look import rule
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.pill import Pill
from ldcoach.ui.widgets.scaffold import Scaffold
from ldcoach.ui.widgets.toggle import Toggle
from ldcoach.ui.widgets.wrapping_button import WrappingButton


class LibraryPage(Page):
    """The chooser above the manager's own guides and those that come with LDCoach."""

    def __init__(self, desk: Desk, ask: Ask, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self._scaffold = Scaffold(self, self.tr("Library"))
        self.notice = Notice()
        self.chooser = Chooser(self.tr("Read it"))
        self.own = GuideGroup(self.tr("Your own guides"), "bookmark")
        self.put_away = Toggle(self.tr("Those put away too"))
        self.ready = GuideGroup(self.tr("Guides that come with LDCoach"), "book-open")
        self.skills = SkillsCard(desk.skills, ask, tasks)
        self._lay_out()
        self.skills.changed.connect(self.changed)
        self.chooser.taken.connect(self._on_chooser_taken)
        self.put_away.toggled.connect(self._on_put_away_toggled)
        for group in (self.own, self.ready):
            group.asked.connect(self.asked)

    def enter(self, go: Go) -> None:  # noqa: ARG002  # the library is the same for all
        """Show every guide, freshly read."""
        self.notice.quiet()
        self._show()
        self.skills.enter()
        self.chooser.focus()
        self._scaffold.to_top()

    def refresh(self, change: Change) -> None:
        """Read again if guides changed; a page that is not shown reads when it is entered."""
        if self.isVisible() and change.touches(KeptGuide):
            self._show()

    def leave(self) -> None:
        """Nothing is written here."""

    def _lay_out(self) -> None:
        asking = Card(self.tr("What is this conversation for?"), "message-circle")
        asking.body.addWidget(self.chooser)
        self.own.head.addWidget(self.put_away)
        for each in (self.notice, asking, self.own, self.ready, self.skills):
            self._scaffold.body.addWidget(each)
        self._scaffold.body.addStretch(1)

    def _show(self) -> None:
        try:
            lines = self._desk.guides.lines()
            self.chooser.show_choices(self._desk.guides.choices(), [line.guide for line in lines if line.kept])
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        count = self.tr("%n guide(s) for a conversation", "", len([line for line in lines if line.kept]))
        self._scaffold.show_title(self.tr("Library"), subtitle=count)
        own = [line for line in lines if line.own]
        away = [line for line in own if line.put_away]
        self.own.show_lines([line for line in own if self.put_away.isChecked() or not line.put_away])
        self.own.setVisible(bool(own))
        self.put_away.setVisible(bool(away))
        self.ready.show_lines([line for line in lines if not line.own])
        tab_as_laid_out(self)

    def _on_chooser_taken(self, key: str) -> None:
        self.asked.emit(Go(Place.GUIDE, item_id=key))

    def _on_put_away_toggled(self) -> None:
        self._show()


class GuideGroup(Card):
    """Guides in a list. `asked` carries a `Go`."""

    asked = Signal(object)

    def __init__(self, title: str, icon: str) -> None:
        super().__init__(title, icon)
        self.rows: list[GuideRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self.body.addLayout(self._column)

    def show_lines(self, lines: Sequence[ShelfLine]) -> None:
        """Show other guides."""
        clear(self._column)
        self.rows = []
        for at, line in enumerate(lines):
            if at:
                self._column.addWidget(rule())
            row = GuideRow(line)
            row.asked.connect(self.asked)
            self.rows.append(row)
            self._column.addWidget(row)
        if not lines:
            self._column.addWidget(muted(self.tr("All of them are put away.")))


class GuideRow(QWidget):
    """One guide: its name, what it is for and how long it is. `asked` carries a `Go`."""

    asked = Signal(object)

    def __init__(self, line: ShelfLine) -> None:
        super().__init__()
        guide = line.guide
        # A draft that was never kept has nothing to be read yet.
        self._go = Go(Place.GUIDE if line.kept else Place.WRITE_GUIDE, item_id=guide.key)
        self.title = WrappingButton(guide.name or self.tr("A guide without a name"))
        self.title.clicked.connect(self._on_title_clicked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        purpose = muted(guide.purpose)
        purpose.setContentsMargins(4, 0, 0, 0)
        words.addWidget(purpose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        for state in self._states(line):
            row.addWidget(Pill(state, "warn" if line.changing else "plain"), 0, Qt.AlignmentFlag.AlignVCenter)
        aside = small(guide_words.length(guide))
        aside.setWordWrap(False)
        row.addWidget(aside, 0, Qt.AlignmentFlag.AlignVCenter)

    def _states(self, line: ShelfLine) -> list[str]:
        states = []
        if line.put_away:
            states.append(self.tr("put away"))
        if line.changing:
            states.append(self.tr("changes not kept yet") if line.kept else self.tr("draft"))
        return states

    def _on_title_clicked(self) -> None:
        self.asked.emit(self._go)
