"""What was seen about one question: kept while it is written, and kept hold of when it could not be."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.change import Change
from ldcoach.ui.widgets.editor import Editor
from ldcoach.ui.widgets.held import HeldCard
from ldcoach.ui.widgets.labels import field_label

_HEIGHT = 76
WriteNote = Callable[[str, str, bool, Collection[str]], Change]
"""Keeps a note: its place, its words, whether this is the first save of a visit, and the rules called 'about work'."""


class SeenNote(QWidget):
    """A label, an editor and the card of a held text.

    `kept` carries the `Change` of a save, `failed` the sentence of a refusal. A text that could not be kept stays in
    memory under its place.
    """

    kept = Signal(object)
    failed = Signal(str)

    def __init__(self, write: WriteNote) -> None:
        super().__init__()
        self._write = write
        self._place = ""
        self._unkept: dict[str, str] = {}
        self._about_work: dict[str, set[str]] = {}
        self._holding: tuple[str, ...] = ()
        self._first_of_visit = True
        self.editor = Editor("", self.tr("A dated example helps"))
        self.editor.setProperty("dense", "true")
        self.editor.setFixedHeight(_HEIGHT)
        self.held = HeldCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(field_label(self.tr("What you have &seen so far"), self.editor))
        column.addWidget(self.editor)
        column.addWidget(self.held)
        self.editor.setAccessibleName(self.tr("What you have seen so far"))
        self.editor.edited.connect(self._on_editor_edited)
        self.editor.left.connect(self._on_editor_left)
        self.held.confirmed.connect(self._on_held_confirmed)
        self.held.change_wanted.connect(self.editor.setFocus)

    def open(self, place: str, words: str) -> None:
        """Show what is kept at a place, or what was typed there and could not be kept."""
        if place == self._place:
            if not self.editor.waiting and place not in self._unkept:
                self.editor.show_text(words)
            return
        self.editor.flush()
        self._place = place
        self._first_of_visit = True
        self.held.hide()
        self.editor.show_text(self._unkept.get(place, words))
        if place in self._unkept:
            self._keep()

    def flush(self) -> None:
        """Keep what is half typed."""
        self.editor.flush()
        self._first_of_visit = True

    def _keep(self) -> None:
        place, words = self._place, self.editor.toPlainText()
        try:
            change = self._write(place, words, self._first_of_visit, frozenset(self._about_work.get(place, ())))
        except HeldText as held:
            self._unkept[place] = words
            self._holding = held.rules
            self.held.say(str(held))
        except LDCoachError as error:
            self._unkept[place] = words
            self.failed.emit(str(error))
        else:
            self._unkept.pop(place, None)
            self._first_of_visit = False
            self.held.hide()
            self.kept.emit(change)

    def _on_editor_edited(self) -> None:
        if self._place:
            self._keep()

    def _on_editor_left(self) -> None:
        self._first_of_visit = True

    def _on_held_confirmed(self) -> None:
        self._about_work.setdefault(self._place, set()).update(self._holding)
        self._keep()
