"""The preparation form on a person's page: made, sent, come back, and what the person wrote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ldcoach.domain.leaving import Form
from ldcoach.services.views.travel import FormView
from ldcoach.ui import words
from ldcoach.ui.pages.came_back import CameBackCard
from ldcoach.ui.widgets.buttons import quiet, secondary
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import body, kicker, muted
from ldcoach.ui.widgets.language_choice import LanguageLine
from ldcoach.ui.widgets.locked_by import LockedBy


class PrepFormCard(Card):
    """Where the form stands, and the answers that came last. The signals are wishes."""

    make_wanted = Signal()
    mail_wanted = Signal()
    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Preparation form"), "file-text")
        self.state = muted("")
        self.make = secondary(self.tr("Make preparation form"), "file-plus", small=True)
        self.mail = quiet(self.tr("As an e-mail draft"), "send", small=True)
        self.bring = quiet(self.tr("Import what came back"), "upload", small=True)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(4)
        self.body.addWidget(self.state)
        self.body.addLayout(self._answers)
        self.language = LanguageLine()
        self.body.addWidget(self.language)
        buttons = Flow(gap=8)
        for button in (self.make, self.mail, self.bring):
            buttons.add(button)
        self.body.addWidget(buttons)
        self.locked = LockedBy()
        self.body.addWidget(self.locked)
        self.make.clicked.connect(self.make_wanted)
        self.mail.clicked.connect(self.mail_wanted)
        self.bring.clicked.connect(self.import_wanted)

    def show_form(self, called: str, made: Form | None, answers: Sequence[tuple[str, str]], today: date) -> None:
        """Show the form made last, and the answers taken over last as (question, words)."""
        clear(self._answers)
        for question, said in answers:
            self._answers.addWidget(kicker(question))
            self._answers.addWidget(body(said))
        self.state.setText(self._state(called, made, today))

    def show_locked(self, pdf_by: str, mail_by: str) -> None:
        """Say who lets no form leave as a PDF, or as an e-mail draft; empty where nobody minds."""
        self.make.setDisabled(bool(pdf_by))
        self.mail.setDisabled(bool(mail_by))
        self.locked.show_locked(pdf_by or mail_by)

    def _state(self, called: str, made: Form | None, today: date) -> str:
        if made is None:
            return self.tr("Ask {name} for topics first. The form needs no program and no account.").format(name=called)
        if made.imported_at is not None:
            day = words.day(made.imported_at.astimezone().date(), today)
            return words.sentence(self.tr("came back {day}. Topics are on the list; the rest is here.").format(day=day))
        day = words.day(made.made_at.astimezone().date(), today)
        return words.sentence(
            self.tr("made {day}, not back yet. Drop the file on this page when it is.").format(day=day)
        )


class PrepFormPreview(CameBackCard):
    """What a form would bring, answer by answer."""

    def __init__(self) -> None:
        super().__init__(self.tr("A form came back"), "")
        self.ticked.connect(self._count)

    def show_view(self, view: FormView) -> None:
        """Show a form that was read; nothing is taken over yet."""
        self._view = view
        self.title.setText(self.tr("The form of {name} came back").format(name=view.person.name))
        self.forget_lines()
        above = ""
        for line in view.lines:
            heading = self.heading_of(line.label, line.taking)
            if heading != above:
                self.add_heading(heading)
            self.add_line(line.answer.field, line.answer.words, line.taking, line.question)
            above = heading
        self._count()
        self.come_up()

    def _count(self) -> None:
        count = len(self._view.taken) + len(self.about_work())
        self.take.setText(self.tr("Take over %n answer(s)", "", count))
        self.take.setVisible(count > 0)
        if not self._view.lines:
            self.says.setText(self.tr("Nothing is filled in."))
        elif count == 0:
            self.says.setText(self.tr("There is nothing new in it. Nothing is changed."))
        else:
            self.says.setText(
                self.tr("Nothing is taken over yet. Topics go on the list, first; the rest is kept in their words.")
            )
