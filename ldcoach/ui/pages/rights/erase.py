"""Erasing a person: what goes, what cannot be reached, and the name typed to say that it is meant."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from ldcoach.domain.ids import PersonId
from ldcoach.domain.leaving import Receipt
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.erasing import Erased, ErasePreview
from ldcoach.ui import words
from ldcoach.ui.ask import Ask
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.rights.words import gone_words, receipt_words
from ldcoach.ui.tasks import Running, Step, Tasks
from ldcoach.ui.widgets.buttons import primary, quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.job_row import JobRow
from ldcoach.ui.widgets.labels import body, muted
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

_WIDEST_FIELD = 420


class Care(Protocol):
    """What the page can do about a person's erasure."""

    def preview(self, person_id: PersonId) -> ErasePreview:
        """Count what would go; raises NotFound."""

    def erase(self, person_id: PersonId, progress: Step) -> Erased:
        """Erase; may take long. Raises as `Erasing.erase`."""

    def hold(self, person_id: PersonId, *, on: bool) -> Change:
        """Begin or end a legal hold."""


class ErasePage(Page):
    """`Go.person_id` says whom."""

    def __init__(self, desk: Desk, care: Care, tasks: Tasks, ask: Ask) -> None:
        super().__init__()
        self._desk, self._care, self._tasks, self._ask = desk, care, tasks, ask
        self._seen: ErasePreview | None = None
        self._running: Running | None = None
        self._receipts: list[str] = []
        self._scaffold = Scaffold(self)
        self.back = quiet(self.tr("Back to the person"), "arrow-left")
        self.notice = Notice()
        self.hold = secondary("", small=True)
        self._holding = body("")
        self._going, self._staying = QVBoxLayout(), QVBoxLayout()
        self.name = QLineEdit()
        self.name.setMaximumWidth(_WIDEST_FIELD)
        self._field = Field(self.tr("The person\u2019s whole name"), self.name)
        self.erase = primary(self.tr("Erase for good"), "trash-2")
        self.row = JobRow(self.tr("Progress of erasing"), self.erase)
        self._cards = self._make_cards()
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:
        """Show what would go."""
        if self._running is not None:
            return
        self.name.clear()
        self._field.clear_error()
        self.notice.quiet()
        self._show(self._care.preview(PersonId(go.person_id)))
        self._scaffold.to_top()
        self.back.setFocus()

    def refresh(self, change: Change) -> None:
        """A hold that began or ended elsewhere counts at once."""
        seen = self._seen
        if seen is not None and self.isVisible() and self._running is None and seen.person_id in change.people:
            try:
                self._show(self._care.preview(seen.person_id))
            except LDCoachError as error:
                self.notice.say("error", str(error))

    def _show(self, seen: ErasePreview) -> None:
        self._seen = seen
        self.back.setText(self.tr("Back to the person"))
        self._scaffold.show_title(
            self.tr("Erase {name}").format(name=seen.name),
            "",
            self.tr("Everything about them goes out of the record and out of its backups. There is no way back."),
        )
        clear(self._going)
        for told, many in gone_words(seen.rows):
            self._going.addWidget(body(f"{told}: {many}"))
        self._show_staying(seen)
        self._show_hold(held=seen.legal_hold)
        for card in self._cards:
            card.show()
        self.row.setVisible(True)
        self._on_name_text_changed()
        tab_as_laid_out(self)

    def _show_staying(self, seen: ErasePreview | Erased) -> None:
        clear(self._staying)
        self._staying.addWidget(
            muted(self.tr("LDCoach cannot reach what is outside. Delete it there yourself, or ask those who have it."))
        )
        for path in seen.elsewhere:
            self._staying.addWidget(body(self.tr("A backup or copy: {path}").format(path=path)))
        receipts = self._receipts if isinstance(seen, Erased) else self._read_receipts(seen.person_id)
        for line in receipts:
            self._staying.addWidget(body(line))
        if seen.mentions:
            told = self.tr("%n text(s) about other people hold the same first name and stay.", "", seen.mentions)
            self._staying.addWidget(body(told))
        if not (seen.elsewhere or receipts or seen.mentions):
            self._staying.addWidget(body(self.tr("No copy outside is known.")))

    def _read_receipts(self, person_id: PersonId) -> list[str]:
        """Return what left by receipts; they go with the person, so the page keeps the lines."""
        today = self._desk.context.clock.today()
        kept = self._desk.context.record.every(Receipt, person_id=person_id)
        self._receipts = [
            self.tr("{what} for {whom}, {day}").format(
                what=receipt_words(one.what), whom=one.to_whom, day=words.day(one.at.date(), today)
            )
            for one in kept
        ]
        return self._receipts

    def _show_hold(self, *, held: bool) -> None:
        self._holding.setText(
            self.tr("A legal hold is on: nothing of this person can be erased or deleted until it ends.")
            if held
            else self.tr("No legal hold is on. Put one on if a dispute or a request means that nothing may go.")
        )
        self.hold.setText(self.tr("End the hold") if held else self.tr("Put on a hold"))
        self.name.setEnabled(not held)

    def _on_hold_clicked(self) -> None:
        seen = self._seen
        if seen is None:
            return
        text = self.tr("Ask those who asked for the hold first. Nothing is erased by ending it.")
        yes, no = self.tr("End the hold"), self.tr("Keep it")
        if seen.legal_hold and not self._ask.confirm(self, self.tr("End the legal hold?"), text, yes, no):
            return
        try:
            change = self._care.hold(seen.person_id, on=not seen.legal_hold)
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self.changed.emit(change)

    def _on_name_text_changed(self) -> None:
        seen = self._seen
        typed = " ".join(self.name.text().split())
        fits = seen is not None and typed == " ".join(seen.name.split()) and not seen.legal_hold
        self.erase.setEnabled(fits)

    def _on_erase_clicked(self) -> None:
        seen = self._seen
        if seen is None or not self.erase.isEnabled():
            return
        self.notice.quiet()
        self.row.show_working(self.erase, self.tr("Erasing\N{HORIZONTAL ELLIPSIS}"))
        self.row.stop.hide()  # half an erasure is none, so it is not stopped
        person_id = seen.person_id
        self._running = self._tasks.run(
            lambda step: self._care.erase(person_id, step), self._on_erased, self._on_failed, self.row.show_progress
        )
        self._running.ended.connect(self._on_running_ended)

    def _on_running_ended(self) -> None:
        self._running = None
        self.row.show_idle()
        self._on_name_text_changed()

    def _on_erased(self, done: Erased) -> None:
        name = self._seen.name if self._seen is not None else ""
        self._seen = None
        self._running = None
        said = self.tr("{name} is erased.").format(name=name)
        self.notice.say("warn" if done.warning else "info", f"{said} {done.warning}".strip())
        self.name.clear()
        for card in self._cards[:-1]:
            card.hide()
        outside = self.tr("What is outside of LDCoach is yours to delete.")
        self._scaffold.show_title(self.tr("Erased"), "", outside)
        self.back.setText(self.tr("People"))
        self._show_staying(done)
        self._scaffold.to_top()
        self.changed.emit(Change.of(Person, person=done.person_id))
        self.back.setFocus()

    def _on_failed(self, error: LDCoachError) -> None:
        self.notice.say("error", str(error))
        self._scaffold.to_top()

    def _on_back_clicked(self) -> None:
        gone = self._seen is None
        self.asked.emit(Go(Place.PEOPLE) if gone else Go(Place.PERSON, self._seen.person_id if self._seen else ""))

    def _make_cards(self) -> tuple[Card, ...]:
        hold = Card(self.tr("Legal hold"), "lock")
        hold.body.addWidget(self._holding)
        hold.body.addWidget(self.hold, 0, Qt.AlignmentFlag.AlignLeft)
        going = Card(self.tr("What goes"), "trash-2")
        going.body.addLayout(self._going)
        going.body.addWidget(
            muted(self.tr("A new backup is made at once, and the older ones that LDCoach made are removed."))
        )
        sure = Card(self.tr("Type the name to go on"), "circle-alert", "held")
        sure.body.addWidget(self._field)
        sure.body.addWidget(self.row)
        staying = Card(self.tr("What cannot be reached"), "external-link")
        staying.body.addLayout(self._staying)
        return hold, going, sure, staying

    def _lay_out(self) -> None:
        hold, going, sure, staying = self._cards
        self._scaffold.buttons.addWidget(self.back)
        for part in (self.notice, hold, going, staying, sure):
            self._scaffold.body.addWidget(part)
        self._scaffold.body.addStretch(1)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back_clicked)
        self.hold.clicked.connect(self._on_hold_clicked)
        self.name.textChanged.connect(self._on_name_text_changed)
        self.erase.clicked.connect(self._on_erase_clicked)
