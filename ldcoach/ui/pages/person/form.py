"""The form with what is known of a person; the same for a new one and for one to edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from ldcoach.domain.people import DEFAULT_CADENCE_DAYS, Person
from ldcoach.ui import words
from ldcoach.ui.widgets.buttons import primary, quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.language_choice import LanguageChoice

RHYTHMS = (7, 14, 21, 28)


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in."""

    name: str
    role_title: str
    team: str
    email: str
    cadence_days: int
    language: str

    def onto(self, person: Person) -> Person:
        """Return the person with these values."""
        return replace(
            person,
            name=self.name,
            role_title=self.role_title,
            team=self.team,
            email=self.email,
            cadence_days=self.cadence_days,
            language=self.language,
        )


def rhythm_choice(days: int = DEFAULT_CADENCE_DAYS) -> QComboBox:
    """Return a list of rhythms that shows `days`, also when it is an unusual one."""
    made = QComboBox()
    show_rhythm(made, days)
    return made


def show_rhythm(choice: QComboBox, days: int) -> None:
    """Show a rhythm in days."""
    choice.clear()
    for each in sorted({*RHYTHMS, days}):
        choice.addItem(words.rhythm(each), each)
    choice.setCurrentIndex(choice.findData(days))


class PersonForm(Card):
    """Name, role, team, e-mail, rhythm and language. `filled` carries a `Filled`; `closed` says that it was left."""

    filled = Signal(object)
    closed = Signal()

    def __init__(self, title: str, act: str, languages: Sequence[tuple[str, str]], icon: str = "user-plus") -> None:
        """`languages` are (tag, name) of those that forms and summaries can be in."""
        super().__init__(title, icon)
        self.name, self.role, self.team, self.email = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.rhythm, self.language = rhythm_choice(), LanguageChoice()
        self._languages = tuple(languages)
        self.save = primary(act)
        self.cancel = quiet(self.tr("Close"))
        self.save.clicked.connect(self._on_save_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.name.textChanged.connect(self._on_name_text_changed)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        self.name_field = Field(self.tr("&Name"), self.name)
        fields = (
            (self.name_field, 240),
            (Field(self.tr("&Role"), self.role), 240),
            (Field(self.tr("&Team"), self.team), 200),
            (Field(self.tr("&E-mail"), self.email), 240),
            (Field(self.tr("R&hythm"), self.rhythm), 168),
            (Field(self.tr("&Language of forms"), self.language), 168),
        )
        flow = Flow()
        for field, width in fields:
            field.setFixedWidth(width)
            flow.add(field)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch()
        self.body.addWidget(flow)
        self.body.addLayout(row)

    def begin(self, values: Person | None = None) -> None:
        """Show the form, empty or with what is known of a person."""
        self.name_field.clear_error()
        self.name.setText(values.name if values else "")
        self.role.setText(values.role_title if values else "")
        self.email.setText(values.email if values else "")
        if values or self.isHidden():
            self.team.setText(values.team if values else "")
            show_rhythm(self.rhythm, values.cadence_days if values else DEFAULT_CADENCE_DAYS)
            self.language.show_languages(self._languages, values.language if values else "")
        self.show()
        self.name.setFocus()

    def values(self) -> Filled:
        """Return what is filled in."""
        return Filled(
            self.name.text().strip(),
            self.role.text().strip(),
            self.team.text().strip(),
            self.email.text().strip(),
            self.rhythm.currentData(),
            self.language.kept(),
        )

    def show_error(self, sentence: str) -> None:
        """Say at the name what is wrong; everything typed stays."""
        self.name_field.show_error(sentence)
        self.name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape, save with Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel_clicked()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_save_clicked()
        else:
            super().keyPressEvent(event)

    def _on_save_clicked(self) -> None:
        if not self.name.text().strip():
            self.show_error(self.tr("A name is needed. The rest can wait."))
            return
        self.filled.emit(self.values())

    def _on_cancel_clicked(self) -> None:
        self.hide()
        self.closed.emit()

    def _on_name_text_changed(self) -> None:
        if self.name_field.error():
            self.name_field.clear_error()
