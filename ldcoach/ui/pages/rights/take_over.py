"""Taking somebody over from the former manager: the file, the code, what would come, and to whom it goes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from ldcoach.domain.handover import Handover
from ldcoach.domain.ids import PersonId
from ldcoach.errors import LDCoachError, WrongSecret
from ldcoach.services.change import Change
from ldcoach.services.clock import day_of
from ldcoach.services.desk import Desk
from ldcoach.services.taking_over import LARGEST_FILE, ComingLine, State, TakenView, TakingOver
from ldcoach.ui import words
from ldcoach.ui.file_door import FileDoor, FileKind
from ldcoach.ui.focus import tab_as_laid_out
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.rights.items import PickItem, RightsItems
from ldcoach.ui.pages.rights.words import handover_parts, state_words
from ldcoach.ui.reading import Reading
from ldcoach.ui.tasks import Tasks
from ldcoach.ui.widgets.buttons import primary, quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.labels import body, label, muted
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold

_WIDEST_FIELD = 420


class TakeOverPage(Page):
    """Begins anew at every visit; a code is asked for once the file is whole."""

    def __init__(self, desk: Desk, taking: TakingOver, files: FileDoor, tasks: Tasks) -> None:
        super().__init__()
        self._today = desk.context.clock.today
        self._taking, self._files = taking, files
        self._reading = Reading(self, tasks)
        self._sealed = b""
        self._handover: Handover | None = None
        self._view: TakenView | None = None
        subtitle = self.tr("From the former manager: a file, and the code that they tell you.")
        self._scaffold = Scaffold(self, self.tr("Take somebody over"), "", subtitle)
        self.back = quiet(self.tr("People"), "arrow-left")
        self.notice = Notice()
        self.choose = secondary(self.tr("Choose the file\N{HORIZONTAL ELLIPSIS}"), "folder-open")
        self.file_name = muted("")
        self.code = QLineEdit()
        self.code.setMaximumWidth(_WIDEST_FIELD)
        self._code = Field(self.tr("Code"), self.code, self.tr("Six groups of four, as they were told to you."))
        self.open = secondary(self.tr("Show what is in it"), "eye")
        self.to = QComboBox()
        self.to.setMaximumWidth(_WIDEST_FIELD)
        self._to = Field(self.tr("Who is it?"), self.to)
        self._from = body("")
        self.about_work = CheckLine(self.tr("Take held items too: they are about the work, not about a person"))
        self.items = RightsItems(self.tr("What would come"), "", self.tr("There is nothing in it."))
        self._says = label("", "muted")
        self.take = primary(self.tr("Take over"), "download")
        self._file_card, self._coming = self._make_cards()
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:
        """Ask for the file, unless `Go.item_id` names one that was opened by a double click."""
        self.leave()
        self.notice.quiet()
        self._scaffold.to_top()
        self.choose.setFocus()
        if go.item_id:
            self._files.take(Path(go.item_id), LARGEST_FILE, self._taking.whole, self._on_whole, self._on_failed)

    def refresh(self, change: Change) -> None:
        """What is in the file does not change."""

    def leave(self) -> None:
        """Forget the file and its code."""
        self._reading.drop()
        self._sealed, self._handover, self._view = b"", None, None
        self.file_name.clear()
        self.code.clear()
        self._code.clear_error()
        self.about_work.box.setChecked(False)
        self._show_step()

    def _show_step(self) -> None:
        self._code.setVisible(bool(self._sealed))
        self.open.setVisible(bool(self._sealed))
        known = self._view is not None
        for part in (self._coming, self.items, self._says, self.take):
            part.setVisible(known)
        self._file_card.setVisible(not known)
        tab_as_laid_out(self)

    def _on_choose_clicked(self) -> None:
        kind = FileKind(self.tr("Handover (*.ldhandover)"), ".ldhandover")
        title = self.tr("Which file did you get?")
        self.notice.quiet()
        self._files.open(self, title, kind, LARGEST_FILE, self._taking.whole, self._on_whole, self._on_failed)

    def _on_whole(self, sealed: bytes) -> None:
        self._sealed = sealed
        self.file_name.setText(self._files.taken)
        self._show_step()
        self.code.setFocus()

    def _on_open_clicked(self) -> None:
        self._code.clear_error()
        self.notice.quiet()
        act = partial(self._taking.unsealed, self._sealed, self.code.text())
        self._files.run(act, self._on_opened, self._on_failed)

    def _on_opened(self, handover: Handover) -> None:
        self._handover = handover
        self.code.clear()
        self._reading.read(partial(self._taking.preview, handover), self._offer, self._on_failed)

    def _offer(self, first: TakenView) -> None:
        """Offer who it may be: whom it went to before, else those of that name, then a new person."""
        with QSignalBlocker(self.to):
            self.to.clear()
            for one in [first.joins] if first.joins is not None else first.candidates:
                told = " \N{MIDDLE DOT} ".join(each for each in (one.name, one.role_title) if each)
                self.to.addItem(self.tr("{name}, who is here already").format(name=told), one.id)
            if first.joins is None:
                self.to.addItem(self.tr("{name}, a new person in this record").format(name=first.name), "")
        self._preview()

    def _preview(self) -> None:
        if self._handover is None:
            return
        self.take.setEnabled(False)
        about_work = self.about_work.box.isChecked()
        act = partial(self._taking.preview, self._handover, self._join(), about_work=about_work)
        self._reading.read(act, self._show_coming, self._on_failed)

    def _show_coming(self, view: TakenView) -> None:
        first, self._view = self._view is None, view
        manager = view.manager or self.tr("the former manager")
        made = words.day(day_of(view.made_at), self._today())
        self._from.setText(
            self.tr("{name}, from {manager}. Made: {day}").format(name=view.name, manager=manager, day=made)
        )
        parts = handover_parts()
        self.items.show_items(self._picked(line, parts[line.group]) for line in view.lines)
        held = any(line.state is State.HELD for line in view.lines)
        self.about_work.setVisible(held or self.about_work.box.isChecked())
        self._says.setText(self.tr("%n item(s) are new.", "", len(view.new)))
        self.take.setEnabled(bool(view.new))
        if first:
            self._show_step()
            self.to.setFocus()

    def _picked(self, line: ComingLine, part: str) -> PickItem:
        remark = f"{words.day(line.on, self._today())} \N{MIDDLE DOT} {state_words(line.state)}"
        return PickItem(line.id, part, line.words, remark, on=line.state is not State.HELD, fixed=True)

    def _join(self) -> PersonId | None:
        chosen = str(self.to.currentData() or "")
        return PersonId(chosen) if chosen else None

    def _on_to_current_index_changed(self) -> None:
        self._preview()

    def _on_about_work_ticked(self, _on: bool) -> None:  # noqa: FBT001  # a signal's argument
        self._preview()

    def _on_take_clicked(self) -> None:
        if self._handover is None:
            return
        act = partial(self._taking.take_over, self._handover, self._join(), about_work=self.about_work.box.isChecked())
        self._files.run(act, self._on_taken, self._on_failed)

    def _on_taken(self, made: tuple[Change, TakenView]) -> None:
        change, _ = made
        self.leave()
        self.changed.emit(change)
        self.asked.emit(Go(Place.PERSON, change.created))

    def _on_failed(self, error: LDCoachError) -> None:
        if isinstance(error, WrongSecret):
            self._code.show_error(str(error))
            self.code.selectAll()
            self.code.setFocus()
            return
        self.notice.say("error", str(error))
        self._scaffold.to_top()

    def _on_back_clicked(self) -> None:
        self.asked.emit(Go(Place.PEOPLE))

    def _make_cards(self) -> tuple[Card, Card]:
        file = Card(self.tr("The file and its code"), "key-round")
        file.body.addWidget(muted(self.tr("It holds what the person and the former manager both know; no prep notes.")))
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.file_name, 1)
        file.body.addLayout(row)
        file.body.addWidget(self._code)
        file.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        coming = Card(self.tr("Whom you take over"), "handshake")
        coming.body.addWidget(self._from)
        coming.body.addWidget(self._to)
        coming.body.addWidget(self.about_work)
        return file, coming

    def _lay_out(self) -> None:
        self._scaffold.buttons.addWidget(self.back)
        for part in (self.notice, self._file_card, self._coming, self.items):
            self._scaffold.body.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self._says, 1)
        row.addWidget(self.take, 0, Qt.AlignmentFlag.AlignVCenter)
        self._scaffold.body.addLayout(row)
        self._scaffold.body.addStretch(1)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back_clicked)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.open.clicked.connect(self._on_open_clicked)
        self.code.returnPressed.connect(self.open.click)
        self.to.currentIndexChanged.connect(self._on_to_current_index_changed)
        self.about_work.ticked.connect(self._on_about_work_ticked)
        self.items.grown.connect(lambda: tab_as_laid_out(self))
        self.take.clicked.connect(self._on_take_clicked)
