"""The first page of the day: what is next, what was promised, what waits to be said."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from ldcoach.domain.actions import Action
from ldcoach.domain.conversations import Conversation
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.ids import ActionId
from ldcoach.domain.keeping import Setting
from ldcoach.domain.kinds import ConversationStatus
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError
from ldcoach.services.backup_age import stale_backup
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views import TodayView, Upcoming
from ldcoach.ui import words
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.backup_words import age
from ldcoach.ui.pages.promise_rows import PromiseRows
from ldcoach.ui.pages.today.parts import FirstCard, NextCard, UnplannedCard, WaitingCard
from ldcoach.ui.pages.today.quick_note import QuickNote
from ldcoach.ui.pages.today.reminder_strip import ReminderStrip
from ldcoach.ui.pages.undo_notice import UndoNotice
from ldcoach.ui.widgets.buttons import link
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.labels import muted
from ldcoach.ui.widgets.scaffold import Scaffold
from ldcoach.ui.widgets.tiles import Tiles

_NARROW = 760
_NOON, _EVENING = 12, 18
_SHOWN = (Action, Conversation, Feedback, Person, Setting)


class TodayPage(Page):
    """Where a session begins."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: TodayView | None = None
        self._scaffold = Scaffold(self)
        self.notice = UndoNotice()
        self.next = NextCard()
        self.promises = PromiseRows()
        self.no_promises = muted(self.tr("Nothing is open. What you promise in a 1-2-1 stands here."))
        self.waiting = WaitingCard()
        self.unplanned = UnplannedCard()
        self.note = QuickNote(desk)
        self.first = FirstCard()
        self.backup = link("", "archive")
        self.reminders = ReminderStrip()
        self._tiles = Tiles()
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:  # noqa: ARG002  # there is only one first page
        """Show the day, freshly read."""
        self.promises.forget()
        self.notice.quiet()
        self._show()

    def refresh(self, change: Change) -> None:
        """Read again if the change touches the day; a half written note stays."""
        if change.touches(*_SHOWN):
            try:
                self._show()
            except LDCoachError as error:
                self.notice.say("error", str(error))

    def leave(self) -> None:
        """Keep a half written note."""
        self.note.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the first card reflow."""
        super().resizeEvent(event)
        self.next.reflow(narrow=self.window().width() < _NARROW)

    def _lay_out(self) -> None:
        promises = Card(self.tr("Your promises"))
        promises.body.addWidget(self.promises)
        promises.body.addWidget(self.no_promises)
        promises.body.addStretch(1)
        self._tiles.add_row(promises, self.waiting)
        self._tiles.add_row(self.unplanned, self.note)
        for each in (self.notice, self.reminders, self.first, self.next, self._tiles):
            self._scaffold.body.addWidget(each)
        self._scaffold.body.addWidget(self.backup, 0, Qt.AlignmentFlag.AlignLeft)
        self._scaffold.body.addStretch(1)

    def _connect(self) -> None:
        for card in (self.next, self.waiting, self.unplanned, self.first):
            card.asked.connect(self.asked)
        self.backup.clicked.connect(self._on_backup_clicked)
        self.next.started.connect(self._on_next_started)
        self.next.passed.connect(self._on_next_passed)
        self.notice.undone.connect(self.changed)
        self.reminders.asked.connect(self.asked)
        self.promises.ticked.connect(self._on_promises_ticked)
        self.note.changed.connect(self.changed)

    def _show(self) -> None:
        view = self._view = self._desk.today.view()
        people = [(line.person_id, line.name) for line in self._desk.people.lines()]
        name = str(self._desk.keeping.setting("manager_name", "") or "")
        first = name.partition(" ")[0]
        self._scaffold.show_title(self._greeting(first), words.full_day(view.today), self._counts(view))
        for part in (self.next, self._tiles):
            part.setVisible(view.people > 0)
        self.first.setVisible(view.people == 0)
        self.reminders.show_reminders(self._desk.reminders.among([*view.upcoming], [*view.promises]), view.today)
        self.next.show_upcoming(view.upcoming, view.today)
        self._show_promises()
        self.waiting.show_waiting(view.waiting, view.today)
        self.unplanned.show_people(view.without_talk, view.today)
        self.note.show_people(people, self.next.person_id)
        self._show_backup(view)
        tab_as_laid_out(self)

    def _show_backup(self, view: TodayView) -> None:
        """Say quietly how old the last good backup is, once it is old or when there is none."""
        stale = stale_backup(self._desk.keeping, view.today) if view.people else None
        self.backup.setVisible(stale is not None)
        if stale is not None:
            self.backup.setText(age(stale.last, view.today))

    def _on_backup_clicked(self) -> None:
        self.asked.emit(Go(Place.SAFETY))

    def _show_promises(self) -> None:
        view = self._view
        if view is None:
            return
        self.promises.show_groups([("", view.promises)], view.today, with_name=True)
        self.no_promises.setVisible(not self.promises.rows())

    def _greeting(self, name: str) -> str:
        hour = self._desk.context.clock.now().astimezone().hour
        if hour < _NOON:
            greeting = self.tr("Good morning")
        elif hour < _EVENING:
            greeting = self.tr("Good afternoon")
        else:
            greeting = self.tr("Good evening")
        return self.tr("{greeting}, {name}").format(greeting=greeting, name=name) if name else greeting

    def _counts(self, view: TodayView) -> str:
        if not view.people:
            return self.tr("Kept on this computer, and nowhere else.")
        ahead, open_ones = len(view.upcoming), len(view.promises)
        talks = self.tr("{how_many} planned 1-2-1(s) in the next seven days", "", ahead)
        promises = self.tr("{how_many} promise(s) of yours open", "", open_ones)
        counts = talks.format(how_many=words.number(ahead)), promises.format(how_many=words.number(open_ones))
        return words.sentence(" \N{MIDDLE DOT} ".join(counts))

    def _on_promises_ticked(self, action_id: str, kept: bool) -> None:  # noqa: FBT001  # a signal's argument
        act = self._desk.promises.keep if kept else self._desk.promises.reopen
        try:
            change = act(ActionId(action_id))
        except LDCoachError as error:
            self.notice.say("error", str(error))
            self._show_promises()
            return
        self.promises.note(action_id, kept=kept, today=self._desk.context.clock.today())
        self.changed.emit(change)

    def _on_next_passed(self, upcoming: Upcoming) -> None:
        talks = self._desk.talks
        try:
            change = talks.let_pass(upcoming.conversation_id, ConversationStatus.MISSED)
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        said = self.tr("The 1-2-1 with {name} did not happen. Its topics stay open.")
        self.notice.offer(said.format(name=upcoming.person_name), partial(talks.restore, upcoming.conversation_id))
        self.changed.emit(change)

    def _on_next_started(self, upcoming: Upcoming) -> None:
        try:
            change = self._desk.talks.start(upcoming.conversation_id)
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self.changed.emit(change)
        self.asked.emit(Go(Place.TALK, upcoming.person_id, upcoming.conversation_id))
