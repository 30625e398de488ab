"""The team: find somebody, add somebody, bring in a list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from ldcoach.domain.conversations import Conversation
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.ui.ask import Ask
from ldcoach.ui.go import Go, Place
from ldcoach.ui.page import Page
from ldcoach.ui.pages.people.completions_preview import CompletionsPreview
from ldcoach.ui.pages.people.roster_preview import RosterPreview
from ldcoach.ui.pages.people.table import PeopleTable
from ldcoach.ui.pages.person.form import Filled, PersonForm
from ldcoach.ui.theme.icons import icon
from ldcoach.ui.widgets.buttons import primary, quiet, secondary
from ldcoach.ui.widgets.empty import EmptyState
from ldcoach.ui.widgets.notice import Notice
from ldcoach.ui.widgets.scaffold import Scaffold
from ldcoach.ui.widgets.toggle import Toggle

LARGEST_LIST = 5 * 1024 * 1024


class PeoplePage(Page):
    """Everybody by name; `Go.item_id` may be 'add' or 'import'."""

    def __init__(self, desk: Desk, ask: Ask) -> None:
        super().__init__()
        self._desk = desk
        self._ask = ask
        self._data = b""
        self._anybody = False
        self._scaffold = Scaffold(self, self.tr("People"))
        self.notice = Notice()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Name, role or team"))
        self.filter.setAccessibleName(self.tr("Find in the list"))
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.archived = Toggle(self.tr("Archived people too"))
        self.add = primary(self.tr("&Add person"), "user-plus")
        self.bring = secondary(self.tr("&Import a list"), "upload")
        self.learning = secondary(self.tr("Import &learning"), "book-open")
        self.take_over = quiet(self.tr("&Take somebody over"), "handshake", small=True)
        self.form = PersonForm(self.tr("Add a person"), self.tr("Add to the team"), desk.people.languages())
        self.preview = RosterPreview()
        self.completions = CompletionsPreview(desk.learning, ask)
        self.table = PeopleTable()
        self.nobody = EmptyState(
            self.tr("Nobody here yet. A name is enough to begin."), self.tr("Add the first person"), "users"
        )
        self.not_found = EmptyState(self.tr("Nobody here goes by that."))
        self._lay_out()
        self._connect()

    def enter(self, go: Go) -> None:
        """Show the team, freshly read."""
        self.notice.quiet()
        self._show()
        if go.item_id == "add":
            self.form.begin()
        elif go.item_id == "import":
            self._on_bring_clicked()
        else:
            self.filter.setFocus()

    def refresh(self, change: Change) -> None:
        """Read again if people or 1-2-1s changed."""
        if change.touches(Person, Conversation):
            self._show_or_say()

    def leave(self) -> None:
        """Nothing here is text worth keeping half typed: a form stays as it is until it is closed."""

    def _lay_out(self) -> None:
        self._scaffold.buttons.addWidget(self.learning)
        self._scaffold.buttons.addWidget(self.bring)
        self._scaffold.buttons.addWidget(self.add)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.filter.setMaximumWidth(360)
        row.addWidget(self.filter, 1)
        row.addStretch()
        row.addWidget(self.take_over)
        row.addWidget(self.archived)
        for each in (self.notice, self.form, self.preview, self.completions):
            self._scaffold.body.addWidget(each)
        self._scaffold.body.addLayout(row)
        self._scaffold.body.addWidget(self.table, 100)
        self._scaffold.body.addWidget(self.nobody)
        self._scaffold.body.addWidget(self.not_found)
        self._scaffold.body.addStretch(1)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add_clicked)
        self.bring.clicked.connect(self._on_bring_clicked)
        self.take_over.clicked.connect(self._on_take_over_clicked)
        self.learning.clicked.connect(self._on_learning_clicked)
        self.completions.done.connect(self._on_completions_done)
        self.nobody.acted.connect(self._on_add_clicked)
        self.form.filled.connect(self._on_form_filled)
        self.preview.confirmed.connect(self._on_preview_confirmed)
        self.filter.textChanged.connect(self._on_filter_text_changed)
        self.filter.returnPressed.connect(self._on_filter_return_pressed)
        self.archived.toggled.connect(self._on_archived_toggled)
        self.table.picked.connect(self._on_table_picked)

    def _show(self) -> None:
        lines = self._desk.people.lines(archived=self.archived.isChecked())
        self.table.people.show_lines(lines, self._desk.context.clock.today())
        present = sum(not line.archived for line in lines)
        told = self.tr("%n on your team", "", present)
        self._scaffold.show_title(self.tr("People"), subtitle=told if present else "")
        self._anybody = bool(lines) or bool(self._desk.people.lines(archived=True))
        self._show_what_fits()

    def _show_or_say(self) -> None:
        try:
            self._show()
        except LDCoachError as error:
            self.notice.say("error", str(error))

    def _show_what_fits(self) -> None:
        everybody, found = self.table.people.rowCount(), self.table.found.rowCount()
        self.table.hug()
        self.table.setVisible(found > 0)
        self.filter.setVisible(everybody > 0)
        self.archived.setVisible(self._anybody)
        self.learning.setVisible(self._anybody)
        self.nobody.setVisible(everybody == 0 and self.form.isHidden())
        self.not_found.setVisible(everybody > 0 and found == 0)

    def _on_learning_clicked(self) -> None:
        self.preview.hide()
        self.form.hide()
        self.notice.quiet()
        self.completions.bring()

    def _on_completions_done(self, change: Change) -> None:
        self.notice.say("info", self.tr("Their learning is up to date. What was used at work is for you to note."))
        self.changed.emit(change)

    def _on_add_clicked(self) -> None:
        self.preview.hide()
        self.completions.hide()
        self.notice.quiet()
        self.form.begin()
        self._show_what_fits()
        self._scaffold.to_top()

    def _on_take_over_clicked(self) -> None:
        self.asked.emit(Go(Place.TAKE_OVER))

    def _on_bring_clicked(self) -> None:
        path = self._ask.choose_file_to_open(self, self.tr("Choose a list of people"), self.tr("Lists (*.csv *.txt)"))
        if path is None:
            return
        self.form.hide()
        self.completions.hide()
        self.notice.quiet()
        try:
            self._data = self._read(path)
            self.preview.show_roster(*self._desk.people.preview_roster(self._data))
        except LDCoachError as error:
            self.preview.hide()
            self.notice.say("error", str(error))

    def _read(self, path: Path) -> bytes:
        sentence = ""
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_LIST + 1)
            if len(data) <= LARGEST_LIST:
                return data
            sentence = self.tr("This file is too large for a list of people, so nobody was added. Choose another one.")
        except OSError:
            sentence = self.tr("This file could not be read, so nobody was added. Close it elsewhere and try again.")
        raise UnfitInput(sentence)

    def _on_preview_confirmed(self) -> None:
        try:
            change, _, new = self._desk.people.import_roster(self._data)
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self._data = b""
        self.preview.hide()
        self.notice.say("info", self.tr("%n people are on your team now.", "", len(new)))
        self.changed.emit(change)

    def _on_form_filled(self, filled: Filled) -> None:
        try:
            change = self._desk.people.add(
                filled.name,
                role_title=filled.role_title,
                team=filled.team,
                email=filled.email,
                cadence_days=filled.cadence_days,
                language=filled.language,
            )
        except LDCoachError as error:
            self.form.show_error(str(error))
            return
        self.notice.say("info", self.tr("{name} is on your team now.").format(name=filled.name))
        self.form.begin()
        self.changed.emit(change)

    def _on_filter_text_changed(self, text: str) -> None:
        self.table.found.look_for(text)
        self._show_what_fits()

    def _on_filter_return_pressed(self) -> None:
        if self.table.found.rowCount():
            self.table.selectRow(0)
            self.table.setFocus()

    def _on_archived_toggled(self) -> None:
        self._show_or_say()

    def _on_table_picked(self, person_id: str) -> None:
        self.asked.emit(Go(Place.PERSON, person_id))
