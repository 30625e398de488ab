"""The rail of the prepare page: what happened since last time, and questions to have ready."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from ldcoach.domain.kinds import ActionOwner, ActionStatus
from ldcoach.services.views import Happening, TimelineEntry
from ldcoach.ui import words
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.check_line import CheckLine
from ldcoach.ui.widgets.clearing import clear
from ldcoach.ui.widgets.drawn import Glyph
from ldcoach.ui.widgets.labels import body, field_label, muted
from ldcoach.ui.widgets.number_fields import minutes_field

MOST_QUESTIONS = 2
_MINUTES_WIDTH = 88


class LengthCard(Card):
    """How long the 1-2-1 is planned for; `chosen` carries minutes once the field is left or Enter is pressed."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(tight=True)
        self.minutes = minutes_field()
        self._shown = 0
        row = QHBoxLayout()
        row.addWidget(field_label(self.tr("Planned &minutes"), self.minutes), 1)
        self.minutes.setAccessibleName(self.tr("Planned minutes"))
        self.minutes.setFixedWidth(_MINUTES_WIDTH)
        row.addWidget(self.minutes)
        self.body.addLayout(row)
        self.minutes.editingFinished.connect(self._on_minutes_editing_finished)

    def show_minutes(self, minutes: int) -> None:
        """Show a length; nothing is emitted."""
        self.minutes.setValue(minutes)
        self._shown = self.minutes.value()

    def _on_minutes_editing_finished(self) -> None:
        if self.minutes.value() != self._shown:
            self._shown = self.minutes.value()
            self.chosen.emit(self._shown)


class SinceCard(Card):
    """What happened since the last 1-2-1, newest first."""

    def __init__(self) -> None:
        super().__init__(self.tr("Since last time"), tight=True)

    def show_entries(
        self, entries: Sequence[TimelineEntry], called: str, last_held_on: date | None, today: date
    ) -> None:
        """Show the entries in words."""
        since = self.tr("Since {day}").format(day=words.day(last_held_on, today)) if last_held_on else self.tr("So far")
        self.title.setText(since)
        clear(self.body)
        for entry in entries:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Glyph(_icon(entry), "accent", 16), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(body(self._sentence(entry, called)), 1)
            self.body.addLayout(row)
        if not entries:
            self.body.addWidget(muted(self.tr("Nothing has been noted yet.")))

    def _sentence(self, entry: TimelineEntry, called: str) -> str:
        said = entry.words or entry.title
        if entry.kind is Happening.FEEDBACK:
            return self.tr("Feedback: {words}").format(words=said)
        who = {ActionOwner.EMPLOYEE: called, ActionOwner.MANAGER: self.tr("You")}.get(
            entry.owner or ActionOwner.BOTH, self.tr("Both of you")
        )
        done = entry.state == ActionStatus.DONE
        pattern = self.tr("{who} kept: {words}") if done else self.tr("{who} promised: {words}")
        return pattern.format(who=who, words=said)


class QuestionsCard(Card):
    """Questions of the guide with boxes; two may be picked. `picked` carries the tuple of those that are."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("Questions to have ready"), tight=True)
        self.lines: list[CheckLine] = []

    def show_questions(self, questions: Sequence[str], ready: Collection[str], fresh: int = 0) -> None:
        """Show the questions, the first `fresh` not asked lately; those in `ready` are picked and shown in any case.

        Lines that are shown already stay, with the keyboard.
        """
        shown = [*questions, *(question for question in ready if question not in questions)]
        if [line.words.text() for line in self.lines] != shown:
            self._make_lines(shown, fresh)
        for line in self.lines:
            line.box.setChecked(line.words.text() in ready)
        self._bound()

    def _make_lines(self, questions: Sequence[str], fresh: int) -> None:
        clear(self.body)
        self.body.addWidget(muted(self.tr("From the guide. Pick two at most.")))
        self.lines = [CheckLine(question) for question in questions]
        for at, line in enumerate(self.lines):
            if at < min(fresh, MOST_QUESTIONS):
                line.add_remark(self.tr("not asked lately"))
            line.ticked.connect(self._on_line_ticked)
            self.body.addWidget(line)

    def ready(self) -> tuple[str, ...]:
        """Return the questions that are picked."""
        return tuple(line.words.text() for line in self.lines if line.box.isChecked())

    def _bound(self) -> None:
        full = len(self.ready()) >= MOST_QUESTIONS
        for line in self.lines:
            line.setEnabled(line.box.isChecked() or not full)

    def _on_line_ticked(self) -> None:
        self._bound()
        self.picked.emit(self.ready())


def _icon(entry: TimelineEntry) -> str:
    if entry.kind is Happening.FEEDBACK:
        return "hand-heart"
    return "circle-check" if entry.state == ActionStatus.DONE else "handshake"
