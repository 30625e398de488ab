"""What goes out to a person and comes back: the preparation form and the follow-up, on the person's page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldcoach.domain.follow_up import FollowUp
from ldcoach.domain.ids import ConversationId
from ldcoach.domain.people import Person
from ldcoach.errors import LDCoachError
from ldcoach.services.desk import Desk
from ldcoach.ui.file_door import FileDoor
from ldcoach.ui.pages.close.follow_up_card import FollowUpCard
from ldcoach.ui.pages.person.prep_form_acts import PrepFormActs


class PersonTravel(QObject):
    """`changed` carries a `Change`, `failed` an `LDCoachError`, `said` a sentence; `shown`: a card came up or grew."""

    changed = Signal(object)
    failed = Signal(object)
    said = Signal(str)
    shown = Signal()

    def __init__(self, page: QWidget, desk: Desk, files: FileDoor) -> None:
        super().__init__(page)
        self._desk = desk
        self._person: Person | None = None
        self.forms = PrepFormActs(page, desk, files)
        self.follow_up = FollowUpCard(desk.follow_ups, files)
        self.follow_up.hide()
        self.forms.failed.connect(self.failed)
        self.forms.said.connect(self.said)
        for part in (self.forms, self.follow_up):
            part.changed.connect(self.changed)
            part.shown.connect(self.shown)

    def show_person(self, person: Person) -> None:
        """Show where the form of a person stands; the follow-up of another person goes away."""
        if self._person is None or person.id != self._person.id:
            self.follow_up.hide()
        self._person = person
        self.forms.show_person(person)

    def follow_up_last(self) -> None:
        """Show what would leave of the 1-2-1 held last."""
        if self._person is None:
            return
        try:
            last = self._desk.follow_ups.last_of(self._person.id)
        except LDCoachError as error:
            self.failed.emit(error)
            return
        languages = self._desk.follow_ups.languages()
        self.follow_up.set_up(self._person.called, partial(self._compose, last), languages, self._person.language)
        self.follow_up.show()
        self.follow_up.show_now()
        self.follow_up.mail.setFocus()

    def _compose(self, talk: ConversationId) -> FollowUp:
        return self._desk.follow_ups.compose(talk, language=self.follow_up.language.choice.tag())
