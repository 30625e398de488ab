"""What a list of people would bring, before anything is added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from ldcoach.domain.roster import Roster, RosterRow
from ldcoach.ui.widgets.buttons import primary, quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.labels import body, small


class RosterPreview(Card):
    """Who is new, who is there already, what is not taken and why. `confirmed` and `closed` are the two ways out."""

    confirmed = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Import a list"), "upload")
        self.counts = body("")
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setProperty("dense", "true")
        self.details.setAccessibleName(self.tr("What the list holds, line by line"))
        self.details.setMinimumHeight(180)
        self.columns = small("")
        self.add = primary("")
        self.cancel = quiet(self.tr("Leave it"))
        self.add.clicked.connect(self.confirmed)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.cancel)
        row.addStretch()
        for part in (self.counts, self.details, self.columns):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.hide()

    def show_roster(self, roster: Roster, new: Sequence[RosterRow]) -> None:
        """Show what was read; `new` are the rows whose people are not in the record."""
        added = {row.line for row in new}
        known = [row for row in roster.rows if row.line not in added]
        self.counts.setText(self._counts(len(new), len(known), len(roster.refused)))
        self.details.setPlainText(self._details(roster, new, known))
        self.columns.setText(self._columns(roster))
        self.columns.setVisible(bool(self.columns.text()))
        self.add.setText(self.tr("Add %n people", "", len(new)))
        self.add.setVisible(bool(new))
        self.show()
        (self.add if new else self.cancel).setFocus()

    def _counts(self, new: int, known: int, refused: int) -> str:
        parts = [self.tr("%n new", "", new), self.tr("%n here already", "", known)]
        if refused:
            parts.append(self.tr("%n line(s) not taken", "", refused))
        return self.tr("{counts}. Nothing is added yet.").format(counts=", ".join(parts))

    def _details(self, roster: Roster, new: Iterable[RosterRow], known: Iterable[RosterRow]) -> str:
        at_line = self.tr("Line {line}: {words}")
        refused = [at_line.format(line=row.line, words=row.reason) for row in roster.refused]
        remarks = [at_line.format(line=row.line, words=row.reason) for row in roster.remarks]
        groups = (
            (self.tr("New"), [_in_one_line(row) for row in new]),
            (self.tr("Not taken"), refused),
            (self.tr("Taken, with something left empty"), remarks),
            (self.tr("Here already, stays as it is"), [row.name for row in known]),
        )
        return "\n\n".join("\n".join([heading, *lines]) for heading, lines in groups if lines)

    def _columns(self, roster: Roster) -> str:
        parts = []
        if roster.left_out:
            parts.append(self.tr("Columns left out: {names}.").format(names=", ".join(roster.left_out)))
        if roster.never_read:
            names = ", ".join(roster.never_read)
            parts.append(self.tr("Columns that LDCoach never reads: {names}.").format(names=names))
        return " ".join(parts)

    def _on_cancel_clicked(self) -> None:
        self.hide()
        self.closed.emit()


def _in_one_line(row: RosterRow) -> str:
    return ", ".join(part for part in (row.name, row.role_title, row.team) if part)
