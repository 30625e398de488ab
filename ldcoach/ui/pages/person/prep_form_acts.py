"""Making a preparation form for a person, and taking over the one that came back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from ldcoach.domain.ids import PersonId
from ldcoach.domain.leaving import Form
from ldcoach.domain.people import Person
from ldcoach.services.change import Change
from ldcoach.services.desk import Desk
from ldcoach.services.forms import LARGEST_FILE
from ldcoach.services.policy import why_not
from ldcoach.services.views.travel import FormView
from ldcoach.ui.file_door import FileDoor, FileKind
from ldcoach.ui.pages.person.prep_form_card import PrepFormCard, PrepFormPreview


class PrepFormActs(QObject):
    """`changed` carries a `Change`, `failed` an `LDCoachError`, `said` a sentence; `shown`: a preview is up."""

    changed = Signal(object)
    failed = Signal(object)
    said = Signal(str)
    shown = Signal()

    def __init__(self, page: QWidget, desk: Desk, files: FileDoor) -> None:
        super().__init__(page)
        self._page, self._desk, self._files = page, desk, files
        self._person_id = PersonId("")
        self._language_of = (PersonId(""), "")
        self._data = b""
        self.card, self.preview = PrepFormCard(), PrepFormPreview()
        self.card.make_wanted.connect(self.make)
        self.card.mail_wanted.connect(self.make_mail)
        self.card.import_wanted.connect(self.bring)
        self.preview.confirmed.connect(self._on_preview_confirmed)
        self.preview.closed.connect(self.card.bring.setFocus)

    def show_person(self, person: Person) -> None:
        """Show where the form of a person stands."""
        if person.id != self._person_id:
            self.preview.hide()
        if (person.id, person.language) != self._language_of:
            self._language_of = (person.id, person.language)
            self.card.language.show_languages(self._desk.forms.languages(), person.language)
        self._person_id = person.id
        made, answers = self._desk.forms.latest(person.id)
        self.card.show_form(person.called, made, answers, self._desk.context.clock.today())
        policy = self._desk.context.policy
        self.card.show_locked(why_not(policy, "pdf", locked=True), why_not(policy, "pdf", "eml", locked=True))

    def make(self) -> None:
        """Ask where, and write a form as PDF."""
        self._save(FileKind(self.tr("PDF (*.pdf)"), ".pdf"))

    def make_mail(self) -> None:
        """Ask where, and write an e-mail draft that holds a form."""
        self._save(FileKind(self.tr("E-mail draft (*.eml)"), ".eml"))

    def bring(self) -> None:
        """Ask for a form that came back, and show what it would bring."""
        kind = FileKind(self.tr("PDF (*.pdf)"), ".pdf")
        title = self.tr("Choose the form that came back")
        self._files.open(self._page, title, kind, LARGEST_FILE, self._read, self._on_read, self.failed.emit)

    def bring_dropped(self, path: Path) -> None:
        """Show what a dropped form would bring."""
        self._files.take(path, LARGEST_FILE, self._read, self._on_read, self.failed.emit)

    def _save(self, kind: FileKind) -> None:
        export = partial(self._desk.forms.export, self._person_id, language=self.card.language.choice.tag())
        self._files.save(self._page, "preparation-form", kind, export, self._on_made, self.failed.emit)

    def _read(self, data: bytes) -> tuple[bytes, FormView]:
        return data, self._desk.forms.preview(data)

    def _on_made(self, made: tuple[Change, Form], name: str) -> None:
        self.said.emit(self.tr("Saved as {file}. Send it, and drop it here when it comes back.").format(file=name))
        self.changed.emit(made[0])

    def _on_read(self, read: tuple[bytes, FormView]) -> None:
        self._data, view = read
        self.preview.show_view(view)
        self.shown.emit()

    def _on_preview_confirmed(self) -> None:
        take = partial(self._desk.forms.take_over, self._data, self.preview.about_work())
        self._files.run(take, self._on_taken, self.failed.emit)

    def _on_taken(self, made: tuple[Change, FormView]) -> None:
        change, view = made
        self._data = b""
        self.preview.hide()
        self.said.emit(
            self.tr("%n answer(s) taken over from {name}.", "", len(view.taken)).format(name=view.person.called)
        )
        self.changed.emit(change)


def dropped_pdf(event: QDropEvent) -> Path | None:
    """Return the one local PDF that is dragged, or None."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == ".pdf" else None
