"""The manager's own sentences that go into a summary."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor

from ldcoach.errors import HeldText
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.editor import Editor
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.held import HeldCard

_LINES = 72


class WordsCard(Card):
    """Three fields. `written` says that typing paused; the page answers with `hold` or `release`."""

    written = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("In your words"))
        self.so_what = _editor(self.tr("So what"), self.tr("What is different for the work or for those you serve"))
        self.conditions = _editor(
            self.tr("What helped, what got in the way"), self.tr("Conditions outside the person, in a sentence or two")
        )
        self.human = _editor(
            self.tr("What changed for people"), self.tr("One behaviour in action, or a customer's words they agreed to")
        )
        self.held = HeldCard()
        self._editors = (self.so_what, self.conditions, self.human)
        self._about_work: set[str] = set()
        self._holding: tuple[str, ...] = ()
        self._wrong = self.so_what
        for editor in self._editors:
            self.body.addWidget(Field(editor.accessibleName(), editor))
            editor.edited.connect(self.written)
        self.body.addWidget(self.held)
        self.held.change_wanted.connect(self._on_held_change_wanted)
        self.held.confirmed.connect(self._on_held_confirmed)

    @property
    def about_work(self) -> frozenset[str]:
        """The rules for which the manager said that the texts are about the work."""
        return frozenset(self._about_work)

    def texts(self) -> tuple[str, str, str]:
        """Return what stands in the fields: so what, conditions, people."""
        return self.so_what.toPlainText(), self.conditions.toPlainText(), self.human.toPlainText()

    def show_texts(self, so_what: str, conditions: str, human: str) -> None:
        """Show kept texts and forget what was confirmed for others."""
        self._about_work.clear()
        self.release()
        self.so_what.show_text(so_what)
        self.conditions.show_text(conditions)
        self.human.show_text(human)

    def flush(self) -> None:
        """Hand over what still waits for a pause."""
        for editor in self._editors:
            editor.flush()

    def hold(self, held: HeldText) -> None:
        """Say why the texts were not kept, and where."""
        self._holding = held.rules
        self._wrong = self._editors[held.part]
        self.held.say(str(held), self.tr("The text is still here. It is neither kept nor part of the document yet."))
        self._select(held.spans[:1])

    def release(self) -> None:
        """Take the held card away."""
        self._holding = ()
        self.held.hide()

    @property
    def is_held(self) -> bool:
        """Whether a stop rule holds one of the texts."""
        return bool(self._holding)

    def go_to(self, name: str) -> None:
        """Put the caret on the first place where a name stands."""
        for editor in self._editors:
            if name in editor.toPlainText():
                editor.moveCursor(QTextCursor.MoveOperation.Start)
                editor.find(name)
                editor.setFocus()
                return

    def _select(self, spans: tuple[tuple[int, int], ...]) -> None:
        text = self._wrong.toPlainText()
        for start, end in spans:
            caret = self._wrong.textCursor()
            caret.setPosition(_units(text[:start]))
            caret.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            if not self._wrong.hasFocus():
                self._wrong.setTextCursor(caret)

    def _on_held_change_wanted(self) -> None:
        self._wrong.setFocus()

    def _on_held_confirmed(self) -> None:
        self._about_work.update(self._holding)
        self.written.emit()
        self._wrong.setFocus()


def _editor(name: str, placeholder: str) -> Editor:
    made = Editor(name, placeholder)
    made.setProperty("dense", "true")
    made.setFixedHeight(_LINES)
    return made


def _units(text: str) -> int:
    """Return the length as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
