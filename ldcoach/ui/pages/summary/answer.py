"""The employee's answer to a summary: noted as seen, brought in, looked at before it is taken over."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldcoach.domain.ids import PersonId
from ldcoach.domain.people import Person
from ldcoach.domain.reply import Verdict
from ldcoach.errors import FileLocked, LDCoachError
from ldcoach.services.answers import LARGEST_FILE
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.views.leaving import ReplyView
from ldcoach.ui import words
from ldcoach.ui.file_door import FileDoor, FileKind
from ldcoach.ui.pages.came_back import CameBackCard
from ldcoach.ui.pages.summary.answer_lock import AnswerLock
from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import muted


class AnswerCard(Card):
    """Where the answer stands. `bring_wanted` and `seen_wanted` are its acts."""

    bring_wanted = Signal()
    seen_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Their answer"), "message-square")
        self.says = muted("")
        self.bring = secondary(self.tr("&Bring in the answer\N{HORIZONTAL ELLIPSIS}"), "upload")
        self.seen = quiet(self.tr("They have &seen it"))
        buttons = Flow(12)
        buttons.add(self.bring)
        buttons.add(self.seen)
        self.body.addWidget(self.says)
        self.body.addWidget(buttons)
        self.bring.clicked.connect(self.bring_wanted)
        self.seen.clicked.connect(self.seen_wanted)

    def show_state(self, sentence: str, *, made: bool, seen: bool) -> None:
        """Say how it stands; what cannot be done yet is not offered."""
        self.says.setText(sentence)
        self.bring.setVisible(made)
        self.seen.setVisible(made and not seen)


class AnswerPreview(CameBackCard):
    """What an answer would bring, line by line."""

    def __init__(self) -> None:
        super().__init__(self.tr("An answer came back"), self.tr("Take it over"))

    def show_view(self, view: ReplyView, titles: dict[str, str]) -> None:
        """Show an answer that was read; `titles` name the items by id. Nothing is taken over yet."""
        self.title.setText(self.tr("The answer of {name} came back").format(name=view.person.name))
        self.says.setText(self._said(view))
        self.forget_lines()
        for line in view.lines:
            place = titles.get(line.item_id, self.tr("An item")) if line.item_id else self.tr("Comment")
            self.add_heading(self.heading_of(place, line.taking))
            self.add_line(line.field, line.words, line.taking, line.question)
        self.come_up()

    def _said(self, view: ReplyView) -> str:
        read = self.tr("Read.") if view.read else self.tr("Not ticked as read.")
        verdict = {
            None: self.tr("Neither yes nor no was chosen."),
            Verdict.AGREE: self.tr("They agree with it."),
            Verdict.DIFFER: self.tr("They see some of it differently."),
        }[view.verdict]
        nothing = "" if view.taken or not view.imported_at else self.tr("All of this is here already.")
        return " ".join(part for part in (read, verdict, nothing) if part)


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read; without a view it is locked, and `wrong` says so of a password that was tried."""

    data: bytes = field(repr=False)
    password: str | None = field(repr=False)
    view: ReplyView | None
    wrong: str = ""


class AnswerActs(QObject):
    """`changed` carries a `Change`, `failed` an `LDCoachError`, `said` a sentence."""

    changed = Signal(object)
    failed = Signal(object)
    said = Signal(str)

    def __init__(self, page: QWidget, desk: Desk, files: FileDoor) -> None:
        super().__init__(page)
        self._page, self._desk, self._files = page, desk, files
        self._person_id = PersonId("")
        self._titles: dict[str, str] = {}
        self._data = b""
        self._password: str | None = None  # only from opening an answer to taking it over or leaving it
        self.card, self.lock, self.preview = AnswerCard(), AnswerLock(), AnswerPreview()
        self.card.bring_wanted.connect(self.bring)
        self.card.seen_wanted.connect(self._on_card_seen_wanted)
        self.preview.confirmed.connect(self._on_preview_confirmed)
        for card in (self.lock, self.preview):
            card.closed.connect(self._on_card_closed)
        self.lock.opened.connect(self._on_lock_opened)

    def show_person(self, person: Person, titles: dict[str, str]) -> None:
        """Show where the answer of a person stands; `titles` name the items by id."""
        if person.id != self._person_id:
            self.forget()
        self._person_id, self._titles = person.id, titles
        summary = self._desk.answers.newest(person.id)
        if summary is None:
            self.card.show_state(self.tr("Once a summary left, the answer to it goes in here."), made=False, seen=False)
            return
        today = self._desk.context.clock.today()
        if summary.employee_seen_on is None:
            sentence = self.tr("{name} has not said yet that they saw the last one.").format(name=person.called)
        else:
            day = words.day(summary.employee_seen_on, today)
            sentence = self.tr("{name} saw the last one, {day}. Others may have one now.").format(
                name=person.called, day=day
            )
        self.card.show_state(sentence, made=True, seen=summary.employee_seen_on is not None)

    def bring(self) -> None:
        """Ask for a summary that came back, and show what it would bring."""
        kind = FileKind(self.tr("PDF (*.pdf)"), ".pdf")
        title = self.tr("Choose the summary that came back")
        self._files.open(self._page, title, kind, LARGEST_FILE, self._read, self._on_read, self.failed.emit)

    def forget(self) -> None:
        """Put away an answer that was not taken over, and its password."""
        self._data, self._password = b"", None
        self.lock.forget()
        self.preview.hide()

    def _read(self, data: bytes, password: str | None = None) -> _Read:
        try:
            return _Read(data, password, self._desk.answers.preview(data, password=password))
        except FileLocked as locked:
            return _Read(data, None, None, str(locked) if password else "")

    def _on_read(self, read: _Read) -> None:
        self.forget()
        self._data = read.data
        if read.view is None:
            self.lock.ask(read.wrong)
            return
        self._password = read.password
        self.preview.show_view(read.view, self._titles)

    def _on_lock_opened(self, password: str) -> None:
        self._files.run(partial(self._read, self._data, password), self._on_read, self._on_lock_failed)

    def _on_lock_failed(self, error: object) -> None:
        self.forget()
        self.failed.emit(error)

    def _on_card_closed(self) -> None:
        self.forget()
        self.card.bring.setFocus()

    def _on_preview_confirmed(self) -> None:
        about_work = self.preview.about_work()
        answers, data, password = self._desk.answers, self._data, self._password
        take = partial(answers.take_over, data, password=password, about_work=about_work)
        self._files.run(take, self._on_taken, self.failed.emit)

    def _on_taken(self, made: tuple[Change, ReplyView]) -> None:
        change, view = made
        self.forget()
        self.said.emit(
            self.tr("%n answer(s) taken over from {name}.", "", len(view.taken)).format(name=view.person.called)
        )
        self.changed.emit(change)

    def _on_card_seen_wanted(self) -> None:
        try:
            change = self._desk.answers.note_seen(self._person_id, self._desk.context.clock.today())
        except LDCoachError as error:
            self.failed.emit(error)
            return
        self.changed.emit(change)
