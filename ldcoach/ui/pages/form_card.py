"""A card that asks for a few things, and keeps hold of them when they could not be kept."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ldcoach.errors import HeldText, LDCoachError
from ldcoach.services.change import Change
from ldcoach.ui.widgets.buttons import primary, quiet
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.held import HeldCard
from ldcoach.ui.widgets.notice import Notice

Act = Callable[[Collection[str]], Change]
"""Does what the form is for; takes the rules that the manager called 'about the work'."""
_NOTHING = frozenset[str]()


class FormCard(Card):
    """Fields above a button. `done` carries the `Change` of what was kept; `closed` says that the form was left."""

    done = Signal(object)
    closed = Signal()

    def __init__(self, title: str, icon: str, act: str, *, can_confirm: bool = True) -> None:
        """`can_confirm` is False where a held text cannot be called 'about the work'."""
        super().__init__(title, icon)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        self.notice = Notice()
        self.held = HeldCard()
        self.save = primary(act)
        self.cancel = quiet(self.tr("Leave it"))
        self._can_confirm = can_confirm
        self._rules: Collection[str] = _NOTHING
        self._act: Act | None = None
        self._first: QWidget = self.save
        self.save.clicked.connect(self._on_save_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.held.confirmed.connect(self._on_held_confirmed)
        self.held.change_wanted.connect(self._on_held_change_wanted)
        self._lay_out()
        self.hide()

    def begin(self, act: Act, first: QWidget) -> None:
        """Show the form with the keyboard on `first`; the button does `act`."""
        self._act = act
        self._first = first
        self._rules = _NOTHING
        self.notice.quiet()
        self.held.hide()
        self.show()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def attempt(self, about_work: Collection[str] = _NOTHING) -> None:
        """Do what the form is for; what was typed stays when it cannot be kept."""
        if self._act is None:
            return
        self.notice.quiet()
        self.held.hide()
        try:
            change = self._act(about_work)
        except HeldText as held:
            self._rules = held.rules
            self.held.say(str(held), can_confirm=self._can_confirm)
        except LDCoachError as error:
            self.notice.say("error", str(error))
        else:
            self.hide()
            self.done.emit(change)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape; Enter in a line of text does what the button does."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel_clicked()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(self.focusWidget(), QLineEdit):
            self.attempt()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch()
        self.body.setSpacing(12)
        self.body.addLayout(self.fields)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.held)
        self.body.addLayout(row)

    def _on_save_clicked(self) -> None:
        self.attempt()

    def _on_cancel_clicked(self) -> None:
        self.hide()
        self.closed.emit()

    def _on_held_confirmed(self) -> None:
        self.attempt(self._rules)

    def _on_held_change_wanted(self) -> None:
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
