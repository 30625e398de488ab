"""The items of a brief, for whom it is, and what is asked of them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ldcoach.domain.brief import BriefGroup
from ldcoach.errors import HeldText
from ldcoach.ui.pages.summary.items import ItemsCard
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.editor import Editor
from ldcoach.ui.widgets.field import Field
from ldcoach.ui.widgets.held import HeldCard

_HEIGHT = 84


class BriefItems(ItemsCard):
    """The items of a brief by group, and that prep notes always stay."""

    def group_name(self, group: str) -> str:
        """Return what a group of items is called."""
        return {
            BriefGroup.PROBLEM: self.tr("The problem"),
            BriefGroup.EVIDENCE: self.tr("What shows it"),
            BriefGroup.CAUSES: self.tr("What is in the way"),
            BriefGroup.STEPS: self.tr("What you do yourselves"),
            BriefGroup.ASKED: self.tr("What is asked"),
        }[BriefGroup(group)]


class AskCard(Card):
    """For whom the brief is, and what is asked in the manager's words. `written` says that typing has paused."""

    written = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("For whom, and what is asked"), "send")
        self.to_whom = QLineEdit()
        self.to_whom.setPlaceholderText(self.tr("A role is enough: head of quality"))
        self.to_whom_field = Field(self.tr("For whom"), self.to_whom, self.tr("Kept on the receipt."))
        self.ask = Editor("", self.tr("What would you like them to decide or do, by when?"))
        self.ask.setProperty("dense", "true")
        self.ask.setFixedHeight(_HEIGHT)
        self.held = HeldCard()
        self.about_work: Collection[str] = frozenset()
        self._holding: tuple[str, ...] = ()
        self.body.addWidget(self.to_whom_field)
        self.body.addWidget(Field(self.tr("What is asked, in your words"), self.ask))
        self.body.addWidget(self.held)
        self.ask.edited.connect(self.written)
        self.to_whom.textChanged.connect(self.to_whom_field.clear_error)
        self.held.confirmed.connect(self._on_held_confirmed)
        self.held.change_wanted.connect(self.ask.setFocus)

    @property
    def is_held(self) -> bool:
        """Whether a stop rule keeps the words off the disk."""
        return not self.held.isHidden()

    def begin(self, words: str) -> None:
        """Begin with the words kept for another gap."""
        self.about_work = frozenset()
        self.to_whom.clear()
        self.ask.show_text(words)
        self.release()

    def hold(self, held: HeldText) -> None:
        """Say why the words are not kept."""
        self._holding = held.rules
        self.held.say(str(held))

    def release(self) -> None:
        """Take the card away."""
        self.held.hide()

    def is_fit(self) -> bool:
        """Tell whether it is said for whom; if not, say so below the field and go there."""
        if self.to_whom.text().strip():
            return True
        self.to_whom_field.show_error(self.tr("Say for whom it is. The receipt keeps it."))
        self.to_whom.setFocus()
        return False

    def _on_held_confirmed(self) -> None:
        self.about_work = frozenset({*self.about_work, *self._holding})
        self.written.emit()
