"""The section of the settings that says after how many minutes without use the record locks."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ldcoach.ui.auto_lock import CHOICES
from ldcoach.ui.widgets.card import Card
from ldcoach.ui.widgets.labels import muted, small
from ldcoach.ui.widgets.locked_by import LockedBy
from ldcoach.ui.widgets.segmented import Segmented


class LockCard(Card):
    """`minutes_chosen` carries one of the choices."""

    minutes_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(self.tr("Lock"), "lock")
        words = self.tr("{minutes} min")
        after = self.tr("Minutes without use until the record locks")
        self.choices = Segmented(after, [(str(each), words.format(minutes=each), "") for each in CHOICES])
        self.body.addWidget(muted(self.tr("When nobody uses LDCoach, lock after:")))
        self.body.addWidget(self.choices)
        self.body.addWidget(
            small(
                self.tr(
                    "It also locks when the computer sleeps, when another user comes to it, and together with the "
                    "screen where the system tells it. Half-typed notes and feedback are kept first, other open forms "
                    "are not."
                )
            )
        )
        self.locked_by = LockedBy()
        self.body.addWidget(self.locked_by)
        self.choices.chosen.connect(lambda key: self.minutes_chosen.emit(int(key)))

    def show_minutes(self, minutes: int) -> None:
        """Show what is set; nothing is emitted."""
        self.choices.choose(str(minutes))

    def show_locked(self, by_whom: str) -> None:
        """Say who decides instead of the manager; an empty text: nobody."""
        self.locked_by.show_locked(by_whom)
        self.choices.setDisabled(bool(by_whom))
