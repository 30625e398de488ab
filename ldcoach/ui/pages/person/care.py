"""What is done with a person's entry itself: edit, archive, bring back, give another rhythm."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ldcoach.domain.kinds import PersonStatus
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError
from ldcoach.services.people import People
from ldcoach.ui.ask import Ask
from ldcoach.ui.go import Go, Place
from ldcoach.ui.pages.person.form import Filled, PersonForm


class PersonCare(QObject):
    """`changed` carries a `Change`, `failed` an `LDCoachError`, `asked` a `Go`; the others come from the menu."""

    changed = Signal(object)
    failed = Signal(object)
    summary_wanted = Signal()
    follow_up_wanted = Signal()
    asked = Signal(object)

    def __init__(self, page: QWidget, people: People, ask: Ask) -> None:
        super().__init__(page)
        self._page = page
        self._people = people
        self._ask = ask
        self._person: Person | None = None
        self.form = PersonForm(self.tr("What is known"), self.tr("Keep the changes"), people.languages(), "pencil")
        self.form.filled.connect(self._on_form_filled)

    def show_person(self, person: Person) -> None:
        """Care for another person, or for the same one as it is now."""
        self._person = person

    def menu(self) -> QMenu:
        """Return the acts that are needed seldom."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Summary"), self.summary_wanted.emit)
        menu.addAction(self.tr("Follow-up of the last 1-2-1"), self.follow_up_wanted.emit)
        menu.addAction(self.tr("Edit what is known"), self.edit)
        if self._person is not None and self._person.status is PersonStatus.ARCHIVED:
            menu.addAction(self.tr("Bring back to the team"), self.bring_back)
        else:
            menu.addAction(self.tr("Archive"), self.archive)
        if self._person is not None:
            self._add_rights(menu, self._person)
        return menu

    def _add_rights(self, menu: QMenu, person: Person) -> None:
        """Offer what a person has a right to, and the next manager."""
        menu.addSeparator()
        everything = self.tr("Everything about {name}\N{HORIZONTAL ELLIPSIS}").format(name=person.called)
        acts = (
            (everything, Place.ACCESS),
            (self.tr("Hand over to the next manager\N{HORIZONTAL ELLIPSIS}"), Place.HANDOVER),
            (self.tr("Erase\N{HORIZONTAL ELLIPSIS}"), Place.ERASE),
        )
        for words, place in acts:
            menu.addAction(words, partial(self.asked.emit, Go(place, person.id)))

    def edit(self) -> None:
        """Show the form with what is known."""
        if self._person is not None:
            self.form.begin(self._person)

    def archive(self) -> None:
        """Ask, then take the person off the present team."""
        if self._person is None:
            return
        called = self._person.called
        title = self.tr("Archive {name}?").format(name=called)
        text = self.tr("Nothing is deleted. {name} leaves your lists and can be brought back.").format(name=called)
        if self._ask.confirm(self._page, title, text, self.tr("Archive"), self.tr("Keep on the team")):
            self._archive(self._person, back=False)

    def bring_back(self) -> None:
        """Put the person on the present team again."""
        if self._person is not None:
            self._archive(self._person, back=True)

    def keep_rhythm(self, days: int, minutes: int) -> None:
        """Keep how often, in days, and how long one talks."""
        if self._person is not None:
            self._keep(replace(self._person, cadence_days=days, planned_minutes=minutes))

    def _archive(self, person: Person, *, back: bool) -> None:
        try:
            change = self._people.archive(person.id, back=back)
        except LDCoachError as error:
            self.failed.emit(error)
            return
        self.changed.emit(change)

    def _keep(self, person: Person) -> None:
        try:
            change = self._people.edit(person)
        except LDCoachError as error:
            self.failed.emit(error)
            return
        self.form.hide()
        self.changed.emit(change)

    def _on_form_filled(self, filled: Filled) -> None:
        if self._person is not None:
            self._keep(filled.onto(self._person))
