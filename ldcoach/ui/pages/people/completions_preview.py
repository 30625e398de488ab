"""What a learning platform says was begun or completed, before anything is added."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from ldcoach.domain.completions_xapi import LARGEST_FILE
from ldcoach.errors import LDCoachError, UnfitInput
from ldcoach.services.learning import Arriving, CompletionPreview, LearningBook
from ldcoach.ui import words
from ldcoach.ui.ask import Ask
from ldcoach.ui.widgets.buttons import primary, quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.labels import body, muted
from ldcoach.ui.widgets.notice import Notice


class CompletionsPreview(Card):
    """Whose learning is new, whose is here, and who is not on the team. `done` carries a `Change`."""

    done = Signal(object)
    closed = Signal()

    def __init__(self, learning: LearningBook, ask: Ask) -> None:
        super().__init__(self.tr("Learning from a platform"), "book-open")
        self._learning, self._ask = learning, ask
        self._data, self._name = b"", ""
        self.counts = body("")
        self.notice = Notice()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setProperty("dense", "true")
        self.details.setAccessibleName(self.tr("What the file holds, line by line"))
        self.details.setMinimumHeight(180)
        self.remark = muted(self.tr("Completing something is where learning starts. Its use at work is what counts."))
        self.add, self.cancel = primary(""), quiet(self.tr("Leave it"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.add)
        row.addWidget(self.cancel)
        row.addStretch()
        for part in (self.counts, self.notice, self.details, self.remark):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.add.clicked.connect(self._on_add_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.hide()

    def bring(self) -> None:
        """Ask for a file and show what it would bring."""
        title = self.tr("Choose a file of completed learning")
        path = self._ask.choose_file_to_open(self, title, self.tr("Learning (*.csv *.txt *.json *.jsonl)"))
        if path is not None:
            self._look(path)

    def _look(self, path: Path) -> None:
        self._name = path.name
        try:
            self._data = _read(path)
            self._show(self._learning.preview(self._data, self._name))
        except LDCoachError as error:
            self._show_error(str(error))

    def _show(self, found: CompletionPreview) -> None:
        self.notice.quiet()
        known = len(found.arriving) - len(found.new)
        parts = [self.tr("%n new", "", len(found.new))]
        if known:
            parts.append(self.tr("%n here already", "", known))
        if found.strangers:
            parts.append(self.tr("%n of people who are not on your team", "", len(found.strangers)))
        left = len(found.sheet.refused) + len(found.held)
        if left:
            parts.append(self.tr("%n line(s) not taken", "", left))
        self.counts.setText(self.tr("{counts}. Nothing is added yet.").format(counts=", ".join(parts)))
        self.details.setPlainText(self._details(found))
        self.add.setText(self.tr("Add %n to their learning", "", len(found.new)))
        for part in (self.counts, self.details, self.remark):
            part.show()
        self.add.setVisible(bool(found.new))
        self.show()
        (self.add if found.new else self.cancel).setFocus()

    def _details(self, found: CompletionPreview) -> str:
        at_line = self.tr("Line {line}: {words}")
        refused = [at_line.format(line=row.line, words=row.reason) for row in found.sheet.refused]
        held = self.tr("the title holds words that do not belong in a coaching record")
        refused += [at_line.format(line=place, words=held) for place in found.held]
        known = [one for one in found.arriving if one.known]
        groups = (
            (self.tr("New"), [_told(one) for one in found.new]),
            (self.tr("Not taken"), refused),
            (self.tr("Not on your team, left out"), [one.title for one in found.strangers]),
            (self.tr("Here already, stays as it is"), [_told(one) for one in known]),
        )
        return "\n\n".join("\n".join([heading, *lines]) for heading, lines in groups if lines)

    def _show_error(self, sentence: str) -> None:
        for part in (self.counts, self.details, self.remark, self.add):
            part.hide()
        self.show()
        self.notice.say("error", sentence)
        self.cancel.setFocus()

    def _on_add_clicked(self) -> None:
        try:
            change, _ = self._learning.take_over(self._data, self._name)
        except LDCoachError as error:
            self.notice.say("error", str(error))
            return
        self._forget()
        self.done.emit(change)

    def _on_cancel_clicked(self) -> None:
        self._forget()
        self.closed.emit()

    def _forget(self) -> None:
        self._data = b""
        self.details.clear()
        self.hide()


def _told(one: Arriving) -> str:
    learning = one.learning
    on = learning.started_on or learning.completed_on
    return ", ".join(part for part in (one.person_name, learning.title, words.whole_date(on) if on else "") if part)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        message = "This file could not be read, so nothing was added. Close it elsewhere and try again."
        raise UnfitInput(message) from error
