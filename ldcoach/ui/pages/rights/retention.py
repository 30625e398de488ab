"""What has been kept for long: proposed person by person, decided by the manager, never deleted by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldcoach.domain.ids import PersonId
from ldcoach.domain.people import Person
from ldcoach.domain.texts import Text
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.desk import Desk
from ldcoach.services.retention import OldNotes, OldPerson, OldRows, Retention, RetentionView
from ldcoach.ui import words
from ldcoach.ui.ask import Ask
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.labels import body, muted
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

Old = TypeVar("Old", OldNotes, OldRows, OldPerson)


class RetentionPage(Page):
    """Shows what could go; what the manager keeps for now comes up again at the next visit."""

    def __init__(self, desk: Desk, retention: Retention, ask: Ask) -> None:
        super().__init__()
        self._desk, self._retention, self._ask = desk, retention, ask
        self._kept_for_now: set[tuple[QVBoxLayout, PersonId]] = set()
        subtitle = self.tr("Nothing is deleted by itself. You decide, one person at a time.")
        self._scaffold = Scaffold(self, self.tr("Kept for long"), "", subtitle)
        self.back = quiet(self.tr("The record\u2019s safety"), "arrow-left")
        self.notice = Notice()
        self._doubt = Notice()
        self.trust = self._doubt.add_button(self.tr("The clock is right"), self._on_trust_clicked)
        self.notes, self.people, self.holds = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.missed, self.shared = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.back.clicked.connect(self._on_back_clicked)

    def enter(self, go: Go) -> None:  # noqa: ARG002  # there is only one way to see it
        """Show what is proposed, freshly read."""
        self._kept_for_now.clear()
        self.notice.quiet()
        self._show()
        self._scaffold.to_top()
        self.back.setFocus()

    def refresh(self, change: Change) -> None:
        """Read again if people or texts changed while the page is seen."""
        if self.isVisible() and change.touches(Person, Text):
            self._show()

    def _show(self) -> None:
        view = self._retention.view()
        self._show_doubt(view)
        for rows in self._lists:
            clear(rows)
        self._fill(self.notes, view.notes, self._add_notes)
        self._fill(self.missed, view.missed, self._add_missed)
        self._fill(self.shared, view.shared, self._add_shared)
        self._fill(self.people, view.people, self._add_person)
        for held in view.holds:
            self._row(self.holds, held.name, self._button(self.tr("End the hold"), partial(self._release, held)))
        nothing = self.tr("Nothing is proposed while the clock is in doubt.") if view.suspended else self.tr("Nothing.")
        for rows in self._lists:
            if not rows.count():
                rows.addWidget(muted(self.tr("Nobody.") if rows is self.holds else nothing))
        tab_as_laid_out(self)

    def _fill(self, rows: QVBoxLayout, found: Iterable[Old], add: Callable[[Old], None]) -> None:
        for old in found:
            if (rows, old.person_id) not in self._kept_for_now:
                add(old)

    def _show_doubt(self, view: RetentionView) -> None:
        if view.suspended and view.last_seen is not None:
            seen = words.day(day_of(view.last_seen), self._desk.context.clock.today())
            told = self.tr("The clock of this computer stands before {day}, when the record was last used.")
            self._doubt.say("warn", told.format(day=seen))
        else:
            self._doubt.quiet()

    def _add_notes(self, old: OldNotes) -> None:
        oldest = words.day(day_of(old.oldest), self._desk.context.clock.today())
        count = self.tr("%n prep note(s)", "", old.notes)
        told = self.tr("{name}: {count}, the oldest of {day}").format(name=old.name, count=count, day=oldest)
        if old.legal_hold:
            self._row(self.notes, self.tr("{told}. Under a legal hold: they stay.").format(told=told))
            return
        delete = self._button(self.tr("Delete them"), partial(self._delete, old))
        self._row(self.notes, told, delete, self._keep_button(self.notes, old.person_id))

    def _add_missed(self, old: OldRows) -> None:
        told = self._told(old, self.tr("%n 1-2-1(s)", "", old.many))
        if old.legal_hold:
            self._row(self.missed, self.tr("{told}. Under a legal hold: they stay.").format(told=told))
            return
        delete = self._button(self.tr("Delete them"), partial(self._delete_missed, old))
        self._row(self.missed, told, delete, self._keep_button(self.missed, old.person_id))

    def _add_shared(self, old: OldRows) -> None:
        told = self._told(old, self.tr("%n text(s)", "", old.many))
        look = self._button(self.tr("Look at them"), partial(self._look_at_person, old.person_id))
        self._row(self.shared, told, look, self._keep_button(self.shared, old.person_id))

    def _told(self, old: OldRows, count: str) -> str:
        oldest = words.day(day_of(old.oldest), self._desk.context.clock.today())
        return self.tr("{name}: {count}, the oldest of {day}").format(name=old.name, count=count, day=oldest)

    def _look_at_person(self, person_id: PersonId) -> None:
        self.asked.emit(Go(Place.PERSON, person_id))

    def _delete_missed(self, old: OldRows) -> None:
        try:
            change, deleted = self._retention.delete_missed(old.person_id)
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self.notice.say("info", self.tr("%n 1-2-1(s) deleted.", "", deleted))
        self._show()
        self.changed.emit(change)

    @property
    def _lists(self) -> tuple[QVBoxLayout, ...]:
        return self.notes, self.missed, self.shared, self.people, self.holds

    def _add_person(self, gone: OldPerson) -> None:
        if gone.legal_hold:
            self._row(self.people, self.tr("{name}. Under a legal hold: all stays.").format(name=gone.name))
            return
        go = self._button(self.tr("Look at erasing"), partial(self._look_at, gone.person_id))
        self._row(self.people, gone.name, go, self._keep_button(self.people, gone.person_id))

    def _keep_button(self, rows: QVBoxLayout, person_id: PersonId) -> QPushButton:
        return self._button(self.tr("Keep for now"), partial(self._keep, rows, person_id), quietly=True)

    def _button(self, text: str, act: partial[None], *, quietly: bool = False) -> QPushButton:
        made = quiet(text, small=True) if quietly else secondary(text, small=True)
        made.clicked.connect(lambda _checked: act())
        return made

    def _row(self, rows: QVBoxLayout, told: str, *buttons: QPushButton) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(body(told), 1)
        for button in buttons:
            button.setAccessibleName(f"{button.text()}: {told}")
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        holder = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        rows.addWidget(holder)

    def _keep(self, rows: QVBoxLayout, person_id: PersonId) -> None:
        self._kept_for_now.add((rows, person_id))
        self._show()

    def _look_at(self, person_id: PersonId) -> None:
        self.asked.emit(Go(Place.ERASE, person_id))

    def _delete(self, old: OldNotes) -> None:
        title = self.tr("Delete the prep notes on {name}?").format(name=old.name)
        count = self.tr("%n prep note(s)", "", old.notes)
        text = self.tr("{count} of more than {days} days ago go for good. Shared notes stay.")
        yes, no = self.tr("Delete them"), self.tr("Keep them")
        if not self._ask.confirm(self, title, text.format(count=count, days=self._retention.days), yes, no):
            return
        try:
            change, deleted = self._retention.delete_notes(old.person_id)
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self.notice.say("info", self.tr("%n prep note(s) deleted.", "", deleted))
        self.changed.emit(change)

    def _release(self, held: OldPerson) -> None:
        title = self.tr("End the legal hold on {name}?").format(name=held.name)
        text = self.tr("Ask those who asked for the hold first. Nothing is erased by ending it.")
        if not self._ask.confirm(self, title, text, self.tr("End the hold"), self.tr("Keep it")):
            return
        try:
            self.changed.emit(self._retention.hold(held.person_id, on=False))
        except LDCoachError as error:
            self.notice.say("error", str(error))

    def _on_trust_clicked(self) -> None:
        self.changed.emit(self._retention.trust_clock())

    def _on_back_clicked(self) -> None:
        self.asked.emit(Go(Place.SAFETY))

    def _lay_out(self) -> None:
        self._scaffold.buttons.addWidget(self.back)
        notes = Card(self.tr("Prep notes of more than %n day(s) ago", "", self._retention.days), "hourglass", "prep")
        notes.body.addWidget(
            muted(self.tr("They were preparation. The person can ask to see them as long as you have them."))
        )
        missed = Card(self.tr("1-2-1s not held, more than half a year ago"), "calendar-clock")
        missed.body.addWidget(muted(self.tr("Missed or cancelled, and nothing was written on them.")))
        shared = Card(self.tr("Shared more than two years ago"), "messages-square")
        shared.body.addWidget(
            muted(self.tr("Notes, takeaways and feedback that both of you have seen. Is all of it still of use?"))
        )
        people = Card(self.tr("People who left your team"), "archive")
        people.body.addWidget(muted(self.tr("Still in the record, with all that was written.")))
        holds = Card(self.tr("Legal holds"), "lock")
        holds.body.addWidget(muted(self.tr("Nothing of these people is erased or deleted until the hold ends.")))
        cards = (notes, missed, shared, people, holds)
        for card, rows in zip(cards, self._lists, strict=True):
            rows.setSpacing(8)
            card.body.addLayout(rows)
        for part in (self.notice, self._doubt, *cards):
            self._scaffold.body.addWidget(part)
        self._scaffold.body.addStretch(1)
