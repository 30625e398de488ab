"""For whom a summary is and how it leaves: audience, language, kind of file, paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from ldcoach.domain.document import Format, PaperSize
from ldcoach.domain.kinds import SummaryAudience
from ldcoach.services.summary_files import Shape
from ldcoach.ui.widgets.buttons import quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.flow import Flow
from ldcoach.ui.widgets.labels import muted
from ldcoach.ui.widgets.locked_by import LockedBy
from ldcoach.ui.widgets.segmented import Segmented
from ldcoach.ui.widgets.toggle import Toggle


class ShapeCard(Card):
    """Shown when asked for. `changed` says that something was chosen, `closed` that the card went away."""

    changed = Signal()
    closed = Signal()

    def __init__(self, languages: Sequence[tuple[str, str]]) -> None:
        """`languages` are (tag, name) of those that a document can be told in."""
        super().__init__(self.tr("For whom, and how it leaves"), "send", tight=True)
        self.audience = Segmented(self.tr("For whom"), self._audiences(), chips=True)
        self.named = CheckLine(self.tr("They agreed to be named to a sponsor"))
        self.others = muted("")
        self.language = QComboBox()
        for tag, name in languages:
            self.language.addItem(name, tag)
        self.format = Segmented(self.tr("Kind of file"), self._formats())
        self.paper = Segmented(self.tr("Paper"), [(PaperSize.A4, "A4", ""), (PaperSize.LETTER, self.tr("Letter"), "")])
        self.reply = Toggle(self.tr("Ask for their answer on a page of the PDF"))
        self.close_button = quiet(self.tr("Done"))
        self.many_button = quiet(self.tr("Several &people\N{HORIZONTAL ELLIPSIS}"), "users")
        self._lay_out()
        self.audience.choose(SummaryAudience.EMPLOYEE)
        self.format.choose(Format.PDF)
        self.paper.choose(PaperSize.A4)
        self.reply.setChecked(True)
        for segmented in (self.audience, self.format, self.paper):
            segmented.chosen.connect(self._on_anything_chosen)
        self.named.box.toggled.connect(self._on_anything_chosen)
        self.language.activated.connect(self._on_anything_chosen)
        self.reply.toggled.connect(self._on_anything_chosen)
        self.close_button.clicked.connect(self._on_close_button_clicked)
        self._show_what_fits()
        self.hide()

    def show_locked(self, locked_by: Mapping[Format, str]) -> None:
        """Say who lets summaries not leave in some formats, and choose the first that may; empty: nobody minds."""
        for each, button in zip(Format, self.format.buttons(), strict=True):
            button.setDisabled(bool(locked_by.get(each)))
        self.locked.show_locked(next(filter(None, locked_by.values()), ""))
        free = [each for each in Format if not locked_by.get(each)]
        if free and self.format.key() not in free:
            self.format.choose(free[0])
            self._show_what_fits()

    def for_whom(self) -> SummaryAudience:
        """Return the audience."""
        return SummaryAudience(self.audience.key())

    def is_named(self) -> bool:
        """Tell whether the employee agreed to be named to a sponsor."""
        return self.named.box.isChecked() and self.for_whom() is SummaryAudience.SPONSOR

    def tag(self) -> str:
        """Return the tag of the language."""
        return str(self.language.currentData())

    def shape(self, password: str | None = None) -> Shape:
        """Return how the file leaves."""
        file_format = Format(self.format.key())
        return Shape(
            file_format=file_format,
            paper=PaperSize(self.paper.key()),
            password=password if file_format is Format.PDF else None,
            reply=self.reply.isChecked(),
        )

    def told(self) -> str:
        """Return the choices in a few words."""
        chosen = [
            button.text() for part in (self.audience, self.format) for button in part.buttons() if button.isChecked()
        ]
        return " \N{MIDDLE DOT} ".join([*chosen, self.language.currentText()])

    def begin(self, tag: str) -> None:
        """Start anew for a person whose language this is."""
        self.audience.choose(SummaryAudience.EMPLOYEE)
        self.named.box.setChecked(False)
        self.language.setCurrentIndex(max(self.language.findData(tag), 0))
        self._show_what_fits()

    def _audiences(self) -> list[tuple[str, str, str]]:
        return [
            (SummaryAudience.EMPLOYEE, self.tr("The employee"), ""),
            (SummaryAudience.NEXT_MANAGER, self.tr("The next manager"), ""),
            (SummaryAudience.SPONSOR, self.tr("A sponsor"), ""),
        ]

    def _formats(self) -> list[tuple[str, str, str]]:
        names = {Format.DOCX: self.tr("Word"), Format.MARKDOWN: self.tr("Markdown")}
        return [(each, names.get(each, each.upper()), "") for each in Format]

    def _lay_out(self) -> None:
        flow = Flow(16)
        for field in (
            Field(self.tr("&Kind of file"), self.format),
            Field(self.tr("Pa&per"), self.paper),
            Field(self.tr("L&anguage"), self.language),
        ):
            flow.add(field)
        self.locked = LockedBy()
        for part in (self.audience, self.others, self.named, flow, self.locked, self.reply):
            self.body.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.close_button)
        row.addWidget(self.many_button)
        row.addStretch()
        self.body.addLayout(row)

    def _show_what_fits(self) -> None:
        """Show only what has a meaning for this audience and this kind of file."""
        audience = self.for_whom()
        theirs = audience is SummaryAudience.EMPLOYEE
        self.named.setVisible(audience is SummaryAudience.SPONSOR)
        self.others.setVisible(not theirs)
        if audience is SummaryAudience.NEXT_MANAGER:
            self.others.setText(self.tr("Only what the employee has seen in a summary of theirs."))
        else:
            self.others.setText(
                self.tr("The same facts without names: goals, measures and promises that the employee has seen.")
            )
        self.paper.setEnabled(self.format.key() in {Format.PDF, Format.DOCX, Format.HTML})
        self.reply.setVisible(theirs and self.format.key() == Format.PDF)

    def _on_anything_chosen(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _on_close_button_clicked(self) -> None:
        self.hide()
        self.closed.emit()
