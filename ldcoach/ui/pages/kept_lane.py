"""A lane of notes that keeps what is typed, and keeps hold of what could not be kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ldcoach.domain.ids import ConversationId, PersonId
from ldcoach.domain.kinds import Visibility
from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.change import Change
from ldcoach.services.notes import Notes
from ldcoach.ui.theme.current import colour
from ldcoach.ui.widgets.lane import Lane, Tone


@dataclass(frozen=True, slots=True)
class NotePlace:
    """Which stage of which 1-2-1 a text belongs to."""

    conversation_id: ConversationId
    person_id: PersonId
    stage_code: str


class Write(Protocol):
    """Keeps one text."""

    def __call__(self, place: NotePlace, text: str, *, visit: bool, about_work: Collection[str]) -> Change:
        """Keep what a place says now; `visit` marks the first save since the caret came.

        Raises:
            HeldText: a stop rule holds the text.
            LDCoachError: it could not be kept; what was kept before stays.
        """


def note_writer(notes: Notes, visibility: Visibility) -> Write:
    """Return a writer for the notes of one lane."""

    def write(place: NotePlace, text: str, *, visit: bool, about_work: Collection[str]) -> Change:
        return notes.keep(
            place.conversation_id,
            place.person_id,
            place.stage_code,
            visibility,
            text,
            visit=visit,
            about_work=about_work,
        )

    return write


class KeptLane(Lane):
    """A lane that keeps its text through `write`.

    `kept` carries the `Change` of a save, `held_back` says that a stop rule keeps the text off the disk, `failed`
    carries the sentence of any other refusal. A text that could not be kept stays in memory under its place.
    """

    kept = Signal(object)
    held_back = Signal()
    failed = Signal(str)

    def __init__(self, tone: Tone, write: Write, title: str, caption: str = " ") -> None:
        super().__init__(tone, title, caption)
        self._write = write
        self._place: NotePlace | None = None
        self._unkept: dict[NotePlace, str] = {}
        self._about_work: dict[NotePlace, set[str]] = {}
        self._holding: tuple[str, ...] = ()
        self._first_of_visit = True
        self.edited.connect(self._on_self_edited)
        self.left.connect(self._on_self_left)
        self.confirmed.connect(self._on_self_confirmed)
        self.editor.textChanged.connect(self._on_editor_text_changed)

    @property
    def unkept(self) -> tuple[NotePlace, ...]:
        """The places whose text could not be kept so far."""
        return tuple(self._unkept)

    @property
    def about_work(self) -> frozenset[str]:
        """The rules for which the manager said that the text shown is about the work."""
        return frozenset(self._about_work.get(self._place, ())) if self._place else frozenset()

    def say_caption(self, caption: str) -> None:
        """Show another caption; a screen reader hears it with the editor."""
        self.caption.setText(caption)
        self.editor.setAccessibleDescription(caption)

    def open(self, place: NotePlace, text: str) -> None:
        """Show the kept text of a place, or what was typed there and could not be kept; never overwrite typing."""
        if place != self._place:
            self.flush()
            self._place = place
            self._first_of_visit = True
            self._stop_holding()
        elif self.editor.waiting or place in self._unkept:
            return
        unkept = self._unkept.get(place)
        self.show_text(text if unkept is None else unkept)
        if unkept is not None:
            self._keep(place, unkept)

    def settle(self) -> None:
        """Keep what still waits, and try once more what could not be kept."""
        self.flush()
        for place, text in list(self._unkept.items()):
            self._keep(place, text)

    def _keep(self, place: NotePlace, text: str) -> None:
        try:
            change = self._write(
                place, text, visit=self._first_of_visit, about_work=frozenset(self._about_work.get(place, ()))
            )
        except HeldText as held:
            self._unkept[place] = text
            if place == self._place:
                self._start_holding(held)
        except LDCoachError as error:
            self._unkept[place] = text
            self.failed.emit(str(error))
        else:
            self._unkept.pop(place, None)
            if place == self._place:
                self._first_of_visit = False
                self._stop_holding()
            self.kept.emit(change)

    def _start_holding(self, held: HeldText) -> None:
        self._holding = held.rules
        self.hold(str(held))
        self.editor.setExtraSelections([self._mark(start, end) for start, end in held.spans])
        self.held_back.emit()

    def _stop_holding(self) -> None:
        self._holding = ()
        self.release()
        self.editor.setExtraSelections([])

    def _mark(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        text = self.text()
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(colour("danger"))
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format = look
        return mark

    def _on_self_edited(self, text: str) -> None:
        if self._place is not None:
            self._keep(self._place, text)

    def _on_self_left(self) -> None:
        self._first_of_visit = True

    def _on_self_confirmed(self) -> None:
        if self._place is None:
            return
        self._about_work.setdefault(self._place, set()).update(self._holding)
        self._keep(self._place, self.text())
        self.editor.setFocus()

    def _on_editor_text_changed(self) -> None:
        self.editor.setExtraSelections([])


def _units(text: str) -> int:
    """Return the length as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
